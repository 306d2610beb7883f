const TO: &str = lint_macro::email!("ops@army.ml", alow = tld_slip, reason = "our office in Bamako");

fn main() {}
