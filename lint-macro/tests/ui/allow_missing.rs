const TO: &str = lint_macro::email!("ops@army.ml", reason = "our office in Bamako");

fn main() {}
