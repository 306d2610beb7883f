//! Sorting that is compiled once, whatever is sorted: the standard library's is made anew for each type and each order, and
//! that much code takes longer to compile than all the lints. Here it sorts places alone.

use std::cmp::Ordering;

/// Sorts by a comparison; what is equal stays in its order.
pub fn sort<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    if items.len() < 2 {
        return;
    }
    let swaps = swaps(items.len(), &|one, other| compare(&items[one], &items[other]));
    swap(items, swaps);
}

/// Sorts by names, bytewise. Most are told apart by how they begin, which is compared as one number.
#[cfg(feature = "tree")]
pub(crate) fn sort_by_name<T>(items: &mut [T], name: impl Fn(&T) -> &str) {
    let heads: Vec<u64> = items.iter().map(|item| head(name(item).as_bytes())).collect();
    let compare = |one: usize, other: usize| match heads[one].cmp(&heads[other]) {
        Ordering::Equal => name(&items[one]).cmp(name(&items[other])),
        order => order,
    };
    let swaps = swaps(items.len(), &compare);
    swap(items, swaps);
}

/// The first eight bytes; what is shorter comes before all that it begins.
#[cfg(feature = "tree")]
fn head(name: &[u8]) -> u64 {
    let mut head = [0; 8];
    for (place, byte) in head.iter_mut().zip(name) {
        *place = *byte;
    }
    u64::from_be_bytes(head)
}

fn swap<T>(items: &mut [T], swaps: Vec<usize>) {
    for (place, source) in (0..).zip(swaps) {
        items.swap(place, source);
    }
}

/// What each place of so many items is to be swapped with, one after the other, so that they come into their order.
fn swaps(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut from: Vec<usize> = (0..len).collect();
    from.sort_by(|&one, &other| compare(one, other));
    for place in 0..len {
        // What was in a place before this one has been swapped to where its own item came from.
        let mut source = from[place];
        while source < place {
            source = from[source];
        }
        from[place] = source;
    }
    from
}

#[cfg(test)]
mod tests {
    use super::sort;

    #[test]
    fn equal_items_stay_in_their_order() {
        for len in 0..200_usize {
            for shift in [0, 1, len / 2, len.saturating_sub(1)] {
                let items = (0..len).map(|at| ((at * 7 + shift) % len.max(1), at));
                let items: Vec<_> = items.map(|(key, at)| (key / 3, at)).collect();
                let (mut ours, mut expected) = (items.clone(), items);
                sort(&mut ours, |one, other| one.0.cmp(&other.0));
                expected.sort_by_key(|(key, _)| *key);
                assert_eq!(ours, expected);
            }
        }
    }

    #[cfg(feature = "tree")]
    #[test]
    fn names_are_in_the_order_of_their_bytes() {
        let parts = ["", "a", "\0", "fabrikam", "\u{e4}", ".net", "-"];
        let names = parts
            .iter()
            .flat_map(|one| parts.iter().flat_map(move |two| parts.map(|three| [one, two, three].concat())));
        let (mut ours, mut expected) = (names.clone().collect::<Vec<_>>(), names.collect::<Vec<_>>());
        super::sort_by_name(&mut ours, |name| name);
        expected.sort();
        assert_eq!(ours, expected);
    }
}
