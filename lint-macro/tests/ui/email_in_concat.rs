const TO: &str = concat!("mailto:", lint_macro::email!("ops@army.ml"));

fn main() {}
