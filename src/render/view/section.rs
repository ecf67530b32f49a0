//! A section as templates see it.

use std::sync::Arc;

use minijinja::Value;

use crate::markdown;
use crate::render::{Scope, filters};
use crate::site::SectionId;

use super::{PageList, PageSource, PageView, list, object, optional};

pub(in crate::render) const KEYS: &[&str] = &[
    "title",
    "title_text",
    "url",
    "summary",
    "page",
    "pages",
    "subsections",
    "count",
    "parent",
    "feed_url",
    "name",
    "facets",
    "rows_url",
];

/// A folder of pages.
#[derive(Debug)]
pub(in crate::render) struct SectionView {
    pub scope: Arc<Scope>,
    pub section: SectionId,
}

impl SectionView {
    pub fn value(scope: &Arc<Scope>, section: SectionId) -> Value {
        Value::from_object(SectionView { scope: Arc::clone(scope), section })
    }

    fn field(&self, key: &str) -> Option<Value> {
        let site = &self.scope.site;
        let section = site.section(self.section);
        let page = section.page.map(|page| PageView { scope: Arc::clone(&self.scope), page });
        let options = filters::options(&self.scope);
        Some(match key {
            "title" => Value::from_safe_string(markdown::typeset_html(&section.title, options)),
            "title_text" => Value::from(markdown::typeset_text(&section.title, options)),
            "url" => Value::from(self.scope.url(&section.url)),
            "summary" => page?.field("summary")?,
            "page" => page.map_or(Value::from(()), Value::from_object),
            "pages" => PageList::value(&self.scope, PageSource::Section(self.section)),
            "subsections" => list(section.sections.iter().map(|id| SectionView::value(&self.scope, *id))),
            "count" => Value::from(section.count),
            "parent" => section.parent.map_or(Value::from(()), |parent| SectionView::value(&self.scope, parent)),
            "feed_url" => optional(site.feed_of(&section.url, section.count).map(|url| self.scope.url(&url))),
            "facets" => list(section.facets.iter().map(|facet| super::facet::facet_with_values(&self.scope, facet))),
            "rows_url" => optional(crate::render::rows_url(site, self.section).map(|url| self.scope.url(&url))),
            "name" => Value::from(section.folder.rsplit('/').next().unwrap_or("")),
            _ => return None,
        })
    }
}

object!(SectionView, KEYS);
