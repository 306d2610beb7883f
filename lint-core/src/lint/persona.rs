//! How the US Defense Department names mailboxes: `jane.doe.civ`, `usarmy.belvoir.hqda.mbx.name`.

use crate::data::lists::military_mailboxes::{OFFICE, PERSONA};
use crate::text::const_str::{find, is_word};

/// What the local parts of offices have in them where none begins with the office.
const MAILBOX: &[u8] = b".mbx.";

/// Whether the local part that ends at `end` is made so, in any case.
pub(crate) const fn is_military_persona(local: &[u8], end: usize) -> bool {
    // All of them have a dot.
    let dot = find(local, 0, end, b'.');
    if dot == end {
        return false;
    }
    let (personas, offices) = (PERSONA.as_slice(), OFFICE.as_slice());
    let (mut at, mut is_one) = (0, false);
    while at < personas.len() {
        let persona = personas[at].as_bytes();
        is_one |= is_word(local, end.saturating_sub(persona.len()), end, persona);
        at += 1;
    }
    at = 0;
    while at < offices.len() {
        let office = offices[at].as_bytes();
        is_one |= office.len() == dot + 1 && is_word(local, 0, dot + 1, office);
        at += 1;
    }
    at = dot;
    while at < end {
        is_one |= is_word(local, at, at + MAILBOX.len(), MAILBOX);
        at = find(local, at + 1, end, b'.');
    }
    is_one
}

#[cfg(test)]
mod tests {
    use super::is_military_persona;

    #[test]
    fn persons_and_offices_are_told_by_their_local_parts() {
        for local in ["jane.doe.civ", "JANE.DOE.CIV", "usarmy.belvoir.hqda.mbx.name", "x.mbx.y", "disa.name"] {
            assert!(is_military_persona(local.as_bytes(), local.len()), "{local}");
        }
        for local in ["", "civ", "jane.doe", "disa", "mydisa.name", "x.mbx", "jane.civil"] {
            assert!(!is_military_persona(local.as_bytes(), local.len()), "{local}");
        }
    }
}
