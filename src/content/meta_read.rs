//! Reads the common keys of a front matter.
//!
//! Never says that one is missing: only the site knows what a page is.

use std::sync::Arc;

use crate::config::{Status, keys, language_tag};
use crate::diagnostic::{Diagnostic, Expected, KeyContext, Problem, fold_key};
use crate::source::SourceFile;
use crate::value::{Entry, Node, Reader, Spanned, Table, Value};

use super::{History, ImageEntry, Meta, Source, Usage};

/// Characters of a summary, at most: search engines and cards cut longer ones.
pub const SUMMARY_LIMIT: usize = 300;

const USAGES: &[(Usage, &[&str])] = &[
    (Usage::Reproduction, &["reproduction", "reproduit"]),
    (Usage::Adaptation, &["adaptation", "adapte"]),
    (Usage::Citation, &["citation", "consultation", "quotation"]),
];

impl Meta {
    /// The common keys of `table`, the front matter of `file`; every other entry is in [`Meta::rest`].
    pub fn read(table: &Table, file: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) -> Self {
        let mut reader = Reader::new(table, file, KeyContext::FrontMatter, problems);
        let reader = &mut reader;
        let mut meta = Meta {
            title: reader.text(keys::TITLE),
            kind: reader.text(keys::KIND),
            pages_kind: reader.text(keys::PAGES_KIND),
            summary: reader.text(keys::SUMMARY),
            status: read_status(reader),
            version: reader.plain_text(keys::VERSION),
            history: read_history(reader),
            published: reader.date(keys::PUBLISHED_ON),
            updated: reader.date(keys::UPDATED_ON),
            reviewed: reader.date(keys::REVIEWED_ON),
            review_in: reader.period(keys::REVIEW_IN),
            review_on: reader.date(keys::REVIEW_ON),
            owner: reader.plain_text(keys::OWNER),
            authors: read_people(reader, keys::AUTHORS),
            contributors: read_people(reader, keys::CONTRIBUTORS),
            licence: reader.text(keys::LICENCE),
            derogation: reader.plain_text(keys::DEROGATION),
            sources: read_sources(reader),
            related: reader.texts(keys::RELATED),
            replaces: reader.texts(keys::REPLACES),
            replaced_by: reader.text(keys::REPLACED_BY),
            aliases: reader.texts(keys::ALIASES),
            images: read_images(reader),
            language: read_language(reader),
            translation_of: reader.text(keys::TRANSLATION_OF),
            image: read_image(reader),
            weight: reader.integer(keys::WEIGHT),
            slug: reader.text(keys::SLUG),
            url: reader.text(keys::URL),
            template: reader.text(keys::TEMPLATE),
            extra: reader.table(keys::EXTRA).cloned().unwrap_or_default(),
            rest: Vec::new(),
            taxonomies_at: 0,
        };
        if let Some(summary) = &meta.summary {
            let length = summary.value.chars().count();
            if length > SUMMARY_LIMIT {
                let limit = SUMMARY_LIMIT;
                reader.report(Problem::LongSummary { length, limit }, summary.span);
            }
        }
        // Zola keeps its taxonomies in a table of their own.
        let taxonomies = reader.table(keys::TAXONOMIES);
        meta.rest = reader.unread().cloned().collect();
        meta.taxonomies_at = meta.rest.len();
        meta.rest.extend(taxonomies.into_iter().flat_map(|table| table.entries.iter().cloned()));
        meta
    }
}

