//! Where a text differs from the one that was meant, to be marked in its line.

use super::visible;
use crate::finding::Finding;
use crate::source::Location;
use std::fmt;
use std::ops::Range;

/// Where a text differs from the one that was meant.
///
/// ```
/// use lint_core::gate::render::Slip;
/// let slip = Slip::between("ops@army.ml", "ops@army.mil");
/// assert_eq!((slip.place.clone(), slip.to_string()), (10..10, "`i` is missing here".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip<'t> {
    /// The bytes that differ; empty where something is left out.
    pub place: Range<usize>,
    typed: &'t str,
    meant: &'t str,
}

impl<'t> Slip<'t> {
    /// What differs, whatever the case of letters.
    pub fn between(typed: &'t str, meant: &'t str) -> Slip<'t> {
        let same = |(a, b): &(char, char)| a.eq_ignore_ascii_case(b);
        let start: usize = typed.chars().zip(meant.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let (typed_rest, meant_rest) = (typed.get(start..).unwrap_or(""), meant.get(start..).unwrap_or(""));
        let ends = typed_rest.chars().rev().zip(meant_rest.chars().rev());
        let end: usize = ends.take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let cut = |rest: &'t str| rest.get(..rest.len().saturating_sub(end)).unwrap_or(rest);
        let (differs, meant) = (cut(typed_rest), cut(meant_rest));
        Slip { place: start..start + differs.len(), typed: differs, meant }
    }
}

impl fmt::Display for Slip<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (typed, meant) = (visible(self.typed), visible(self.meant));
        match (self.typed, self.meant) {
            ("", _) => write!(f, "`{meant}` is missing here"),
            (_, "") => write!(f, "`{typed}` is too much"),
            _ => write!(f, "`{typed}` stands for `{meant}`"),
        }
    }
}

/// What to mark in the line that a finding stands in, in columns of the file, and what to say beside it: the slip, where the line
/// has the subject as it was judged and one thing was meant; otherwise all of the subject.
pub fn marked(finding: &Finding, location: &Location) -> (Range<u64>, Option<String>) {
    let start = location.start.column;
    let is_one_line = location.end.line == location.start.line;
    let whole = start..if is_one_line { location.end.column } else { start + 1 };
    let subject = &*finding.subject;
    let rest = location.excerpt.get(location.before().len()..).unwrap_or_default();
    let is_as_judged = is_one_line && rest.starts_with(subject);
    let Some(meant) = finding.suggestion.as_deref().filter(|_| is_as_judged) else { return (whole, None) };
    let slip = Slip::between(subject, meant);
    let columns = |end: usize| subject.get(..end).map_or(0, |before| before.chars().count() as u64);
    (start + columns(slip.place.start)..start + columns(slip.place.end), Some(slip.to_string()))
}

#[cfg(test)]
mod tests {
    use super::{Slip, marked};
    use crate::Checker;

    #[test]
    fn a_slip_is_where_two_texts_differ() {
        for (typed, meant, place, said) in [
            ("ops@army.ml", "ops@army.mil", 10..10, "`i` is missing here"),
            ("jo@gmial.com", "jo@gmail.com", 5..7, "`ia` stands for `ai`"),
            ("jo@gmail.comm", "jo@gmail.com", 12..13, "`m` is too much"),
            ("GMAIL.con", "gmail.com", 8..9, "`n` stands for `m`"),
            ("a@é.x", "a@é.y", 5..6, "`x` stands for `y`"),
            ("a@b\u{200b}.org", "a@b.org", 3..6, r"`\u{200b}` is too much"),
        ] {
            let slip = Slip::between(typed, meant);
            assert_eq!((slip.place.clone(), slip.to_string().as_str()), (place, said));
        }
    }

    #[test]
    #[expect(clippy::unwrap_used, reason = "a test may fail")]
    fn the_slip_is_marked_where_the_line_has_the_subject_as_judged() {
        let i = "`i` is missing here";
        for (text, columns, label) in [
            ("é = ops@army.ml", 15..15, Some(i)),
            // Nobody knows which was meant.
            ("mail = bob@fabrikam.ml", 8..23, None),
            // What is judged is another text than what stands there.
            ("mail ops [at] army.ml", 6..22, None),
        ] {
            let finding = &Checker::default().text("a.txt", text.as_bytes()).findings[0];
            let location = finding.location.as_ref().unwrap();
            assert_eq!(marked(finding, location), (columns, label.map(str::to_owned)), "{text}");
        }
    }
}
