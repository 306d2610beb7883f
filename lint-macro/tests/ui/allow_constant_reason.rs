const TO: &str = lint_macro::email!("ops@army.ml", allow = tld_slip, reason = WHY);

fn main() {}
