//! Markdown to HTML with holes: comrak's tree, our components, French typography.
//!
//! A function of the text and of [`Options`] alone. Never looks at another file.

mod attributes;
mod blanks;
mod block_list;
mod blocks;
mod body;
mod called;
mod code;
mod containers;
mod dialect;
mod escape;
mod fences;
mod fitted;
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
mod plain_text;
#[cfg(test)]
mod properties;
mod raised;
mod references;
mod rules;
mod sanitise;
mod setter;
mod survey;
mod tables;
mod tags;
#[cfg(test)]
mod tests;
mod typography;
mod wording;
mod writer;

use std::borrow::Cow;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

pub use block_list::Blocks;
pub use body::{Blank, Block, BlockKind, Body, Container, Cut, Extent, Heading, Hole, Reference, ReferenceKind};
pub use plain_text::PlainText;
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
    /// Tell the words of code apart.
    pub highlighting: bool,
    /// What a level-1 heading that opens the text is.
    pub leading_heading: LeadingHeading,
}

/// What a level-1 heading that opens the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LeadingHeading {
    /// The page's title: it is not in the body.
    #[default]
    Title,
    /// A heading like others, because the page has another title.
    Section,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            language: "fr".into(),
            typography: true,
            narrow_spaces: false,
            trust_html: false,
            highlighting: true,
            leading_heading: LeadingHeading::Title,
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
pub fn parse(file: &Arc<SourceFile>, start: usize, options: &Options, problems: &mut Vec<Diagnostic>) -> Parsed {
    let Some(text) = file.text() else {
        return Parsed::default();
    };
    let start = text.floor_char_boundary(start);
    let lines = lines::Lines::new(text, start);
    if let Err(refusal) = limits::check(text, start, &lines) {
        problems.push(Diagnostic::new(refusal.problem, file, refusal.span));
        return Parsed::default();
    }
    let arena = comrak::Arena::with_capacity(256);
    let survey = survey::Survey::of(&text[start..]);
    let masked = if survey.containers { fences::mask(&text[start..]) } else { Cow::Borrowed(&text[start..]) };
    let root = dialect::tree(&arena, &masked, survey);
    let is_masked = matches!(masked, Cow::Owned(_));
    writer::Writer::new(file, text, start, lines, options, problems).write(root, survey, is_masked)
}
