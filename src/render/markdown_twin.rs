//! The Markdown published beside each page: canonical front matter, the text with its links leading to the published
//! Markdown and files.

mod front_matter;
mod yaml;

use std::sync::Arc;

use crate::markdown::{Reference, ReferenceKind};
use crate::sheet::{self, Filling};
use crate::site::{DocumentId, INCLUDED_DEPTH, INCLUDED_LIMIT, PageId, Site, Target};
use crate::source::{UrlPath, scratch};

use super::Scope;

/// The Markdown of a page, self-sufficient: what it includes is in it.
pub fn markdown_twin(scope: &Arc<Scope>, id: PageId) -> String {
    let site = &scope.site;
    let page = site.page(id);
    let document = site.document(page.document);
    let mut out = scratch::text(document.file.text().map_or(0, str::len) + 512);
    out.push_str("---\n");
    front_matter::write(scope, id, &mut out);
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
    let mut out = String::with_capacity(scope.site.document(page.document).file.text().map_or(0, str::len) + 512);
    for part in ["# ", &page.title, "\n\n"] {
        out.push_str(part);
    }
    text(scope, page.document, filling, &mut vec![page.document], &mut 0, &mut out);
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
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
    for (reference, link) in document.body.references.iter().zip(site.links[id.index()].iter()) {
        let range = reference.span.range();
        if range.start < start || reference.kind == ReferenceKind::Include {
            continue;
        }
        let Some(target) = destination(scope, &link.target) else { continue };
        if !reference.exact {
            edits.extend(inline_link(source, reference, target).map(|inline| (range, inline)));
            continue;
        }
        edits.push(match reference.kind {
            ReferenceKind::Wiki => plain_link(site, source, reference, &link.target, target),
            _ => (range, target),
        });
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
        let span = document.body.blocks.at(container.block).span.range();
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

/// A wikilink as every Markdown has links; inside a table, where `\\|` stands before its words, its path is enough.
fn plain_link(
    site: &Site,
    source: &str,
    reference: &Reference,
    target: &Target,
    destination: String,
) -> (std::ops::Range<usize>, String) {
    let range = reference.span.range();
    let opened = source[..range.start].ends_with("[[") && !source[..range.start].ends_with("![[");
    let close = source[range.end..].find("]]").map(|at| range.end + at);
    let (true, Some(close)) = (opened, close) else { return (range, destination) };
    let inside = &source[range.end..close];
    if inside.contains(['\\', '\n']) {
        return (range.start..close - inside.len() + inside.find('\\').unwrap_or(0), destination);
    }
    let words = match inside.split_once('|') {
        Some((_, words)) => escaped(words.trim()),
        None => match target {
            Target::Page { page, .. } => escaped(&site.page(*page).title),
            _ => escaped(&reference.target),
        },
    };
    (range.start - 2..close + 2, format!("[{words}]({destination})"))
}

/// `[words][label]` with its destination in it: the definition of the label is anywhere, and may serve several pages.
fn inline_link(source: &str, reference: &Reference, destination: String) -> Option<String> {
    let written = source.get(reference.span.range())?;
    let opening = if written.starts_with("![") { 2 } else { 1 };
    written.strip_prefix('!').unwrap_or(written).starts_with('[').then_some(())?;
    let mut depth = 1;
    let mut escaped = false;
    let close = written.char_indices().skip(opening).find_map(|(at, c)| {
        match c {
            _ if escaped => {}
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        (depth == 0).then_some(at)
    })?;
    let title = match reference.title.as_str() {
        "" => String::new(),
        title => format!(" \"{}\"", title.replace('\\', "\\\\").replace('"', "\\\"")),
    };
    Some(format!("{}]({destination}{title})", &written[..close]))
}

/// A title as the words of a link: what Markdown would read in it is plain.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        if matches!(c, '\\' | '[' | ']' | '*' | '_' | '`' | '<' | '&' | '~' | '^' | '$' | '!' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Where a link of the published Markdown leads: pages to their Markdown, files to themselves.
fn destination(scope: &Arc<Scope>, target: &Target) -> Option<String> {
    let site = &scope.site;
    let relative = |url: &UrlPath, fragment: &Option<String>| {
        let mut link = url.relative_to(&scope.from, false);
        if let Some(fragment) = fragment {
            link.push('#');
            link.push_str(fragment);
        }
        link
    };
    match target {
        Target::Page { page, fragment } => Some(relative(&site.markdown_of(*page)?, fragment)),
        Target::Place { place, fragment } => Some(relative(&scope.path_of(*place), fragment)),
        _ => None,
    }
}
