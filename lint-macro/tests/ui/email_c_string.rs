const TO: &std::ffi::CStr = lint_macro::email!(c"ops@army.ml");

fn main() {}
