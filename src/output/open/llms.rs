//! `llms.txt` and `llms-full.txt` (llmstxt.org): the contents, and the texts one after the other, in Markdown.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::render::{self, Engine, Scope};
use crate::site::{DataFile, Generated, PageId, Site};

use super::columns::address;

/// Bytes of texts in `llms-full.txt`: about a million tokens, more than any reader of it takes. The pages beyond are
/// listed at its end.
const FULL: usize = 4 << 20;

/// The title, what the site is, its licence.
fn head(site: &Site, out: &mut String) {
    let config = &site.config;
    let _ = writeln!(out, "# {}\n", one_line(&config.title));
    if !config.description.is_empty() {
        let _ = writeln!(out, "> {}\n", one_line(&config.description));
    }
    if let Some(licence) = &config.licence {
        let credits = address(site, &Generated::Credits.url());
        let _ = writeln!(out, "Licence : {} ([crédits]({credits}))\n", licence.value);
    }
}

/// Published sheets by section, in the order of the site's own lists: those beside the sections come last.
fn groups(site: &Site) -> Vec<(String, Vec<PageId>)> {
    let mut groups = Vec::new();
    for top in &site.root().sections {
        let mut pages = Vec::new();
        let mut waiting = vec![*top];
        while let Some(at) = waiting.pop() {
            let section = site.section(at);
            pages.extend_from_slice(&section.pages);
            waiting.extend(section.sections.iter().rev());
        }
        if !pages.is_empty() {
            groups.push((site.section(*top).title.clone(), pages));
        }
    }
    let beside = &site.root().pages;
    if !beside.is_empty() {
        // What llms.txt calls the part that may be left out.
        groups.push(("Optional".to_owned(), beside.clone()));
    }
    groups
}

/// `llms.txt`.
pub(super) fn contents(site: &Site) -> String {
    let mut out = String::with_capacity(site.pages.len() * 200 + 512);
    head(site, &mut out);
    for (title, pages) in groups(site) {
        let _ = writeln!(out, "## {}\n", one_line(&title));
        for page in pages {
            entry(site, page, &mut out);
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn entry(site: &Site, id: PageId, out: &mut String) {
    let page = site.page(id);
    let url = site.markdown_of(id).unwrap_or_else(|| page.url.clone());
    let title = one_line(&page.title).replace('[', "\\[").replace(']', "\\]");
    let _ = write!(out, "- [{title}]({})", address(site, &url));
    if let Some(summary) = &site.document(page.document).meta.summary {
        let _ = write!(out, ": {}", one_line(&summary.value));
    }
    out.push('\n');
}

/// `llms-full.txt`.
pub(super) fn full(site: &Arc<Site>, engine: &Arc<Engine>) -> String {
    // Reserved at once: four megabytes that grow by doubling are copied, and touched anew, each time.
    let texts: usize = site.published().map(|(id, _)| site.document_of(id).file.text().map_or(0, str::len)).sum();
    let mut out = String::with_capacity(texts.min(FULL) + site.pages.len() * 256 + 4096);
    head(site, &mut out);
    let scope = Scope::new(site, engine, DataFile::LlmsFull.url(), &site.config.language);
    let pages: Vec<PageId> = groups(site).into_iter().flat_map(|(_, pages)| pages).collect();
    let mut pages = pages.into_iter();
    for id in pages.by_ref() {
        let page = site.page(id);
        out.push_str("---\n\n");
        let text = render::blank_document(&scope, id);
        let (title, rest) = text.split_once('\n').unwrap_or((&text, ""));
        let _ = writeln!(out, "{title}\n\nAdresse : {}", address(site, &page.url));
        if let Some(date) = page.updated {
            let _ = writeln!(out, "Mise à jour : {date}");
        }
        if let Some(licence) = site.licence_of(id) {
            let _ = writeln!(out, "Licence : {licence}");
        }
        let _ = writeln!(out, "\n{}\n", rest.trim());
        if out.len() > FULL {
            break;
        }
    }
    let rest: Vec<PageId> = pages.collect();
    if !rest.is_empty() {
        out.push_str("---\n\n## Autres pages\n\n");
        for page in rest {
            entry(site, page, &mut out);
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// `text` with one space between its words, as most texts have.
fn one_line(text: &str) -> Cow<'_, str> {
    let mut after_space = true;
    let folded = text.chars().all(|c| {
        let space = c.is_whitespace();
        let kept = !space || (c == ' ' && !after_space);
        after_space = space;
        kept
    });
    if folded && !after_space {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn one_space_between_words(text in "[aé \t\n\u{a0}\u{202f}]{0,12}") {
            let expected = text.split_whitespace().collect::<Vec<_>>().join(" ");
            proptest::prop_assert_eq!(one_line(&text), expected);
        }
    }
}
