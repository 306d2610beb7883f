lint_macro::check_config!("./config/*.yaml");

fn main() {}
