fn main() {
    println!(lint_macro::email!("ops@army.ml"));
}
