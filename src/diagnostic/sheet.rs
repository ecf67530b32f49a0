//! What can be wrong with a sheet of its kind: roles, phases, scores, blanks. Data only; words in `fr` and `en`.

use super::{Severity, Visibility};

/// A problem of a sheet of its kind.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the fields are what their names say; the words are in fr and en")]
pub enum SheetFault {
    // texte/
    MissingRole {
        role: String,
        kind: String,
        visibility: Visibility,
    },

    // procedure/
    NoPhase,

    // benchmark/
    UnreadableScore {
        found: String,
    },
    OffScale {
        score: f64,
        min: f64,
        max: f64,
    },
    BadScale {
        min: f64,
        max: f64,
    },
    BadWeight {
        criterion: String,
    },
    UnknownCriterion {
        name: String,
        nearest: Option<String>,
    },
    UnknownSolution {
        name: String,
        nearest: Option<String>,
    },
    DuplicateCriterion {
        name: String,
    },
    DuplicateSolution {
        name: String,
    },
    /// Two scores of one solution for one criterion.
    DuplicateScore {
        criterion: String,
        solution: String,
    },
    ScoreWithoutEvidence {
        criterion: String,
        solution: String,
    },
    OldScore {
        criterion: String,
        solution: String,
        date: String,
        months: i64,
    },
    MissingScores {
        file: String,
    },
    UnreadableScores {
        message: String,
    },

    // modele/
    UnusedBlank {
        name: String,
        nearest: Option<String>,
    },
    UnknownFilling {
        name: String,
        nearest: Option<String>,
    },
    MissingFilling {
        name: String,
        required: bool,
    },
    /// A blank that no value can be given to, in a template that a file fills.
    NamelessBlank {
        written: String,
    },
}

impl SheetFault {
    pub(super) fn code(&self) -> &'static str {
        match self {
            SheetFault::MissingRole { .. } => "texte/partie-absente",
            SheetFault::NoPhase => "procedure/sans-phase",
            SheetFault::UnreadableScore { .. } => "benchmark/note",
            SheetFault::OffScale { .. } => "benchmark/hors-echelle",
            SheetFault::BadScale { .. } => "benchmark/echelle",
            SheetFault::BadWeight { .. } => "benchmark/poids",
            SheetFault::UnknownCriterion { .. } => "benchmark/critere-inconnu",
            SheetFault::UnknownSolution { .. } => "benchmark/solution-inconnue",
            SheetFault::DuplicateCriterion { .. }
            | SheetFault::DuplicateSolution { .. }
            | SheetFault::DuplicateScore { .. } => "benchmark/doublon",
            SheetFault::ScoreWithoutEvidence { .. } => "benchmark/sans-preuve",
            SheetFault::OldScore { .. } => "benchmark/note-ancienne",
            SheetFault::MissingScores { .. } | SheetFault::UnreadableScores { .. } => "benchmark/donnees",
            SheetFault::UnusedBlank { .. } => "modele/champ-inutile",
            SheetFault::UnknownFilling { .. } => "modele/remplissage",
            SheetFault::MissingFilling { .. } | SheetFault::NamelessBlank { .. } => "modele/remplissage-incomplet",
        }
    }

    pub(super) fn severity(&self) -> Severity {
        match self {
            SheetFault::MissingRole { visibility: Visibility::Published, .. }
            | SheetFault::UnreadableScore { .. }
            | SheetFault::OffScale { .. }
            | SheetFault::BadScale { .. }
            | SheetFault::BadWeight { .. }
            | SheetFault::UnknownCriterion { .. }
            | SheetFault::UnknownSolution { .. }
            | SheetFault::DuplicateCriterion { .. }
            | SheetFault::DuplicateSolution { .. }
            | SheetFault::DuplicateScore { .. }
            | SheetFault::MissingScores { .. }
            | SheetFault::UnreadableScores { .. }
            | SheetFault::UnknownFilling { .. } => Severity::Error,
            SheetFault::MissingRole { visibility: Visibility::Draft, .. }
            | SheetFault::NoPhase
            | SheetFault::ScoreWithoutEvidence { .. }
            | SheetFault::OldScore { .. }
            | SheetFault::UnusedBlank { .. }
            | SheetFault::MissingFilling { required: true, .. } => Severity::Warning,
            SheetFault::MissingFilling { required: false, .. } | SheetFault::NamelessBlank { .. } => Severity::Note,
        }
    }
}

/// One of each, for the tests of whatever shows them.
#[cfg(test)]
pub(super) fn samples() -> Vec<SheetFault> {
    let text = || "un\u{1b}[31m mot\n".to_owned();
    let (criterion, solution) = (text(), text());
    let mut all = vec![
        SheetFault::NoPhase,
        SheetFault::UnreadableScore { found: text() },
        SheetFault::OffScale { score: 7.5, min: 0.0, max: 4.0 },
        SheetFault::BadScale { min: 4.0, max: 0.0 },
        SheetFault::BadWeight { criterion: text() },
        SheetFault::DuplicateCriterion { name: text() },
        SheetFault::DuplicateSolution { name: text() },
        SheetFault::DuplicateScore { criterion: criterion.clone(), solution: solution.clone() },
        SheetFault::ScoreWithoutEvidence { criterion: criterion.clone(), solution: solution.clone() },
        SheetFault::OldScore { criterion, solution, date: "2024-01-02".into(), months: 34 },
        SheetFault::MissingScores { file: "notes.csv".into() },
        SheetFault::UnreadableScores { message: text() },
        SheetFault::MissingFilling { name: text(), required: true },
        SheetFault::MissingFilling { name: text(), required: false },
        SheetFault::NamelessBlank { written: "XXXX".into() },
    ];
    for visibility in [Visibility::Published, Visibility::Draft] {
        all.push(SheetFault::MissingRole { role: text(), kind: "fiche".into(), visibility });
    }
    for nearest in [None, Some("voisin".to_owned())] {
        all.push(SheetFault::UnknownCriterion { name: text(), nearest: nearest.clone() });
        all.push(SheetFault::UnknownSolution { name: text(), nearest: nearest.clone() });
        all.push(SheetFault::UnusedBlank { name: text(), nearest: nearest.clone() });
        all.push(SheetFault::UnknownFilling { name: text(), nearest });
    }
    all
}
