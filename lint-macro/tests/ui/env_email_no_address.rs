const FROM: &str = lint_macro::env_email!("CARGO_PKG_VERSION_MAJOR");

fn main() {}
