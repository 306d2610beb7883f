// Grüße an jane@gmial.com
use std::fmt;
mod excluded;
pub const TO: &str = "ops@army.ml";
pub const CONFIG: &str = include_str!("../config/smtp.toml");
pub const IGNORED: &[u8] = include_bytes!("../ignored.txt");
include!(concat!(env!("OUT_DIR"), "/made.rs"));

#[cfg(test)]
mod tests {
    #[test]
    fn addresses_are_told_apart() {
        assert_ne!(super::TO, "john@gmial.com");
    }
}
