//! One problem with its place, and the ways to show it.
//!
//! [`Problem`] is data; words are only in `fr` and `en`; each renderer (terminal, JSON, GitHub, SARIF) reads the same
//! [`Diagnostic`]. Never decides whether a build goes on: that is its caller's, from [`Severity`].

mod accessibility;
mod cause;
mod claim;
mod code;
mod criterion;
mod en;
mod excerpt;
mod explain;
mod fr;
mod github;
mod image;
mod json;
mod licence;
mod locate;
mod mistake;
mod nearest;
mod problem;
#[cfg(test)]
mod samples;
mod sarif;
mod severity;
mod sheet;
mod summary;
mod terminal;
mod third_party;
mod wording;

use std::sync::Arc;

use crate::source::{Place, SourceFile, Span};

pub use accessibility::AccessibilityFault;
pub use cause::{NoAnswer, WriteFault};
pub use claim::ClaimFault;
pub use code::{CODES, Code};
pub use criterion::{Criterion, STANDARD, criteria};
pub use explain::explain;
pub use github::github;
pub use image::ImageFault;
pub use json::json;
pub use licence::{LicenceFault, Untold, Work};
pub use nearest::{fold_key, nearest};
pub use problem::{DeclarationFault, Expected, KeyContext, Problem, Visibility};
pub use sarif::sarif;
pub use severity::{Severities, Severity};
pub use sheet::SheetFault;
pub use summary::summary;
pub use terminal::{Style, terminal};
pub use third_party::ThirdPartyFault;
pub use wording::{number, size};

/// The language diagnostics are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Language {
    /// French, the default.
    #[default]
    French,
    /// English.
    English,
}

impl Language {
    /// The language a tag names (`fr`, `fr-CA`, `en_US.UTF-8`); `None` for one we do not speak.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary: String =
            tag.chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
        match primary.as_str() {
            "fr" => Some(Language::French),
            "en" => Some(Language::English),
            _ => None,
        }
    }
}

/// One problem, where it is.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// What is wrong.
    pub problem: Problem,
    /// Where; `None` for what is nowhere in a file (a folder that cannot be written).
    pub place: Option<Place>,
}

impl Diagnostic {
    /// A problem at `span` of `file`.
    pub fn new(problem: Problem, file: &Arc<SourceFile>, span: Span) -> Self {
        Diagnostic { problem, place: Some(Place::new(file, span)) }
    }

    /// A problem that has no place in a file.
    pub fn nowhere(problem: Problem) -> Self {
        Diagnostic { problem, place: None }
    }

    /// The stable code, `lien/introuvable`.
    pub fn code(&self) -> Code {
        self.problem.code()
    }

    /// One sentence that says what is wrong.
    pub fn title(&self, language: Language) -> String {
        match language {
            Language::French => fr::title(&self.problem),
            Language::English => en::title(&self.problem),
        }
    }

    /// What to write under the caret, when it adds something to the title.
    pub fn label(&self, language: Language) -> Option<String> {
        match language {
            Language::French => fr::label(&self.problem),
            Language::English => en::label(&self.problem),
        }
    }

    /// What the author can do about it.
    pub fn help(&self, language: Language) -> Option<String> {
        match language {
            Language::French => fr::help(&self.problem),
            Language::English => en::help(&self.problem),
        }
    }
}

/// Sorts by file, then place, then code, and drops repetitions.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    let key = |d: &Diagnostic| {
        let place = d.place.as_ref().map(|place| (place.file.path.clone(), place.span));
        (place.is_none(), place, d.problem.code().as_str())
    };
    diagnostics.sort_by_cached_key(key);
    diagnostics.dedup_by(|a, b| key(a) == key(b) && a.problem == b.problem);
}
