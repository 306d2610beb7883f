// Build scripts are left alone: build@army.ml
fn main() {
    let made = std::path::Path::new(&std::env::var("OUT_DIR").unwrap()).join("made.rs");
    std::fs::write(made, "pub const MADE: &str = \"made@army.ml\";\n").unwrap();
    println!("cargo::rerun-if-changed=build.rs");
}
