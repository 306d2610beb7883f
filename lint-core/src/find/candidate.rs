//! The first look: everything in a text that could be an address or a host, found without knowing what file it is.

use super::Form;
use super::chars::{before, byte, slice};
use super::cut::leading;
use super::host;
use super::mailbox;
use super::obfuscated;
use super::signs;
use super::sweep::Sweep;
use crate::span::Span;

/// What every allow comment begins with.
pub(crate) const DIRECTIVE: &[u8] = b"maillint:";

/// More than any candidate is long, and more than any authority of a URL, in which there are none besides its own.
const LONGEST: usize = 1024;

/// Something that could be an address or a host. Most are dropped on their domain alone; the file and the line that they stand in
/// say what the others are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The whole, in the text given.
    pub span: Span,
    /// Its domain.
    pub domain_span: Span,
    /// What it looks like.
    pub form: Form,
    /// Whether its domain alone decides: the bytes at `domain_span` are the domain, and the rest is nothing special.
    pub plain: bool,
}

impl Candidate {
    /// The bytes of the domain as written.
    pub fn domain(self, text: &[u8]) -> &[u8] {
        slice(text, self.domain_span.start, self.domain_span.end)
    }
}

/// Everything in a text that could be an address or a host, in order. Time is linear in the text, whatever stands in it.
///
/// ```
/// let text = b"mail ops@army.ml or see https://githib.com/x";
/// let domains: Vec<_> = lint_core::gate::find::candidates(text).map(|c| c.domain(text)).collect();
/// assert_eq!(domains, [&b"army.ml"[..], b"githib.com"]);
/// ```
pub fn candidates(text: &[u8]) -> Candidates<'_> {
    candidates_from(text, 0)
}

/// Those among them that start at `from` or behind it. What stands before it is looked at where it belongs to them.
pub(crate) fn candidates_from(text: &[u8], from: usize) -> Candidates<'_> {
    Candidates {
        text,
        sweep: Sweep::new(text, from.saturating_sub(LONGEST)),
        from,
        done: 0,
        directives: false,
        signs: Vec::new(),
    }
}

/// The iterator that [`candidates`] returns.
#[derive(Clone, Debug)]
pub struct Candidates<'t> {
    text: &'t [u8],
    sweep: Sweep<'t>,
    from: usize,
    /// Up to here everything is accounted for.
    done: usize,
    directives: bool,
    signs: Vec<Span>,
}

impl Iterator for Candidates<'_> {
    type Item = Candidate;

    fn next(&mut self) -> Option<Candidate> {
        loop {
            let at = self.sweep.next()?;
            let seen = byte(self.text, at);
            if seen == b't' {
                self.directives |= slice(self.text, 0, at + 2).ends_with(DIRECTIVE);
                continue;
            }
            // What it says that follows may be what is asked for, wherever it stands itself.
            if seen == b'B' {
                self.signs.extend(signs::sign(self.text, at));
                continue;
            }
            if at < self.done {
                continue;
            }
            let found = match seen {
                b'.' => match host::end(self.text, at) {
                    Some(end) => host::dotted(self.text, at, end),
                    None => continue,
                },
                b'@' => match slice(self.text, at, at + 3) {
                    // Rulers and the like; only the second of a pair is looked at.
                    [_, b'@', b'@'] => {
                        let run = slice(self.text, at, self.text.len());
                        self.done = at + leading(run, |b| b == b'@');
                        self.sweep.skip_to(self.done);
                        None
                    }
                    [_, b'@', ..] => None,
                    _ => self.at_sign(at),
                },
                b':' => host::after_scheme(self.text, at).and_then(|authority| {
                    self.done = authority.end;
                    self.signs.extend(authority.user);
                    authority.host
                }),
                b'd' | b'D' if !byte(self.text, at + 2).eq_ignore_ascii_case(&b't') => continue,
                _ => obfuscated::sign_at(self.text, at).and_then(|sign| mailbox::around(self.text, sign)),
            };
            if let Some(candidate) =
                found.filter(|candidate| candidate.span.start >= self.done || candidate.form == Form::Host)
            {
                self.done = candidate.span.end;
                if candidate.span.start >= self.from {
                    if candidate.form == Form::Bare && signs::spells_at(candidate.domain(self.text)) {
                        self.signs.push(candidate.span);
                    }
                    return Some(candidate);
                }
            } else if at >= self.from {
                self.signs.extend(signs::sign(self.text, at));
            }
        }
    }
}

impl<'t> Candidates<'t> {
    /// Where, so far, there was no candidate, but a sign that there is one in what software makes of the text.
    pub(crate) fn take_signs(&mut self) -> Vec<Span> {
        std::mem::take(&mut self.signs)
    }

    /// These, with what this sweep stops at.
    #[cfg(test)]
    pub(super) fn sweeping(self, sweep: Sweep<'t>) -> Candidates<'t> {
        Candidates { sweep, ..self }
    }

    /// Whether there may be allow comments in the part of the text that was gone through.
    pub fn passed_directives(&self) -> bool {
        self.directives
    }

    /// How many backslashes before the `@` at `at` escape it, with a word before them.
    fn escapes(&self, at: usize) -> usize {
        match slice(self.text, at.saturating_sub(3), at) {
            [.., b' ', b'\\'] | [b' ', b'\\', b'\\'] => 0,
            [_, b'\\', b'\\'] => 2,
            _ => 1,
        }
    }

    /// The mailbox around an `@`.
    fn at_sign(&self, at: usize) -> Option<Candidate> {
        if before(self.text, at) != b'@' {
            // Perl and Texinfo escape it where it would start a name of theirs; in a string the escape may be escaped.
            let escapes = if before(self.text, at) == b'\\' { self.escapes(at) } else { 0 };
            let mut found = mailbox::around(self.text, Span::new(at - escapes, at + 1))?;
            found.plain &= escapes == 0;
            return Some(found);
        }
        let doubled = mailbox::around(self.text, Span::new(at - 1, at + 1));
        match doubled {
            Some(doubled) if doubled.form == Form::Address => Some(Candidate { plain: false, ..doubled }),
            // The first may end a name that is filled in: `@USER@@fabrikam.org`.
            _ => mailbox::around(self.text, Span::new(at, at + 1))
                .filter(|found| found.form == Form::Templated && byte(self.text, found.span.start) == b'@')
                .filter(|found| found.span.start + 2 < at),
        }
    }
}
