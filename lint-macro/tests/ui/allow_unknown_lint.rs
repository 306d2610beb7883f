const TO: &str = lint_macro::email!("ops@army.ml", allow = tld_slp, reason = "our office in Bamako");

fn main() {}
