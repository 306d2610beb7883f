//! A lint's page: the `//!` block at the top of its own file.

/// A lint's documentation, as Markdown.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    file: &'static str,
}

impl Page {
    /// The page in the text of a lint's file: everything before the first line that is not `//!`.
    pub const fn of(file: &'static str) -> Page {
        Page { file }
    }

    fn lines(self) -> impl Iterator<Item = &'static str> {
        let lines = self.file.lines().map_while(|line| line.strip_prefix("//!"));
        lines.map(|line| line.strip_prefix(' ').unwrap_or(line))
    }

    /// The page without comment markers.
    pub fn markdown(self) -> String {
        self.lines().flat_map(|line| [line, "\n"]).collect()
    }

    /// The first line: what the lint fires on.
    pub fn summary(self) -> &'static str {
        self.lines().next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn a_page_ends_with_its_block_and_loses_its_markers() {
        let page = Page::of("//! Finds it.\n//!\n//! ```\n//!   indented\n//! ```\n\nuse x;\n//! not this\n");
        assert_eq!(page.markdown(), "Finds it.\n\n```\n  indented\n```\n");
        assert_eq!(page.summary(), "Finds it.");
    }
}
