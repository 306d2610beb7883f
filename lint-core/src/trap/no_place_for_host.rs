//! A dotted word where no host can stand.
//!
//! # Why
//!
//! Nothing but its place tells a host without a scheme from a member, a module or a file. It is one alone in a string or
//! value where the key speaks of hosts, in running text with an ending that only hosts have, behind a first label such as
//! `www`, and where a shell's command is given one.
//!
//! # Fires
//!
//! ```text README.md
//! Open `parser.ml` or robot.mi as before.
//! ```
//!
//! ```text a.c
//! if (x.com == 0 && v.mil > 0) sendbuff[107] = load.comm >> 24;
//! ```
//!
//! ```text files.ml
//! let names = ["parser.ml"; "army.ml"]
//! ```
//!
//! ```text dune
//! (modules "army.ml")
//! ```
//!
//! ```text a.py
//! ENDINGS = [".ui", ".xml.in", ".desktop.in.in"]
//! ```
//!
//! ```text
//! Served as index.js.gz or index.js.br.
//! ```
//!
//! # Quiet
//!
//! ```text
//! See githib.com or www.army.ml for more.
//! ```
//!
//! ```text a.toml
//! smtp_host = "army.ml"
//! ```
//!
//! ```text run.sh
//! curl -fsSL githib.com/install | sh
//! dig +short army.ml MX
//! swaks --to jo@army.mil --server smtp.gmial.com
//! dnscmd /RecordAdd zone @ MX 10 mx.army.ml
//! ```
//!
//! ```text mail.tcl
//! set hosts {smtp.gmial.com imap.army.mil}
//! ```
//!
//! ```text main.cf
//! mydestination = $myhostname, army.ml, localhost
//! ```
//!
//! ```text nginx.conf
//! server_name mail.army.mil *.army.ml army.ml;
//! ```
//!
//! ```text army.zone
//! $ORIGIN army.ml.
//! ```
//!
//! ```file run.sh
//! export no_proxy=localhost,.githib.com
//! BASE=depot.us.army.ml/tool:1
//! cat > x.conf <<EOF
//! server githib.com
//! EOF
//! ```
//!
//! ```text
//! From nasa.gv to cdc.gov and usda.gv, and from army.mil to dds.mli.
//! ```
//!
//! A name of the US forces but for a letter is no file's, unless OCaml's.
//!
//! ```text default.vcl
//! if (req.http.host ~ "(?i)^(www\.)?army\.ml$") {
//! ```
//!
//! ```text a.js
//! const ours = /^(www\.)?army\.ml$/;
//! ```
//!
//! ```text Dockerfile
//! FROM depot.us.army.ml/tool:1
//! ```
//!
//! ```text src/lib.rs
//! const HOSTS: [&str; 2] = ["army.ml", "tick.usno.navy.ml"];
//! ```
//!
//! ```text hosts.pl
//! my @hosts = qw(mail.army.mil army.ml); my %seen = map { $_ => 1 } qw/gmial.com/;
//! ```
//!
//! ```text hosts.rb
//! HOSTS = %w[gmial.com army.ml].freeze
//! ```

use crate::context::{Context, Format, Role, here_document, usage};
use crate::data::lists::host_words;
use crate::data::{self, Class};
use crate::find::chars::{HOST, before, byte, is, slice};
use crate::find::cut::{before_first, last_word, parts};
use crate::find::endings::{Ending, ending};
use crate::find::{Form, resolved};
use crate::page::Page;
use crate::source::Place;
use crate::text::find::{memmem, memmem_iter};
use crate::trap::Trap;

pub(crate) static TRAP: Trap = Trap {
    id: "no_place_for_host",
    page: Page::of(include_str!("no_place_for_host.rs")),
    forms: &[Form::Bare],
    catches,
};

fn catches(context: &Context<'_>) -> bool {
    let Context { text, kind, ref candidate, ref around } = *context;
    let ending = ending(context.last());
    if is_packed(context.domain()) {
        return true;
    }
    let known_head = host_words::FIRST.has_in_any_case(before_first(context.domain(), b'.'));
    let is_deep = parts(context.domain(), b'.').nth(2).is_some();
    if around.place == Place::Code && !(kind.language().runs_commands && here_document::holds(text, around.line)) {
        let is_given = || {
            matches!(before(text, candidate.span.start), b'=' | b'-')
                || usage::is_argument(text, around, candidate.span)
        };
        // Of what a regular expression ends with, no member has an escaped dot.
        let is_pattern = context.domain().contains(&b'\\') && byte(text, candidate.span.end) == b'$';
        if is_pattern && is_of_the_forces(context.domain()) {
            return kind.language().names_modules;
        }
        return !(kind.language().runs_commands
            && ((known_head && is_deep)
                || ((ending == Ending::Host || is_of_the_forces(context.domain())) && is_given())
                || (is_deep && is_of_the_forces(context.domain()))
                || usage::is_host_argument(text, around, candidate.span)
                || (is_assigned(context) && names_hosts(context))));
    }
    if (known_head && is_deep) || ending == Ending::Host || is_for_all_below(context) || is_service(context.domain()) {
        return false;
    }
    if is_of_the_forces(context.domain()) || is_of_an_office(context) {
        return kind.language().names_modules;
    }
    let is_value = matches!(kind.role(), Role::Values(_));
    let quoted = around.quoted.is_some_and(|quoted| quoted == candidate.span);
    let is_listed = is_value || (kind.role() == Role::Mail && before(text, candidate.span.start) == b'=');
    !((quoted && is_value && is_deep)
        || ((quoted || is_listed) && names_hosts(context))
        || (is_value && is_site(context)))
}

