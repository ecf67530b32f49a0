//! What some readers cannot follow, in English.

use crate::diagnostic::wording::{number, quote};
use crate::diagnostic::{AccessibilityFault, Language};

pub(super) fn title(fault: &AccessibilityFault) -> String {
    match fault {
        AccessibilityFault::VagueAlt { alt } => {
            format!("The text alternative {} does not say what the image shows", quote(alt))
        }
        AccessibilityFault::RepeatedAlt { alt } => {
            format!("Two different images have the same text alternative, {}", quote(alt))
        }
        AccessibilityFault::LongAlt { length, limit } => format!(
            "This text alternative has {} characters, more than {}",
            number(*length as u64, Language::English),
            number(*limit as u64, Language::English)
        ),
        AccessibilityFault::VagueLink { text } => format!("The text {} does not say where the link leads", quote(text)),
        AccessibilityFault::SameLinkText { text } => {
            format!("Two links of the page have the same text, {}, and lead to different places", quote(text))
        }
        AccessibilityFault::EmptyHeading { .. } => "This heading is empty".into(),
        AccessibilityFault::FakeHeading { text } => {
            format!("The paragraph in bold {} looks like a heading", quote(text))
        }
        AccessibilityFault::FakeList => "These lines that start with a bullet do not make a list".into(),
        AccessibilityFault::Language { written } => format!("{} is no language code", quote(written)),
        AccessibilityFault::Documents { count: 1 } => {
            "One office document is offered to download: is it accessible?".into()
        }
        AccessibilityFault::Documents { count } => format!(
            "{} office documents are offered to download on the site: are they accessible?",
            number(*count as u64, Language::English)
        ),
        AccessibilityFault::EmptyHeader { .. } => "This table lacks a column header".into(),
    }
}

pub(super) fn help(fault: &AccessibilityFault) -> String {
    match fault {
        AccessibilityFault::VagueAlt { .. } => "Say what a reader learns from the image, without “image of”: a screen reader already announces an image.",
        AccessibilityFault::RepeatedAlt { .. } => "Say in each what sets its image apart from the other.",
        AccessibilityFault::LongAlt { .. } => "Keep the essential in one sentence, and put the description in the text of the sheet: everybody will read it.",
        AccessibilityFault::VagueLink { .. } => "Name the page or the document: `[the sheet about reception](reception.md)` rather than `[here](reception.md)`.",
        AccessibilityFault::SameLinkText { .. } => "Give each the name of what it opens: a screen reader lists links away from their sentence.",
        AccessibilityFault::EmptyHeading { .. } => "Write its text after the `#`, or remove the line.",
        AccessibilityFault::FakeHeading { .. } => "Write it with `#`, one level below its part (`###` under a `##`). Bold text is neither in the table of contents nor in the navigation by headings.",
        AccessibilityFault::FakeList => "Start each line with `- `, after an empty line.",
        AccessibilityFault::Language { .. } => "Write a code of two or three letters: `en` for English, `es` for Spanish, `de` for German, `br` for Breton; a region comes after a hyphen, `en-GB`.",
        AccessibilityFault::Documents { .. } => "Publish its text as a sheet instead, or verify its headings, tables, language and the text alternatives of its images. This is told once for the whole site.",
        AccessibilityFault::EmptyHeader { .. } => "Write in the first row what each column holds; only the first header may stay empty.",
    }
    .into()
}
