const TO: &str = lint_macro::email!("ops@army.mil", allow = tld_slip, reason = "our office in Bamako");

fn main() {}
