//! The front matter of the published Markdown: canonical keys in the order of the manual, what the site knows spelled out
//! (licence, dates, weight, credits of images), references turned to where pages and files are published.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;

use foldhash::fast::FixedState;

use crate::content::{COMMON_KEYS, Document, ImageEntry};
use crate::diagnostic::fold_key;
use crate::render::Scope;
use crate::site::{AssetId, Credit, PageId, Place, Target};

use super::yaml::{pair, scalar};

pub(super) fn write(scope: &Arc<Scope>, id: PageId, out: &mut String) {
    let site = &scope.site;
    let page = site.page(id);
    let document = site.document(page.document);
    let meta = &document.meta;
    let kind = &site.config.kinds.kinds[page.kind];
    let entries = &document.front.table.entries;
    let source = document.file.text().unwrap_or_default();
    // Folded once: every common key looks for itself among them.
    let folded: Vec<String> = entries.iter().map(|entry| fold_key(&entry.key)).collect();
    let _ = writeln!(out, "titre: {}", scalar(&page.title));
    let _ = writeln!(out, "type: {}", kind.name);
    for names in COMMON_KEYS {
        let canonical = names[0];
        let written = || folded.iter().position(|key| names.contains(&key.as_str())).map(|at| &entries[at]);
        match canonical {
            // `statut` says the last two; the terms of a `taxonomies` table are written with the others.
            "titre" | "type" | "draft" | "published" | "taxonomies" => {}
            "statut" => {
                let _ = writeln!(out, "statut: {}", meta.status.name());
            }
            "publie_le" => date(out, "publie_le", page.published),
            // What nothing says is the date of publication: it needs not be said again.
            "mis_a_jour_le" => {
                date(
                    out,
                    "mis_a_jour_le",
                    page.updated.filter(|date| meta.updated.is_some() || page.published != Some(*date)),
                );
            }
            "relu_le" => date(out, "relu_le", meta.reviewed),
            "a_revoir_le" => date(out, "a_revoir_le", meta.review_on),
            "auteurs" if meta.authors.is_empty() => texts(out, "auteurs", site.config.authors.iter().cloned()),
            "licence" => {
                if let Some(licence) = site.licence_of(id) {
                    let _ = writeln!(out, "licence: {}", scalar(licence));
                }
            }
            "langue" => {
                let _ = writeln!(out, "langue: {}", page.language);
            }
            "poids" => {
                if let Some(weight) = page.weight {
                    let _ = writeln!(out, "poids: {weight}");
                }
            }
            "liees" => texts(out, "liees", page.relations.related.iter().filter_map(|other| leads_to(scope, *other))),
            "remplace" => {
                texts(out, "remplace", page.relations.replaces.iter().filter_map(|other| leads_to(scope, *other)))
            }
            "remplacee_par" => {
                text(out, "remplacee_par", page.relations.replaced_by.and_then(|other| leads_to(scope, other)))
            }
            "traduction_de" => {
                text(out, "traduction_de", page.relations.translation_of.and_then(|other| leads_to(scope, other)))
            }
            "images" => images(scope, id, document, out),
            "image" => {
                if let (Some(asset), Some(entry)) = (page.relations.image, &meta.image) {
                    out.push_str("image:\n");
                    let path = scalar(&relative(scope, asset));
                    let _ = writeln!(out, "  fichier: {path}");
                    described(
                        out,
                        "  ",
                        Some(entry),
                        &site.credit(document, Some(entry), asset),
                        meta.derogation.as_deref(),
                    );
                }
            }
            canonical => {
                if let Some(entry) = written() {
                    pair(out, source, canonical, &entry.node, 0);
                }
            }
        }
    }
    let mut seen: HashSet<String, FixedState> = HashSet::default();
    for entry in &meta.rest {
        let key = fold_key(&entry.key);
        let taxonomy =
            site.config.taxonomies.iter().find(|taxonomy| taxonomy.key == key || taxonomy.aliases.contains(&key));
        let field = || kind.fields.iter().find(|field| field.named(&key)).map(|field| &field.key);
        let canonical = taxonomy.map(|taxonomy| &taxonomy.key).or_else(field).unwrap_or(&key);
        if seen.insert(canonical.clone()) {
            pair(out, source, canonical, &entry.node, 0);
        }
    }
}

fn date(out: &mut String, key: &str, date: Option<jiff::civil::Date>) {
    if let Some(date) = date {
        let _ = writeln!(out, "{key}: {date}");
    }
}

fn text(out: &mut String, key: &str, text: Option<String>) {
    if let Some(text) = text {
        let _ = writeln!(out, "{key}: {}", scalar(&text));
    }
}

fn texts(out: &mut String, key: &str, items: impl Iterator<Item = String>) {
    let mut items = items.peekable();
    if items.peek().is_some() {
        let _ = writeln!(out, "{key}:");
    }
    for item in items {
        let _ = writeln!(out, "  - {}", scalar(&item));
    }
}

/// Where the Markdown of another page is, from this one's.
fn leads_to(scope: &Scope, page: PageId) -> Option<String> {
    Some(scope.site.markdown_of(page)?.relative_to(&scope.from, false))
}

fn relative(scope: &Scope, asset: AssetId) -> String {
    scope.site.assets[asset.index()].url.relative_to(&scope.from, false)
}

/// Every image and file of the text that something is known of, wherever it was written.
fn images(scope: &Arc<Scope>, id: PageId, document: &Document, out: &mut String) {
    let site = &scope.site;
    let page = site.page(id);
    let known = site.credits_in(page.document);
    let links = document.body.references.iter().zip(site.links[page.document.index()].iter());
    // What is only said of how an image is shown counts too.
    let mut told: Vec<(AssetId, Option<&ImageEntry>)> = Vec::new();
    for (reference, link) in links {
        let Target::Place { place: Place::Asset(asset), .. } = link.target else { continue };
        let entry = document.image(&reference.target);
        let credited = known.iter().any(|(other, ..)| *other == asset);
        if (entry.is_some() || credited) && told.iter().all(|(other, _)| *other != asset) {
            told.push((asset, entry));
        }
    }
    if told.is_empty() {
        return;
    }
    out.push_str("images:\n");
    for (asset, entry) in told {
        let _ = writeln!(out, "  {}:", scalar(&relative(scope, asset)));
        described(out, "    ", entry, &site.credit(document, entry, asset), document.meta.derogation.as_deref());
    }
}

/// What is known of an image, `pad` before each line; `inherited` is the page's own exception, which needs not be said again.
fn described(out: &mut String, pad: &str, entry: Option<&ImageEntry>, credit: &Credit, inherited: Option<&str>) {
    let derogation = credit.derogation.as_deref().filter(|derogation| Some(*derogation) != inherited);
    let fields = [
        ("alt", entry.and_then(|entry| entry.alt.as_deref())),
        ("auteur", credit.author.as_deref()),
        ("source", credit.source.as_deref()),
        ("licence", credit.licence.as_deref()),
        ("derogation", derogation),
        ("legende", entry.and_then(|entry| entry.caption.as_deref())),
    ];
    for (key, value) in fields {
        if let Some(value) = value {
            let _ = writeln!(out, "{pad}{key}: {}", scalar(value));
        }
    }
    if entry.is_some_and(|entry| entry.decorative) {
        let _ = writeln!(out, "{pad}decorative: true");
    }
}
