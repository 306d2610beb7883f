//! The table of languages and formats: how each marks comments and strings, and by which names its files go.

use super::kind::{Format, Role};

/// How one language writes comments and strings, and what the rest is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Language {
    pub(crate) role: Role,
    /// What starts a comment that ends with the line.
    pub(crate) line_comments: &'static [&'static str],
    /// What opens and what closes a comment.
    pub(crate) block_comments: &'static [(&'static str, &'static str)],
    /// What encloses a string, longest first.
    pub(crate) quotes: &'static [&'static str],
    /// Whether strings may be raw, with as many `#` behind as before, and go on over lines: Rust's.
    pub(crate) raw_strings: bool,
    /// Whether an `@` is written twice: Texinfo's and GEDCOM's.
    pub(crate) doubles_at: bool,
    /// Whether `a@b.c` is an expression: a product, a slot, a pattern, a label.
    pub(crate) infix_at: bool,
    /// Whether words without quotes are what commands are given: a shell's.
    pub(crate) runs_commands: bool,
    /// Whether strings that stand side by side are one.
    pub(crate) adjacent: bool,
    /// How a lone number behind a backslash is read.
    pub(crate) numbers: Numbers,
    /// How lines go on in the next.
    pub(crate) folds: Folds,
    /// Whether a per cent sign escapes a sign behind it: in Lua's patterns.
    pub(crate) escapes_by_percent: bool,
    /// What stands before a bracket in which each word is a string.
    pub(crate) word_lists: &'static [&'static str],
    /// Whether strings and words name files that end in `.ml`: OCaml's and its tools'.
    pub(crate) names_modules: bool,
    /// Endings and whole names of files, in lower case, separated by spaces.
    names: &'static str,
}

/// How a lone number behind a backslash in a string is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// Three digits, or four with a zero before them.
    Octal,
    /// Two or three digits.
    Decimal,
    /// Up to six hexadecimal digits, and a space: in style sheets.
    Hexadecimal,
    /// Two hexadecimal digits behind a quote: in RTF.
    Quoted,
    /// Not at all.
    None,
}

/// How a line goes on in the next, besides a backslash at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Folds {
    None,
    /// Behind a space.
    Space,
    /// As fields and bodies of mail do.
    Mail,
    /// Between two ampersands.
    Ampersand,
    /// Behind a hyphen in the seventh column.
    Hyphen,
    /// Behind a level and `CONC`, as in GEDCOM.
    Concatenated,
}

const C_LINE: &[&str] = &["//"];
const C_BLOCK: &[(&str, &str)] = &[("/*", "*/")];
const HASH: &[&str] = &["#"];
const MARKUP: &[(&str, &str)] = &[("<!--", "-->")];
const TRIPLE: &[&str] = &["\"\"\"", "'''", "\"", "'"];
const BOTH: &[&str] = &["\"", "'"];
const DOUBLE: &[&str] = &["\""];
const BACKTICK: &[&str] = &["\"", "'", "`"];

/// How many languages there are.
const COUNT: usize = 65;

