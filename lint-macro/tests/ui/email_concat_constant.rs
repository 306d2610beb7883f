const HOST: &str = "army.mil";
const TO: &str = lint_macro::email!(concat!("ops@", HOST));

fn main() {}
