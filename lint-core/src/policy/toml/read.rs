//! From text to tables: the grammar of TOML 1.1. A mistake ends its statement, and reading goes on with the next line. What does
//! no harm is let pass: control characters in comments, times that no clock shows.

use super::tables::{Header, Tables};
use super::{Key, MAX_DEPTH, Made, Node, TableId, Value};
use crate::policy::error::Mistake;
use crate::span::Span;
use crate::text::find::memchr;

/// Reads all there is to read.
pub(super) fn document(text: &str) -> Tables {
    let mut reader = Reader { text, at: 0, depth: 0, tables: Tables::new() };
    reader.eat("\u{feff}");
    loop {
        reader.pass_blank();
        reader.depth = 0;
        let read = match reader.next() {
            None => return reader.tables,
            Some(b'[') => reader.header(),
            Some(_) => reader.pair(reader.tables.here),
        };
        if let Err(mistake) = read.and_then(|()| reader.line_end()) {
            reader.tables.mistakes.push(mistake);
            reader.pass_line();
        }
    }
}

/// Where reading is.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// How many lists and tables in braces are open.
    depth: usize,
    tables: Tables,
}

impl<'t> Reader<'t> {
    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn eat(&mut self, expected: &str) -> bool {
        let stands = self.rest().starts_with(expected);
        self.at += if stands { expected.len() } else { 0 };
        stands
    }

    fn pass_spaces(&mut self) {
        while let Some(b' ' | b'\t') = self.next() {
            self.at += 1;
        }
    }

    fn pass_line(&mut self) {
        self.at += memchr(b'\n', self.rest().as_bytes()).unwrap_or(self.rest().len());
    }

    /// Passes over spaces, line ends and comments.
    fn pass_blank(&mut self) {
        loop {
            match self.next() {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                Some(b'#') => self.pass_line(),
                _ => return,
            }
        }
    }

    /// Nothing but a comment may stand behind a statement.
    fn line_end(&mut self) -> Result<(), Mistake> {
        self.pass_spaces();
        match self.next() {
            None | Some(b'\n' | b'#') => Ok(()),
            Some(b'\r') if self.rest().starts_with("\r\n") => Ok(()),
            Some(_) => Err(Mistake::of_toml(self.at, "more than one statement in a line", "a line end")),
        }
    }

    /// `[table]` or `[[tables]]`. One that lacks its end still says where what follows belongs.
    fn header(&mut self) -> Result<(), Mistake> {
        let start = self.at;
        let (header, close) = if self.eat("[[") { (Header::Tables, "]]") } else { (Header::Table, "]") };
        self.eat("[");
        let path = self.path()?;
        let is_closed = self.eat(close);
        self.tables.open(header, path, Span::new(start, self.at));
        if is_closed { Ok(()) } else { Err(Mistake::of_toml(start, "unclosed table", &format!("`{close}`"))) }
    }

    /// A key with its value, which belongs to that table.
    fn pair(&mut self, table: TableId) -> Result<(), Mistake> {
        let path = self.path()?;
        if !self.eat("=") {
            return Err(Mistake::of_toml(self.at, "key with no value", "`=`"));
        }
        self.pass_spaces();
        let to = self.tables.walk(table, path, Made::Dotted);
        let start = self.at;
        let value = self.value();
        let (value, read) = match value {
            Ok(value) => (value, Ok(())),
            Err(mistake) => (Value::Broken, Err(mistake)),
        };
        if let Some((table, key)) = to {
            self.tables.insert(table, key, Node { value, span: Span::new(start, self.at) });
        }
        read
    }

    /// Keys with dots between them, and the spaces around.
    fn path(&mut self) -> Result<Vec<Key>, Mistake> {
        let mut path = Vec::new();
        loop {
            self.pass_spaces();
            let key = self.key()?;
            // Of one that is too deep by far, the end does not matter.
            if path.len() <= MAX_DEPTH {
                path.push(key);
            }
            self.pass_spaces();
            if !self.eat(".") {
                return Ok(path);
            }
        }
    }

