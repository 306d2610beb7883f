//! What is packed, read from archives of any bytes.

/// Unpacks the input: as much as a short file may hold, or a reason, and the same each time.
pub fn archive(input: &[u8]) {
    for name in ["a.zip", "a.tgz"] {
        let Ok(members) = cargo_maillint::members_of(name, input) else { continue };
        let unpacked: usize = members.iter().map(|(_, held)| held.len()).sum();
        assert!(unpacked <= MOST, "{} bytes come to {unpacked}", input.len());
        assert!(cargo_maillint::members_of(name, input).is_ok_and(|again| again == members), "not the same twice");
    }
}

/// What any file may unpack to, and what is read at once.
const MOST: usize = (64 << 20) + (64 << 10);
