fn main() {
    if let lint_macro::email!("ops@army.ml") = "" {}
}
