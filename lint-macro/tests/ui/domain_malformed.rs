const HOST: &str = lint_macro::domain!("mail..army.mil");

fn main() {}
