//! Bytes written as text: ASCII85, uuencode, the pixels of a picture.
//!
//! # Why
//!
//! Any of their signs stands beside any other, so that here and there one looks like a mailbox.
//!
//! # Fires
//!
//! ```text
//! _;&3=9nR@7'kW5?Jou@m.CDB2i#<4lNbR$(T[:F`sZ+9>Qo!K^)t
//! 9!XSH^dj'gkAUBF[SkHK>E9jjF(<iifS1GB`X;;fRp.P;XlfIWah;UJ.Mil/J([:['cCfU.I?Eng
//! ```
//!
//! ```text image.uue
//! M8GEW(%5@I.DP,#$R,S0U-C<X.3HK*RLK*RLK;R;^Y)VT,9!>D"Y@P.5XQ[2Z
//! ```
//!
//! ```file icon.xpm
//! /* XPM */
//! "..o@m.co.++  @@",
//! ```
//!
//! ```file figure.eps
//! s8W-!s8W-!s8W-!s8W-!s8W-!s8W-!s8W-!s8W-!s8W-!s3HpFS[]o"codQOT7h+%H
//! K48-@md.X.qtg*YlFeXfiq*'/RW!l&0iI%'AEEXcois%Nc03j<jneZ@kug%%mI^=`!
//! s8W-!s8W-!s8W-!s8W-!s8Vqr@1wu.On&GFMKF.3rqW1::?_TTs8W,LZ;0$Ns8W-!s
//! ```
//!
//! # Quiet
//!
//! ```text
//! {"a":1,"b":"jane@gmial.com","c":{"d":"OK"},"e":["x","y"],"f":"z"}
//! https://fabrikam.com/?t=aB3xZ9qL0pW7rT5v&u=jane@gmial.com&v=2
//! ```
//!
//! ```file icon.xpm
//! /* XPM */
//! /* Drawn by jane@gmial.com */
//! ```
//!
//! ```text icon.c
//! static char *author = "jane@gmial.com";
//! ```

use crate::context::Context;
use crate::find::Form;
use crate::find::chars::slice;
use crate::find::cut::{leading, trailing};
use crate::page::Page;
use crate::span::Span;
use crate::trap::Trap;

pub(crate) static TRAP: Trap = Trap {
    id: "encoded_bytes",
    page: Page::of(include_str!("encoded_bytes.rs")),
    forms: &[Form::Address, Form::Templated, Form::Bare],
    catches,
};

/// How far a run of them is looked at on either side.
const NEAR: usize = 48;
/// What is shorter is too short to tell.
const SHORTEST: usize = 40;
/// Who writes bytes as text breaks the lines before this.
const LONGEST: usize = 100;
/// The signs that neither URLs nor mailboxes have.
const SIGNS: &[u8] = b"!$*;<>^`{|}~()\"',[]\\";
/// So many of them stand in no other run.
const MANY_SIGNS: usize = 5;

fn catches(context: &Context<'_>) -> bool {
    is_pixels(context) || is_uuencoded(context.line()) || is_mixed(context) || is_of_block(context)
}

/// Whether it is a line of a picture for the X Window System, which is a program in C by form.
fn is_pixels(context: &Context<'_>) -> bool {
    context.text.starts_with(b"/* XPM") && context.line().trim_ascii_start().starts_with(b"\"")
}

/// Whether the line says by its first character how long it is: four characters for each three bytes, none of them a small letter.
fn is_uuencoded(line: &[u8]) -> bool {
    let line = line.trim_ascii_end();
    let Some((&first @ b'!'..=b'M', rest)) = line.split_first() else { return false };
    let bytes = usize::from(first - b' ');
    // Spaces at the end are lost at times.
    let most = bytes.div_ceil(3) * 4;
    let is_whole = (most.saturating_sub(2)..=most + 1).contains(&rest.len());
    line.len() >= SHORTEST && is_whole && rest.iter().all(|b| (b' '..=b'`').contains(b)) && signs(rest) >= MANY_SIGNS
}

/// Whether it stands in a run without spaces in which small letters, capitals and digits change places all the time, among many signs.
fn is_mixed(context: &Context<'_>) -> bool {
    let Context { text, ref candidate, ref around, .. } = *context;
    let head = slice(text, around.line.start.max(candidate.span.start.saturating_sub(NEAR)), candidate.span.start);
    let tail = slice(text, candidate.span.end, around.line.end.min(candidate.span.end + NEAR));
    let start = candidate.span.start - trailing(head, |b| b.is_ascii_graphic());
    let run = slice(text, start, candidate.span.end + leading(tail, |b| b.is_ascii_graphic()));
    let kind = |b: u8| (b.is_ascii_lowercase(), b.is_ascii_uppercase(), b.is_ascii_digit());
    let (mut all, mut changes) = (0, 0);
    for pair in run.windows(2) {
        if let [a, b] = *pair {
            let is_within = a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric();
            all += usize::from(is_within);
            changes += usize::from(is_within && kind(a) != kind(b));
        }
    }
    run.len() >= SHORTEST && signs(run) >= MANY_SIGNS && changes * 3 >= all
}

/// Whether the line is one of several without a space that are as long as each other, among many signs.
fn is_of_block(context: &Context<'_>) -> bool {
    let line = context.line().trim_ascii_end();
    let Span { start, end } = context.around.line;
    let above = slice(context.text, start.saturating_sub(LONGEST), start).trim_ascii_end();
    let above = slice(above, above.len() - trailing(above, |b| b.is_ascii_graphic()), above.len());
    let below = slice(context.text, end, end + LONGEST).trim_ascii_start();
    let below = slice(below, 0, leading(below, |b| b.is_ascii_graphic()));
    let is_like = |other: &[u8]| other.len() == line.len() && other.iter().all(u8::is_ascii_graphic);
    let is_among = |other: &[u8]| is_like(other) && signs(&[line, other].concat()) >= MANY_SIGNS;
    (SHORTEST..LONGEST).contains(&line.len()) && is_like(line) && (is_among(above) || is_among(below))
}

/// How many of the signs stand there.
fn signs(run: &[u8]) -> usize {
    SIGNS.iter().filter(|sign| run.contains(sign)).count()
}
