//! Front matter as written.

use crate::source::Span;
use crate::value::Table;

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
    /// Its keys and values; empty when it could not be read.
    pub table: Table,
    /// From its opening fence to its closing one; empty when there is none.
    pub span: Span,
}
