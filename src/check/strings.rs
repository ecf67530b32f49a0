//! Strings that templates ask for and that no language of the theme has.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Problem};
use crate::site::Site;
use crate::source::{SourceFile, Span};

pub(super) fn check(site: &Site, problems: &mut Vec<Diagnostic>) {
    let languages: BTreeSet<&str> =
        site.pages.iter().filter(|page| page.visible).map(|page| page.language.as_str()).collect();
    let spoken = |tag: &str| {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        site.theme.languages.get(tag).or_else(|| site.theme.languages.get(primary))
    };
    let mut seen: BTreeSet<(String, &str)> = BTreeSet::new();
    for (name, file) in &site.theme.templates {
        if name.starts_with("theme/") || name.starts_with("classeur/") {
            continue;
        }
        for (key, span) in keys(file) {
            // A language without a table speaks French; one with a table is expected to be whole.
            let lacking =
                languages.iter().filter(|tag| spoken(tag).is_some_and(|table| !table.strings.contains_key(&key)));
            let nowhere = site.theme.string(&site.config.language, &key).is_none();
            for language in lacking.copied().chain(nowhere.then_some(site.config.language.as_str())) {
                if seen.insert((key.clone(), language)) {
                    problems.push(Diagnostic::new(
                        Problem::MissingString { key: key.clone(), language: language.to_owned() },
                        file,
                        span,
                    ));
                }
            }
        }
    }
}

/// Keys written as texts in `t("…")`.
fn keys(file: &Arc<SourceFile>) -> Vec<(String, Span)> {
    let text = file.text().unwrap_or("");
    let mut found = Vec::new();
    for (at, _) in text.match_indices("t(") {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '"' | '\'')) {
            continue;
        }
        let rest = &text[at + 2..];
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        let Some(end) = rest[1..].find(quote) else { continue };
        // A key made of parts (`t("statut-" ~ name)`) is not known here.
        let follows = rest[end + 2..].trim_start();
        if follows.starts_with([')', ',']) {
            found.push((rest[1..=end].to_owned(), Span::new(at + 3, at + 3 + end)));
        }
    }
    found
}
