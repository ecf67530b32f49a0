//! Markdown to HTML with holes: comrak's tree, our components, French typography.
//!
//! A function of the text and of [`Options`] alone. Never looks at another file.

mod body;

pub use body::{Blank, Block, BlockKind, Body, Container, Cut, Extent, Heading, Hole, PlainText, Reference, ReferenceKind};

/// What parsing depends on beside the text: part of a document's identity.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Options {
    /// The page's language tag (`fr`, `en`, `br`).
    pub language: String,
    /// Apply French typography when the language is French.
    pub typography: bool,
    /// Narrow no-break spaces (U+202F) before `; ! ?` instead of U+00A0.
    pub narrow_spaces: bool,
    /// Let raw HTML through unfiltered.
    pub trust_html: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            language: "fr".into(),
            typography: true,
            narrow_spaces: false,
            trust_html: false,
        }
    }
}
