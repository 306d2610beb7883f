//! The grammar of addresses and domains, in the order of the RFCs.
//!
//! | file | what | by |
//! |---|---|---|
//! | `mailbox` | `Mailbox`: the two parts around the `@`, and the address's length | RFC 5321, 4.1.2 and 4.5.3.1 |
//! | `local` | `Local-part`: `Dot-string` and `Quoted-string`, UTF-8 included | RFC 5321, 4.1.2; RFC 6531, 3.3 |
//! | `domain` | `Domain`: labels, A-labels and U-labels | RFC 5321, 4.1.2; RFC 1035, 2.3.4; RFC 5890, 2.3.2 |
//! | `literal` | `address-literal`: an IP address in brackets | RFC 5321, 4.1.3; RFC 4291, 2.2 |
//! | `idna` | a domain in A-labels and in U-labels | RFC 5890, 2.3.2.1; RFC 5895 |
//! | `error` | what can be wrong, and the words for it | |
//!
//! What is parsed is what an SMTP client would be given: one address, nothing around it. Forms that only a message header
//! can hold (display names, comments, folding white space) and those that RFC 5321 and 5322 call obsolete (source routes,
//! local parts quoted piece by piece) are refused, each with a kind of its own.
//!
//! Stricter than the grammar in three places, for what else could not be told from a slip:
//!
//! - A domain has a dot, as "fully-qualified" in RFC 5321, 2.3.5 asks; `localhost` is let through (RFC 6761, 6.3).
//! - A top-level domain is not a number (RFC 3696, 2), so `ops@192.0.2.1` is an IP address without its brackets.
//! - Characters that cannot be seen and quotation marks at the start are refused in a UTF-8 local part too.
//!
//! Wider in one: of the code points that IDNA2008 disallows (RFC 5892) only white space, invisible characters, private use
//! and the common punctuation are refused in a U-label, since registries sell the rest, emoji among them.
//!
//! Everything on the way of a well-formed address is a `const fn` over bytes and allocates nothing: the compiler can
//! run it on a constant, and the macro, which is never optimised, runs it on each literal.

mod domain;
mod error;
mod idna;
mod literal;
mod local;
mod mailbox;
mod mended;
#[cfg(test)]
#[expect(clippy::expect_used, clippy::panic, reason = "a case that cannot go on fails")]
mod tests;

pub use domain::{DOMAIN_MAX, Domain};
pub use error::{Error, ErrorKind, Part};
pub(crate) use idna::{each_label, is_stop, normal, with_dots};
pub use idna::{to_ascii, to_unicode};
pub use local::LOCAL_MAX;
pub use mailbox::{ADDRESS_MAX, HostKind, Parts};
pub(crate) use mended::mended;
