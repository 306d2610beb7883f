//! `email!` and kin.
