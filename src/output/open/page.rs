//! `index.json` beside each page: what the catalogue says of it, and what is in it.

use crate::config::FieldType;
use crate::content::{FieldContent, FieldValue, Usage};
use crate::site::{PageId, Site};

use super::catalogue::{keys, texts};
use super::columns::address;
use super::json::{Object, array, string};

/// The JSON of a page.
pub(in crate::output) fn page(site: &Site, id: PageId) -> String {
    let page = site.page(id);
    let document = site.document(page.document);
    let meta = &document.meta;
    let mut out = String::with_capacity(2048);
    let mut object = Object::open(&mut out);
    keys(&mut object, site, id);
    texts(&mut object, "contributeurs", &meta.contributors);
    object.optional("derogation", meta.derogation.as_deref());
    fields(&mut object, site, id);
    if !meta.history.is_empty() {
        array(object.key("historique"), &meta.history, |out, entry| {
            let mut line = Object::open(out);
            line.optional("version", entry.version.as_deref());
            line.date("date", entry.date);
            line.optional("note", Some(&entry.note));
            line.close();
        });
    }
    if !meta.sources.is_empty() {
        array(object.key("sources"), &meta.sources, |out, source| {
            let mut line = Object::open(out);
            line.optional("titre", Some(&source.title));
            line.optional("auteur", source.author.as_deref());
            line.optional("url", source.url.as_ref().map(|url| url.value.as_str()));
            line.optional("licence", source.licence.as_ref().map(|licence| licence.value.as_str()));
            line.text("usage", usage(source.usage));
            line.optional("modifications", source.modifications.as_deref());
            line.optional("derogation", source.derogation.as_deref());
            line.date("consulte_le", source.consulted);
            line.close();
        });
    }
    let works = site.credits_in(page.document);
    if !works.is_empty() {
        array(object.key("oeuvres"), &works, |out, (asset, title, credit)| {
            let mut line = Object::open(out);
            line.text("url", &address(site, &site.assets[asset.index()].url));
            line.optional("titre", Some(title));
            line.optional("auteur", credit.author.as_deref());
            line.optional("licence", credit.licence.as_deref());
            line.optional("source", credit.source.as_deref());
            line.optional("derogation", credit.derogation.as_deref());
            line.close();
        });
    }
    let draft = !page.status.published();
    let outline = document.body.outline.iter().filter(|heading| !heading.nested && (draft || !heading.empty));
    array(object.key("plan"), outline, |out, heading| {
        let mut line = Object::open(out);
        let level = i64::from(heading.level);
        line.cell("niveau", &super::columns::Cell::Integer(level));
        line.text("titre", &heading.text);
        line.text("id", &heading.id);
        line.close();
    });
    for (key, pages) in [("liees", &page.relations.related), ("remplace", &page.relations.replaces)] {
        if !pages.is_empty() {
            array(object.key(key), pages, |out, other| string(out, &address(site, &site.page(*other).url)));
        }
    }
    if let Some(other) = page.relations.replaced_by {
        object.text("remplacee_par", &address(site, &site.page(other).url));
    }
    object.close();
    out.push('\n');
    out
}

fn usage(usage: Usage) -> &'static str {
    match usage {
        Usage::Reproduction => "reproduction",
        Usage::Adaptation => "adaptation",
        Usage::Citation => "citation",
    }
}

/// The fields of the page's kind, under their own keys.
fn fields(object: &mut Object<'_>, site: &Site, id: PageId) {
    let page = site.page(id);
    let kind = &site.config.kinds.kinds[page.kind];
    if page.fields.values.is_empty() {
        return;
    }
    let mut inner = Object::open(object.key("champs"));
    for value in &page.fields.values {
        let definition = &kind.fields[value.def];
        content(inner.key(&definition.key), &value.content, &definition.kind);
    }
    inner.close();
}

fn content(out: &mut String, value: &FieldContent, kind: &FieldType) {
    match (value, kind) {
        (FieldContent::Text(text) | FieldContent::Page(text), _) => string(out, text),
        (FieldContent::Integer(value), _) => out.push_str(&value.to_string()),
        (FieldContent::Number(value), _) if value.is_finite() => out.push_str(&value.to_string()),
        (FieldContent::Number(_), _) => out.push_str("null"),
        (FieldContent::Date(date), _) => string(out, &date.to_string()),
        (FieldContent::Boolean(value), _) => out.push_str(if *value { "true" } else { "false" }),
        (FieldContent::Choice(at), FieldType::Enumeration(values)) => {
            string(out, values.get(*at).map_or("", |(name, _)| name));
        }
        (FieldContent::Choice(_), _) => out.push_str("null"),
        (FieldContent::List(items), kind) => {
            let of = if let FieldType::List(of) = kind { of } else { kind };
            array(out, items, |out, (item, _)| content(out, item, of));
        }
        (FieldContent::Table(values), FieldType::Table(definitions)) => {
            let mut table = Object::open(out);
            let told = |value: &FieldValue| definitions[value.def].key.clone();
            for value in values {
                content(table.key(&told(value)), &value.content, &definitions[value.def].kind);
            }
            table.close();
        }
        (FieldContent::Table(_), _) => out.push_str("{}"),
    }
}
