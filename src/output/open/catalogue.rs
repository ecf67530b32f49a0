//! `catalogue.csv` and `catalogue.json`: one page a line, the same in both.

use rayon::prelude::*;

use crate::output::csv;
use crate::site::{PageId, PageRole, Site};

use super::columns::{Cell, SEPARATOR, cells, licence_url, names, pages};
use super::json::{Object, array, string};

/// Pages written by one task: a task costs little beside so many.
const BATCH: usize = 256;

/// Pages written in parallel, joined in their order.
fn written(site: &Site, write: impl Fn(&mut String, PageId) + Sync) -> Vec<String> {
    let pages = pages(site);
    let batch = |pages: &[PageId]| {
        let mut out = String::with_capacity(pages.len() * 700);
        for page in pages {
            write(&mut out, *page);
        }
        out
    };
    pages.par_chunks(BATCH).map(batch).collect()
}

pub(super) fn csv(site: &Site) -> String {
    let lines = written(site, |out, id| csv::line(out, cells(site, id).into_iter().map(cell)));
    let mut out = String::with_capacity(lines.iter().map(String::len).sum::<usize>() + 1024);
    out.push(csv::MARK);
    csv::line(&mut out, names(site));
    out.extend(lines);
    out
}

fn cell(cell: Cell<'_>) -> String {
    match cell {
        Cell::Absent => String::new(),
        Cell::Text(text) => text.into_owned(),
        Cell::Date(date) => date.to_string(),
        Cell::Integer(integer) => integer.to_string(),
        Cell::List(items) => items.join(SEPARATOR),
    }
}

pub(super) fn json(site: &Site) -> String {
    let pages = written(site, |out, id| {
        out.push_str(",\n");
        let mut object = Object::open(out);
        keys(&mut object, site, id);
        object.close();
    });
    let mut out = String::with_capacity(pages.iter().map(String::len).sum::<usize>() + 1024);
    let mut object = Object::open(&mut out);
    object.text("$schema", "catalogue.schema.json");
    head(&mut object, site);
    let list = object.key("fiches");
    list.push('[');
    for (at, batch) in pages.iter().enumerate() {
        // The first has nothing before it.
        list.push_str(if at == 0 { batch.strip_prefix(',').unwrap_or(batch) } else { batch });
    }
    list.push(']');
    object.close();
    out.push('\n');
    out
}

/// What the site is, at the head of its files.
pub(super) fn head(object: &mut Object<'_>, site: &Site) {
    let config = &site.config;
    object.text("titre", &config.title);
    object.optional("description", Some(&config.description));
    object.optional("url", Some(&site.base_url));
    object.text("langue", &config.language);
    object.optional("editeur", Some(&config.publisher.name));
    if let Some(licence) = &config.licence {
        object.text("licence", &licence.value);
        object.optional("licence_url", licence_url(site, &licence.value).as_deref());
    }
    object.date("mis_a_jour_le", latest(site));
}

/// When the base was last updated.
pub(super) fn latest(site: &Site) -> Option<jiff::civil::Date> {
    site.published().filter(|(_, page)| page.role == PageRole::Sheet).filter_map(|(_, page)| page.updated).max()
}

/// What is said of a page, as keys of an object that may say more.
pub(super) fn keys(object: &mut Object<'_>, site: &Site, id: PageId) {
    for (name, cell) in names(site).zip(cells(site, id)) {
        object.cell(name, &cell);
    }
}

/// A list of texts under `key`, unless it is empty.
pub(super) fn texts(object: &mut Object<'_>, key: &str, items: &[String]) {
    if !items.is_empty() {
        array(object.key(key), items, |out, item| string(out, item));
    }
}