// Not a slice: what a reference in it leads to may have one address here and another there, and kinds are told apart by that.
#[rustfmt::skip]
static LANGUAGES: [Language; COUNT] = [
    // The first is for files of which nothing is known: marks that most languages share tell comments and strings.
    of(Role::Unknown, "txt text log").lines(&["//", "#", "--"]).blocks(&[("/*", "*/"), ("<!--", "-->")]).quoted(BACKTICK).numbers(Numbers::Octal),
    code("c h cc cpp cxx hpp hh hxx inl ino cu d idl proto thrift glsl hlsl v sv svh").lines(C_LINE).blocks(C_BLOCK).quoted(DOUBLE).adjacent(),
    // Objective-C's, and MATLAB's, whose strings stand between apostrophes.
    code("m mm").lines(C_LINE).blocks(C_BLOCK).quoted(BOTH).adjacent(),
    code("java cs vala sol smali scala sc").lines(C_LINE).blocks(C_BLOCK).quoted(DOUBLE),
    code("rs").lines(C_LINE).blocks(C_BLOCK).quoted(DOUBLE).raw_strings().infix_at(),
    code("kt kts").lines(C_LINE).blocks(C_BLOCK).quoted(DOUBLE).infix_at(),
    code("go swift dart zig gleam cue").lines(C_LINE).blocks(C_BLOCK).quoted(BACKTICK),
    code("js jsx mjs cjs ts tsx mts cts groovy gradle vue svelte astro jenkinsfile").lines(C_LINE).blocks(C_BLOCK).quoted(BACKTICK),
    code("php phtml").lines(&["//", "#"]).blocks(C_BLOCK).quoted(BOTH),
    code("textproto txtpb pbtxt prototxt").lines(HASH).quoted(BOTH).adjacent(),
    code("css scss less sass styl").lines(C_LINE).blocks(C_BLOCK).quoted(BOTH).numbers(Numbers::Hexadecimal),
    code("py pyi pyx pxd bzl bazel star build workspace sconstruct").lines(HASH).quoted(TRIPLE).infix_at().adjacent(),
    code("rb rake gemspec podspec gemfile rakefile podfile fastfile vagrantfile brewfile").lines(HASH).quoted(BOTH).adjacent().word_lists(&["%w", "%W"]),
    code("sh bash zsh fish ksh bats ebuild eclass pkgbuild configure").lines(HASH).quoted(BOTH).runs_commands(),
    // Tcl's words are strings, as a shell's are.
    code("tcl tk itcl exp").lines(HASH).quoted(DOUBLE).runs_commands(),
    code("pl pm t pod awk raku nim cr ex exs").lines(HASH).quoted(BOTH).word_lists(&["qw", "~w", "%w"]),
    code("r rmd jl").lines(HASH).quoted(BOTH).infix_at(),
    code("rd").lines(&["%"]).infix_at(),
    code("mk makefile gnumakefile kbuild am ac m4 cmake just justfile gn gni").lines(HASH).quoted(DOUBLE).runs_commands(),
    code("ps1 psm1 psd1").lines(HASH).blocks(&[("<#", "#>")]).quoted(BOTH).runs_commands(),
    code("re rei").lines(C_LINE).blocks(C_BLOCK).quoted(DOUBLE).infix_at(),
    code("ml mli mll mly sml thy fs fsi fsx").lines(C_LINE).blocks(&[("(*", "*)")]).quoted(DOUBLE).infix_at().decimal().names_modules(),
    code("pas pp dpr").lines(C_LINE).blocks(&[("(*", "*)"), ("{", "}")]).quoted(BOTH),
    code("hs lhs elm purs agda idr").lines(&["--"]).blocks(&[("{-", "-}")]).quoted(DOUBLE).infix_at().decimal(),
    code("lua luau rockspec").lines(&["--"]).blocks(&[("--[[", "]]")]).quoted(BOTH).decimal().escapes_by_percent(),
    code("sql ddl dml psql pgsql mysql").lines(&["--", "#"]).blocks(C_BLOCK).quoted(BACKTICK).infix_at(),
    code("ada adb ads vhd vhdl").lines(&["--"]).quoted(DOUBLE),
    code("el lisp lsp cl scm rkt clj cljs cljc edn fnl").lines(&[";", "#"]).quoted(DOUBLE),
    code("dune dune-project dune-workspace opam merlin mllib ocamlformat").lines(&[";", "#"]).quoted(DOUBLE).names_modules(),
    code("asm s nasm").lines(&[";", "#", "//", "@"]).blocks(C_BLOCK).quoted(BOTH).adjacent(),
    code("erl hrl pro mat").lines(&["%"]).quoted(BOTH).adjacent(),
    code("f f90 f95 for ftn").lines(&["!", "c ", "*"]).quoted(BOTH).folds(Folds::Ampersand),
    code("vim vimrc").lines(&["\""]).quoted(&["'"]),
    code("ql qll").lines(C_LINE).blocks(C_BLOCK).quoted(DOUBLE),
    code("vb vbs bas frm").lines(&["'", "rem "]).quoted(DOUBLE),
    code("bat cmd").lines(&["rem ", "::"]).quoted(DOUBLE).runs_commands(),
    code("ps eps").lines(&["%"]),
    code("cob cbl cpy").lines(&["*"]).quoted(BOTH).folds(Folds::Hyphen),
    code("nix").lines(HASH).blocks(C_BLOCK).quoted(DOUBLE),
    code("coffee litcoffee").lines(HASH).blocks(&[("###", "###")]).quoted(BOTH),
    values(Format::Yaml, "yaml yml clang-format clang-tidy eyaml sls").lines(HASH),
    values(Format::Toml, "toml lock pipfile").lines(HASH).quoted(TRIPLE),
    values(Format::Toml, "ini cfg conf cnf gitconfig gitmodules editorconfig desktop service socket timer mount npmrc pylintrc flake8 inf reg").lines(&["#", ";"]),
    values(Format::Flat, "env properties sysconfig mailmap").lines(&["#", "!"]),
    values(Format::Rows, "mod sum work").lines(C_LINE),
    values(Format::Rows, "cname"),
    values(Format::Flat, "ldif").lines(HASH).folds(Folds::Space),
    values(Format::Flat, "vcf vcard ics ical ifb vcs").folds(Folds::Space),
    values(Format::Flat, "cf keytable signingtable mailertable virtusertable").lines(HASH),
    values(Format::Flat, "dockerfile containerfile dockerignore gitignore codeowners owners").lines(HASH),
    values(Format::Json, "json jsonc json5 jsonl ndjson geojson webmanifest ipynb avsc har babelrc eslintrc prettierrc").lines(C_LINE).blocks(C_BLOCK).quoted(DOUBLE),
    values(Format::Blocks, "tf tfvars hcl nomad nginx caddyfile nft").lines(&["#", "//"]).blocks(C_BLOCK),
    values(Format::Xml, "xml xsd xsl xslt wsdl plist csproj vbproj fsproj props targets nuspec resx config xaml kml gpx rss atom svg ui storyboard xib pom dtd").blocks(MARKUP),
    values(Format::Rows, "csv tsv psv dat tab"),
    values(Format::Rows, "zone hosts dns db").lines(&[";", "#"]).adjacent().decimal(),
    of(Role::Prose, "md markdown mdx mkd rst adoc asciidoc org textile wiki mediawiki").blocks(MARKUP),
    of(Role::Prose, "html htm xhtml shtml erb jsp jspf asp aspx ascx ejs hbs mustache twig jinja jinja2 j2 liquid ftl haml slim pug tmpl").blocks(MARKUP),
    of(Role::Prose, "cshtml razor blade").blocks(MARKUP).doubles_at(),
    of(Role::Prose, "tex latex sty bib dtx ltx clo ins ldf fd cls").lines(&["%"]),
    of(Role::Prose, "readme authors credits contributors maintainers license licence copying notice news changelog changes todo install hacking thanks spec feature"),
    of(Role::Prose, "po pot").adjacent(),
    of(Role::Prose, "rtf").numbers(Numbers::Quoted),
    of(Role::Prose, "texi texinfo txi").doubles_at(),
    of(Role::Prose, "ged").doubles_at().folds(Folds::Concatenated),
    of(Role::Mail, "eml emlx mbox mbx mht mhtml msg patch diff").folds(Folds::Mail),
];

