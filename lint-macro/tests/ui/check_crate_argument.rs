lint_macro::check_crate!("src");

fn main() {}
