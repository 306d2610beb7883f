const TO: &str = lint_macro::email!("ops@army..mil");

fn main() {}
