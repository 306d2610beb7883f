#[lint_macro::check]
/// Write to ops@army.ml.
mod mail {
    // Answered by help@army.ml.
    pub const TO: &str = "to: ops@army.ml";
    pub const KEPT: &str = "ops@army.mil";

    pub fn sign() {
        println!("{} <x@gmial.com>", r#"ops@army.ml"#);
    }
}

fn main() {
    mail::sign();
}
