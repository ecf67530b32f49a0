//! Which Markdown we read: comrak's options, less what a text does not hold.
//!
//! Superscript is not comrak's: its `^` pairs across words, so that `2^e … 3^e` would raise all that stands between;
//! `typography` reads `^er^`, `^{er}` and `^e` in the words themselves.

use std::sync::LazyLock;

use comrak::nodes::Node;
use comrak::{Arena, parse_document};

use super::survey::Survey;

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

/// Parses `text`, which holds nothing that `survey` excludes, into `arena`.
pub(super) fn tree<'a>(arena: &'a Arena<'a>, text: &str, survey: Survey) -> Node<'a> {
    let mut options = OPTIONS.clone();
    let extension = &mut options.extension;
    extension.autolink = survey.addresses;
    extension.description_lists = survey.descriptions;
    extension.block_directive = survey.containers;
    extension.footnotes = survey.notes;
    extension.inline_footnotes = survey.notes;
    extension.table = survey.tables;
    extension.tasklist = survey.tasks;
    parse_document(arena, text, &options)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::blanks::possible_outside_brackets;
    use crate::markdown::properties::markdown;

    /// The tree as text, with places.
    fn shown(text: &str, survey: Survey) -> String {
        let arena = Arena::new();
        let mut options = OPTIONS.clone();
        options.render.sourcepos = true;
        let mut out = String::new();
        comrak::format_xml(tree(&arena, text, survey), &options, &mut out).expect("a String takes all");
        out
    }

    proptest::proptest! {
        #[test]
        fn what_a_text_does_not_hold_is_not_missed(text in markdown()) {
            let survey = Survey::of(&text);
            proptest::prop_assert_eq!(shown(&text, survey), shown(&text, Survey::ALL));
            let arena = Arena::new();
            for node in tree(&arena, &text, survey).descendants() {
                if let Some(words) = node.data().value.text() {
                    proptest::prop_assert!(survey.blanks || !possible_outside_brackets(words), "{words:?}");
                }
            }
        }
    }
}
