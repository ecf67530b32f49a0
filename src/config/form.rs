//! How the text of a kind is read beyond its roles.

use super::Kind;

/// How a kind's text is read beyond its roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Sections and their roles.
    Plain,
    /// Phases, each with its roles.
    Procedure,
    /// Scores of solutions by criterion.
    Benchmark,
    /// Blanks to fill in.
    Template,
}

impl Form {
    /// The form of `kind`: the built-in one's, or that of the template it shares with it.
    pub fn of(kind: &Kind) -> Self {
        match (kind.name.as_str(), kind.template.as_str()) {
            ("procedure", _) | (_, "procedure.html") => Form::Procedure,
            ("benchmark", _) | (_, "benchmark.html") => Form::Benchmark,
            ("modele", _) | (_, "modele.html") => Form::Template,
            _ => Form::Plain,
        }
    }
}
