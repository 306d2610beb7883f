const TO: &str = lint_macro::email!("ops@army\u{200b}.mil");

fn main() {}
