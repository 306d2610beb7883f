const TO: &str = lint_macro::email!("ops@army.ml", allow = provider_slip, reason = "our office in Bamako");

fn main() {}
