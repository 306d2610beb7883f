//! What a file is, by its name: how it marks comments and strings, and what its text outside them means.

/// What the text outside of comments and strings is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A program.
    Code,
    /// Settings or data; where the format says how keys nest, sites get a key path.
    Values(Format),
    /// Words for people, with or without markup.
    Prose,
    /// Mail as it is sent or stored: headers, then words.
    Mail,
    /// Nothing is known of it.
    Unknown,
}

/// How a configuration file nests its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// By indentation.
    Yaml,
    /// `[table]` headers and dotted keys; INI and its relatives too.
    Toml,
    /// Braces and quoted keys.
    Json,
    /// One `KEY=value` a line: dotenv, properties.
    Flat,
    /// Named blocks in braces: HCL, nginx.
    Blocks,
    /// Elements.
    Xml,
    /// Rows without keys: CSV, SQL dumps, zone files.
    Rows,
}

/// How one language writes comments and strings, and what the rest is.
#[derive(Debug, PartialEq, Eq)]
struct Syntax {
    role: Role,
    /// What starts a comment that ends with the line.
    line: &'static [&'static str],
    /// What opens and what closes a comment.
    block: &'static [(&'static str, &'static str)],
    /// What encloses a string, longest first.
    quotes: &'static [&'static str],
    /// Endings and whole names of files, in lower case, separated by spaces.
    names: &'static str,
}

const C_LINE: &[&str] = &["//"];
const C_BLOCK: &[(&str, &str)] = &[("/*", "*/")];
const HASH: &[&str] = &["#"];
const MARKUP: &[(&str, &str)] = &[("<!--", "-->")];
const BOTH: &[&str] = &["\"", "'"];
const DOUBLE: &[&str] = &["\""];

/// A language whose text outside of comments and strings is program.
const fn code(
    names: &'static str,
    line: &'static [&'static str],
    block: &'static [(&'static str, &'static str)],
    quotes: &'static [&'static str],
) -> Syntax {
    Syntax { role: Role::Code, line, block, quotes, names }
}

