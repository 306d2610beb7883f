const TO: &str = lint_macro::email!(r##"ops@army.ml"##);

fn main() {}
