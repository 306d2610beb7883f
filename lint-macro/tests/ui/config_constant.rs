lint_macro::check_config!(PATH);

fn main() {}
