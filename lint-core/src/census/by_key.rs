//! Places by keys that are hashes already, of which nobody can foresee any.

/// Open addressing with linear probing, never more than half full.
#[derive(Clone, Debug, Default)]
pub(super) struct ByKey {
    slots: Vec<(u64, u32)>,
    len: usize,
}

/// What stands in a slot without a key.
const VACANT: u32 = u32::MAX;

impl ByKey {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn get(&self, key: u64) -> Option<usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = key as usize & mask;
        loop {
            match self.slots.get(at) {
                Some((_, VACANT)) | None => return None,
                Some((other, place)) if *other == key => return Some(*place as usize),
                Some(_) => at = (at + 1) & mask,
            }
        }
    }

    /// Files a place under a key that has none.
    pub(super) fn insert(&mut self, key: u64, place: usize) {
        if 2 * (self.len + 1) > self.slots.len() {
            let slots = vec![(0, VACANT); (2 * self.slots.len()).max(16)];
            for (key, place) in std::mem::replace(&mut self.slots, slots) {
                if place != VACANT {
                    self.put(key, place);
                }
            }
        }
        self.put(key, u32::try_from(place).unwrap_or(VACANT - 1));
        self.len += 1;
    }

    fn put(&mut self, key: u64, place: u32) {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at].1 != VACANT {
            at = (at + 1) & mask;
        }
        self.slots[at] = (key, place);
    }
}

#[cfg(test)]
mod tests {
    use super::ByKey;

    #[test]
    fn what_is_filed_is_found_and_nothing_else() {
        let mut places = ByKey::default();
        assert_eq!(places.get(0), None);
        // Keys that stand in each other's way, among them.
        let keys: Vec<u64> = (0..1000).map(|n| n * 64).chain((0..1000).map(|n| n * 7919 + 1)).collect();
        for (place, key) in keys.iter().enumerate() {
            assert_eq!(places.get(*key), None);
            places.insert(*key, place);
        }
        for (place, key) in keys.iter().enumerate() {
            assert_eq!(places.get(*key), Some(place));
        }
        assert_eq!((places.len(), places.get(3)), (2000, None));
    }
}
