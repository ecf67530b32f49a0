//! What a text does that some readers cannot follow: words of images and links, headings, lists, tables.
//!
//! Reads only what the document holds, once through; what needs the meaning of a text is a warning, for a person to judge.

use std::cell::LazyCell;

use crate::diagnostic::{AccessibilityFault, Diagnostic, Problem, Visibility};
use crate::markdown::{Block, BlockKind, Body, Reference, ReferenceKind};
use crate::site::{DocumentId, Link, Place, Site, Target};
use crate::source::Span;

/// An alternative text of more characters should be in the page.
const LONGEST_ALT: usize = 200;
/// A paragraph in bold of more characters is no heading.
const LONGEST_HEADING: usize = 80;

const EMPTY_ALTS: &[&str] = &[
    "image",
    "img",
    "photo",
    "photographie",
    "illustration",
    "logo",
    "schéma",
    "schema",
    "figure",
    "graphique",
    "visuel",
    "capture",
    "capture d'écran",
    "capture d’écran",
    "icône",
    "icone",
    "sans titre",
    "picture",
    "screenshot",
    "diagram",
    "chart",
    "icon",
    "untitled",
];
const EMPTY_STARTS: &[&str] = &[
    "image de ",
    "image d’",
    "image d'",
    "photo de ",
    "photo d’",
    "photo d'",
    "image of ",
    "photo of ",
    "picture of ",
];
const VAGUE_LINKS: &[&str] = &[
    "ici",
    "cliquez ici",
    "cliquer ici",
    "clic ici",
    "lire la suite",
    "la suite",
    "en savoir plus",
    "plus d’infos",
    "plus d'infos",
    "lien",
    "ce lien",
    "page",
    "cette page",
    "here",
    "click here",
    "read more",
    "more",
    "learn more",
    "link",
    "this link",
    "this page",
];

pub(super) fn check(site: &Site, id: DocumentId, problems: &mut Vec<Diagnostic>) {
    let Some(page) = site.page_of(id).map(|page| site.page(page)) else { return };
    let document = site.document(id);
    let source = document.file.text().unwrap_or("");
    let mut tell = |fault, span| {
        problems.push(Diagnostic::new(Problem::Accessibility(fault), &document.file, span));
    };
    references(&document.body, &site.links[id.index()], source, &mut tell);
    headings(&document.body, page.visibility(), &mut tell);
    blocks(&document.body, page.visibility(), source, &mut tell);
}

/// Files that an office suite makes, PDF among them: RGAA 13.3 asks that they be accessible.
const DOCUMENTS: &[&str] = &["doc", "docx", "odp", "ods", "odt", "pdf", "ppt", "pptx", "rtf", "xls", "xlsx"];

/// Documents to download, told where the first is.
pub(super) fn check_site(site: &Site, problems: &mut Vec<Diagnostic>) {
    let mut first = None;
    let mut found = std::collections::BTreeSet::new();
    for id in (0..site.documents.len() as u32).map(DocumentId) {
        if site.page_of(id).is_none_or(|page| !site.page(page).status.published()) {
            continue;
        }
        let document = site.document(id);
        for (reference, link) in document.body.references.iter().zip(site.links[id.index()].iter()) {
            let Target::Place { place: Place::Asset(asset), .. } = link.target else { continue };
            let extension = site.assets[asset.index()].file.path.extension();
            if DOCUMENTS.contains(&extension.to_ascii_lowercase().as_str()) {
                found.insert(asset);
                first.get_or_insert((&document.file, reference.span));
            }
        }
    }
    if let Some((file, span)) = first {
        let fault = AccessibilityFault::Documents { count: found.len() };
        problems.push(Diagnostic::new(Problem::Accessibility(fault), file, span));
    }
}

