lint_macro::check_config!("./config/gone.toml");

fn main() {}
