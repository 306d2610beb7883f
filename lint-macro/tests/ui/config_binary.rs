lint_macro::check_config!("./config/logo.bin");

fn main() {}
