struct Mail;

impl Mail {
    #[lint_macro::check]
    const TO: &'static str = "ops@army.ml";
}

fn main() {
    let _ = Mail::TO;
}
