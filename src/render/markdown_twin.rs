//! The Markdown published beside each page: canonical front matter, the text with its links leading to the published
//! Markdown and files.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::content::COMMON_KEYS;
use crate::diagnostic::fold_key;
use crate::sheet::{self, Filling};
use crate::site::{DocumentId, INCLUDED_DEPTH, INCLUDED_LIMIT, PageId, Site, Target};
use crate::source::UrlPath;
use crate::value::{Node, Table, Value};

use super::Scope;

/// The Markdown of a page, self-sufficient: what it includes is in it.
pub fn markdown_twin(scope: &Arc<Scope>, id: PageId) -> String {
    let site = &scope.site;
    let page = site.page(id);
    let document = site.document(page.document);
    let mut out = String::with_capacity(document.file.text().map_or(0, str::len) + 512);
    out.push_str("---\n");
    front_matter(site, id, &mut out);
    out.push_str("---\n\n");
    text(scope, page.document, None, &mut vec![page.document], &mut 0, &mut out);
    while out.ends_with("\n\n") {
        out.pop();
    }
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// The document of a template, without front matter: what its reader fills in.
pub fn blank_document(scope: &Arc<Scope>, id: PageId) -> String {
    document(scope, id, None)
}

/// The document of a template with its blanks filled by the file beside its page; a blank without value stays.
pub fn filled_document(scope: &Arc<Scope>, id: PageId) -> String {
    document(scope, id, sheet::filling(&scope.site, id).as_ref())
}

fn document(scope: &Arc<Scope>, id: PageId, filling: Option<&Filling>) -> String {
    let page = scope.site.page(id);
    let mut out = format!("# {}\n\n", page.title);
    text(scope, page.document, filling, &mut vec![page.document], &mut 0, &mut out);
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

/// Keys under their canonical names, in the order of the manual; what the site knows is spelled out.
fn front_matter(site: &Site, id: PageId, out: &mut String) {
    let page = site.page(id);
    let document = site.document(page.document);
    let kind = &site.config.kinds.kinds[page.kind];
    let entries = &document.front.table.entries;
    let keys: Vec<String> = entries.iter().map(|entry| fold_key(&entry.key)).collect();
    let _ = writeln!(out, "titre: {}", scalar(&page.title));
    let _ = writeln!(out, "type: {}", kind.name);
    for names in COMMON_KEYS {
        let canonical = names[0];
        if matches!(canonical, "titre" | "type" | "draft") {
            continue;
        }
        let written = keys.iter().position(|key| names.contains(&key.as_str())).map(|at| &entries[at]);
        match (canonical, written) {
            ("statut", _) => {
                let _ = writeln!(out, "statut: {}", document.meta.status.name());
            }
            ("publie_le", _) => date(out, "publie_le", page.published),
            ("mis_a_jour_le", _) => date(out, "mis_a_jour_le", document.meta.updated),
            ("relu_le", _) => date(out, "relu_le", document.meta.reviewed),
            ("a_revoir_le", _) => date(out, "a_revoir_le", document.meta.review_on),
            ("licence", _) => {
                if let Some(licence) = site.licence_of(id) {
                    let _ = writeln!(out, "licence: {}", scalar(licence));
                }
            }
            (_, Some(entry)) => pair(out, canonical, &entry.node, 0),
            (_, None) => {}
        }
    }
    for entry in &document.meta.rest {
        pair(out, &fold_key(&entry.key), &entry.node, 0);
    }
}

fn date(out: &mut String, key: &str, date: Option<jiff::civil::Date>) {
    if let Some(date) = date {
        let _ = writeln!(out, "{key}: {date}");
    }
}

/// One key and its value as block YAML.
fn pair(out: &mut String, key: &str, node: &Node, indent: usize) {
    let pad = " ".repeat(indent);
    match &node.value {
        Value::List(items) if items.is_empty() => {
            let _ = writeln!(out, "{pad}{key}: []");
        }
        Value::List(items) => {
            let _ = writeln!(out, "{pad}{key}:");
            for item in items {
                element(out, item, indent + 2);
            }
        }
        Value::Table(table) if !table.entries.is_empty() => {
            let _ = writeln!(out, "{pad}{key}:");
            entries(out, table, indent + 2);
        }
        value => {
            let _ = writeln!(out, "{pad}{key}: {}", flat(value));
        }
    }
}

fn entries(out: &mut String, table: &Table, indent: usize) {
    for entry in &table.entries {
        pair(out, &scalar(&entry.key), &entry.node, indent);
    }
}

fn element(out: &mut String, node: &Node, indent: usize) {
    let pad = " ".repeat(indent);
    match &node.value {
        Value::Table(table) if !table.entries.is_empty() => {
            let mut inner = String::new();
            entries(&mut inner, table, indent + 2);
            // The first key stands on the dash's line.
            let _ = write!(out, "{pad}- {}", inner.trim_start());
        }
        Value::List(items) if !items.is_empty() => {
            let _ = writeln!(out, "{pad}-");
            for item in items {
                element(out, item, indent + 2);
            }
        }
        value => {
            let _ = writeln!(out, "{pad}- {}", flat(value));
        }
    }
}

fn flat(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Boolean(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        Value::Text(text) => scalar(text),
        Value::Date(date) => date.to_string(),
        Value::List(_) => "[]".into(),
        Value::Table(_) => "{}".into(),
    }
}

/// A text as a YAML scalar: plain when nothing in it could be read otherwise, else between double quotes.
fn scalar(text: &str) -> String {
    let plain = !text.is_empty()
        && text == text.trim()
        && text.starts_with(|c: char| c.is_alphabetic())
        && !text.contains([':', '#', '\n', '\t', '"', '\\', '{', '}', '[', ']', ','])
        && !text.chars().any(char::is_control)
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n"
        );
    if plain { text.to_owned() } else { serde_json::to_string(text).unwrap_or_default() }
}

/// A document's text with links rewritten and includes replaced by what they include.
fn text(
    scope: &Arc<Scope>,
    id: DocumentId,
    filling: Option<&Filling>,
    chain: &mut Vec<DocumentId>,
    included: &mut usize,
    out: &mut String,
) {
    let site = &scope.site;
    let document = site.document(id);
    let source = document.file.text().unwrap_or("");
    let start = document.front.span.end as usize;
    let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    for (reference, link) in document.body.references.iter().zip(&site.links[id.index()]) {
        let range = reference.span.range();
        if reference.exact
            && range.start >= start
            && matches!(reference.kind, crate::markdown::ReferenceKind::Link | crate::markdown::ReferenceKind::Image)
            && let Some(target) = destination(scope, &link.target)
        {
            edits.push((range, target));
        }
    }
    for blank in filling.map_or(&[][..], |_| &document.body.blanks) {
        if let Some(value) = filling.and_then(|filling| filling.value(blank)) {
            edits.push((blank.span.range(), plain(value)));
        }
    }
    for container in &document.body.containers {
        let Some(reference) = container.reference.filter(|_| container.name == "inclure") else { continue };
        let Target::Document(next) = site.links[id.index()][reference as usize].target else { continue };
        *included = included.saturating_add(site.include_cost(next));
        if chain.contains(&next) || chain.len() > INCLUDED_DEPTH || *included > INCLUDED_LIMIT {
            continue;
        }
        let mut inner = String::new();
        chain.push(next);
        text(scope, next, filling, chain, included, &mut inner);
        chain.pop();
        let span = document.body.blocks[container.block as usize].span.range();
        edits.retain(|(range, _)| range.end <= span.start || range.start >= span.end);
        edits.push((span, inner.trim_end().to_owned()));
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut at = start;
    for (range, replacement) in edits {
        if range.start < at || range.end > source.len() {
            continue;
        }
        out.push_str(if at == start {
            source[at..range.start].trim_start_matches('\n')
        } else {
            &source[at..range.start]
        });
        out.push_str(&replacement);
        at = range.end;
    }
    out.push_str(if at == start { source[at..].trim_start_matches('\n') } else { &source[at..] });
}

/// A value as Markdown that says its very words, on one line wherever it stands: in a table, a heading, a list.
fn plain(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for (at, line) in value.lines().enumerate() {
        if at > 0 {
            out.push_str("<br>");
        }
        // At the start of a line, what would make a heading, a quotation or a list.
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let signs: &[char] = if digits > 0 { &['.', ')'] } else { &['#', '-', '+', '>', '=', ':'] };
        let marker = line[digits..].starts_with(signs).then_some(digits);
        for (place, c) in line.char_indices() {
            let before = line[..place].chars().next_back();
            let after = line[place + c.len_utf8()..].chars().next();
            let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let inside = match c {
                '\\' | '*' | '`' | '[' | ']' | '|' | '~' | '$' | '{' => true,
                // Inside a word it is only itself.
                '_' => !(word(before) && word(after)),
                '&' => word(after) || after == Some('#'),
                '<' => word(after) || matches!(after, Some('/' | '!' | '?')),
                _ => false,
            };
            if inside || marker == Some(place) {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

/// Where a link of the published Markdown leads: pages to their Markdown, files to themselves.
fn destination(scope: &Arc<Scope>, target: &Target) -> Option<String> {
    let site = &scope.site;
    let relative = |url: &UrlPath, fragment: &Option<String>| {
        let fragment = fragment.as_ref().map_or(String::new(), |fragment| format!("#{fragment}"));
        format!("{}{fragment}", url.relative_to(&scope.from, false))
    };
    match target {
        Target::Page { page, fragment } => Some(relative(&site.markdown_of(*page)?, fragment)),
        Target::Place { place, fragment } => Some(relative(&scope.path_of(*place), fragment)),
        _ => None,
    }
}
