//! Taxonomies and terms as templates see them.

use std::sync::Arc;

use minijinja::Value;

use crate::markdown;
use crate::render::Scope;

use super::{PageList, PageSource, list, object, optional};

pub(in crate::render) const TAXONOMY_KEYS: &[&str] = &["key", "label", "plural", "url", "terms", "count"];
pub(in crate::render) const TERM_KEYS: &[&str] = &["name", "url", "count", "pages", "taxonomy", "feed_url"];

/// A taxonomy.
#[derive(Debug)]
pub(in crate::render) struct TaxonomyView {
    pub scope: Arc<Scope>,
    pub taxonomy: u32,
}

impl TaxonomyView {
    pub fn value(scope: &Arc<Scope>, taxonomy: u32) -> Value {
        Value::from_object(TaxonomyView { scope: Arc::clone(scope), taxonomy })
    }

    fn field(&self, key: &str) -> Option<Value> {
        let site = &self.scope.site;
        let taxonomy = &site.taxonomies[self.taxonomy as usize];
        let definition = &site.config.taxonomies[taxonomy.definition];
        Some(match key {
            "key" => Value::from(taxonomy.key.as_str()),
            "label" => {
                Value::from(markdown::typeset_text(definition.label.get(&self.scope.language), &self.scope.options))
            }
            "plural" => {
                Value::from(markdown::typeset_text(definition.plural.get(&self.scope.language), &self.scope.options))
            }
            "url" => Value::from(self.scope.url(&taxonomy.url)),
            "terms" => {
                list((0..taxonomy.terms.len() as u32).map(|term| TermView::value(&self.scope, self.taxonomy, term)))
            }
            "count" => Value::from(taxonomy.terms.len()),
            _ => return None,
        })
    }
}

object!(TaxonomyView, TAXONOMY_KEYS);

/// A term.
#[derive(Debug)]
pub(in crate::render) struct TermView {
    pub scope: Arc<Scope>,
    pub taxonomy: u32,
    pub term: u32,
}

impl TermView {
    pub fn value(scope: &Arc<Scope>, taxonomy: u32, term: u32) -> Value {
        Value::from_object(TermView { scope: Arc::clone(scope), taxonomy, term })
    }

    fn field(&self, key: &str) -> Option<Value> {
        let site = &self.scope.site;
        let term = &site.taxonomies[self.taxonomy as usize].terms[self.term as usize];
        Some(match key {
            "name" => Value::from(markdown::typeset_text(&term.name, &self.scope.options)),
            "url" => Value::from(self.scope.url(&term.url)),
            "count" => Value::from(term.pages.len()),
            "pages" => PageList::value(&self.scope, PageSource::Term(self.taxonomy, self.term)),
            "taxonomy" => TaxonomyView::value(&self.scope, self.taxonomy),
            "feed_url" => optional(site.feed_of(&term.url, term.pages.len()).map(|url| self.scope.url(&url))),
            _ => return None,
        })
    }
}

object!(TermView, TERM_KEYS);
