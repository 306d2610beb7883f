lint_macro::check_config!("");

fn main() {}
