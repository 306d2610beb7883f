//! The path of keys that leads to a value in a configuration file.
//!
//! Read backwards from the value, line by line or bracket by bracket, and only as far as [`REACH`]: a broken file or a
//! value far from its table gives a shorter path, never none of the others.

use super::kind::{Format, Kind, Role};
use crate::find::chars::{ALNUM, before, byte, is, slice};
use crate::find::cut::{before_first, indent, last_word, leading, parts, trailing};
use crate::span::Span;
use crate::text::find::{memchr, memmem, memrchr, memrmem};

/// How far back a path is followed.
const REACH: usize = 16 << 10;

/// The keys that lead to the value at `value`, joined by dots.
pub(super) fn of(text: &[u8], kind: Kind, line: Span, value: Span) -> Option<String> {
    let Role::Values(format) = kind.role() else { return None };
    let keys = match format {
        Format::Yaml => yaml(text, line, value),
        Format::Toml => toml(text, line, value),
        Format::Json => json(text, value),
        Format::Flat => Vec::from_iter(assigned(text, line, value)),
        Format::Blocks => blocks(text, line, value),
        Format::Xml => xml(text, value),
        Format::Rows => Vec::new(),
    };
    let mut path = String::new();
    for key in keys.iter().rev() {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(&String::from_utf8_lossy(key));
    }
    (!path.is_empty()).then_some(path)
}

/// The lines before `start`, last first.
fn lines_before(text: &[u8], start: usize) -> impl Iterator<Item = &[u8]> {
    let head = slice(text, start.saturating_sub(REACH), start);
    parts(head.strip_suffix(b"\n").unwrap_or(head), b'\n').rev()
}

/// A key without its quotes, if it looks like one.
fn bare_key(key: &[u8]) -> Option<&[u8]> {
    let key = key.trim_ascii();
    let key = key.strip_prefix(b"\"").and_then(|key| key.strip_suffix(b"\"")).unwrap_or(key);
    let key = key.strip_prefix(b"'").and_then(|key| key.strip_suffix(b"'")).unwrap_or(key);
    let fits =
        !key.is_empty() && key.len() < 100 && key.iter().all(|&b| is(b, ALNUM) || b >= 0x80 || b"-_./$@ ".contains(&b));
    fits.then_some(key)
}

/// What stands before the sign between a key and its value, and the rest, in which nothing is left where there is none.
fn at_sign(text: &[u8]) -> (&[u8], &[u8]) {
    text.split_at(leading(text, |b| b != b'=' && b != b':'))
}

/// The key of `key = value` or `key: value` on the value's own line.
fn assigned(text: &[u8], line: Span, value: Span) -> Option<&[u8]> {
    let head = slice(text, line.start, value.start);
    let (key, rest) = at_sign(head);
    // The scheme of a URL is no key.
    if rest.is_empty() || rest.starts_with(b"://") {
        return None;
    }
    let key = key.trim_ascii();
    // `export KEY=`, `ENV KEY=`, `LABEL key=`; but `COPY --from=` has an option.
    bare_key(last_word(key)).filter(|key| !key.starts_with(b"-"))
}

/// The key of a YAML line, its column, and the column of the list item that it starts, if it starts one.
fn yaml_key(line: &[u8]) -> Option<(usize, Option<usize>, &[u8])> {
    let (mut column, mut item) = (indent(line), None);
    while let Some(rest) = line.get(column..).and_then(|rest| rest.strip_prefix(b"- ")) {
        item = item.or(Some(column));
        column += 2 + indent(rest);
    }
    let rest = line.get(column..)?;
    let colon = rest.windows(2).position(|w| w[0] == b':' && w[1].is_ascii_whitespace());
    let colon = colon.or_else(|| rest.trim_ascii_end().strip_suffix(b":").map(<[u8]>::len))?;
    Some((column, item, bare_key(rest.get(..colon)?)?))
}

/// The keys in brackets that are open at the end of a line's `head`, innermost first, and what stands before the brackets:
/// `{mail: ` in `to: {mail: ops@army.mil}`.
fn flow(head: &[u8]) -> (Vec<&[u8]>, &[u8]) {
    let (mut open, mut quote): (Vec<(usize, usize)>, Option<u8>) = (Vec::new(), None);
    for (at, &b) in head.iter().enumerate() {
        match (b, quote) {
            (_, Some(mark)) if b != mark => {}
            (_, Some(_)) => quote = None,
            (b'"' | b'\'', None) if !is(before(head, at), ALNUM) => quote = Some(b),
            (b'{' | b'[', None) => open.push((at, at + 1)),
            (b'}' | b']', None) => drop(open.pop()),
            (b',', None) => {
                if let Some((_, item)) = open.last_mut() {
                    *item = at + 1;
                }
            }
            _ => {}
        }
    }
    let mut keys = Vec::new();
    for &(bracket, item) in open.iter().rev() {
        if byte(head, bracket) == b'{' {
            let (key, rest) = at_sign(slice(head, item, head.len()));
            keys.extend(bare_key(key).filter(|_| !rest.is_empty()));
        }
    }
    (keys, slice(head, 0, open.first().map_or(head.len(), |&(bracket, _)| bracket)))
}

