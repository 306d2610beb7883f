//! What happened to a domain, one kind of slip a name: reports call them by their nouns.

use crate::text::edit::Edit;

/// A kind of slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slip {
    /// None: the two are the same.
    Nothing,
    /// One edit of the letters.
    Edit(Edit),
    /// Two slips, whichever.
    Two,
    /// The ending twice: `gmail.com.com`.
    DoubledEnding,
    /// Another ending behind the right one: `gmail.com.br`.
    SurplusEnding,
    /// One common ending for another: `army.com`.
    WrongEnding,
    /// One second level for another: `ox.co.uk`.
    WrongSecondLevel,
    /// The second level left out: `bbc.uk`.
    NoSecondLevel,
    /// An ending of which only the first letter is left: `gmail.c`.
    EndingCutOff,
    /// No ending at all: `gmail`.
    EndingOmitted,
    /// A dot left out: `gmailcom`.
    DotOmitted,
    /// A dot too many: `gm.ail.com`.
    SurplusDot,
    /// A dot in another place: `gmailc.om`.
    DotMoved,
    /// A hyphen too many, too few or in another place.
    Hyphen,
    /// `gmail-com`.
    HyphenForDot,
    /// `gmail/com`.
    SlashForDot,
    /// `www,gmail.com`.
    CommaForDot,
    /// The end of a label once more, behind a dot: `raw.githubusercontent.content.com`.
    DoubledPart,
    /// `t.online.de`.
    DotForHyphen,
    /// Other characters that make the same picture: `rnicrosoft.com`.
    LookAlike,
    /// Marks on letters: `gmáil.com`.
    Accent,
}

impl Slip {
    /// A noun for reports.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Slip::Nothing => "",
            Slip::Edit(edit) => edit.as_str(),
            Slip::Two => "two slips",
            Slip::DoubledEnding => "doubled ending",
            Slip::SurplusEnding => "surplus ending",
            Slip::WrongEnding => "wrong ending",
            Slip::WrongSecondLevel => "wrong second level",
            Slip::NoSecondLevel => "second level omitted",
            Slip::EndingCutOff => "ending cut off",
            Slip::EndingOmitted => "ending omitted",
            Slip::DotOmitted => "dot omitted",
            Slip::SurplusDot => "surplus dot",
            Slip::DotMoved => "dot moved",
            Slip::Hyphen => "hyphen",
            Slip::HyphenForDot => "hyphen for dot",
            Slip::SlashForDot => "slash for dot",
            Slip::CommaForDot => "comma for dot",
            Slip::DoubledPart => "doubled part",
            Slip::DotForHyphen => "dot for hyphen",
            Slip::LookAlike => "look-alike",
            Slip::Accent => "accent",
        }
    }

    /// Whether it is a mistake of the head and not of the fingers.
    pub(super) const fn is_habit(self) -> bool {
        matches!(self, Slip::SurplusEnding | Slip::NoSecondLevel | Slip::WrongSecondLevel | Slip::WrongEnding)
    }

    /// How far the typed domain is from what was meant, in words.
    pub(crate) const fn distance(self) -> &'static str {
        if let Slip::Two = self { "two slips" } else { "one slip" }
    }
}
