//! What whole trees name, counted on a thread of its own: a text is judged at once, and once more when its tree has been read.

use crate::scan::{self, Input, Plan};
use crate::tree::Scopes;
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use lint_core::Checker;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// How much longer than a count took it stays good, so that counting takes a twentieth of one core at most.
const REST: u32 = 20;

/// What the thread says.
pub(super) enum Told {
    /// It begins to read a tree.
    Begun(PathBuf),
    /// What the tree names; `None` where it could not be read.
    Counted(PathBuf, Option<Box<Checker>>),
}

/// The thread, from outside. It ends when this is dropped.
pub(super) struct Counting {
    wanted: Sender<PathBuf>,
    pub(super) told: Receiver<Told>,
}

impl Counting {
    pub(super) fn start(scopes: Arc<Scopes>) -> Counting {
        let (wanted, asked) = unbounded();
        let (tell, told) = bounded(1);
        thread::spawn(move || count(&scopes, &asked, &tell));
        Counting { wanted, told }
    }

    /// Asks for a tree to be counted, soon.
    pub(super) fn ask(&self, root: PathBuf) {
        // Where the thread is gone, texts are judged without it.
        let _ = self.wanted.send(root);
    }
}

fn count(scopes: &Scopes, asked: &Receiver<PathBuf>, tell: &Sender<Told>) {
    while let Ok(first) = asked.recv() {
        // What is asked for in one breath is counted once.
        let mut roots = vec![first];
        roots.extend(asked.try_iter());
        roots.sort();
        roots.dedup();
        for root in roots {
            let begun = Instant::now();
            let counted = tell.send(Told::Begun(root.clone())).and_then(|()| {
                let informed = informed(scopes, &root).map(Box::new);
                tell.send(Told::Counted(root, informed))
            });
            if counted.is_err() {
                return;
            }
            let rest = begun.elapsed().saturating_mul(REST).min(Duration::from_secs(60));
            thread::sleep(rest);
        }
    }
}

/// A checker that knows the tree.
fn informed(scopes: &Scopes, root: &Path) -> Option<Checker> {
    let mut plan = Plan::under(root, scopes.clone()).ok()?;
    scan::gather(&mut plan);
    match plan.input {
        Input::Paths(starts) => starts.scopes.into_iter().next()?.informed,
        _ => None,
    }
}