    fn key(&mut self) -> Result<Key, Mistake> {
        let start = self.at;
        let name = match self.next() {
            Some(quote @ (b'"' | b'\'')) => self.string(quote, false)?,
            _ => {
                while self.next().is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
                    self.at += 1;
                }
                self.text[start..self.at].to_owned()
            }
        };
        if self.at == start {
            return Err(Mistake::of_toml(start, "missing key", "letters, digits, `-`, `_` or quotes"));
        }
        Ok(Key { name, span: Span::new(start, self.at) })
    }

    fn value(&mut self) -> Result<Value, Mistake> {
        match self.next() {
            Some(quote @ (b'"' | b'\'')) => Ok(Value::Text(self.string(quote, true)?)),
            Some(b'[' | b'{') if self.depth == MAX_DEPTH => {
                Err(Mistake::of_toml(self.at, "values nest too deeply", ""))
            }
            Some(b'[') => self.list(),
            Some(b'{') => self.inline_table(),
            _ => self.word(),
        }
    }

    fn list(&mut self) -> Result<Value, Mistake> {
        let start = self.at;
        let mut items = Vec::new();
        self.open();
        while !self.closes(start, "array", "]")? {
            let from = self.at;
            let value = self.value()?;
            items.push(Node { value, span: Span::new(from, self.at) });
            self.separated(start, "array", "]")?;
        }
        Ok(Value::List(items))
    }

    fn inline_table(&mut self) -> Result<Value, Mistake> {
        let start = self.at;
        let table = self.tables.detached(Made::Inline, Span::new(start, start + 1));
        self.open();
        while !self.closes(start, "inline table", "}")? {
            self.pair(table)?;
            self.separated(start, "inline table", "}")?;
        }
        Ok(Value::Table(table))
    }

    fn open(&mut self) {
        self.at += 1;
        self.depth += 1;
        self.pass_blank();
    }

    /// Whether what was opened at `start` ends here.
    fn closes(&mut self, start: usize, what: &str, close: &str) -> Result<bool, Mistake> {
        if self.next().is_none() {
            return Err(Mistake::unclosed(start, what, &format!("`{close}`")));
        }
        let closed = self.eat(close);
        self.depth -= usize::from(closed);
        Ok(closed)
    }

    /// Behind a value there is a comma, or the end of what holds it. What goes on in the next line without either was
    /// meant to be closed.
    fn separated(&mut self, start: usize, what: &str, close: &str) -> Result<(), Mistake> {
        self.pass_spaces();
        let behind = self.next();
        self.pass_blank();
        if self.eat(",") {
            self.pass_blank();
            return Ok(());
        }
        if self.rest().starts_with(close) {
            return Ok(());
        }
        Err(match behind {
            None | Some(b'\n' | b'\r' | b'#') => Mistake::unclosed(start, what, &format!("`{close}`")),
            Some(_) => Mistake::of_toml(self.at, "missing comma", &format!("`,` or `{close}`")),
        })
    }

    /// A value without quotes or brackets: a boolean, a number, a date or a time.
    fn word(&mut self) -> Result<Value, Mistake> {
        let start = self.at;
        let mut word = first_word(self.rest());
        // A space may stand between a date and a time.
        let behind = self.rest()[word.len()..].trim_start_matches(' ');
        if is_day(word) && behind.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) {
            let time = first_word(&self.rest()[word.len() + 1..]);
            word = &self.rest()[..word.len() + 1 + time.len()];
        }
        let value = match word {
            "" => return Err(Mistake::of_toml(start, "missing value", "")),
            "true" => Value::Flag(true),
            "false" => Value::Flag(false),
            _ if is_time(word) => Value::Date(word.to_owned()),
            _ if is_number(word) => Value::Number,
            _ => return Err(Mistake::of_toml(start, "text without quotes", "`\"` around it")),
        };
        self.at += word.len();
        Ok(value)
    }

    /// A string in these quotes, or, where it may go over several lines, in three of them.
    fn string(&mut self, quote: u8, may_be_long: bool) -> Result<String, Mistake> {
        let start = self.at;
        let (one, three) = if quote == b'"' { ("\"", "\"\"\"") } else { ("'", "'''") };
        let long = may_be_long && self.eat(three);
        if long {
            let _ = self.eat("\n") || self.eat("\r\n");
        } else {
            self.eat(one);
        }
        let mut value = String::new();
        loop {
            let from = self.at;
            while self.next().is_some_and(|byte| {
                byte != quote && !(byte == b'\\' && quote == b'"') && (byte == b'\t' || !byte.is_ascii_control())
            }) {
                self.at += 1;
            }
            value.push_str(&self.text[from..self.at]);
            match self.next() {
                Some(b'\\') => self.escape(&mut value, long)?,
                Some(byte) if byte == quote => {
                    if !long || self.eat(three) {
                        // Up to two may stand before the three that close it.
                        for _ in 0..2 {
                            if long && self.eat(one) {
                                value.push_str(one);
                            }
                        }
                        self.at += usize::from(!long);
                        return Ok(value);
                    }
                    self.eat(one);
                    value.push_str(one);
                }
                Some(b'\n') if long => {
                    self.at += 1;
                    value.push('\n');
                }
                Some(b'\r') if long && self.eat("\r\n") => value.push_str("\r\n"),
                None | Some(b'\n' | b'\r') if !long => {
                    return Err(Mistake::of_toml(start, "unclosed string", &format!("`{one}`")));
                }
                None => return Err(Mistake::unclosed(start, "string", &format!("`{three}`"))),
                Some(_) => return Err(Mistake::of_toml(self.at, "a control character", "")),
            }
        }
    }

    /// What a backslash and what follows it stand for.
    fn escape(&mut self, value: &mut String, long: bool) -> Result<(), Mistake> {
        let start = self.at;
        self.at += 1;
        let kind = self.rest().chars().next();
        let digits = match kind {
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            _ => 0,
        };
        let plain = match kind {
            Some(char @ ('"' | '\\')) => Some(char),
            Some('b') => Some('\u{8}'),
            Some('t') => Some('\t'),
            Some('n') => Some('\n'),
            Some('f') => Some('\u{c}'),
            Some('r') => Some('\r'),
            Some('e') => Some('\u{1b}'),
            _ => self
                .rest()
                .get(1..1 + digits)
                .filter(|code| !code.starts_with('+'))
                .and_then(|code| u32::from_str_radix(code, 16).ok().and_then(char::from_u32)),
        };
        if let Some(char) = plain {
            value.push(char);
            self.at += 1 + digits;
            return Ok(());
        }
        // The line goes on below, without its indent.
        self.pass_spaces();
        if long && matches!(self.next(), Some(b'\n' | b'\r')) {
            while self.next().is_some_and(|byte| byte.is_ascii_whitespace()) {
                self.at += 1;
            }
            return Ok(());
        }
        Err(Mistake::of_toml(start, "unknown escape", ""))
    }
}

