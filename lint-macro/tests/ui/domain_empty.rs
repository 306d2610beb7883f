const HOST: &str = lint_macro::domain!("");

fn main() {}