/// The language of files with this ending or name, in any case.
pub(super) fn named(name: &[u8]) -> Option<&'static Language> {
    let mut slot = hash(name, 0, name.len()) % SLOTS;
    loop {
        let (language, start) = BY_NAME[slot];
        let language = LANGUAGES.get(usize::from(language).checked_sub(1)?)?;
        let (names, start) = (language.names.as_bytes(), usize::from(start));
        let end = start + name.len();
        let is_it = names.get(start..end).is_some_and(|own| own.eq_ignore_ascii_case(name));
        if is_it && matches!(names.get(end), None | Some(b' ')) {
            return Some(language);
        }
        slot = (slot + 1) % SLOTS;
    }
}

/// The language of files of which nothing is known.
pub(super) const UNKNOWN: &Language = &LANGUAGES[0];

/// Room for twice the names there are, so that a name is found at once or with its neighbours.
const SLOTS: usize = 1024;

/// For the hash of a name, one more than the place of its language, zero where there is none; and where the name starts there.
static BY_NAME: [(u8, u16); SLOTS] = {
    let mut slots = [(0, 0); SLOTS];
    let mut language = 0;
    while language < LANGUAGES.len() {
        let names = LANGUAGES[language].names.as_bytes();
        let (mut start, mut end) = (0, 0);
        while start < names.len() {
            if end < names.len() && names[end] != b' ' {
                end += 1;
                continue;
            }
            let mut slot = hash(names, start, end) % SLOTS;
            while slots[slot].0 != 0 {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = (language as u8 + 1, start as u16);
            end += 1;
            start = end;
        }
        language += 1;
    }
    slots
};

/// FNV-1a of the bytes `start..end`, in any case: small letters have one bit more than capitals.
const fn hash(bytes: &[u8], start: usize, end: usize) -> usize {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut at = start;
    while at < end {
        hash = (hash ^ (bytes[at] | 0x20) as u64).wrapping_mul(0x100_0000_01b3);
        at += 1;
    }
    hash as usize
}

const fn of(role: Role, names: &'static str) -> Language {
    Language {
        role,
        line_comments: &[],
        block_comments: &[],
        quotes: &[],
        raw_strings: false,
        doubles_at: false,
        infix_at: false,
        runs_commands: false,
        adjacent: false,
        names_modules: false,
        escapes_by_percent: false,
        word_lists: &[],
        numbers: Numbers::None,
        folds: Folds::None,
        names,
    }
}

const fn code(names: &'static str) -> Language {
    Language { numbers: Numbers::Octal, ..of(Role::Code, names) }
}

const fn values(format: Format, names: &'static str) -> Language {
    of(Role::Values(format), names).quoted(BOTH)
}

impl Language {
    const fn lines(self, line_comments: &'static [&'static str]) -> Language {
        Language { line_comments, ..self }
    }

    const fn blocks(self, block_comments: &'static [(&'static str, &'static str)]) -> Language {
        Language { block_comments, ..self }
    }

    const fn quoted(self, quotes: &'static [&'static str]) -> Language {
        Language { quotes, ..self }
    }

    const fn raw_strings(self) -> Language {
        Language { raw_strings: true, ..self }
    }

    const fn doubles_at(self) -> Language {
        Language { doubles_at: true, ..self }
    }

    const fn infix_at(self) -> Language {
        Language { infix_at: true, ..self }
    }

    const fn names_modules(self) -> Language {
        Language { names_modules: true, ..self }
    }

    const fn runs_commands(self) -> Language {
        Language { runs_commands: true, ..self }
    }

    const fn adjacent(self) -> Language {
        Language { adjacent: true, ..self }
    }

    const fn word_lists(self, word_lists: &'static [&'static str]) -> Language {
        Language { word_lists, ..self }
    }

    const fn escapes_by_percent(self) -> Language {
        Language { escapes_by_percent: true, ..self }
    }

    const fn decimal(self) -> Language {
        self.numbers(Numbers::Decimal)
    }

    const fn numbers(self, numbers: Numbers) -> Language {
        Language { numbers, ..self }
    }

    const fn folds(self, folds: Folds) -> Language {
        Language { folds, ..self }
    }
}
