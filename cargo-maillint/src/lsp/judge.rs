//! What is found in an open text, as far as an editor shows it.

use super::projects::Project;
use lint_core::Finding;
use lint_core::gate::settle::Allows;

/// How many findings of a text are held and shown: editors draw no more, and a text that is open may be a list of slips.
pub(super) const MOST: usize = 1000;

/// The first findings of a text, in its order, without the known debt.
pub(super) fn find(project: &Project, name: &str, text: &[u8]) -> Vec<Finding> {
    let mut check = project.checker.file(name).holding(MOST);
    check.feed_whole(text, |_| true);
    let report = check.finish();
    let mut left = project.without_debt(name);
    if !report.overflows {
        return report.findings.into_iter().filter(left).collect();
    }
    // There are more than are held: what allows the file has comes first, then its findings piece by piece.
    let mut allows = Allows::new(report.comments);
    if !allows.is_empty() {
        project.checker.file(name).feed_whole(text, |check| {
            check.show(&mut allows);
            true
        });
    }
    let mut found = Vec::new();
    project.checker.file(name).feed_whole(text, |check| {
        found.extend(check.settle(&allows).findings.into_iter().filter(&mut left));
        found.len() < MOST
    });
    found.truncate(MOST);
    found
}
