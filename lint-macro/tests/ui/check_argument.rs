#[lint_macro::check(tld_slip)]
fn main() {}
