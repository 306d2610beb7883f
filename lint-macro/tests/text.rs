//! What literals say, and where each part of it stands in the source.
#![expect(clippy::unwrap_used, reason = "a failed test may panic")]

#[path = "../src/text.rs"]
mod text;

use lint_core::Span as Range;
use text::Text;

fn text(source: &str) -> Result<Text, String> {
    syn::parse_str(source).map_err(|error| error.to_string())
}

#[test]
fn a_text_is_what_the_program_sees() {
    let cases = [
        (r#""a@b.c""#, "a@b.c"),
        (r#""a\x40b\u{2E}c""#, "a@b.c"),
        (r#""\n\r\t\0\\\'\"""#, "\n\r\t\0\\'\""),
        ("\"a@\\\n    b\"", "a@b"),
        (r###"r##"a"#\n@b"##"###, "a\"#\\n@b"),
        (r#"b"a\x40b""#, "a@b"),
        (r##"br#"a@b"#"##, "a@b"),
        (r#"c"\xc3\xa9@b""#, "é@b"),
        (r#"cr"a@b""#, "a@b"),
        (r#"concat!("ops", '@', r"army", ".ml", 7)"#, "ops@army.ml7"),
        (r#"::core::concat!("a", std::concat!("@", b'b'),)"#, "a@b"),
        ("\"\"", ""),
        ("concat!()", ""),
    ];
    for (source, value) in cases {
        assert_eq!(text(source).map(|text| text.value), Ok(String::from(value)), "{source}");
    }
}

#[test]
fn other_tokens_hold_no_text() {
    const STRING: &str = "expected a string literal";
    const LITERAL: &str = "expected a string literal or a `concat!` of literals: ";
    let cases = [
        ("42", STRING),
        ("'x'", STRING),
        ("1.5", STRING),
        ("TO", LITERAL),
        ("&\"a@b\"", LITERAL),
        ("a b concat!(\"a@b\")", LITERAL),
        ("other!(\"a@b\")", LITERAL),
        ("env!(\"TO\")", LITERAL),
        ("concat!(\"a@\", TO)", LITERAL),
        ("concat!(\"a@\", 1.5)", STRING),
        ("\"a@b\" \"c\"", "unexpected token"),
        ("", LITERAL),
        (r#"b"a@\xff""#, "these bytes are not UTF-8"),
    ];
    for (source, why) in cases {
        let said = text(source).map(|text| text.value).unwrap_err();
        assert!(said.starts_with(why), "{source}: {said}");
    }
}

#[test]
fn a_part_covers_its_escapes_and_stops_at_its_literal() {
    let cases = [
        (r#""to ops@army.ml""#, "army.ml", "army.ml"),
        (r#""ops\x40army.ml!""#, "@army.ml", r"\x40army.ml"),
        (r#""ops@army.m\u{6c}!""#, "army.ml", r"army.m\u{6c}"),
        (r#""é\u{e9}@army\x2eml""#, "army.ml", r"army\x2eml"),
        (r###"r##"ops@army.ml"##"###, "army.ml", "army.ml"),
        (r#"b"ops@army.ml""#, "ops", "ops"),
        ("\"ops@\\\n   army.ml\"", "army.ml", "army.ml"),
        (r#"concat!("ops", "@army.ml")"#, "army.ml", "army.ml"),
        (r#"concat!("ops@army", ".ml")"#, "army.ml", "army\""),
    ];
    for (source, part, covered) in cases {
        let text = text(source).unwrap();
        let start = text.value.find(part).unwrap();
        let (literal, range) = text.source_of(Range::new(start, start + part.len())).unwrap();
        assert_eq!(literal.to_string().get(range.range()), Some(covered), "{source}");
    }
}

#[test]
fn any_range_is_taken() {
    let text = text(r#"concat!("a\x40", "b")"#).unwrap();
    for start in 0..6 {
        for end in 0..6 {
            let source = text.source_of(Range::new(start, end));
            assert!(source.is_none_or(|(literal, range)| literal.to_string().get(range.range()).is_some()));
        }
    }
}
