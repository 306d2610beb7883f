const HOST: &str = lint_macro::domain!("ops@army.mil");

fn main() {}
