const TO: &str = lint_macro::email!("army.mil");

fn main() {}