fn yaml(text: &[u8], line: Span, value: Span) -> Vec<&[u8]> {
    let (mut keys, own) = flow(slice(text, line.start, value.start));
    // Keys stand to the left of what they hold; an item may stand right under its key.
    let mut limit = match yaml_key(own) {
        Some((column, item, key)) => {
            keys.push(key);
            item.map_or(column, |item| item + 1)
        }
        None => indent(own) + usize::from(own.trim_ascii_start().starts_with(b"-")),
    };
    for line in lines_before(text, line.start) {
        if limit == 0 {
            break;
        }
        let Some((column, item, key)) = yaml_key(line) else { continue };
        if column < limit && !line.trim_ascii_start().starts_with(b"#") {
            keys.push(key);
            limit = item.map_or(column, |item| item + 1);
        } else if item.is_some_and(|item| item < limit) {
            limit = item.unwrap_or(limit) + 1;
        }
    }
    keys
}

fn toml(text: &[u8], line: Span, value: Span) -> Vec<&[u8]> {
    let (mut keys, own) = flow(slice(text, line.start, value.start));
    keys.extend(assigned(text, line, Span::new(line.start + own.len(), value.end)));
    for line in lines_before(text, line.start) {
        let line = line.trim_ascii();
        if let Some(header) = line.strip_prefix(b"[").map(|line| before_first(line, b']')) {
            let header = header.strip_prefix(b"[").unwrap_or(header).trim_ascii();
            // An array over several lines may have arrays in it.
            if !header.is_empty() && !header.contains(&b',') && line.ends_with(b"]") {
                keys.push(header);
                break;
            }
        }
        if keys.is_empty() && line.ends_with(b"[") {
            keys.extend(bare_key(before_first(line, b'=')));
        }
    }
    keys
}

/// Where the string starts whose closing quote stands at `close`.
fn string_start(text: &[u8], close: usize, least: usize) -> Option<usize> {
    let mut at = close;
    while at > least {
        at -= 1;
        if byte(text, at) == b'"' && before(text, at) != b'\\' {
            return Some(at);
        }
    }
    None
}

fn json(text: &[u8], value: Span) -> Vec<&[u8]> {
    let least = value.start.saturating_sub(REACH);
    // Out of the string that the value stands in.
    let Some(mut at) = string_start(text, value.start, least) else { return Vec::new() };
    let end = memchr(b'"', slice(text, value.end, value.end + 256)).map_or(value.end, |end| value.end + end);
    // A key has none of its own.
    let is_key = slice(text, end + 1, end + 9).trim_ascii_start().first() == Some(&b':');
    let (mut keys, mut depth, mut wanted) = (Vec::new(), 0usize, !is_key);
    while at > least {
        at -= 1;
        match byte(text, at) {
            b'"' => {
                let Some(start) = string_start(text, at, least) else { break };
                let named = slice(text, at + 1, at + 9).trim_ascii_start().first() == Some(&b':');
                if wanted && depth == 0 && named {
                    keys.push(slice(text, start + 1, at));
                    wanted = false;
                }
                at = start;
            }
            b'}' | b']' => depth += 1,
            b'{' | b'[' if depth == 0 => wanted = true,
            b'{' | b'[' => depth -= 1,
            _ => {}
        }
    }
    keys
}

fn blocks(text: &[u8], line: Span, value: Span) -> Vec<&[u8]> {
    let head = slice(text, line.start, value.start).trim_ascii_start();
    let word = slice(head, 0, leading(head, |b| !b.is_ascii_whitespace() && b != b'='));
    let mut keys = Vec::new();
    keys.extend(bare_key(word));
    let mut depth = 0usize;
    for line in lines_before(text, line.start) {
        let line = line.trim_ascii();
        if line.ends_with(b"{") || line.ends_with(b"[") {
            if depth > 0 {
                depth -= 1;
                continue;
            }
            let mut rest = line;
            while !rest.is_empty() {
                let word = rest.len() - trailing(rest, |b| !b" \t={[".contains(&b));
                keys.extend(bare_key(slice(rest, word, rest.len())));
                rest = slice(rest, 0, word.saturating_sub(1));
            }
        }
        depth += usize::from(line.starts_with(b"}") || line.starts_with(b"]"));
    }
    keys
}

fn xml(text: &[u8], value: Span) -> Vec<&[u8]> {
    let least = value.start.saturating_sub(REACH);
    let head = slice(text, least, value.start);
    let mut keys = Vec::new();
    let mut end = head.len();
    // What an open section holds is text.
    if let Some(section) = memrmem(head, b"<![CDATA[") {
        if memmem(head.get(section..).unwrap_or_default(), b"]]>").is_none() {
            end = section;
        }
    }
    // Inside a tag, the attribute comes first.
    let open = memrchr(b'<', slice(head, 0, end));
    if let Some(open) =
        open.filter(|&open| end == head.len() && memchr(b'>', head.get(open..).unwrap_or_default()).is_none())
    {
        let attribute = memrchr(b'=', head).filter(|&at| at > open);
        keys.extend(attribute.and_then(|at| bare_key(last_word(slice(head, 0, at)))));
        keys.extend(head.get(open + 1..).and_then(tag_name));
        end = open;
    }
    let mut closed = 0usize;
    while let Some(open) = head.get(..end).and_then(|head| memrchr(b'<', head)) {
        let tag = head.get(open + 1..end).unwrap_or_default();
        let tag = before_first(tag, b'>');
        match tag.first() {
            Some(b'/') => closed += 1,
            Some(b'!' | b'?') => {}
            _ if tag.ends_with(b"/") => {}
            _ if closed > 0 => closed -= 1,
            _ => keys.extend(tag_name(tag)),
        }
        end = open;
    }
    keys
}

/// The name that a tag starts with.
fn tag_name(tag: &[u8]) -> Option<&[u8]> {
    let name = slice(tag, 0, leading(tag, |b| !b.is_ascii_whitespace() && b != b'/' && b != b'>'));
    (!name.is_empty() && name.len() < 100).then_some(name)
}
