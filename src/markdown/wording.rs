//! The few words that stand in the HTML itself: labels for those who do not see it.
//!
//! In the page's language, French or else English. What a template writes is in the theme's strings, not here.

/// The language of the labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wording {
    French,
    English,
}

impl Wording {
    /// For a page whose language tag is `language`.
    pub(super) fn of(language: &str) -> Self {
        if is_french(language) { Wording::French } else { Wording::English }
    }

    /// The state of a task.
    pub(super) fn task(self, done: Option<char>) -> &'static str {
        match (self, done) {
            (Wording::French, None) => "à faire",
            (Wording::French, Some(_)) => "fait",
            (Wording::English, None) => "to do",
            (Wording::English, Some(_)) => "done",
        }
    }

    /// The name of a table that no heading names.
    pub(super) fn table(self) -> &'static str {
        match self {
            Wording::French => "Tableau",
            Wording::English => "Table",
        }
    }

    /// The name of the list of notes.
    pub(super) fn notes(self) -> &'static str {
        match self {
            Wording::French => "Notes",
            Wording::English => "Footnotes",
        }
    }

    /// The name of the link from a note back to the text.
    pub(super) fn back(self) -> &'static str {
        match self {
            Wording::French => "Retour au texte, note",
            Wording::English => "Back to the text, note",
        }
    }
}

/// Whether a language tag is French (`fr`, `fr-CA`).
pub(super) fn is_french(language: &str) -> bool {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    primary.eq_ignore_ascii_case("fr")
}
