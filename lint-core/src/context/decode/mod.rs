//! Texts inside texts: what software reads where a format folds, escapes, encodes or parts what it means.
//!
//! A file's bytes are not always the text that software reads. Where its kind or a sign in it says so, a stretch of it is read as
//! its software would, and candidates are looked for once more in that: `ops@ar\⏎my.ml` in a string, `ops=40army.ml` in mail,
//! `b3BzQGFybXkubWw=` in a Secret. Each decoded byte knows where it is stored, so what is found there is told, and mended, where it
//! stands. What a stretch does not change is left to the first look at the text.
//!
//! A stretch is a few lines at most ([`window`]), read once for all that stands in it, or a line that its format folded ([`lines`]), so
//! time is linear and memory bounded whatever is read.

mod base64;
mod escape;
mod keys;
mod lines;
mod mail;
mod names;
mod pieces;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests;
mod text;
mod window;

use super::kind::{Format, Kind, Role};
use super::languages::Numbers;
use super::place::{REACH, line_around};
use super::{Context, Lexer, Site, key_path};
use crate::find::chars::slice;
use crate::find::words::Words;
use crate::find::{CREDENTIALS, Candidate, Form, candidates};
use crate::order;
use crate::source::Place;
use crate::span::Span;
use text::Decoded;

