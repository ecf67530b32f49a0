//! A parsed content file.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::markdown::{self, Body};
use crate::source::SourceFile;

use super::{FrontMatter, Meta, split};

/// A content file: what its front matter says, and its text as HTML with holes.
#[derive(Debug)]
pub struct Document {
    /// The file.
    pub file: Arc<SourceFile>,
    /// Its front matter as written, with places.
    pub front: FrontMatter,
    /// What every kind of sheet has, typed; kinds' own fields and taxonomies are in `meta.rest`.
    pub meta: Meta,
    /// Its text.
    pub body: Body,
    /// Its first `# heading`, when it opens the text: the title if the front matter gives none. It is not in `body`.
    pub heading: Option<String>,
    /// What is wrong in it, whatever its site.
    pub problems: Vec<Diagnostic>,
}
