mod house {
    pub use lint_macro::email as mailbox;
}

const TO: &str = house::mailbox!("ops@army.ml");

fn main() {}
