macro_rules! constant {
    ($name:ident, $literal:literal) => {
        #[lint_macro::check]
        const $name: &str = concat!($literal, "my.ml");
    };
}

constant!(TO, "to: ops@ar");

fn main() {
    let _ = TO;
}
