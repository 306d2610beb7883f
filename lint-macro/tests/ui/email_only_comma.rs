const TO: &str = lint_macro::email!(,);

fn main() {}
