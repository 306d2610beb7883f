const HOST: &str = lint_macro::domain!("army.ml");

fn main() {}
