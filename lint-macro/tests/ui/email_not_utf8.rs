const TO: &[u8] = lint_macro::email!(b"ops@\xff.mil");

fn main() {}
