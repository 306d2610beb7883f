const TO: &str = lint_macro::email!(42);

fn main() {}
