const HOST: &str = "army.mil";
const TO: &str = lint_macro::email!(HOST);

fn main() {}
