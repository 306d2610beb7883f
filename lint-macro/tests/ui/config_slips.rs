lint_macro::check_config!("./config/*.toml");

fn main() {}
