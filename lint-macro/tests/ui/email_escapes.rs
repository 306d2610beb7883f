const TO: &str = lint_macro::email!("\u{e9}t\x65@army.ml");

fn main() {}