fn references(body: &Body, links: &[Link], source: &str, tell: &mut impl FnMut(AccessibilityFault, Span)) {
    let mut told: Vec<(&str, &Reference, &Link)> = Vec::new();
    let tables: LazyCell<Vec<Span>, _> = LazyCell::new(|| {
        let tables = body.blocks.iter().filter(|(_, block)| matches!(block.kind, BlockKind::Table { .. }));
        tables.map(|(_, block)| block.span).collect()
    });
    let in_table = |span: Span| {
        let before = tables.partition_point(|table| table.range().start <= span.range().start);
        before.checked_sub(1).is_some_and(|at| span.range().start < tables[at].range().end)
    };
    for (reference, link) in body.references.iter().zip(links) {
        let text = reference.text.trim();
        match reference.kind {
            _ if text.is_empty() => continue,
            ReferenceKind::Image => {
                if says_nothing(text, &reference.target) {
                    tell(AccessibilityFault::VagueAlt { alt: text.to_owned() }, alternative(reference, source));
                    continue;
                }
                let length = if text.len() > LONGEST_ALT { text.chars().count() } else { 0 };
                if length > LONGEST_ALT {
                    tell(AccessibilityFault::LongAlt { length, limit: LONGEST_ALT }, alternative(reference, source));
                }
            }
            ReferenceKind::Link => {
                if is_one_of(text.trim_matches(|c: char| !c.is_alphanumeric()), VAGUE_LINKS) {
                    tell(AccessibilityFault::VagueLink { text: text.to_owned() }, reference.span);
                    continue;
                }
                // The headers of a cell are part of what its link says (RGAA, « contexte du lien »).
                if in_table(reference.span) {
                    continue;
                }
            }
            ReferenceKind::Wiki | ReferenceKind::Include => continue,
        }
        told.push((text, reference, link));
    }
    // A stable sort: of two with one text, the later is told of.
    let image = |reference: &Reference| reference.kind == ReferenceKind::Image;
    told.sort_by(|(one, a, _), (two, b, _)| (image(a), one).cmp(&(image(b), two)));
    for same in told.chunk_by(|(one, a, _), (two, b, _)| a.kind == b.kind && one == two) {
        let other = |(_, _, link): &&(&str, &Reference, &Link)| !same_place(&same[0].2.target, &link.target);
        let Some((text, reference, _)) = same.iter().find(other) else { continue };
        let text = (*text).to_owned();
        if reference.kind == ReferenceKind::Image {
            tell(AccessibilityFault::RepeatedAlt { alt: text }, alternative(reference, source));
        } else {
            tell(AccessibilityFault::SameLinkText { text }, reference.span);
        }
    }
}

/// Whether two targets are in one page: its parts may be named by their page.
fn same_place(one: &Target, two: &Target) -> bool {
    let page = |url: &str| url.find('#').unwrap_or(url.len());
    match (one, two) {
        (Target::Page { page: one, .. }, Target::Page { page: two, .. }) => one == two,
        (Target::Place { place: one, .. }, Target::Place { place: two, .. }) => one == two,
        (Target::Here(_), Target::Here(_)) => true,
        (Target::External(one), Target::External(two)) => one[..page(one)] == two[..page(two)],
        _ => one == two,
    }
}

/// Where the alternative text is written; the target's place when it is not as it was read.
fn alternative(reference: &Reference, source: &str) -> Span {
    let start = reference.span.range().start;
    let before = source.get(..start).and_then(|before| before.strip_suffix("]("));
    match before.and_then(|before| before.strip_suffix(reference.text.as_str())) {
        Some(before) => Span::new(before.len(), before.len() + reference.text.len()),
        None => reference.span,
    }
}

fn says_nothing(alt: &str, target: &str) -> bool {
    let name = target.rsplit('/').next().unwrap_or(target);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let coded = stem.contains(|c: char| c.is_ascii_digit() || c == '_' || c == '-');
    alt == name
        || coded && alt == stem
        || is_one_of(alt, EMPTY_ALTS)
        || EMPTY_STARTS.iter().any(|start| {
            alt.char_indices().nth(start.chars().count()).is_some_and(|(end, _)| is_one_of(&alt[..end], &[start]))
        })
}

/// Whether `text` is one of `words`, which are in lower case, whatever its case.
fn is_one_of(text: &str, words: &[&str]) -> bool {
    if text.len() >= 40 {
        return false;
    }
    if text.is_ascii() {
        return words.iter().any(|word| word.eq_ignore_ascii_case(text));
    }
    // The first letter tells of most; the lower case of one of ASCII is of ASCII.
    let first = text.bytes().next().map(|byte| byte.to_ascii_lowercase());
    let begins = |word: &&str| word.bytes().next() == first;
    (!first.is_some_and(|first| first.is_ascii()) || words.iter().any(begins))
        && words.contains(&text.to_lowercase().as_str())
}

