const HOST: &str = lint_macro::domain!("https://army.mil/");

fn main() {}
