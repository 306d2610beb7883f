fn main() {
    lint_macro::check_config!("./config/prod.toml");
}
