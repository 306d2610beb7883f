macro_rules! address {
    ($name:ident, $literal:literal) => {
        const $name: &str = lint_macro::email!($literal);
        const _: &str = lint_macro::email!("help@army.ml");
    };
}

address!(TO, "ops@army.ml");

fn main() {}
