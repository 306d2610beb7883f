//! A map that is compiled once, whatever it holds: the standard library's would be made anew for each type.

use std::collections::HashMap;

/// Values by their names, in no order.
#[derive(Clone, Debug)]
pub(crate) struct ByName<V> {
    places: HashMap<String, usize>,
    values: Vec<V>,
}

impl<V> ByName<V> {
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&V> {
        self.values.get(*self.places.get(name)?)
    }

    #[cfg(any(feature = "only-new", feature = "scopes"))]
    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut V> {
        self.values.get_mut(*self.places.get(name)?)
    }

    /// The value of this name, which is the default until it is changed.
    pub(crate) fn or_default(&mut self, name: &str) -> &mut V
    where
        V: Default,
    {
        let place = match self.places.get(name) {
            Some(place) => *place,
            None => {
                self.places.insert(name.to_owned(), self.values.len());
                self.values.push(V::default());
                self.values.len() - 1
            }
        };
        &mut self.values[place]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.places.iter().map(|(name, place)| (name.as_str(), &self.values[*place]))
    }
}

impl<V> Default for ByName<V> {
    fn default() -> ByName<V> {
        ByName { places: HashMap::new(), values: Vec::new() }
    }
}

/// The order in which the names came does not matter.
impl<V: PartialEq> PartialEq for ByName<V> {
    fn eq(&self, other: &ByName<V>) -> bool {
        self.len() == other.len() && self.iter().all(|(name, value)| other.get(name) == Some(value))
    }
}

impl<V: Eq> Eq for ByName<V> {}
