//! Licences as data: what each one permits and asks for, which are free, which may be adapted into which.
//!
//! SPDX knows the names of licences; that a work under one is free content, and what its reader must do, is in our own
//! table. Knows no page and no file; never says a word to a reader, except the names of licences.

mod adaptation;
mod expression;
mod rows;
mod table;

use std::borrow::Cow;

pub use adaptation::may_adapt;
pub use expression::{Expression, UnknownLicence};

/// One licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// Its SPDX identifier, or a `LicenseRef-…`.
    pub id: String,
    /// What people call it: `CC BY-SA 4.0`.
    pub short: String,
    /// Its full name in French and in English.
    names: (Cow<'static, str>, Cow<'static, str>),
    /// Where it can be read; `""` when nobody knows.
    pub url: String,
    /// What it is among licences.
    pub nature: Nature,
    /// What it asks for.
    pub duties: &'static [Duty],
    /// Its version as numbers to compare: `(3, 0)`.
    version: (u8, u8),
}

/// What a licence is, as far as reusing its work goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nature {
    /// Nothing is asked for.
    PublicDomain,
    /// To be credited is all that is asked for.
    Attribution,
    /// What is made of it has the same licence.
    ShareAlike(Commons),
    /// A free licence of programs that asks for its notice.
    Software,
    /// A free licence of programs that what is made of it keeps.
    Copyleft,
    /// It restricts what free licences never do.
    NotFree(Restriction),
}

/// Licences that ask for themselves again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Commons {
    /// Creative Commons BY-SA.
    CreativeCommons,
    /// Open Database License.
    OpenDatabase,
    /// GNU Free Documentation License without invariant sections.
    GnuDocumentation,
    /// Licence Art Libre.
    FreeArt,
    /// Another.
    Other,
}

/// Why a licence is not free.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Restriction {
    /// NC.
    NonCommercial,
    /// ND.
    NoDerivatives,
    /// GFDL with sections that cannot be changed, or that may have some.
    Invariants,
    /// All rights reserved.
    Reserved,
    /// Nothing says that it is free.
    Unknown,
}

/// What the reader who reuses must do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Duty {
    /// Name the author and the source.
    Credit,
    /// Give the date of the last update.
    Date,
    /// Say what was changed.
    Changes,
    /// Name the licence, with a link.
    Notice,
    /// Publish what is made of it under the same licence.
    ShareAlike,
    /// Keep a database made of it open.
    OpenDatabase,
    /// Join the text of the licence.
    Text,
}

impl Duty {
    /// The end of the theme's string that says it: `must-credit`.
    pub fn name(self) -> &'static str {
        match self {
            Duty::Credit => "credit",
            Duty::Date => "date",
            Duty::Changes => "changes",
            Duty::Notice => "notice",
            Duty::ShareAlike => "share-alike",
            Duty::OpenDatabase => "open-database",
            Duty::Text => "text",
        }
    }
}

impl Licence {
    /// The licence of an SPDX identifier; what nobody knows is not free.
    pub fn of(id: &str) -> Self {
        table::licence(id)
    }

    /// Its full name.
    pub fn name(&self, language: &str) -> &str {
        if language.starts_with("en") { &self.names.1 } else { &self.names.0 }
    }

    /// Whether it is free as the Open Definition has it: any use, any change, by anyone.
    pub fn is_free(&self) -> bool {
        !matches!(self.nature, Nature::NotFree(_))
    }

    /// Whether a work may be changed.
    pub fn permits_changes(&self) -> bool {
        use Restriction::{NoDerivatives, Reserved, Unknown};
        !matches!(self.nature, Nature::NotFree(NoDerivatives | Reserved | Unknown))
    }

    /// Whether a work may be shared.
    pub fn permits_sharing(&self) -> bool {
        !matches!(self.nature, Nature::NotFree(Restriction::Reserved | Restriction::Unknown))
    }

    /// Whether a work may serve commerce.
    pub fn permits_commerce(&self) -> bool {
        self.permits_sharing() && !self.id.contains("-NC")
    }

    /// Whether an author must be named.
    pub fn asks_credit(&self) -> bool {
        self.duties.contains(&Duty::Credit) || !self.is_free()
    }

    /// Whether French public bodies may choose it for the information they publish without asking anyone: the list that
    /// article D. 323-2-1 of the « code des relations entre le public et l'administration » sets, that of programs apart.
    pub fn in_decree(&self) -> bool {
        matches!(&*self.id, "etalab-2.0" | "ODbL-1.0") || matches!(self.nature, Nature::Software | Nature::Copyleft)
    }
}
