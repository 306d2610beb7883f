//! One file under judgement, piece by piece.

use super::standing::Standing;
use super::{Checker, FileReport};
use crate::address::normal;
use crate::census::Mentions;
use crate::finding::Finding;
use crate::scan::directive::directives;
use crate::scan::{self, Deliberate, Kind, Site};
use crate::settle::{Comment, settle};
use crate::source::{Cursor, Encoding, Position};

/// One file under judgement, fed piece by piece, so that memory stays bounded.
#[derive(Debug)]
pub struct FileCheck<'c> {
    checker: &'c Checker,
    path: String,
    kind: Kind,
    /// Known once the first piece was seen.
    encoding: Option<Encoding>,
    /// Where the next piece begins.
    position: Position,
    /// Whether the next piece begins in the middle of a word, which is then nobody's address.
    torn: bool,
    findings: Vec<Finding>,
    comments: Vec<Comment>,
    subjects: u64,
    /// Findings that the call around them allows.
    suppressed: u64,
    mentions: Mentions,
}

impl<'c> FileCheck<'c> {
    pub(super) fn new(checker: &'c Checker, path: &str) -> FileCheck<'c> {
        FileCheck {
            checker,
            path: path.to_owned(),
            kind: Kind::of(path),
            encoding: None,
            position: Position::START,
            torn: false,
            findings: Vec::new(),
            comments: Vec::new(),
            subjects: 0,
            suppressed: 0,
            mentions: Mentions::default(),
        }
    }

    /// Takes the next bytes of the file and says how many it is done with. The caller keeps the rest and puts more behind
    /// them; with `last`, everything is taken. A piece of 64 KiB or more is always taken at least in half.
    pub fn feed(&mut self, piece: &[u8], last: bool) -> usize {
        let (encoding, mark) = match self.encoding {
            Some(encoding) => (encoding, 0),
            None => Encoding::of(piece),
        };
        self.encoding = Some(encoding);
        self.position.byte += mark as u64;
        let text = encoding.decode(&piece[mark..]);
        let cut = if last { Cut { at: text.len(), torn: false } } else { Cut::of(&text) };
        self.judge(&text, cut, encoding);
        if last { piece.len() } else { mark + encoding.stored_len(&text[..cut.at]) as usize }
    }

    fn judge(&mut self, text: &[u8], cut: Cut, encoding: Encoding) {
        let mut cursor = Cursor::new(text, encoding, self.position);
        for candidate in scan::candidates(text) {
            if candidate.span.start >= cut.at || (cut.torn && candidate.span.end >= cut.at) {
                break;
            }
            if self.torn && candidate.span.start == 0 {
                continue;
            }
            self.subjects += 1;
            if candidate.plain {
                let domain = candidate.domain(text);
                match self.checker.standing(domain, candidate.form) {
                    Standing::Known => continue,
                    Standing::Unknown => {
                        self.mentions.add(&normal(&String::from_utf8_lossy(domain)));
                        continue;
                    }
                    Standing::Suspect => {}
                }
            }
            let Some(site) = scan::site(text, self.kind, &candidate) else {
                self.subjects -= 1;
                continue;
            };
            self.judge_site(text, &site, &mut cursor);
        }
        let mut cursor = Cursor::new(text, encoding, self.position);
        for site in scan::encoded(&text[..cut.at], self.kind) {
            self.subjects += 1;
            self.judge_site(text, &site, &mut cursor);
        }
        let mut cursor = Cursor::new(text, encoding, self.position);
        for directive in directives(&text[..cut.at], 0) {
            let location = cursor.locate(directive.span);
            self.comments.push(Comment { directive, location });
        }
        self.position = cursor.advance(cut.at);
        self.torn = cut.torn;
    }

    fn judge_site(&mut self, text: &[u8], site: &Site, cursor: &mut Cursor<'_>) {
        let mut findings = self.checker.judge(site);
        if findings.is_empty() {
            return;
        }
        if let Some(allowed) = text.get(site.span.end..).and_then(scan::allowed_in_call) {
            let before = findings.len();
            findings.retain(|finding| finding.lint != allowed);
            self.suppressed += (before - findings.len()) as u64;
        }
        let deliberate = scan::deliberate(text, &self.path, site);
        let location = cursor.locate(site.span);
        self.findings.extend(findings.into_iter().map(|finding| Finding {
            doubt: finding.doubt.or(deliberate.map(Deliberate::reason)),
            location: Some(location.clone()),
            ..finding
        }));
    }

    /// The report, once everything was fed.
    pub fn finish(self) -> FileReport {
        let comments = self.comments.iter().map(|comment| comment.location.start.line).collect();
        let settled = settle(&self.checker.policy, &self.path, self.findings, self.comments);
        FileReport {
            findings: settled.findings,
            subjects: self.subjects,
            suppressed: self.suppressed + settled.suppressed,
            used_allows: settled.used_allows,
            comments,
            mentions: self.mentions,
        }
    }
}

/// Where a piece of text ends that more is to follow.
#[derive(Clone, Copy, Debug)]
struct Cut {
    at: usize,
    /// Whether a word goes on behind it.
    torn: bool,
}

impl Cut {
    /// Behind the last line, so that what is judged stands in its surroundings; in a long line between two words; in a
    /// long word anywhere.
    fn of(text: &[u8]) -> Cut {
        let half = text.len() / 2;
        let rest = &text[half..];
        let ends_word =
            |&byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b';' | b'"' | b'\'' | b'<' | b'>');
        if let Some(at) = memchr::memrchr(b'\n', rest) {
            return Cut { at: half + at + 1, torn: false };
        }
        if let Some(at) = rest.iter().rposition(ends_word) {
            return Cut { at: half + at + 1, torn: false };
        }
        let mut at = text.len();
        // A character may be on its way: it has four bytes at most.
        while at > half && text.len() - at < 4 {
            at -= 1;
        }
        while at > half && text[at] & 0xc0 == 0x80 {
            at -= 1;
        }
        Cut { at, torn: true }
    }
}
