//! A name in a list of hundreds.
//!
//! # Why
//!
//! Rank lists, block lists and registries hold names for their own sake. Whoever lists all that exists has the misspelt ones in
//! it too, and means each. Characters that deceive the eye are told of even there.
//!
//! # Fires
//!
//! A hundred bare names and more, within a page or two of each other.
//!
//! ```file names.txt
//! ah.com ai.com aj.com ak.com al.com am.com an.com ao.com ap.com aq.com ar.com as.com at.com au.com av.com aw.com bh.com
//! bi.com bj.com bk.com bl.com bm.com bn.com bo.com bp.com bq.com br.com bs.com bt.com bu.com bv.com bw.com ch.com ci.com
//! cj.com ck.com cl.com cm.com cn.com co.com cp.com cq.com cr.com cs.com ct.com cu.com cv.com cw.com dh.com di.com dj.com
//! dk.com dl.com dm.com dn.com do.com dp.com dq.com dr.com ds.com dt.com du.com dv.com dw.com eh.com ei.com ej.com ek.com
//! el.com em.com en.com eo.com ep.com eq.com er.com es.com et.com eu.com ev.com ew.com fh.com fi.com fj.com fk.com fl.com
//! fm.com fn.com fo.com fp.com fq.com fr.com fs.com ft.com fu.com fv.com fw.com gh.com gi.com gj.com gk.com gl.com gm.com
//! gn.com go.com gp.com
//! ```
//!
//! # Quiet
//!
//! ```text a.toml
//! smtp_host = "gmial.com"
//! ```

use super::{Trap, is_ending};
use crate::context::Context;
use crate::find::Form;
use crate::find::chars::{HOST, is, slice};
use crate::find::cut::after_last;
use crate::page::Page;
use crate::text::find::count;

pub(crate) static TRAP: Trap =
    Trap { id: "listed", page: Page::of(include_str!("listed.rs")), forms: &[Form::Bare], catches };

/// How far from a name the others of its list are looked for, on either side: no further than any file is at hand.
const REACH: usize = 4 << 10;
/// From how many names on nobody typed each.
const MANY: usize = 100;

fn catches(context: &Context<'_>) -> bool {
    let (text, span) = (context.text, context.candidate.span);
    if !context.domain().is_ascii() {
        return false;
    }
    let before = slice(text, span.start.saturating_sub(REACH), span.start);
    let behind = slice(text, span.end, span.end + REACH);
    // Each has a dot in it.
    if count(b'.', before) + count(b'.', behind) < MANY {
        return false;
    }
    let mut names = 0;
    for near in [before, behind] {
        for word in near.split(|&b| !is_of_word(b)) {
            names += usize::from(is_name(word));
        }
    }
    names >= MANY
}

/// What stands in a name, in an address or before a path, which are no bare names.
fn is_of_word(byte: u8) -> bool {
    is(byte, HOST) || matches!(byte, b'@' | b'/')
}

fn is_name(word: &[u8]) -> bool {
    let last = after_last(word, b'.');
    last.len() > 1 && last.len() < word.len() && is_ending(last) && word.iter().all(|&b| is(b, HOST))
}

#[cfg(test)]
mod tests {
    use crate::Checker;

    /// How many findings a list of so many names gives, of which one is a slip.
    fn found(names: usize, separator: &str) -> usize {
        let mut text: Vec<String> = (0..names).map(|at| format!("name{at}.com")).collect();
        text.insert(names / 2, String::from("gmial.com"));
        Checker::default().text("list.txt", text.join(separator).as_bytes()).findings.len()
    }

    #[test]
    fn a_name_among_hundreds_is_listed() {
        for separator in ["\n", " ", ",", "' => 1,\n'"] {
            assert_eq!(found(300, separator), 0, "{separator}");
            assert_eq!(found(12, separator), 1, "{separator}");
        }
    }
}
