//! The table of contents of a page: its headings, nested by level.

use std::ops::Range;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};

use crate::markdown::{self, Heading};
use crate::render::{Scope, engine};
use crate::site::PageId;

use super::record;

/// Some of the headings that a page's table of contents shows.
#[derive(Debug)]
pub(in crate::render) struct TocView {
    scope: Arc<Scope>,
    page: PageId,
    /// All that are shown, in the outline of the page.
    shown: Arc<[u32]>,
    /// Which of those.
    part: Range<usize>,
}

impl TocView {
    /// The table of contents of `page`; empty sections are hidden with their headings, unless on a draft.
    pub(super) fn of(scope: &Arc<Scope>, page: PageId) -> Self {
        let site = &scope.site;
        let draft = !site.page(page).status.published();
        let shown: Arc<[u32]> = (0u32..)
            .zip(&site.document_of(page).body.outline)
            .filter(|(_, heading)| !heading.nested && heading.level <= 3 && (draft || !heading.empty))
            .map(|(at, _)| at)
            .collect();
        let part = 0..shown.len();
        TocView { scope: Arc::clone(scope), page, shown, part }
    }

    fn heading(&self, at: usize) -> &Heading {
        &self.scope.site.document_of(self.page).body.outline[self.shown[at] as usize]
    }

    /// The headings of `part` that are in no other of it, and where what is in them stands.
    fn tops(&self, part: Range<usize>) -> impl Iterator<Item = (&Heading, Range<usize>)> {
        let mut at = part.start;
        std::iter::from_fn(move || {
            let heading = (at < part.end).then(|| self.heading(at))?;
            let inside = (at + 1..part.end).take_while(|other| self.heading(*other).level > heading.level).count();
            let inside = at + 1..at + 1 + inside;
            at = inside.end;
            Some((heading, inside))
        })
    }

    fn entries(&self) -> impl Iterator<Item = Value> {
        self.tops(self.part.clone()).map(|(heading, part)| {
            let (scope, shown) = (Arc::clone(&self.scope), Arc::clone(&self.shown));
            record([
                ("level", Value::from(heading.level)),
                ("id", Value::from(heading.id.as_str())),
                ("title", Value::from_safe_string(markdown::typeset_html(&heading.text, &scope.options))),
                ("children", Value::from_object(TocView { scope, page: self.page, shown, part })),
            ])
        })
    }

    /// Its entries as items of a list in HTML, one a line, each with those that are in it.
    pub(in crate::render) fn html(&self) -> String {
        let mut out = String::with_capacity(160 * self.part.len());
        self.items(self.part.clone(), &mut out);
        out
    }

    fn items(&self, part: Range<usize>, out: &mut String) {
        for (at, (heading, inside)) in self.tops(part).enumerate() {
            out.push_str(if at > 0 { "\n<li><a href=\"#" } else { "<li><a href=\"#" });
            out.push_str(&engine::escape(&heading.id));
            out.push_str("\">");
            out.push_str(&markdown::typeset_html(&heading.text, &self.scope.options));
            out.push_str("</a>");
            if !inside.is_empty() {
                out.push_str("<ol>\n");
                self.items(inside, out);
                out.push_str("\n</ol>");
            }
            out.push_str("</li>");
        }
    }
}

impl Object for TocView {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.entries().nth(key.as_usize()?)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.entries().collect())
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.part.is_empty()
    }
}
