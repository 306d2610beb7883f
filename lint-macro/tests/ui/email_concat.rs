const TO: &str = lint_macro::email!(concat!("o", 'p', "s@ar", "my.ml"));

fn main() {}
