//! The examples of a page: under *Fires* what its rule is for, under *Quiet* what it leaves alone.
//!
//! A fence `text` holds a case a line, `file` one case of several lines; the name behind either is that of the file they stand in.
//! A `toml` block is the policy for what stands under its title, a `census` block names domains that the repository uses often.

#![expect(clippy::panic, reason = "a page that does not read is a failed test")]

use lint_core::gate::page::Page;

/// A text that is judged as a file.
#[derive(Clone, Debug)]
pub struct Example {
    /// The file's path.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// What stands under one title of a page.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// `maillint.toml`.
    pub policy: String,
    /// The cases.
    pub examples: Vec<Example>,
}

/// What a page shows.
#[derive(Clone, Debug, Default)]
pub struct Cases {
    /// Domains that are used often.
    pub census: Vec<String>,
    /// What the rule is for.
    pub fires: Examples,
    /// What it leaves alone.
    pub quiet: Examples,
}

/// The titles of a page, in its order.
pub fn titles(page: Page) -> Vec<String> {
    let page = page.markdown();
    // Every other part stands in a fence.
    let text = page.split("```").step_by(2).flat_map(str::lines);
    text.filter_map(|line| line.strip_prefix("# ")).map(str::to_owned).collect()
}

/// The examples of a page.
///
/// # Panics
///
/// When it has a block that nobody reads.
pub fn cases(page: Page) -> Cases {
    let mut cases = Cases::default();
    let (mut title, mut fence): (String, Option<(String, String)>) = Default::default();
    for line in page.markdown().lines() {
        if let Some(words) = line.strip_prefix("```") {
            let (kind, path) = words.split_once(' ').unwrap_or((words, "page.txt"));
            fence = if fence.is_some() { None } else { Some((kind.to_owned(), path.to_owned())) };
            if kind == "file" {
                let example = Example { path: path.to_owned(), text: String::new() };
                section(&mut cases, &title).examples.push(example);
            }
        } else if let Some((kind, path)) = &fence {
            let of = section(&mut cases, &title);
            match kind.as_str() {
                "toml" => of.policy.push_str(&format!("{line}\n")),
                "text" => of.examples.push(Example { path: path.clone(), text: format!("{line}\n") }),
                "file" => of.examples.last_mut().unwrap().text.push_str(&format!("{line}\n")),
                "census" => cases.census.push(line.to_owned()),
                other => panic!("a block that nobody reads: {other:?} in\n{}", page.markdown()),
            }
        } else if let Some(words) = line.strip_prefix("# ") {
            words.clone_into(&mut title);
        }
    }
    // What is quiet is quiet under the same policy, unless the page gives it another.
    if cases.quiet.policy.is_empty() {
        cases.quiet.policy = cases.fires.policy.clone();
    }
    cases
}

fn section<'c>(cases: &'c mut Cases, title: &str) -> &'c mut Examples {
    match title {
        "Fires" => &mut cases.fires,
        "Quiet" => &mut cases.quiet,
        other => panic!("examples under {other:?}"),
    }
}