/// What stands before anything that ends a value without quotes.
fn first_word(text: &str) -> &str {
    let mut end = 0;
    for byte in text.bytes() {
        if byte.is_ascii_whitespace() || matches!(byte, b',' | b']' | b'}' | b'#' | b'=') {
            break;
        }
        end += 1;
    }
    &text[..end]
}

/// Whether a word is written as a day: `2027-10-01`.
fn is_day(word: &str) -> bool {
    word.len() == 10 && is_time(word) && word.as_bytes()[4] == b'-'
}

/// Whether a word is written as a date, a time or both. Whether there is such a day is for its reader to say.
fn is_time(word: &str) -> bool {
    let bytes = word.as_bytes();
    let is_part = |byte: &u8| byte.is_ascii_digit() || b"-:.+TtZz ".contains(byte);
    bytes.iter().all(is_part)
        && (bytes.get(4) == Some(&b'-') || bytes.get(2) == Some(&b':'))
        && bytes[0].is_ascii_digit()
}

/// Whether a word is a number: `1_000`, `0xff`, `-1.5e3`, `+inf`.
fn is_number(word: &str) -> bool {
    let unsigned = word.strip_prefix(['+', '-']).unwrap_or(word);
    let digits = |text: &str, radix: u32| {
        !text.is_empty()
            && text.split('_').all(|part| !part.is_empty() && part.chars().all(|char| char.is_digit(radix)))
    };
    for (prefix, radix) in &[("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(rest) = word.strip_prefix(prefix) {
            return digits(rest, *radix);
        }
    }
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let begins_with_zero = whole.len() > 1 && whole.starts_with('0');
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let is_decimal = digits(whole, 10) && !begins_with_zero && digits(fraction, 10) && digits(exponent, 10);
    is_decimal || matches!(unsigned, "inf" | "nan")
}
