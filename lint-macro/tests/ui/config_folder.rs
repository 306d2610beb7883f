lint_macro::check_config!("./config");

fn main() {}
