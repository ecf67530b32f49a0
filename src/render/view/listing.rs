//! Lists of pages, and the pages a long list is cut into.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};

use crate::render::{Listing, Scope};
use crate::site::{PageId, SectionId};

use super::{PageView, list, object, optional, record};

/// Which pages.
#[derive(Debug)]
pub(in crate::render) enum PageSource {
    /// A section's.
    Section(SectionId),
    /// A term's.
    Term(u32, u32),
    /// The last updated.
    Recent,
    /// These.
    These(Vec<PageId>),
}

/// A list of pages, each made when it is asked for.
#[derive(Debug)]
pub(in crate::render) struct PageList {
    pub scope: Arc<Scope>,
    pub source: PageSource,
}

impl PageList {
    pub fn value(scope: &Arc<Scope>, source: PageSource) -> Value {
        Value::from_object(PageList { scope: Arc::clone(scope), source })
    }

    /// The pages, in order.
    pub fn ids(&self) -> &[PageId] {
        let site = &self.scope.site;
        match &self.source {
            PageSource::Section(section) => &site.section(*section).pages,
            PageSource::Term(taxonomy, term) => &site.taxonomies[*taxonomy as usize].terms[*term as usize].pages,
            PageSource::Recent => site.recent(),
            PageSource::These(pages) => pages,
        }
    }
}

impl Object for PageList {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let page = *self.ids().get(key.as_usize()?)?;
        Some(Value::from_object(PageView { scope: Arc::clone(&self.scope), page }))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.ids().len())
    }
}

pub(in crate::render) const PAGINATOR_KEYS: &[&str] =
    &["pages", "number", "total", "count", "previous", "next", "first", "last", "steps", "all"];

/// One page of a listing.
#[derive(Debug)]
pub(in crate::render) struct PaginatorView {
    pub scope: Arc<Scope>,
    pub listing: Listing,
}

impl PaginatorView {
    fn url(&self, number: usize) -> String {
        self.scope.url(&self.listing.url(number))
    }

    fn step(&self, number: usize) -> Value {
        record([
            ("number", Value::from(number)),
            ("url", Value::from(self.url(number))),
            ("current", Value::from(number == self.listing.number)),
        ])
    }

    fn field(&self, key: &str) -> Option<Value> {
        let Listing { number, total, .. } = self.listing;
        Some(match key {
            "pages" => PageList::value(&self.scope, PageSource::These(self.listing.pages.clone())),
            "number" => Value::from(number),
            "total" => Value::from(total),
            "count" => Value::from(self.listing.count),
            "previous" => optional((number > 1).then(|| self.url(number - 1))),
            "next" => optional((number < total).then(|| self.url(number + 1))),
            "first" => Value::from(self.url(1)),
            "last" => Value::from(self.url(total)),
            // The ends and what is near: as many for a list of a thousand pages as for one of ten.
            "steps" => {
                let near = (number.saturating_sub(2)).max(1)..=(number + 2).min(total);
                let (start, end) = (*near.start(), *near.end());
                let before = (start > 1).then(|| self.step(1)).into_iter().chain((start > 2).then(gap));
                let after = (end + 1 < total).then(gap).into_iter().chain((end < total).then(|| self.step(total)));
                list(before.chain(near.map(|n| self.step(n))).chain(after).collect::<Vec<_>>().into_iter())
            }
            "all" => list((1..=total).map(|n| self.step(n))),
            _ => return None,
        })
    }
}

/// Stands for the pages that a paginator leaves out.
fn gap() -> Value {
    record([("number", Value::from(())), ("url", Value::from(())), ("current", Value::from(false))])
}

object!(PaginatorView, PAGINATOR_KEYS);
