const TO: &str = lint_macro::email!("ops@army.ml", allow =, reason = "our office in Bamako");

fn main() {}