/// Whether a file was packed by Brotli: directly below `.br` are hardly any names but universities' (registro.br's rules).
fn is_packed(domain: &[u8]) -> bool {
    let mut labels = domain.rsplit(|&b| b == b'.');
    labels.next().is_some_and(|last| last.eq_ignore_ascii_case(b"br"))
        && labels.next().is_some_and(|label| ending(label) == Ending::File)
}

/// Whether a word that ends in `.ml` is one of the US forces' names but for a letter, or lies below one: but in OCaml no file has
/// such a name.
fn is_of_the_forces(domain: &[u8]) -> bool {
    let lower = resolved(domain).to_ascii_lowercase();
    let Some(name) = lower.strip_suffix(".ml") else { return false };
    let meant = [name, ".mil"].concat();
    let is_military = |name: &str| data::class(name).is(Class::MILITARY);
    is_military(&meant) || meant.match_indices('.').any(|(dot, _)| is_military(&meant[dot + 1..]))
}

/// Whether a word has the name of an office, under what its ending is a slip of, and the text around it names others under that ending
/// in full: by itself, `code.mli` is rather a file. What developers know everywhere is no file's name: `nasa.gv`.
fn is_of_an_office(context: &Context<'_>) -> bool {
    const ENDINGS: [(&[u8], &str, Class); 4] = [
        (b".mi", ".mil", Class::MILITARY),
        (b".mli", ".mil", Class::MILITARY),
        (b".gv", ".gov", Class::GOVERNMENT),
        (b".gop", ".gov", Class::GOVERNMENT),
    ];
    /// How far around it others are looked for.
    const NEAR: usize = 4 << 10;
    let lower = context.domain().to_ascii_lowercase();
    let Some((name, meant, class)) =
        ENDINGS.iter().find_map(|(written, meant, class)| Some((lower.strip_suffix(*written)?, *meant, *class)))
    else {
        return false;
    };
    let Ok(name) = std::str::from_utf8(name) else { return false };
    let mended = [name, meant].concat();
    let is_office = |name: &str| data::class(name).is(class);
    let is_known = is_office(&mended) || mended.match_indices('.').any(|(dot, _)| is_office(&mended[dot + 1..]));
    if data::class(&mended).is(Class::ORGANISATION) {
        return true;
    }
    let span = context.candidate.span;
    let near = slice(context.text, span.start.saturating_sub(NEAR), span.end + NEAR);
    is_known && memmem_iter(near, meant.as_bytes()).any(|at| !is(byte(near, at + meant.len()), HOST))
}

/// Whether it is what a variable is set to, or one of a list of that: `no_proxy=localhost,.army.mil`.
fn is_assigned(context: &Context<'_>) -> bool {
    let Context { text, ref candidate, ref around, .. } = *context;
    let word = last_word(slice(text, around.line.start, candidate.span.start));
    match word.iter().position(|&b| b == b'=') {
        Some(sign) => matches!(word.last(), Some(b'=' | b',' | b'.')) && sign > 0,
        None => false,
    }
}

/// Whether it stands for every name below: `*.army.mil`, or, as a value, `.army.mil`.
fn is_for_all_below(context: &Context<'_>) -> bool {
    let Context { text, kind, ref candidate, ref around } = *context;
    if byte(text, candidate.span.start) == b'*' {
        return true;
    }
    match before(text, candidate.span.start) {
        // But not every file: `.desktop.in.in`.
        b'.' if self::ending(before_first(context.domain(), b'.')) == Ending::File => false,
        b'.' => around.quoted.is_some() || matches!(kind.role(), Role::Values(_)),
        _ => false,
    }
}

/// Whether it is the name of a service (RFC 8552): `_spf.army.mil`.
fn is_service(domain: &[u8]) -> bool {
    parts(domain, b'.').any(|label| label.starts_with(b"_"))
}

/// Whether a word without quotes is one that rows and blocks begin with, a cell, or a name that ends at the root.
fn is_site(context: &Context<'_>) -> bool {
    let Context { text, kind, ref candidate, ref around } = *context;
    let head = slice(text, around.line.start, candidate.span.start);
    let tail = slice(text, candidate.span.end, around.line.end);
    match kind.role() {
        Role::Values(Format::Rows) => {
            let is_row = head.is_empty() || matches!(head.last(), Some(b',' | b';' | b'\t' | b'"'));
            let is_cell = is_row && matches!(tail.trim_ascii_end().first(), None | Some(b',' | b';' | b'\t' | b'"'));
            is_cell || (tail.starts_with(b".") && kind.language().adjacent)
        }
        Role::Values(Format::Blocks) => head.trim_ascii().is_empty() && tail.trim_ascii() == b"{",
        _ => false,
    }
}

/// Whether the line speaks of hosts or domains before the word, or, where it goes on with one, the line before.
fn names_hosts(context: &Context<'_>) -> bool {
    let Context { text, kind, ref candidate, ref around } = *context;
    let near = candidate.span.start.saturating_sub(256);
    let goes_on = match kind.role() {
        Role::Values(Format::Flat) => matches!(byte(text, around.line.start), b' ' | b'\t'),
        // A key of a table that is named so.
        Role::Values(Format::Toml) => byte(text, around.line.start) == b'"',
        _ => false,
    };
    let start = if goes_on { near } else { around.line.start.max(near) };
    let head = slice(text, start, candidate.span.start).to_ascii_lowercase();
    host_words::KEY.iter().any(|word| memmem(&head, word.as_bytes()).is_some())
}
