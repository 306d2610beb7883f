//! Each macro expands to what was written, wherever that may stand.
#![no_std]
#![deny(warnings)]

mod house {
    pub(crate) use lint_macro::email as mailbox;
}

const TO: &str = house::mailbox!("ops@army.mil");
static RAW: &str = lint_macro::email!(r#"ops@army.mil"#);
const BYTES: &[u8; 12] = lint_macro::email!(b"ops@army.mil");
const C: &core::ffi::CStr = lint_macro::email!(c"ops@army.mil");
const CONCAT: &str = lint_macro::email!(::core::concat!("ops", '@', "army.mil"));
const IN_CONCAT: &str = concat!("to: ", lint_macro::email!("ops@army.mil"), ", ", lint_macro::domain!("army.mil"));
const TEAM: [&str; 2] = lint_macro::emails!["ops@army.mil", "help@army.mil",];
const KEPT: &str = lint_macro::email!("ops@army.ml", allow = tld_slip, reason = "our office in Bamako",);
const KEPT_TOO: [&str; 2] =
    lint_macro::emails!["ops@army.ml", "ops@army.mil", reason = "our office in Bamako", allow = tld_slip];

lint_macro::check_config!("./everywhere.rs", "./every*.rs");

macro_rules! address {
    ($literal:literal) => {
        lint_macro::email!($literal)
    };
    ($expression:expr) => {
        lint_macro::email!($expression)
    };
}

#[lint_macro::check]
/// The desk of ops@army.mil.
trait Desk {
    #[lint_macro::check]
    const TO: &'static str = "ops@army.mil";
    #[lint_macro::check]
    fn name(&self) -> impl AsRef<str> {
        "ops@army.mil"
    }
}

impl Desk for () {}

/// The pattern is the literal.
#[doc = lint_macro::email!("ops@army.mil")]
fn is_ops(address: &str) -> bool {
    matches!(address, lint_macro::email!("ops@army.mil"))
}

#[test]
fn each_macro_expands_to_what_was_written() {
    assert_eq!(TO, RAW);
    assert_eq!(TO.as_bytes(), BYTES);
    assert_eq!(TO.as_bytes(), C.to_bytes());
    assert_eq!(TO, CONCAT);
    assert_eq!(IN_CONCAT, "to: ops@army.mil, army.mil");
    assert_eq!(TEAM, [TO, "help@army.mil"]);
    assert_eq!(KEPT, KEPT_TOO[0]);
    assert_eq!(format_args!(lint_macro::email!("ops@army.mil")).as_str(), Some(TO));
    assert_eq!(address!("ops@army.mil"), TO);
    assert_eq!(().name().as_ref(), <() as Desk>::TO);
    assert!(is_ops(TO) && !is_ops(KEPT));
}
