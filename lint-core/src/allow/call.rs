//! What a macro call allows for the literals in it: `email!("ops@army.ml", allow = tld_slip, reason = "...")`.
//!
//! The macro judges its own allow, and whether one is needed; every other gate that reads the call takes its word for it.

use crate::find::cut::leading;

/// How far behind a literal its call is read, in bytes.
const FAR: usize = 4 << 10;

/// The lint that the call around a literal allows, given the text from the end of the literal's subject on.
///
/// ```
/// use lint_core::gate::allow::allowed_in_call;
/// assert_eq!(allowed_in_call(br#"", allow = tld_slip, reason = "our office in Bamako");"#), Some("tld_slip"));
/// assert_eq!(allowed_in_call(br#"", allow = tld_slip);"#), None);
/// ```
pub fn allowed_in_call(behind: &[u8]) -> Option<&str> {
    let behind = behind.get(..FAR).unwrap_or(behind);
    let mut rest = after_quote(behind)?;
    let (mut allow, mut has_reason) = (None, false);
    loop {
        rest = rest.trim_ascii_start();
        // What closes a `concat!` around the literal is followed by a comma, as the literal would be.
        while let Some(closed) =
            rest.strip_prefix(b")").map(<[u8]>::trim_ascii_start).filter(|rest| rest.first() == Some(&b','))
        {
            rest = closed;
        }
        rest = match rest.strip_prefix(b",") {
            Some(rest) => rest.trim_ascii_start(),
            None => return allow.filter(|_| has_reason && matches!(rest.first(), Some(b')' | b']' | b'}'))),
        };
        if matches!(rest.first(), Some(b')' | b']' | b'}')) {
            continue;
        }
        let (name, value) = rest.split_at(word_len(rest));
        rest = match (name, value.trim_ascii_start().strip_prefix(b"=").map(<[u8]>::trim_ascii_start)) {
            (b"allow", Some(value)) => {
                let (lint, rest) = value.split_at(word_len(value));
                allow = std::str::from_utf8(lint).ok();
                rest
            }
            (b"reason", Some(value)) => {
                let rest = after_literal(value)?;
                has_reason = true;
                rest
            }
            _ => after_literal(rest)?,
        };
    }
}

/// Whether the line before a literal's subject opens a macro that judges the literal itself, and tells what is denied there: `email!("`.
///
/// ```
/// use lint_core::gate::allow::judges_itself;
/// assert!(judges_itself("const OPS: &str = maillint::email!(\"") && judges_itself("emails![\"jo@gmail.com\", r#\""));
/// assert!(!judges_itself("send(email!(\"jo@gmail.com\"), \"") && !judges_itself("my_email!(\""));
/// ```
pub fn judges_itself(before: &str) -> bool {
    ["email!", "emails!", "domain!"].into_iter().any(|name| {
        let Some(at) = before.rfind(name) else { return false };
        let head = before.as_bytes().get(..at).unwrap_or_default();
        let given = before.get(at + name.len()..).unwrap_or_default().trim_start();
        let Some(mut given) = given.strip_prefix(['(', '[', '{']).map(str::as_bytes) else { return false };
        if head.last().is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_') {
            return false;
        }
        loop {
            given = given.trim_ascii_start();
            match after_literal(given).map(<[u8]>::trim_ascii_start).and_then(|rest| rest.strip_prefix(b",")) {
                Some(rest) => given = rest,
                // What is left opens the literal itself.
                None => return !given.is_empty() && given.iter().all(|b| b"rbc#\"".contains(b)),
            }
        }
    })
}

/// How long the name is that stands next.
fn word_len(text: &[u8]) -> usize {
    leading(text, |b| b.is_ascii_alphanumeric() || b == b'_')
}

/// What follows a string literal, whose prefix may be that of a byte, C or raw string.
fn after_literal(text: &[u8]) -> Option<&[u8]> {
    let (prefix, rest) = text.split_at(leading(text, |b| matches!(b, b'b' | b'c' | b'r' | b'#')));
    let mut rest = rest.strip_prefix(b"\"")?;
    let is_raw = prefix.contains(&b'r');
    let hashes = prefix.strip_prefix(b"b").or(prefix.strip_prefix(b"c")).unwrap_or(prefix);
    let hashes = hashes.strip_prefix(b"r").unwrap_or(hashes);
    loop {
        let at = rest.iter().position(|byte| *byte == b'"' || (*byte == b'\\' && !is_raw))?;
        let (_, found) = rest.split_at(at);
        match found {
            [b'\\', _, more @ ..] => rest = more,
            [_, more @ ..] => match more.strip_prefix(hashes) {
                Some(more) => return Some(more),
                None => rest = more,
            },
            [] => return None,
        }
    }
}

/// What follows the quotation mark, and the hashes of a raw string, that stand next.
fn after_quote(text: &[u8]) -> Option<&[u8]> {
    let rest = text.strip_prefix(b"\"")?;
    let hashes = leading(rest, |b| b == b'#');
    rest.get(hashes..)
}

#[cfg(test)]
mod tests {
    use super::allowed_in_call;

    #[test]
    fn a_call_says_what_it_allows() {
        // What stands behind the subject.
        let cases = [
            (r#"", allow = tld_slip, reason = "Bamako")"#, Some("tld_slip")),
            (r#"",allow=tld_slip,reason="Bamako")"#, Some("tld_slip")),
            (r#"", reason = "Bamako", allow = tld_slip,]"#, Some("tld_slip")),
            ("\",\n    allow = tld_slip,\n    reason = \"Bamako\",\n)", Some("tld_slip")),
            (r##""#, "b@x.org", r#"c"x"#, b"d\"", allow = tld_slip, reason = "Bamako"]"##, Some("tld_slip")),
            (r#""), allow = tld_slip, reason = "Bamako")"#, Some("tld_slip")),
            (r#"", "ml"), allow = tld_slip, reason = concat)"#, None),
            (r#"", allow = tld_slip)"#, None),
            (r#"", reason = "Bamako")"#, None),
            (r#"", allow = tld_slip, reason = "Bamako""#, None),
            (r#"", allow = tld_slip, reason = "Bamako"; x)"#, None),
            (r#" now", allow = tld_slip, reason = "Bamako")"#, None),
            (r#"");"#, None),
            (r#"", x, allow = tld_slip, reason = "Bamako")"#, None),
            (r#"", r"#, None),
            ("", None),
        ];
        for (behind, expected) in cases {
            assert_eq!(allowed_in_call(behind.as_bytes()), expected, "{behind}");
        }
    }
}
