//! Markdown to HTML with holes: comrak's tree, our components, French typography.
//!
//! A function of the text and of [`Options`] alone. Never looks at another file.

mod attributes;
mod blanks;
mod blocks;
mod body;
mod containers;
mod dialect;
mod escape;
mod footnotes;
mod headings;
mod html;
mod ids;
mod inlines;
mod limits;
mod lines;
mod links;
mod lists;
mod math;
mod numbers;
#[cfg(test)]
mod properties;
mod references;
mod sanitise;
mod setter;
mod tables;
mod tags;
#[cfg(test)]
mod tests;
mod typography;
mod wording;
mod writer;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

pub use body::{
    Blank, Block, BlockKind, Body, Container, Cut, Extent, Heading, Hole, PlainText, Reference,
    ReferenceKind,
};
pub use typography::{typeset_html, typeset_text};

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

/// What [`parse`] makes of a text.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// Everything but the title.
    pub body: Body,
    /// The words of the level-1 heading that opens the text, when one does.
    pub heading: Option<String>,
}

/// Parses the text of `file` from byte `start` (the end of its front matter).
///
/// Never fails: what cannot be taken is left out and told in `problems`, whose places, like every span of the body,
/// count from the start of the file.
pub fn parse(
    file: &Arc<SourceFile>,
    start: usize,
    options: &Options,
    problems: &mut Vec<Diagnostic>,
) -> Parsed {
    let Some(text) = file.text() else {
        return Parsed::default();
    };
    let start = text.floor_char_boundary(start);
    if let Err(refusal) = limits::check(text, start) {
        problems.push(Diagnostic::new(refusal.problem, file, refusal.span));
        return Parsed::default();
    }
    let arena = comrak::Arena::with_capacity(256);
    let root = dialect::tree(&arena, &text[start..]);
    writer::Writer::new(file, text, start, options, problems).write(root)
}
