//! Policies and baselines are read as UTF-8, as TOML is.

use std::io::{self, Read};

/// All that can be read, as text.
///
/// ```
/// use lint_core::gate::project::read_utf8;
/// assert_eq!(read_utf8(&mut &b"protect = []"[..]).unwrap(), "protect = []");
/// let error = read_utf8(&mut &b"# caf\xc3\xa9\n# caf\xe9\n"[..]).unwrap_err();
/// assert_eq!(error.to_string(), "line 2 is not UTF-8: save the file as UTF-8");
/// ```
///
/// # Errors
/// What keeps it from being read, and bytes that are no UTF-8.
pub fn read_utf8(from: &mut dyn Read) -> io::Result<String> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
        let line = 1 + good.filter(|byte| **byte == b'\n').count();
        io::Error::new(io::ErrorKind::InvalidData, format!("line {line} is not UTF-8: save the file as UTF-8"))
    })
}
