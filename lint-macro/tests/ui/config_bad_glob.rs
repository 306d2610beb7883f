lint_macro::check_config!("./config/[a-");

fn main() {}
