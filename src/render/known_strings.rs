//! `{{ t("key") }}` replaced by its text before a template is compiled.
//!
//! A page asks for some fifty strings by their key alone, and each call costs ten times the writing of its text. What is
//! replaced is what would be printed, nothing else: a string that asks for arguments, a template that changes escaping,
//! a theme that gives `t` another meaning keep their calls. Never moves a line, and knows where each byte stood.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::site::{Theme, ThemeString};
use crate::source::SourceFile;

use super::engine::escape;

/// The texts of a theme's templates with their strings in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    texts: BTreeMap<String, Text>,
}

/// One template.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Text {
    text: String,
    places: Vec<Place>,
}

/// A call and what stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    /// In the file.
    call: Range<usize>,
    /// In the text that is compiled.
    text: Range<usize>,
}

impl Known {
    /// The templates of `theme` with their strings in `language`.
    pub fn new(theme: &Theme, language: &str) -> Self {
        let files = || theme.templates.iter().map(|(name, file)| (name, file.text().unwrap_or("")));
        // What a template sets, those that it includes see.
        let other = files().any(|(_, text)| rebinds(text));
        let string = |key: &str| match theme.string(language, key) {
            Some(ThemeString::Plain(text)) if !other => Some(text),
            _ => None,
        };
        let texts = files().map(|(name, text)| (name.clone(), replaced(text, |key| string(key).map(|text| &**text))));
        Known { texts: texts.collect() }
    }

    /// The templates of `theme` as they are written.
    pub fn as_written(theme: &Theme) -> Self {
        let text = |file: &SourceFile| Text { text: file.text().unwrap_or("").to_owned(), places: Vec::new() };
        Known { texts: theme.templates.iter().map(|(name, file)| (name.clone(), text(file))).collect() }
    }

    /// The names of the templates.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// What to compile for template `name`.
    pub fn text(&self, name: &str) -> Option<&str> {
        Some(&self.texts.get(name)?.text)
    }

    /// Where in its file is what is at `range` of the text compiled for template `name`.
    pub fn written(&self, name: &str, range: Range<usize>) -> Range<usize> {
        let places = self.texts.get(name).map_or(&[][..], |of| &of.places);
        let offset = |at: usize| match places.iter().rev().find(|place| place.text.start <= at) {
            Some(place) if at < place.text.end => place.call.start,
            Some(place) => at - place.text.end + place.call.end,
            None => at,
        };
        offset(range.start)..offset(range.end)
    }
}

/// The calls of `text` replaced by their strings.
fn replaced<'s>(text: &str, string: impl Fn(&str) -> Option<&'s str>) -> Text {
    let mut out = Text { text: String::with_capacity(text.len()), places: Vec::new() };
    let mut from = 0;
    // Inside these, a call would be printed otherwise, or not be one.
    let other =
        |tag: &str| matches!(tag.trim_matches(['-', '+']).split_whitespace().next(), Some("autoescape" | "raw"));
    if !tags(text).any(other) {
        for (at, opening) in text.match_indices("{{ t(\"") {
            let Some((key, _)) = text[at + opening.len()..].split_once("\") }}") else { continue };
            // Of another call, further on.
            if key.contains(['"', '{', '}', '\n', '\\']) {
                continue;
            }
            // A text that begins or ends with spaces would be trimmed with the tags beside it; one of several lines
            // would move those below.
            let fits = |text: &&str| !text.is_empty() && text.trim() == *text && !text.contains(['{', '}', '\n', '\r']);
            let Some(shown) = string(key).filter(fits) else { continue };
            out.text.push_str(&text[from..at]);
            let start = out.text.len();
            out.text.push_str(&escape(shown));
            from = at + opening.len() + key.len() + "\") }}".len();
            out.places.push(Place { call: at..from, text: start..out.text.len() });
        }
    }
    out.text.push_str(&text[from..]);
    out
}

/// What stands between `{%` and `%}`.
fn tags(text: &str) -> impl Iterator<Item = &str> {
    text.split("{%").skip(1).filter_map(|tag| Some(tag.split_once("%}")?.0))
}

/// Whether a template may give `t` another meaning: sets it, or names it in a loop, a macro, an import.
fn rebinds(text: &str) -> bool {
    tags(text).any(|tag| {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        tag.match_indices('t').any(|(at, _)| {
            let (before, after) = (&tag[..at], &tag[at + 1..]);
            let alone = !before.ends_with(word) && !after.starts_with(word);
            let part = before.ends_with(['.', '"', '\'']);
            let called = after.trim_start().starts_with('(') && !before.trim_end().ends_with("macro");
            alone && !part && !called
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(text: &str) -> Text {
        replaced(text, |key| match key {
            "a" => Some("L’« à » & <b>"),
            "n" => Some("{n} fiches"),
            "s" => Some(" "),
            _ => None,
        })
    }

    #[test]
    fn calls_by_key_alone_are_replaced() {
        let check = |text: &str, expected: &str| assert_eq!(known(text).text, expected, "{text}");
        check("<p>{{ t(\"a\") }}</p>", "<p>L’« à » &amp; &lt;b&gt;</p>");
        check("{{ t(\"n\") }}{{ t(\"s\") }}{{ t(\"z\") }}", "{{ t(\"n\") }}{{ t(\"s\") }}{{ t(\"z\") }}");
        check("{{ t(\"a\", n=1) }}{{ t(\"a\")|upper }}", "{{ t(\"a\", n=1) }}{{ t(\"a\")|upper }}");
        check("{{ t(\"a\" ~ x) }} {{ t(\"z\") }}", "{{ t(\"a\" ~ x) }} {{ t(\"z\") }}");
        check("{% raw %}{{ t(\"a\") }}{% endraw %}", "{% raw %}{{ t(\"a\") }}{% endraw %}");
    }

    #[test]
    fn places_are_those_of_the_file() {
        let text = "x {{ t(\"a\") }} {{ t(\"z\") }}\n{{ t(\"a\") }}{{ page.titel }}";
        let made = known(text);
        let known = Known { texts: [("p".to_owned(), made.clone())].into() };
        for word in ["x ", "t(\"z\")", "page.titel"] {
            let at = made.text.find(word).expect("in what is compiled");
            let place = known.written("p", at..at + word.len());
            assert_eq!(&text[place], word);
        }
    }

    #[test]
    fn another_meaning_of_t_is_seen() {
        let check = |text: &str, expected: bool| assert_eq!(rebinds(text), expected, "{text}");
        check("{% set t = 1 %}", true);
        check("{% for t in page.terms %}", true);
        check("{% macro t(key) %}", true);
        check("{% import \"x.html\" as t %}", true);
        check("{% set x = t(\"a\") %}{% if x.t %}{% set title = \"t\" %} y a-t-il", false);
    }
}
