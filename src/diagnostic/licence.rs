//! What can be wrong with the licence of a work. Data only; words in `fr` and `en`.

use super::{Severity, Visibility};
use crate::licence::Restriction;

/// A work that has a licence, or should.
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    /// The whole site, unless a page says otherwise.
    Site,
    /// The sheet itself.
    Sheet,
    /// An image, as it is named there.
    Image(String),
    /// Another file.
    File(String),
    /// A source of the sheet, by its title.
    Source(String),
}

/// What is not said of a work that should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untold {
    /// Who made it.
    Author,
    /// Where it is.
    Address,
    /// Neither who made it nor where it is.
    AuthorAndAddress,
    /// What was changed in it.
    Changes,
}

/// A problem of licences.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the fields are what their names say; the words are in fr and en")]
pub enum LicenceFault {
    /// The site has none, so that `sheets` published sheets have none either.
    Missing {
        sheets: usize,
        example: String,
    },
    /// A published image, or a source reproduced or adapted, without one.
    MissingOn {
        work: Work,
        visibility: Visibility,
    },
    Unknown {
        written: String,
        nearest: Option<String>,
    },
    NotFree {
        work: Work,
        licence: String,
        restriction: Restriction,
        visibility: Visibility,
    },
    Incompatible {
        title: String,
        source: String,
        page: String,
        visibility: Visibility,
    },
    OutsideDecree {
        licence: String,
    },
    Untold {
        work: Work,
        untold: Untold,
    },
}

impl LicenceFault {
    pub(super) fn code(&self) -> &'static str {
        match self {
            LicenceFault::Missing { .. } => "licence/absente",
            LicenceFault::MissingOn { .. } => "licence/oeuvre",
            LicenceFault::Unknown { .. } => "licence/inconnue",
            LicenceFault::NotFree { .. } => "licence/non-libre",
            LicenceFault::Incompatible { .. } => "licence/incompatible",
            LicenceFault::OutsideDecree { .. } => "licence/decret",
            LicenceFault::Untold { .. } => "licence/credit",
        }
    }

    pub(super) fn severity(&self) -> Severity {
        match self {
            LicenceFault::Missing { .. } | LicenceFault::Unknown { .. } => Severity::Error,
            LicenceFault::MissingOn { visibility, .. }
            | LicenceFault::NotFree { visibility, .. }
            | LicenceFault::Incompatible { visibility, .. } => match visibility {
                Visibility::Published => Severity::Error,
                Visibility::Draft => Severity::Warning,
            },
            LicenceFault::OutsideDecree { .. } | LicenceFault::Untold { .. } => Severity::Warning,
        }
    }
}

/// One of each, for the tests of whatever shows them.
#[cfg(test)]
pub(super) fn samples() -> Vec<LicenceFault> {
    let text = || "un\u{1b}[31m mot\n".to_owned();
    let works = || {
        [
            Work::Site,
            Work::Sheet,
            Work::Image(text()),
            Work::File(text()),
            Work::Source(text()),
            Work::Source(String::new()),
        ]
    };
    let mut all = vec![
        LicenceFault::Missing { sheets: 1, example: "content/a.md".into() },
        LicenceFault::Missing { sheets: 12, example: "content/a.md".into() },
        LicenceFault::Unknown { written: text(), nearest: None },
        LicenceFault::Unknown { written: text(), nearest: Some("CC-BY-4.0".into()) },
        LicenceFault::OutsideDecree { licence: text() },
    ];
    for visibility in [Visibility::Published, Visibility::Draft] {
        let (title, source, page) = (text(), "CC BY-SA 4.0".into(), "CC BY 4.0".into());
        all.push(LicenceFault::Incompatible { title, source, page, visibility });
        for work in works() {
            all.push(LicenceFault::MissingOn { work: work.clone(), visibility });
            let (licence, restriction) = (text(), Restriction::Reserved);
            all.push(LicenceFault::NotFree { work, licence, restriction, visibility });
        }
    }
    use Restriction::{Invariants, NoDerivatives, NonCommercial, Reserved, Unknown};
    for restriction in [NonCommercial, NoDerivatives, Invariants, Reserved, Unknown] {
        let (work, licence, visibility) = (Work::Sheet, text(), Visibility::Published);
        all.push(LicenceFault::NotFree { work, licence, restriction, visibility });
    }
    for untold in [Untold::Author, Untold::Address, Untold::AuthorAndAddress, Untold::Changes] {
        all.extend(works().map(|work| LicenceFault::Untold { work, untold }));
    }
    all
}