/// `statut`, and what other generators have for it: `draft`, `published`.
fn read_status(reader: &mut Reader<'_, '_>) -> Status {
    let written = reader.take(keys::STATUS).filter(|entry| !entry.node.is_empty());
    let status = written.map(|entry| {
        let text = reader.as_text(&entry.key, &entry.node);
        let status = text.and_then(|text| reader.choose(&entry.key, &text, Status::WORDS));
        status.unwrap_or(Status::Draft)
    });
    let draft = read_draft(reader);
    match (status, draft) {
        (Some(status), Some((entry, draft))) if draft == status.published() => {
            let key = written.map_or_else(String::new, |written| written.key.clone());
            let alias = entry.key.clone();
            reader.report(Problem::Disagreement { key, alias }, entry.key_span);
            if draft { Status::Draft } else { status }
        }
        (Some(status), _) => status,
        (None, Some((_, true))) => Status::Draft,
        (None, _) => Status::default(),
    }
}

/// Whether `draft` or `published` says that the sheet is a draft.
fn read_draft<'t>(reader: &mut Reader<'t, '_>) -> Option<(&'t Entry, bool)> {
    let draft = reader.take(keys::DRAFT).map(|entry| {
        // Unreadable, it is one: nothing is published by mistake.
        let draft = reader.as_boolean(&entry.key, &entry.node).unwrap_or(true);
        (entry, draft)
    });
    let published = reader.take(keys::PUBLISHED).and_then(|entry| match entry.node.value {
        Value::Boolean(published) => Some((entry, !published)),
        // Elsewhere it is a date, which is `publie_le` here.
        _ => {
            let key = entry.key.clone();
            reader.report(Problem::ForeignKey { key }, entry.key_span);
            None
        }
    });
    draft.filter(|(_, draft)| *draft).or(published).or(draft)
}

fn read_language(reader: &mut Reader<'_, '_>) -> Option<Spanned<String>> {
    let entry = reader.take(keys::LANGUAGE)?;
    let text = reader.as_text(&entry.key, &entry.node)?;
    match language_tag(&text.value) {
        Some(value) => Some(Spanned { value, span: text.span }),
        None => {
            reader.wrong(&entry.key, &entry.node, Expected::LanguageTag, None);
            None
        }
    }
}

/// Names; each may be a table with more about the person, of which the name is kept.
fn read_people<'t>(reader: &mut Reader<'t, '_>, names: &[&'t str]) -> Vec<String> {
    let mut people = Vec::new();
    for (key, node) in reader.items(names) {
        let person = match &node.value {
            Value::Table(table) => reader.nested(table).plain_text(&["nom", "name"]),
            _ => reader.as_text(key, node).map(|text| text.value),
        };
        people.extend(person);
    }
    people
}

fn read_history(reader: &mut Reader<'_, '_>) -> Vec<History> {
    let mut history = Vec::new();
    for (key, node) in reader.items(keys::HISTORY) {
        if !matches!(node.value, Value::Table(_)) {
            history.extend(reader.as_text(key, node).map(|text| History { note: text.value, ..History::default() }));
            continue;
        }
        let Some(table) = reader.as_table(key, node) else {
            continue;
        };
        let mut line = reader.nested(table);
        history.push(History {
            version: line.plain_text(&["version"]),
            date: line.date(&["date", "le"]),
            note: line.plain_text(&["note", "notes", "description", "changement"]).unwrap_or_default(),
        });
        line.finish();
    }
    history
}

fn read_sources(reader: &mut Reader<'_, '_>) -> Vec<Source> {
    let mut sources = Vec::new();
    for (key, node) in reader.items(keys::SOURCES) {
        if !matches!(node.value, Value::Table(_)) {
            sources.extend(reader.as_text(key, node).map(plain_source));
            continue;
        }
        let Some(table) = reader.as_table(key, node) else {
            continue;
        };
        let mut source = reader.nested(table);
        sources.push(Source {
            title: source.plain_text(&["titre", "title", "nom", "name"]).unwrap_or_default(),
            author: joined(read_people(&mut source, &["auteur", "auteurs", "author", "authors"])),
            url: source.text(&["url", "lien", "link", "adresse"]),
            licence: source.text(&["licence", "license"]),
            usage: source.one_of(&["usage"], USAGES).map(|usage| usage.value).unwrap_or_default(),
            modifications: source.plain_text(&["modifications", "modification"]),
            derogation: source.plain_text(keys::DEROGATION),
            consulted: source.date(&["consulte_le", "consultee_le", "accessed"]),
            span: node.span,
        });
        source.finish();
    }
    sources
}

