//! The calls that a place stands in, as far as its line shows them.

use crate::find::chars::{ALNUM, is, slice};
use crate::find::cut::trailing;

/// A call that is still open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Call<'t> {
    /// What is called, without what it is called on.
    pub(crate) name: &'t [u8],
    /// What stands behind its bracket.
    pub(crate) arguments: &'t [u8],
}

impl Call<'_> {
    /// Whether nothing stands before what is given first but its quote.
    pub(crate) fn is_given_directly(&self) -> bool {
        self.arguments.iter().all(|b| matches!(b, b'"' | b'\'' | b'`' | b' ' | b'\\' | b'@'))
    }
}

/// The calls that a line has opened up to its end and not closed, innermost first.
pub(crate) fn calls(head: &[u8]) -> impl Iterator<Item = Call<'_>> {
    let (mut closed, mut end) = (0usize, head.len());
    std::iter::from_fn(move || {
        while end > 0 {
            end -= 1;
            match head.get(end) {
                Some(b')') => closed += 1,
                Some(b'(') if closed > 0 => closed -= 1,
                Some(b'(') => {
                    let before = slice(head, 0, end);
                    let name = before.strip_suffix(b"!").or(before.strip_suffix(b"?")).unwrap_or(before);
                    let name = slice(name, name.len() - trailing(name, |b| is(b, ALNUM) || b == b'_'), name.len());
                    return Some(Call { name, arguments: slice(head, end + 1, head.len()) });
                }
                _ => {}
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::calls;

    #[test]
    fn a_call_that_is_closed_is_none_around_the_place() {
        let names = |head: &str| -> Vec<String> {
            calls(head.as_bytes()).map(|call| String::from_utf8_lossy(call.name).into_owned()).collect()
        };
        assert_eq!(names("assert!(x.is_valid('"), ["is_valid", "assert"]);
        assert_eq!(names("f(a(b), c(\""), ["c", "f"]);
        assert_eq!(names("f(a) == \""), [""; 0]);
        assert_eq!(names("(\""), [""]);
    }
}
