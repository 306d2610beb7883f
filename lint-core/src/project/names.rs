//! The names in a folder, in little space: there may be very many.

/// Names, one behind the other.
#[derive(Debug, Default)]
pub(super) struct Names {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Names {
    /// With room for all of these.
    pub(super) fn with_room_for(names: &Names) -> Names {
        Names { bytes: Vec::with_capacity(names.bytes.len()), ends: Vec::with_capacity(names.ends.len()) }
    }

    pub(super) fn push(&mut self, name: &[u8]) {
        self.bytes.extend_from_slice(name);
        self.ends.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
    }

    pub(super) fn get(&self, number: usize) -> Option<&[u8]> {
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.bytes.get(start as usize..*self.ends.get(number)? as usize)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len()).filter_map(|number| self.get(number))
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
}