/// A source given as one text: an address, or words.
fn plain_source(text: Spanned<String>) -> Source {
    let span = text.span;
    let address = text.value.starts_with("https://") || text.value.starts_with("http://");
    if address && !text.value.contains(char::is_whitespace) {
        return Source { url: Some(text), span, ..Source::default() };
    }
    Source { title: text.value, span, ..Source::default() }
}

fn joined(names: Vec<String>) -> Option<String> {
    (!names.is_empty()).then(|| names.join(", "))
}

const FILE: &[&str] = &["fichier", "file", "chemin", "path", "src", "image"];

/// `images`: a table by file, or a list of tables that name theirs.
fn read_images(reader: &mut Reader<'_, '_>) -> Vec<ImageEntry> {
    let Some(entry) = reader.take(keys::IMAGES) else {
        return Vec::new();
    };
    let named = |table: &Table| {
        let mut keys = table.entries.iter().map(|entry| fold_key(&entry.key));
        keys.any(|key| FILE.contains(&key.as_str()))
    };
    match &entry.node.value {
        Value::Table(table) if !named(table) => {
            let files = table.entries.iter();
            files.filter_map(|file| image_of_file(reader, file)).collect()
        }
        Value::List(items) => {
            let images = items.iter();
            images.filter_map(|item| image_entry(reader, &entry.key, item)).collect()
        }
        _ => image_entry(reader, &entry.key, &entry.node).into_iter().collect(),
    }
}

/// `nom.png: {alt: …}`, or `nom.png: alternative`.
fn image_of_file<'t>(reader: &mut Reader<'t, '_>, entry: &'t Entry) -> Option<ImageEntry> {
    let file = Spanned { value: entry.key.clone(), span: entry.key_span };
    match &entry.node.value {
        Value::Table(table) => Some(image_table(reader, table, Some(file))),
        Value::Null => Some(ImageEntry { file, ..ImageEntry::default() }),
        _ => {
            let alt = reader.as_text(&entry.key, &entry.node)?;
            Some(ImageEntry { file, alt: Some(alt.value), ..ImageEntry::default() })
        }
    }
}

/// A path, or a table that holds one.
fn image_entry<'t>(reader: &mut Reader<'t, '_>, key: &str, node: &'t Node) -> Option<ImageEntry> {
    let Value::Table(table) = &node.value else {
        let file = reader.as_text(key, node)?;
        return Some(ImageEntry { file, ..ImageEntry::default() });
    };
    let image = image_table(reader, table, None);
    if image.file.value.is_empty() {
        reader.wrong("fichier", node, Expected::Text, None);
        return None;
    }
    Some(image)
}

fn image_table<'t>(reader: &mut Reader<'t, '_>, table: &'t Table, file: Option<Spanned<String>>) -> ImageEntry {
    let mut image = reader.nested(table);
    let entry = ImageEntry {
        file: file.or_else(|| image.text(FILE)).unwrap_or_default(),
        alt: image.plain_text(&["alt", "alternative"]),
        author: joined(read_people(&mut image, &["auteur", "auteurs", "author", "credit"])),
        source: image.plain_text(&["source", "url"]),
        licence: image.text(&["licence", "license"]),
        derogation: image.plain_text(keys::DEROGATION),
        caption: image.plain_text(&["legende", "caption"]),
        decorative: image.boolean(&["decorative", "decoratif"]).unwrap_or(false),
    };
    image.finish();
    entry
}

fn read_image(reader: &mut Reader<'_, '_>) -> Option<ImageEntry> {
    let entry = reader.take(keys::IMAGE)?;
    image_entry(reader, &entry.key, &entry.node)
}

#[cfg(test)]
mod tests;
