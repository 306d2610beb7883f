static TO: &[u8] = lint_macro::email!(b"ops@army.ml");

fn main() {}
