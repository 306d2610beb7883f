//! The page of a lint, a trap or a doubt: the `//!` block at the top of its own file.

/// A rule's documentation, as Markdown.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    file: &'static str,
}

impl Page {
    /// The page in the text of a rule's file: everything before the first line that is not `//!`.
    pub const fn of(file: &'static str) -> Page {
        Page { file }
    }

    /// The page without comment markers.
    pub fn markdown(self) -> String {
        let mut page = String::new();
        let mut lines = self.file.lines();
        while let Some(line) = lines.next().and_then(unmarked) {
            page.push_str(line);
            page.push('\n');
        }
        page
    }

    /// The first line: what the rule is about.
    pub fn summary(self) -> &'static str {
        self.file.lines().next().and_then(unmarked).unwrap_or_default()
    }
}

/// A line of a page without its comment marker.
fn unmarked(line: &str) -> Option<&str> {
    let line = line.strip_prefix("//!")?;
    Some(line.strip_prefix(' ').unwrap_or(line))
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
