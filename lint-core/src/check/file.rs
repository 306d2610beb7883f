//! One file under judgement, piece by piece.

use super::standing::Standing;
use super::{Checker, FileReport};
use crate::address::normal;
use crate::census::Mentions;
use crate::finding::{Excused, Finding};
use crate::scan::directive::directives;
use crate::scan::{self, Candidate, Deliberate, Kind, Lexer, Site};
use crate::settle::{Comment, settle};
use crate::source::{Cursor, Encoding, Position};

/// How much of what was judged stays before a piece, so that what follows is seen in its surroundings: keys are followed
/// back as far as this.
const BEHIND: usize = 16 << 10;

/// How much of a piece stays unjudged until more is known: macro calls are read on for 4 KiB.
const AHEAD: usize = 5 << 10;

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
    /// The same in the decoded text.
    offset: usize,
    /// How much of the next piece was judged before.
    judged: usize,
    /// Only where something looked suspicious.
    lexer: Option<Lexer>,
    findings: Vec<Finding>,
    comments: Vec<Comment>,
    subjects: u64,
    /// Findings that the call around them allows.
    excused: Vec<Excused>,
    mentions: Mentions,
}

impl<'c> FileCheck<'c> {
    /// How much of a file is fed at once by [`Checker::text`]; who feeds as much at once gets the same findings.
    pub const PIECE: usize = 64 << 10;

    pub(super) fn new(checker: &'c Checker, path: &str) -> FileCheck<'c> {
        FileCheck {
            checker,
            path: path.to_owned(),
            kind: Kind::of(path),
            encoding: None,
            position: Position::START,
            offset: 0,
            judged: 0,
            lexer: None,
            findings: Vec::new(),
            comments: Vec::new(),
            subjects: 0,
            excused: Vec::new(),
            mentions: Mentions::default(),
        }
    }

    /// Takes the next bytes of the file and says how many it is done with. The caller keeps the rest, never more than
    /// [`FileCheck::PIECE`], and puts more behind it; with `last`, everything is taken.
    pub fn feed(&mut self, piece: &[u8], last: bool) -> usize {
        let (encoding, mark) = match self.encoding {
            Some(encoding) => (encoding, 0),
            None => Encoding::of(piece),
        };
        self.encoding = Some(encoding);
        self.position.byte += mark as u64;
        let text = encoding.decode(&piece[mark..]);
        let cut = if last { text.len() } else { cut(&text).max(self.judged) };
        self.judge(&text, cut, encoding);
        if last {
            return piece.len();
        }
        let done = char_start(&text, cut.saturating_sub(BEHIND));
        if let Some(lexer) = &mut self.lexer {
            lexer.shift(&text, done);
        }
        self.position = Cursor::new(&text, encoding, self.position).advance(done);
        self.offset += done;
        self.judged = cut - done;
        mark + encoding.stored_len(&text[..done]) as usize
    }

    /// Judges what starts before `cut` and was not judged before.
    fn judge(&mut self, text: &[u8], cut: usize, encoding: Encoding) {
        let mut cursor = Cursor::new(text, encoding, self.position);
        let mut candidates = scan::candidates_from(text, self.judged);
        for candidate in candidates.by_ref() {
            if candidate.span.start >= cut {
                break;
            }
            if self.is_suspect(text, &candidate) {
                let lexer = self.lexer.get_or_insert_with(|| Lexer::new(self.kind));
                let Some(site) = scan::next_site(text, self.kind, &candidate, lexer) else { continue };
                self.judge_site(text, &site, &mut cursor);
            }
            self.subjects += 1;
        }
        let encoded = scan::encoded(&text[..cut], self.kind);
        let mut cursor = Cursor::new(text, encoding, self.position);
        let judged = self.judged;
        for site in encoded.iter().filter(|site| site.span.start >= judged) {
            self.subjects += 1;
            self.judge_site(text, site, &mut cursor);
        }
        if !candidates.passed_directives() {
            return;
        }
        let mut cursor = Cursor::new(text, encoding, self.position);
        for directive in directives(text, self.judged).into_iter().filter(|directive| directive.span.start < cut) {
            let location = cursor.locate(directive.span);
            self.comments.push(Comment { directive, location });
        }
    }

    /// Whether something may be said of the candidate, depending on where it stands.
    fn is_suspect(&mut self, text: &[u8], candidate: &Candidate) -> bool {
        if !candidate.plain {
            return true;
        }
        let domain = candidate.domain(text);
        match self.checker.standing(domain, candidate.form) {
            Standing::Known => false,
            Standing::Unknown => {
                self.mentions.add(&normal(&String::from_utf8_lossy(domain)));
                false
            }
            Standing::Suspect => true,
        }
    }

    fn judge_site(&mut self, text: &[u8], site: &Site, cursor: &mut Cursor<'_>) {
        let findings = self.checker.judge(site);
        if findings.is_empty() {
            return;
        }
        let allowed = text.get(site.span.end..).and_then(scan::allowed_in_call);
        let deliberate = scan::deliberate(text, &self.path, site);
        let location = cursor.locate(site.span);
        for mut finding in findings {
            finding.doubt = finding.doubt.or(deliberate.map(Deliberate::reason));
            // What may be wrong on purpose is left to people.
            finding.fix = finding.fix.filter(|_| finding.doubt.is_none());
            finding.location = Some(location.clone());
            finding.span = finding.span.shifted(self.offset);
            if let Some(fix) = &mut finding.fix {
                fix.positions = Some(cursor.positions(fix.span));
                fix.span = fix.span.shifted(self.offset);
            }
            if allowed == Some(finding.lint) {
                let reason = String::from("the call around it allows it");
                self.excused.push(Excused { finding, reason, by_policy: false });
            } else {
                self.findings.push(finding);
            }
        }
    }

    /// The report, once everything was fed.
    pub fn finish(mut self) -> FileReport {
        // What a format encodes was found after the rest of its piece.
        self.findings.sort_by_key(|finding| finding.location.as_ref().map(|location| location.start));
        let comments = self.comments.iter().map(|comment| comment.location.start.line).collect();
        let mut settled = settle(&self.checker.policy, &self.path, self.findings, self.comments);
        if !self.excused.is_empty() {
            settled.excused.append(&mut self.excused);
            settled.excused.sort_by_key(|excused| excused.finding.location.as_ref().map(|location| location.start));
        }
        FileReport {
            findings: settled.findings,
            subjects: self.subjects,
            excused: settled.excused,
            used_allows: settled.used_allows,
            comments,
            mentions: self.mentions,
        }
    }
}

/// Where judging a piece stops that more is to follow: behind a line, if one ends near enough to [`AHEAD`].
fn cut(text: &[u8]) -> usize {
    let latest = text.len().saturating_sub(AHEAD);
    let earliest = latest.saturating_sub(AHEAD);
    match memchr::memrchr(b'\n', &text[earliest..latest]) {
        Some(newline) => earliest + newline + 1,
        None => char_start(text, latest),
    }
}

/// Where the character starts that the byte at `at` belongs to.
fn char_start(text: &[u8], at: usize) -> usize {
    let starts = |&at: &usize| text.get(at).is_none_or(|byte| byte & 0xc0 != 0x80);
    (at.saturating_sub(3)..=at).rev().find(starts).unwrap_or(at)
}
