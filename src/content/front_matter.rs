//! Front matter as written.

use std::sync::Arc;

use super::split::{Split, split};
use crate::diagnostic::{Diagnostic, KeyContext, Problem};
use crate::source::{SourceFile, Span};
use crate::value::{Table, parse_toml, parse_yaml};

/// How front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// Between `---`.
    Yaml,
    /// Between `+++`.
    Toml,
    /// There is none.
    None,
}

/// The front matter of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontMatter {
    /// How it is written.
    pub syntax: Syntax,
    /// Its keys and values; without those that could not be read.
    pub table: Table,
    /// From its opening fence to its closing one; empty when there is none.
    pub span: Span,
    /// Whether all of it could be read: what seems to be missing may only be unreadable.
    pub whole: bool,
}

impl FrontMatter {
    /// The front matter of `file`, and where its text starts.
    pub fn read(file: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) -> (Self, usize) {
        let text = file.text().unwrap_or_default();
        let Split { syntax, front: span, inner, body, unclosed } = split(text);
        if let Some(fence) = unclosed {
            problems.push(Diagnostic::new(Problem::UnclosedFrontMatter, file, fence));
        }
        let (table, errors) = match syntax {
            Syntax::Yaml => parse_yaml(&text[inner.clone()], inner.start),
            Syntax::Toml => parse_toml(&text[inner.clone()], inner.start),
            Syntax::None => (Table::default(), Vec::new()),
        };
        let whole = errors.is_empty() && unclosed.is_none();
        for error in errors {
            let problem = Problem::Syntax { context: KeyContext::FrontMatter, message: error.message };
            problems.push(Diagnostic::new(problem, file, error.span));
        }
        let front = FrontMatter { syntax, table, span, whole };
        (front, body)
    }
}
