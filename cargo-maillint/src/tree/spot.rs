//! What is read: a file, or what is packed in one.

use crate::archive::WITHIN;
use crate::file::shown;
use std::borrow::Cow;
use std::path::PathBuf;

/// A file or folder to read.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    /// As named, relative to the current folder where it lies in it.
    pub(crate) path: PathBuf,
    /// From the root of its project, with `/`.
    pub(crate) name: String,
    /// Its scope, by index.
    pub(crate) scope: usize,
    /// Of a file that is packed in that one, its name there.
    pub(crate) member: Option<Box<str>>,
    /// Which it is of all that is packed there: two may have one name.
    pub(crate) number: u32,
}

impl Spot {
    /// A file or folder itself.
    pub(crate) fn new(path: PathBuf, name: String, scope: usize) -> Spot {
        Spot { path, name, scope, member: None, number: 0 }
    }

    /// A file that is packed in this one.
    pub(crate) fn within(&self, member: &str, number: u32) -> Spot {
        Spot { member: Some(member.into()), number, ..self.clone() }
    }

    /// Under which name it is judged: of what is packed, `report.docx!word/document.xml`.
    pub(crate) fn judged(&self) -> Cow<'_, str> {
        self.with_member(Cow::Borrowed(&self.name))
    }

    /// Its path as it is shown.
    pub(crate) fn shown(&self) -> String {
        self.with_member(Cow::Owned(shown(&self.path))).into_owned()
    }

    fn with_member<'s>(&self, file: Cow<'s, str>) -> Cow<'s, str> {
        match &self.member {
            Some(member) => Cow::Owned(format!("{file}{WITHIN}{member}")),
            None => file,
        }
    }
}
