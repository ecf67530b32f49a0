//! Which Markdown we read: comrak's options, built once.
//!
//! Superscript is not comrak's: its `^` pairs across words, so that `2^e … 3^e` would raise all that stands between;
//! `typography` reads `^er^`, `^{er}` and `^e` in the words themselves.

use std::sync::LazyLock;

use comrak::nodes::Node;
use comrak::{Arena, parse_document};

static OPTIONS: LazyLock<comrak::Options<'static>> = LazyLock::new(|| {
    let mut options = comrak::Options::default();
    let extension = &mut options.extension;
    extension.strikethrough = true;
    extension.table = true;
    extension.autolink = true;
    extension.tasklist = true;
    extension.footnotes = true;
    extension.inline_footnotes = true;
    extension.description_lists = true;
    extension.alerts = true;
    extension.math_dollars = true;
    extension.wikilinks_title_after_pipe = true;
    extension.highlight = true;
    extension.block_directive = true;
    extension.header_attributes = true;
    extension.inline_code_attributes = true;
    extension.link_attributes = true;
    // Unused notes stay in the tree, to be told; the writer puts the used ones at the end itself.
    options.parse.leave_footnote_definitions = true;
    options
});

/// Parses `text` into `arena`.
pub(super) fn tree<'a>(arena: &'a Arena<'a>, text: &str) -> Node<'a> {
    parse_document(arena, text, &OPTIONS)
}