/// Which candidates are none.
pub(crate) type IsTrap = fn(&Context<'_>) -> bool;

/// No part of a text that is read in another way is longer.
const LONGEST: usize = 8 << 10;

/// What reading a text as its software does has come to.
#[derive(Debug, Default)]
pub(crate) struct Inner {
    /// What was found in it, without traps; their spans are in the text as stored.
    pub sites: Vec<Site>,
    /// Where something is stored in another way than it is read, so that a candidate there is a part of it, or none; in order.
    covered: Vec<Span>,
    /// Where in the file the text begins, by which stretches are cut the same however much of the file is at hand.
    offset: usize,
    /// The stretch that was read last: what follows often stands in it too.
    near: Option<Stretch>,
}

/// A stretch around candidates and signs, and what was found in it.
#[derive(Debug)]
struct Stretch {
    span: Span,
    decoded: Decoded,
    /// In order, each with where it is stored.
    found: Vec<(Candidate, Span)>,
    lexer: Lexer,
    /// How far that has come.
    lexed: usize,
}

impl Stretch {
    fn read(text: &[u8], kind: Kind, span: Span) -> Stretch {
        let decoded = window::decode(text, kind, span);
        let found = candidates(&decoded.bytes).map(|found| (found, decoded.stored(found.span))).collect();
        Stretch { span, decoded, found, lexer: Lexer::new(kind), lexed: 0 }
    }
}

impl Inner {
    /// What the kind of file says of a whole text, which begins `offset` bytes from where the file does.
    pub(crate) fn of(text: &[u8], kind: Kind, offset: usize, state: &mut Declared, is_trap: IsTrap) -> Inner {
        let mut inner = Inner { offset, ..Inner::default() };
        lines::read(text, kind, state, is_trap, &mut inner);
        // Programs hold nothing else, but for the pictures of style sheets.
        if kind.role() == Role::Code && kind.language().numbers != Numbers::Hexadecimal {
            return inner;
        }
        let signs = Signs::of(text, kind);
        base64::read(text, kind, &signs, state, is_trap, &mut inner);
        names::read(text, kind, &signs, is_trap, &mut inner);
        keys::read(text, kind, &signs, is_trap, &mut inner);
        inner
    }

    /// Reads what stands around a candidate, `plain` or not, where more than that may be meant.
    pub(crate) fn look(&mut self, text: &[u8], kind: Kind, at: Span, plain: bool, is_trap: IsTrap) {
        if names::read_authority(text, kind, at, is_trap, self) || plain && !window::may_go_on(text, kind, at) {
            return;
        }
        self.take_near(text, kind, at, false, is_trap);
    }

    /// Reads a sign: what stands around it, or, where it is more than a byte, the word that it is, or what that says that follows.
    pub(crate) fn look_at_sign(&mut self, text: &[u8], kind: Kind, sign: Span, is_trap: IsTrap) {
        if slice(text, sign.start, sign.end) == CREDENTIALS {
            base64::credentials(text, kind, sign.end, is_trap, self);
        } else if sign.len() > 1 {
            let decoded = window::read_word(text, kind, sign);
            self.take(text, kind, &decoded, Which::All, is_trap);
        } else if window::is_changed(text, kind, window::around(text, sign, self.offset), sign) {
            self.take_near(text, kind, sign, true, is_trap);
        }
    }

    /// Whether the candidate at `span` is only a part of what software reads there.
    pub(crate) fn covers(&self, span: Span) -> bool {
        let behind = self.covered.partition_point(|covered| covered.start < span.end);
        let (before, _) = self.covered.split_at(behind);
        let mut near = before.iter().rev().take_while(|covered| covered.start + LONGEST > span.start);
        near.any(|covered| span.start < covered.end)
    }

    /// Where candidates are only parts, in the order of the text, none touching the next.
    #[cfg(feature = "why")]
    pub(crate) fn covered(&self) -> Vec<Span> {
        let mut covered = self.covered.clone();
        covered.dedup_by(|next, span| {
            let touches = next.start <= span.end;
            if touches {
                span.end = span.end.max(next.end);
            }
            touches
        });
        covered
    }

    /// Marks a part of the text as read in another way.
    fn cover(&mut self, span: Span) {
        let at = self.covered.partition_point(|covered| covered.start <= span.start);
        self.covered.insert(at, span);
    }

    /// Takes what is at a candidate or a sign, once what stands around it is read.
    fn take_near(&mut self, text: &[u8], kind: Kind, at: Span, is_sign: bool, is_trap: IsTrap) {
        let span = window::around(text, at, self.offset);
        let is_read = |near: &Stretch| near.span.start == span.start && near.span.end >= span.end;
        let mut near = match self.near.take().filter(is_read) {
            Some(near) => near,
            None => Stretch::read(text, kind, span),
        };
        let Stretch { decoded, found, lexer, lexed, .. } = &mut near;
        let first = found.partition_point(|(_, stored)| stored.end < at.start);
        for &(candidate, stored) in found.iter().skip(first).take_while(|(_, stored)| stored.start <= at.end) {
            let is_verbatim = decoded.is_verbatim(text, candidate.span);
            // An escape beside a candidate may have been taken for a part of it.
            let is_new = !is_verbatim || !(is_sign || at == stored);
            if touch(at, stored) && is_new {
                if candidate.span.start < *lexed {
                    *lexer = Lexer::new(kind);
                }
                *lexed = candidate.span.start;
                self.take_site(kind, decoded, candidate, lexer, is_trap);
            }
        }
        self.near = Some(near);
    }

    /// Takes a candidate in a decoded stretch.
    fn take_site(&mut self, kind: Kind, decoded: &Decoded, candidate: Candidate, lexer: &mut Lexer, is_trap: IsTrap) {
        self.cover(decoded.stored(candidate.span));
        let context = Context::of(&decoded.bytes, kind, candidate, lexer);
        if !is_trap(&context) {
            let site = context.site();
            let letters = if site.plain { decoded.letters(site.domain_span) } else { Vec::new() };
            let domain_span = decoded.stored(site.domain_span);
            let span = decoded.stored(site.span);
            self.sites.push(Site { span, domain_span, plain: false, letters, ..site });
        }
    }

    /// Takes what is in a decoded stretch: all, or what is stored in another way than it is read, since the rest was seen before.
    fn take(&mut self, text: &[u8], kind: Kind, decoded: &Decoded, which: Which, is_trap: IsTrap) {
        let mut lexer = Lexer::new(kind);
        for candidate in candidates(&decoded.bytes) {
            if matches!(which, Which::All) || !decoded.is_verbatim(text, candidate.span) {
                self.take_site(kind, decoded, candidate, &mut lexer, is_trap);
            }
        }
    }

    /// Takes a decoded stretch as a host that stands at `whole`.
    fn take_host(&mut self, text: &[u8], kind: Kind, decoded: &Decoded, whole: Span, form: Form, is_trap: IsTrap) {
        let domain = Span::new(0, decoded.bytes.len());
        let candidate = Candidate { span: domain, domain_span: domain, form, plain: true };
        let context = Context::of(&decoded.bytes, Kind::default(), candidate, &mut Lexer::new(Kind::default()));
        self.cover(whole);
        let is_other = is_trap(&Context { candidate: Candidate { form: Form::Host, ..candidate }, ..context });
        if !is_other {
            let line = line_around(text, whole, REACH);
            let key = key_path::of(text, kind, line, whole);
            let letters = decoded.letters(domain);
            let (place, plain) = (Place::Value, false);
            let domain_span = whole;
            self.sites.push(Site { span: whole, domain_span, plain, letters, place, key, ..context.site() });
        }
    }

    /// Takes what is in a name that stands somewhere in the block at `block`.
    fn take_named(&mut self, name: &[u8], block: Span, place: Place, key: &str, is_trap: IsTrap) {
        let mut decoded = Decoded::default();
        decoded.push(name, block);
        let mut lexer = Lexer::new(Kind::default());
        for candidate in candidates(&decoded.bytes) {
            let context = Context::of(&decoded.bytes, Kind::default(), candidate, &mut lexer);
            if !is_trap(&context) {
                let key = Some(key.to_owned());
                self.sites.push(Site { span: block, domain_span: block, plain: false, place, key, ..context.site() });
            }
        }
    }

    /// Takes what is in a value that is coded as a whole.
    fn take_value(&mut self, text: &[u8], kind: Kind, decoded: &Decoded, value: Span, is_trap: IsTrap) {
        let mut lexer = Lexer::new(Kind::default());
        for candidate in candidates(&decoded.bytes) {
            let context = Context::of(&decoded.bytes, Kind::default(), candidate, &mut lexer);
            if !is_trap(&context) {
                let line = line_around(text, value, REACH);
                let key = key_path::of(text, kind, line, value);
                let place = Place::Value;
                self.sites.push(Site { span: value, domain_span: value, plain: false, place, key, ..context.site() });
            }
        }
    }

    /// In the order of the text, each once.
    pub(crate) fn sort(&mut self) {
        order::sort(&mut self.sites, |a, b| a.span.cmp(&b.span));
        self.sites.dedup_by(|a, b| a.span == b.span && a.subject == b.subject);
    }
}

/// Where the words end by which something coded is told in values, and in files whose kind is not known; all are looked for at once.
#[derive(Debug, Default)]
struct Signs {
    /// What a registry of packages or images is logged in to with, in settings of npm and of what runs containers.
    auth: Vec<usize>,
    /// What a Secret of Kubernetes says that it is.
    secret: Vec<usize>,
    /// What is coded in a Secret.
    data: Vec<usize>,
    /// What follows is coded: `binaryData` of a ConfigMap, YAML's `!!binary`.
    binary: Vec<usize>,
    /// What cloud-init writes to files may be.
    encoding: Vec<usize>,
    /// A URL that holds what it leads to (RFC 2397).
    url: Vec<usize>,
    /// How the parts of a JSON Web Token begin, each with a brace (RFC 7519 section 3.1).
    token: Vec<usize>,
    /// What begins the start of authority in a file of tinydns.
    zone: Vec<usize>,
    /// What stands before each label of a domain in a directory.
    components: [Vec<usize>; 2],
    /// What every block in armour begins with (RFC 7468, RFC 9580).
    block: Vec<usize>,
}

impl Signs {
    fn of(text: &[u8], kind: Kind) -> Signs {
        static WORDS: Words<7> = Words::new([
            (b";base64,", 0),
            (b"eyJ", 1),
            (b"\nZ", 0),
            (b"dc=", 1),
            (b"DC=", 1),
            (b"-----BEGIN ", 4),
            (b"_auth=", 0),
        ]);
        static COMPONENTS: Words<2> = Words::new([(b"dc=", 1), (b"DC=", 1)]);
        static DOCUMENTS: Words<7> = Words::new([
            (b"auth\":", 3),
            (b"Secret", 0),
            (b"data", 0),
            (b"binary", 0),
            (b"encoding:", 7),
            (b"dc=", 1),
            (b"DC=", 1),
        ]);
        match kind.role() {
            Role::Values(Format::Toml | Format::Flat) | Role::Unknown => {
                let [url, token, zone, lower, upper, block, auth] = WORDS.ends(text);
                Signs { auth, url, token, zone, components: [lower, upper], block, ..Signs::default() }
            }
            Role::Values(Format::Yaml | Format::Json) => {
                let [auth, secret, data, binary, encoding, lower, upper] = DOCUMENTS.ends(text);
                Signs { auth, secret, data, binary, encoding, components: [lower, upper], ..Signs::default() }
            }
            // What a directory exports.
            Role::Values(Format::Rows) => Signs { components: COMPONENTS.ends(text), ..Signs::default() },
            _ => Signs::default(),
        }
    }
}

/// Which of the candidates in a decoded stretch are taken.
#[derive(Clone, Copy, Debug)]
enum Which {
    All,
    /// Those that are stored in another way than they are read.
    Stored,
}

/// Whether two spans touch.
fn touch(one: Span, other: Span) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// What a text has declared of what follows.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Declared {
    /// Parts of it are in quoted-printable.
    quoted_printable: bool,
    /// Lines of words flow, and the space at their ends is none of the text.
    flowed: bool,
    /// Parts of it are in base64.
    base64: bool,
    /// How far the key is indented whose coded values had not ended where the text at hand did.
    open: Option<usize>,
}
