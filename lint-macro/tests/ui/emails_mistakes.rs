const HOST: &str = "army.mil";
const TEAM: [&str; 2] = lint_macro::emails![HOST, 42, "ops@army.mil" "help@army.mil", allow = tld_slp];

fn main() {}
