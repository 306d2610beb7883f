//! An address read from, and written to, whatever serde has a format for.

use super::Address;
use serde_core::de::{Error, Visitor};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Address, D::Error> {
        deserializer.deserialize_string(AddressVisitor)
    }
}

struct AddressVisitor;

impl Visitor<'_> for AddressVisitor {
    type Value = Address;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an e-mail address")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Address, E> {
        Address::try_from(text).map_err(E::custom)
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Address, E> {
        Address::try_from(text).map_err(E::custom)
    }
}
