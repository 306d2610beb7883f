#[doc = lint_macro::email!("ops@army.ml")]
fn main() {}
