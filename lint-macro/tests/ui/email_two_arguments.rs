const TO: &str = lint_macro::email!("ops@army.mil", "help@army.mil");

fn main() {}
