//! `glossaire.json`: every defined term.

use crate::site::Site;

use super::catalogue::{head, texts};
use super::columns::address;
use super::json::{Object, array};

pub(super) fn glossary(site: &Site) -> String {
    let mut out = String::with_capacity(site.glossary.entries.len() * 300 + 512);
    let mut object = Object::open(&mut out);
    head(&mut object, site);
    array(object.key("termes"), &site.glossary.entries, |out, entry| {
        let mut term = Object::open(out);
        term.text("terme", &entry.term);
        term.optional("sigle", entry.acronym.as_deref());
        texts(&mut term, "autres_noms", &entry.aliases);
        term.optional("definition", Some(&entry.definition));
        term.text("url", &format!("{}#{}", address(site, &site.page(entry.page).url), entry.id));
        term.optional("licence", site.licence_of(entry.page));
        term.close();
    });
    object.close();
    out.push('\n');
    out
}