/// A format of settings or data.
const fn values(names: &'static str, format: Format, line: &'static [&'static str]) -> Syntax {
    Syntax { role: Role::Values(format), line, block: &[], quotes: BOTH, names }
}

static SYNTAXES: &[Syntax] = &[
    code(
        "c h cc cpp cxx hpp hh hxx inl ino cu m mm cs java d idl proto thrift vala glsl hlsl v sv svh sol smali",
        C_LINE,
        C_BLOCK,
        DOUBLE,
    ),
    code("rs", C_LINE, C_BLOCK, DOUBLE),
    code("go swift kt kts scala sc dart zig gleam cue", C_LINE, C_BLOCK, &["\"\"\"", "\"", "'", "`"]),
    code(
        "js jsx mjs cjs ts tsx mts cts groovy gradle vue svelte astro jenkinsfile",
        C_LINE,
        C_BLOCK,
        &["\"", "'", "`"],
    ),
    code("php phtml", &["//", "#"], C_BLOCK, BOTH),
    code("css scss less sass styl", C_LINE, C_BLOCK, BOTH),
    code("py pyi pyx pxd bzl bazel star build workspace sconstruct", HASH, &[], &["\"\"\"", "'''", "\"", "'"]),
    code("rb rake gemspec podspec cr ex exs gemfile rakefile podfile fastfile vagrantfile brewfile", HASH, &[], BOTH),
    code("sh bash zsh fish ksh bats ebuild eclass pkgbuild command configure", HASH, &[], BOTH),
    code("pl pm t pod r rmd rd nim jl tcl awk raku", HASH, &[], BOTH),
    code("mk makefile gnumakefile kbuild am ac m4 cmake just justfile gn gni", HASH, &[], DOUBLE),
    code("ps1 psm1 psd1", HASH, &[("<#", "#>")], BOTH),
    code("ml mli mll mly re rei sml thy", &[], &[("(*", "*)")], DOUBLE),
    code("fs fsi fsx pas pp dpr", C_LINE, &[("(*", "*)"), ("{", "}")], BOTH),
    code("hs lhs elm purs agda idr", &["--"], &[("{-", "-}")], DOUBLE),
    code("lua luau rockspec", &["--"], &[("--[[", "]]")], BOTH),
    code("ada adb ads vhd vhdl", &["--"], &[], DOUBLE),
    code("el lisp lsp cl scm rkt clj cljs cljc edn fnl dune opam", &[";", "#"], &[], DOUBLE),
    code("asm s nasm", &[";", "#", "//", "@"], C_BLOCK, BOTH),
    code("erl hrl pro mat", &["%"], &[], BOTH),
    code("f f90 f95 for ftn", &["!", "c ", "*"], &[], BOTH),
    code("vim vimrc", &["\""], &[], &["'"]),
    code("vb vbs bas cls frm", &["'", "rem "], &[], DOUBLE),
    code("bat cmd", &["rem ", "::"], &[], DOUBLE),
    code("cob cbl cpy", &["*"], &[], BOTH),
    code("nix", HASH, C_BLOCK, DOUBLE),
    code("coffee litcoffee", HASH, &[("###", "###")], BOTH),
    values("yaml yml clang-format clang-tidy eyaml sls", Format::Yaml, HASH),
    values("toml lock pipfile", Format::Toml, HASH),
    values(
        "ini cfg conf cnf gitconfig gitmodules editorconfig desktop service socket timer mount npmrc pylintrc flake8 rc inf reg",
        Format::Toml,
        &["#", ";"],
    ),
    values("env properties sysconfig mailmap", Format::Flat, &["#", "!"]),
    Syntax {
        role: Role::Values(Format::Json),
        line: C_LINE,
        block: C_BLOCK,
        quotes: DOUBLE,
        names: "json jsonc json5 jsonl ndjson geojson webmanifest ipynb avsc har babelrc eslintrc prettierrc map",
    },
    Syntax {
        role: Role::Values(Format::Blocks),
        line: &["#", "//"],
        block: C_BLOCK,
        quotes: BOTH,
        names: "tf tfvars hcl nomad nginx caddyfile nft",
    },
    Syntax {
        role: Role::Values(Format::Xml),
        line: &[],
        block: MARKUP,
        quotes: BOTH,
        names: "xml xsd xsl xslt wsdl plist csproj vbproj fsproj props targets nuspec resx config xaml kml gpx rss atom svg ui storyboard xib pom iml dtd",
    },
    Syntax {
        role: Role::Values(Format::Rows),
        line: &["--", "#"],
        block: C_BLOCK,
        quotes: &["\"", "'", "`"],
        names: "sql ddl dml psql pgsql mysql",
    },
    values("csv tsv psv dat tab", Format::Rows, &[]),
    values("zone hosts dns", Format::Rows, &[";", "#"]),
    values("dockerfile containerfile dockerignore gitignore codeowners owners", Format::Flat, HASH),
    Syntax {
        role: Role::Prose,
        line: &[],
        block: MARKUP,
        quotes: &[],
        names: "md markdown mdx mkd rst adoc asciidoc org textile wiki mediawiki pod6 tmpl",
    },
    Syntax {
        role: Role::Prose,
        line: &[],
        block: MARKUP,
        quotes: &[],
        names: "html htm xhtml shtml erb jsp jspf asp aspx ascx cshtml razor ejs hbs mustache twig jinja jinja2 j2 liquid ftl haml slim pug",
    },
    Syntax {
        role: Role::Prose,
        line: &["%"],
        block: &[],
        quotes: &[],
        names: "tex latex sty bib dtx ltx texi texinfo",
    },
    Syntax {
        role: Role::Prose,
        line: &[],
        block: &[],
        quotes: &[],
        names: "readme authors credits contributors maintainers license licence copying notice news changelog changes todo install hacking thanks po pot 1 2 3 5 7 8 man spec feature",
    },
    Syntax { role: Role::Mail, line: &[], block: &[], quotes: &[], names: "eml mbox mbx msg patch diff" },
];

/// What kind of file a text is, as far as its name tells.
///
/// ```
/// use lint_core::scan::Kind;
/// assert_eq!(Kind::of("src/main.rs"), Kind::of("lib.rs"));
/// assert_ne!(Kind::of("src/main.rs"), Kind::of("parser.ml"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind(&'static Syntax);

impl Kind {
    /// The kind of the file `path`, whose folders are parted by `/`: from its ending, else from its whole name.
    pub fn of(path: &str) -> Kind {
        let name = path.rsplit('/').next().unwrap_or(path).trim_start_matches('.').to_ascii_lowercase();
        let ending = name.rsplit('.').next().unwrap_or_default();
        let first = name.split('.').next().unwrap_or_default();
        [ending, first]
            .into_iter()
            .find_map(|word| {
                SYNTAXES.iter().find(|syntax| syntax.names.split(' ').any(|name| !word.is_empty() && name == word))
            })
            .map_or(Kind::UNKNOWN, Kind)
    }

    /// Text of which nothing is known: strings and comments are told by the marks that most languages share.
    pub const UNKNOWN: Kind = Kind(&Syntax {
        role: Role::Unknown,
        line: &["//", "#", "--"],
        block: &[("/*", "*/"), ("<!--", "-->")],
        quotes: &["\"", "'", "`"],
        names: "",
    });

    /// What the text outside of comments and strings is.
    pub fn role(self) -> Role {
        self.0.role
    }

    /// What starts a comment that ends with the line.
    pub fn line_comments(self) -> &'static [&'static str] {
        self.0.line
    }

    /// What opens and what closes a comment.
    pub fn block_comments(self) -> &'static [(&'static str, &'static str)] {
        self.0.block
    }

    /// What encloses a string, longest first.
    pub fn quotes(self) -> &'static [&'static str] {
        self.0.quotes
    }
}

impl Default for Kind {
    fn default() -> Kind {
        Kind::UNKNOWN
    }
}
