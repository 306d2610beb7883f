//! How domains read, kept so that a domain with many findings is compared with the known ones once.

use crate::knowledge::Knowledge;
use crate::lint::slip::{self, Reading};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The readings of the domains that were looked at lately.
#[derive(Debug, Default)]
pub(super) struct Readings {
    /// By domain, and whether a military mailbox stands before it.
    kept: Mutex<HashMap<String, [Option<Arc<Reading>>; 2]>>,
}

impl Readings {
    /// How many domains are kept. When there are more, all are given up: a text has few, or no end of them.
    const MOST: usize = 512;

    /// How `domain` (lower case, A-labels) reads.
    pub(super) fn get(&self, domain: &str, persona: bool, knowledge: &Knowledge) -> Arc<Reading> {
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(reading) = kept().get(domain).and_then(|both| both[usize::from(persona)].clone()) {
            return reading;
        }
        let reading = Arc::new(slip::read(knowledge, domain, persona));
        let mut kept = kept();
        if kept.len() >= Readings::MOST {
            kept.clear();
        }
        kept.entry(domain.to_owned()).or_default()[usize::from(persona)] = Some(Arc::clone(&reading));
        reading
    }
}
