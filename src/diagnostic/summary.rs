//! How many problems there are, in words.

use super::wording::number;
use super::{Diagnostic, Language, Severity};

/// How many diagnostics of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub(super) struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Counts {
    /// Counts `diagnostics`.
    pub(super) fn of(diagnostics: &[(Severity, Diagnostic)]) -> Self {
        let count = |wanted| diagnostics.iter().filter(|(severity, _)| *severity == wanted).count();
        Counts { errors: count(Severity::Error), warnings: count(Severity::Warning), notes: count(Severity::Note) }
    }
}

/// « 2 erreurs, 1 avertissement »; empty when there is nothing to count.
pub fn summary(diagnostics: &[(Severity, Diagnostic)], language: Language) -> String {
    let counts = Counts::of(diagnostics);
    let words = match language {
        Language::French => [("erreur", "erreurs"), ("avertissement", "avertissements"), ("note", "notes")],
        Language::English => [("error", "errors"), ("warning", "warnings"), ("note", "notes")],
    };
    let parts: Vec<String> = [counts.errors, counts.warnings, counts.notes]
        .into_iter()
        .zip(words)
        .filter(|(count, _)| *count > 0)
        .map(|(count, (one, several))| {
            format!("{}\u{a0}{}", number(count as u64, language), if count == 1 { one } else { several })
        })
        .collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Problem;

    #[test]
    fn plurals() {
        let list = |severities: &[Severity]| -> Vec<(Severity, Diagnostic)> {
            severities
                .iter()
                .map(|severity| (*severity, Diagnostic::nowhere(Problem::EmptyLink { hash: false })))
                .collect()
        };
        use Severity::{Error, Note, Warning};
        let some = list(&[Error, Warning, Error]);
        assert_eq!(summary(&some, Language::French), "2\u{a0}erreurs, 1\u{a0}avertissement");
        assert_eq!(summary(&some, Language::English), "2\u{a0}errors, 1\u{a0}warning");
        assert_eq!(summary(&list(&[Note]), Language::French), "1\u{a0}note");
        assert_eq!(summary(&list(&[]), Language::French), "");
        assert_eq!(summary(&list(&vec![Warning; 1200]), Language::French), "1\u{202f}200\u{a0}avertissements");
    }
}
