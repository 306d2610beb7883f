const TO: &str = lint_macro::email!("ops@army.mil"; allow = tld_slip);

fn main() {}
