const TEAM: [&str; 3] = lint_macro::emails!["ops@army.ml", "help@army.mil", "jane@gmial.com"];

fn main() {}
