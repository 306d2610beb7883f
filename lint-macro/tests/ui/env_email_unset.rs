const FROM: &str = lint_macro::env_email!("MAILLINT_UI_UNSET");

fn main() {}
