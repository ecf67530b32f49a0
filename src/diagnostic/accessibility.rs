//! What a text does that some readers cannot follow. Data only; words in `fr` and `en`, criteria in `criterion`.

use super::{Severity, Visibility};

/// A fault against accessibility that a text shows by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are what their names say; the words are in fr and en")]
pub enum AccessibilityFault {
    /// « image », or the name of the file.
    VagueAlt { alt: String },
    /// One alternative text for two images.
    RepeatedAlt { alt: String },
    /// An alternative text that should be in the page.
    LongAlt { length: usize, limit: usize },
    /// « cliquez ici ».
    VagueLink { text: String },
    /// One text for two targets.
    SameLinkText { text: String },
    /// `##` and nothing.
    EmptyHeading { visibility: Visibility },
    /// A paragraph all in bold that stands for a heading.
    FakeHeading { text: String },
    /// Lines that start with `•`.
    FakeList,
    /// `lang="anglais"`.
    Language { written: String },
    /// Documents of an office suite to download, in the whole site: told once.
    Documents { count: usize },
    /// A header cell, or all of them, without a word.
    EmptyHeader { visibility: Visibility },
}

impl AccessibilityFault {
    pub(super) fn code(&self) -> &'static str {
        match self {
            AccessibilityFault::VagueAlt { .. } => "image/alternative-vague",
            AccessibilityFault::RepeatedAlt { .. } => "image/alternative-repetee",
            AccessibilityFault::LongAlt { .. } => "image/alternative-longue",
            AccessibilityFault::VagueLink { .. } => "lien/vague",
            AccessibilityFault::SameLinkText { .. } => "lien/meme-texte",
            AccessibilityFault::EmptyHeading { .. } => "texte/titre-vide",
            AccessibilityFault::FakeHeading { .. } => "texte/faux-titre",
            AccessibilityFault::FakeList => "texte/fausse-liste",
            AccessibilityFault::Language { .. } => "texte/langue",
            AccessibilityFault::Documents { .. } => "lien/document",
            AccessibilityFault::EmptyHeader { .. } => "texte/tableau-sans-titre",
        }
    }

    /// An error where the text alone decides, a warning where a person must judge.
    pub(super) fn severity(&self) -> Severity {
        match self {
            AccessibilityFault::EmptyHeading { visibility: Visibility::Published }
            | AccessibilityFault::EmptyHeader { visibility: Visibility::Published }
            | AccessibilityFault::Language { .. } => Severity::Error,
            // Nothing says that they are wrong.
            AccessibilityFault::Documents { .. } => Severity::Note,
            _ => Severity::Warning,
        }
    }
}

/// One of each, for the tests of whatever shows them.
#[cfg(test)]
pub(super) fn samples() -> Vec<AccessibilityFault> {
    let text = || "une\u{1b}[31m image".to_owned();
    vec![
        AccessibilityFault::VagueAlt { alt: text() },
        AccessibilityFault::RepeatedAlt { alt: text() },
        AccessibilityFault::LongAlt { length: 1_234, limit: 200 },
        AccessibilityFault::VagueLink { text: text() },
        AccessibilityFault::SameLinkText { text: text() },
        AccessibilityFault::EmptyHeading { visibility: Visibility::Published },
        AccessibilityFault::EmptyHeading { visibility: Visibility::Draft },
        AccessibilityFault::FakeHeading { text: text() },
        AccessibilityFault::FakeList,
        AccessibilityFault::Language { written: text() },
        AccessibilityFault::Documents { count: 1 },
        AccessibilityFault::Documents { count: 1_234 },
        AccessibilityFault::EmptyHeader { visibility: Visibility::Published },
    ]
}