fn headings(body: &Body, visibility: Visibility, tell: &mut impl FnMut(AccessibilityFault, Span)) {
    for heading in &body.outline {
        if heading.title.from == heading.title.to && heading.text.trim().is_empty() {
            tell(AccessibilityFault::EmptyHeading { visibility }, heading.span);
        }
    }
}

fn blocks(body: &Body, visibility: Visibility, source: &str, tell: &mut impl FnMut(AccessibilityFault, Span)) {
    for (at, block) in body.blocks.iter() {
        match block.kind {
            // Most texts have neither: their paragraphs are not looked for in memory.
            BlockKind::Paragraph if body.starts_in_bold || body.has_bullets => {
                if let Some(text) = fake_heading(body, &block) {
                    tell(AccessibilityFault::FakeHeading { text: text.to_owned() }, block.span);
                } else if body.has_bullets && fake_list(source.get(block.span.range()).unwrap_or("")) {
                    tell(AccessibilityFault::FakeList, block.span);
                }
            }
            BlockKind::Row { header: true } => {
                let cells: Vec<Block> =
                    body.inside(at).map(|(_, cell)| cell).filter(|cell| cell.kind == BlockKind::Cell).collect();
                let empty = |cell: &Block| cell.inner.from == cell.inner.to;
                if cells.iter().skip(1).any(empty) || cells.iter().all(empty) {
                    tell(AccessibilityFault::EmptyHeader { visibility }, block.span);
                }
            }
            _ => {}
        }
    }
}

/// The words of a paragraph of the page itself, all in bold and short, that something other than a heading follows.
fn fake_heading<'a>(body: &'a Body, block: &Block) -> Option<&'a str> {
    if block.parent.is_some() || block.inner.from.hole != block.inner.to.hole {
        return None;
    }
    let html = body.html.get(block.inner.from.html as usize..block.inner.to.html as usize)?;
    let bold = html.strip_prefix("<strong>")?.trim_end().strip_suffix("</strong>")?;
    let next = body.blocks.get(block.end)?;
    let text = body.text.as_str().get(block.text.range())?.trim();
    let heading = !bold.contains("<strong>")
        && !bold.contains("<br")
        && !matches!(next.kind, BlockKind::Heading(_) | BlockKind::Rule)
        && !text.ends_with(['.', ':', ';', '!', '?', '…', ','])
        && text.chars().count() < LONGEST_HEADING;
    heading.then_some(text)
}

/// Two lines or more that start with a bullet.
fn fake_list(paragraph: &str) -> bool {
    paragraph.contains('•') && paragraph.lines().filter(|line| line.trim_start().starts_with('•')).nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_that_say_nothing() {
        for (alt, target) in [
            ("Image", "a.png"),
            ("SCHÉMA", "a.png"),
            ("plan.png", "x/plan.png"),
            ("IMG_2034", "IMG_2034.jpg"),
            ("Image de la mairie", "a.png"),
        ] {
            assert!(says_nothing(alt, target), "{alt}");
        }
        for (alt, target) in
            [("Organigramme", "organigramme.png"), ("Images du ciel", "a.png"), ("Logo de l’État", "a")]
        {
            assert!(!says_nothing(alt, target), "{alt}");
        }
    }

    #[test]
    fn case_is_that_of_the_standard_library() {
        for words in [EMPTY_ALTS, EMPTY_STARTS, VAGUE_LINKS] {
            assert!(words.iter().all(|word| word.to_lowercase() == *word));
            for text in words.iter().copied().chain(["ICİ", "Σ", "ΑΣ", "ſ", "\u{212a}", ""]) {
                for text in [text.to_owned(), text.to_uppercase(), format!("{text} "), format!("İ{text}")] {
                    let expected = text.len() < 40 && words.contains(&text.to_lowercase().as_str());
                    assert_eq!(is_one_of(&text, words), expected, "{text}");
                }
            }
        }
    }

    #[test]
    fn bullets() {
        assert!(fake_list("Il faut :\n• un\n• deux"));
        assert!(!fake_list("• un seul"));
        assert!(!fake_list("un • deux\ntrois • quatre"));
    }
}
