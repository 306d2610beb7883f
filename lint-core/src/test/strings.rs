//! The strings of a value: a serializer that writes nothing, and judges what it is given.

use crate::check::Checker;
use crate::finding::Finding;
use serde_core::ser::{self, Serialize, Serializer};
use std::fmt::{self, Display, Write};

/// What is found in the strings of a value, each finding with its field.
pub(super) fn judge(checker: &Checker, value: &(impl Serialize + ?Sized)) -> Result<Vec<(String, Finding)>, Refused> {
    let mut strings = Strings { checker, path: String::new(), last: String::new(), found: Vec::new() };
    value.serialize(&mut strings)?;
    Ok(strings.found)
}

/// A walk through a value.
struct Strings<'c> {
    checker: &'c Checker,
    /// The field that is visited.
    path: String,
    /// What was visited last, if it is no structure: the key of what comes next in a map.
    last: String,
    found: Vec<(String, Finding)>,
}

impl Strings<'_> {
    /// Judges a string as the value of its field in a configuration file.
    fn text(&mut self, text: &str) {
        let key = self.path.rsplit('.').next().unwrap_or_default();
        let line = format!("{}: {}", Quoted(key), Quoted(text));
        for finding in self.checker.text("value.json", line.as_bytes()).findings {
            let path = if self.path.is_empty() { String::from("the value") } else { self.path.clone() };
            // The line was made up.
            self.found.push((path, Finding { location: None, ..finding }));
        }
        text.clone_into(&mut self.last);
    }

    /// Goes into a field, and says how long the path was before.
    fn enter(&mut self, name: &str) -> usize {
        let before = self.path.len();
        if before > 0 {
            self.path.push('.');
        }
        if name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-')) {
            self.path.push_str(name);
        } else {
            // Writing into a String cannot fail.
            let _ = write!(self.path, "{}", Quoted(name));
        }
        before
    }

    fn field(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Result<(), Refused> {
        let before = self.enter(name);
        let done = value.serialize(&mut *self);
        self.path.truncate(before);
        done
    }
}

/// A text as JSON has it.
struct Quoted<'t>(&'t str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for char in self.0.chars() {
            match char {
                '"' | '\\' => write!(f, "\\{char}")?,
                '\n' => f.write_str("\\n")?,
                '\t' => f.write_str("\\t")?,
                '\0'..=' ' if char != ' ' => write!(f, "\\u{:04x}", u32::from(char))?,
                _ => f.write_char(char)?,
            }
        }
        f.write_char('"')
    }
}

/// Why a value is not to be had: what its own code says.
#[derive(Debug)]
pub(super) struct Refused(String);

impl Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

impl ser::Error for Refused {
    fn custom<T: Display>(message: T) -> Refused {
        Refused(message.to_string())
    }
}

macro_rules! scalars {
    ($($name:ident: $kind:ty),*) => {
        $(fn $name(self, value: $kind) -> Result<(), Refused> {
            self.last = value.to_string();
            Ok(())
        })*
    };
}

impl<'s, 'c> Serializer for &'s mut Strings<'c> {
    type Ok = ();
    type Error = Refused;
    type SerializeSeq = Inside<'s, 'c>;
    type SerializeTuple = Inside<'s, 'c>;
    type SerializeTupleStruct = Inside<'s, 'c>;
    type SerializeTupleVariant = Inside<'s, 'c>;
    type SerializeMap = Inside<'s, 'c>;
    type SerializeStruct = Inside<'s, 'c>;
    type SerializeStructVariant = Inside<'s, 'c>;

    scalars!(
        serialize_bool: bool, serialize_char: char, serialize_f32: f32, serialize_f64: f64,
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128
    );

    fn serialize_str(self, text: &str) -> Result<(), Refused> {
        self.text(text);
        Ok(())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), Refused> {
        if let Ok(text) = std::str::from_utf8(bytes) {
            self.text(text);
        }
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Refused> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Refused> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Refused> {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Refused> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Refused> {
        variant.clone_into(&mut self.last);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Refused> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Refused> {
        self.field(variant, value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Inside<'s, 'c>, Refused> {
        Ok(Inside::of(self, None))
    }

    fn serialize_tuple(self, _: usize) -> Result<Inside<'s, 'c>, Refused> {
        Ok(Inside::of(self, None))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Inside<'s, 'c>, Refused> {
        Ok(Inside::of(self, None))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Inside<'s, 'c>, Refused> {
        Ok(Inside::of(self, Some(variant)))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Inside<'s, 'c>, Refused> {
        Ok(Inside::of(self, None))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Inside<'s, 'c>, Refused> {
        Ok(Inside::of(self, None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Inside<'s, 'c>, Refused> {
        Ok(Inside::of(self, Some(variant)))
    }
}

/// The inside of a structure.
struct Inside<'s, 'c> {
    strings: &'s mut Strings<'c>,
    /// How long the path was before the structure.
    before: usize,
    /// The place of the next element.
    next: usize,
    /// The key of the next value.
    key: String,
}

impl<'s, 'c> Inside<'s, 'c> {
    /// Of a structure, below the name of its variant where it has one.
    fn of(strings: &'s mut Strings<'c>, variant: Option<&str>) -> Inside<'s, 'c> {
        let before = variant.map_or(strings.path.len(), |variant| strings.enter(variant));
        Inside { strings, before, next: 0, key: String::new() }
    }

    fn element(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Refused> {
        let before = self.strings.path.len();
        // Writing into a String cannot fail.
        let _ = write!(self.strings.path, "[{}]", self.next);
        self.next += 1;
        let done = value.serialize(&mut *self.strings);
        self.strings.path.truncate(before);
        done
    }

    fn leave(self) -> Result<(), Refused> {
        self.strings.path.truncate(self.before);
        Ok(())
    }
}

macro_rules! sequences {
    ($($kind:ident::$element:ident),*) => {
        $(impl ser::$kind for Inside<'_, '_> {
            type Ok = ();
            type Error = Refused;

            fn $element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
                self.element(value)
            }

            fn end(self) -> Result<(), Refused> {
                self.leave()
            }
        })*
    };
}

macro_rules! structs {
    ($($kind:ident),*) => {
        $(impl ser::$kind for Inside<'_, '_> {
            type Ok = ();
            type Error = Refused;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Refused> {
                self.strings.field(key, value)
            }

            fn end(self) -> Result<(), Refused> {
                self.leave()
            }
        })*
    };
}

sequences!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);
structs!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Inside<'_, '_> {
    type Ok = ();
    type Error = Refused;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Refused> {
        self.strings.last.clear();
        key.serialize(&mut *self.strings)?;
        self.key = std::mem::take(&mut self.strings.last);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        self.strings.field(&self.key, value)
    }

    fn end(self) -> Result<(), Refused> {
        self.leave()
    }
}
