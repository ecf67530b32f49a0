//! The glossary: terms defined in `::: lexique` containers, and where they appear in other texts.

use std::collections::HashMap;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::content::Document;
use crate::diagnostic::{Diagnostic, Problem};
use crate::markdown::Container;

use super::PageId;
use super::collation::{SortKey, sort_key};
use super::shape::Shape;

/// A defined term.
#[derive(Debug, Clone)]
pub struct GlossaryEntry {
    /// The term.
    pub term: String,
    /// Its acronym.
    pub acronym: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Its definition as text, first paragraph.
    pub definition: String,
    /// The page that defines it.
    pub page: PageId,
    /// Its `id` on that page.
    pub id: String,
    key: SortKey,
}

/// A term found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Which entry.
    pub entry: usize,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Every defined term, in French alphabetical order.
#[derive(Debug, Default)]
pub struct Glossary {
    /// The entries.
    pub entries: Vec<GlossaryEntry>,
    finder: Option<AhoCorasick>,
    patterns: Vec<(usize, String, bool)>,
}

/// The containers that define terms.
fn definitions(document: &Document) -> impl Iterator<Item = &Container> {
    document.body.containers.iter().filter(|container| container.name == "lexique" && !container.title.is_empty())
}

/// Whether a document that defines terms is in one list and not in the other; both have the same paths.
pub(super) fn changed(before: &[Arc<Document>], after: &[Arc<Document>]) -> bool {
    let mut changed = before.iter().zip(after).filter(|(before, after)| !Arc::ptr_eq(before, after));
    changed.any(|(before, after)| definitions(before).chain(definitions(after)).next().is_some())
}

/// Terms that are defined twice.
pub(super) fn problems(shape: &Shape, documents: &[Arc<Document>]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    gather(shape, documents, &mut problems);
    problems
}

/// Gathers the `lexique` containers of published pages.
fn gather(shape: &Shape, documents: &[Arc<Document>], problems: &mut Vec<Diagnostic>) -> Vec<GlossaryEntry> {
    let mut entries: Vec<GlossaryEntry> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (page, document) in shape.published().map(|(id, page)| (id, &documents[page.document.index()])) {
        for container in definitions(document) {
            let attribute = |names: &[&str]| {
                container
                    .attributes
                    .iter()
                    .find(|(key, _)| names.contains(&key.as_str()))
                    .map(|(_, value)| value.clone())
            };
            let key = container.title.to_lowercase();
            if let Some(first) = seen.get(&key) {
                let other: &GlossaryEntry = &entries[*first];
                let problem = Problem::DuplicateTerm {
                    term: container.title.clone(),
                    other: shape.head_of(other.page).file.path.to_string(),
                };
                problems.push(Diagnostic::new(problem, &document.file, container.span));
                continue;
            }
            seen.insert(key, entries.len());
            let definition = document
                .body
                .children(container.block)
                .map(|(_, block)| document.body.words(block).trim())
                .find(|words| !words.is_empty());
            entries.push(GlossaryEntry {
                acronym: attribute(&["sigle", "acronym"]),
                aliases: attribute(&["alias", "aussi", "aliases"])
                    .map(|list| {
                        list.split([',', ';']).map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
                    })
                    .unwrap_or_default(),
                definition: definition.unwrap_or("").replace('\n', " "),
                page,
                id: container.id.clone(),
                key: sort_key(&container.title),
                term: container.title.clone(),
            });
        }
    }
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    entries
}

/// The glossary of the published pages.
pub(super) fn glossary(shape: &Shape, documents: &[Arc<Document>]) -> Glossary {
    let entries = gather(shape, documents, &mut Vec::new());
    let mut patterns: Vec<(usize, String, bool)> = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        for name in [Some(&entry.term), entry.acronym.as_ref()].into_iter().flatten().chain(&entry.aliases) {
            // Acronyms are found as they are written only: « AMO », never « amo ».
            let exact = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
            patterns.push((at, html_form(name), exact));
            if name.contains('\'') {
                patterns.push((at, html_form(&name.replace('\'', "’")), exact));
            }
        }
    }
    let finder = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(patterns.iter().map(|(_, pattern, _)| pattern.as_str()))
        .ok();
    Glossary { finder: finder.filter(|_| !patterns.is_empty()), entries, patterns }
}

/// Names are looked for in HTML, where these are escaped.
fn html_form(name: &str) -> String {
    name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

impl Glossary {
    /// Whether no term is defined.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The terms that appear as whole words in `text`, left to right; a plural `s` or `x` is part of the mention.
    pub fn mentions<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Mention> + 'a {
        let found = self.finder.iter().flat_map(move |finder| finder.find_iter(text));
        found.filter_map(move |hit| {
            let (entry, pattern, exact) = &self.patterns[hit.pattern().as_usize()];
            if *exact && text[hit.range()] != **pattern {
                return None;
            }
            let before = text[..hit.start()].chars().next_back();
            let mut end = hit.end();
            if !*exact && text[end..].starts_with(['s', 'x']) {
                end += 1;
            }
            let after = text[end..].chars().next();
            let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '-' || c == '@');
            (!inside(before) && !inside(after)).then_some(Mention { entry: *entry, start: hit.start(), end })
        })
    }
}
