//! The thing being rendered, whatever it is: what the head and the breadcrumb of every page need.

use std::sync::{Arc, OnceLock};

use minijinja::Value;

use crate::markdown;
use crate::render::{Scope, filters};
use crate::site::{PageId, PageRole};
use crate::source::UrlPath;

use super::{list, object, optional, record, text_or_none};

pub(in crate::render) const KEYS: &[&str] = &[
    "title",
    "description",
    "url",
    "permalink",
    "language",
    "type",
    "noindex",
    "root",
    "feed_url",
    "markdown_url",
    "breadcrumb",
    "number",
    "card",
];

/// A rendered route.
#[derive(Debug, Clone)]
pub(in crate::render) struct HereView {
    pub scope: Arc<Scope>,
    pub title: String,
    /// The title with its typography, which a page shows six times.
    pub shown: OnceLock<Value>,
    pub description: String,
    /// The same, shown twice.
    pub described: OnceLock<Value>,
    /// Its public address, shown twice.
    pub addressed: OnceLock<Value>,
    pub kind: &'static str,
    pub noindex: bool,
    pub feed: Option<UrlPath>,
    pub markdown: Option<UrlPath>,
    /// From the home page to the parent.
    pub breadcrumb: Vec<(String, UrlPath)>,
    pub number: usize,
    /// The sheet whose card it has; the site's otherwise.
    pub card: Option<PageId>,
}

impl HereView {
    /// The view of a page's own route.
    pub fn of_page(scope: &Arc<Scope>, id: PageId) -> Self {
        let site = &scope.site;
        let page = site.page(id);
        let document = site.document(page.document);
        let section = site.section_of_index(id);
        HereView {
            scope: Arc::clone(scope),
            title: page.title.clone(),
            shown: OnceLock::new(),
            described: OnceLock::new(),
            addressed: OnceLock::new(),
            description: document.meta.summary.as_ref().map_or(String::new(), |summary| summary.value.clone()),
            kind: match page.role {
                PageRole::Home => "home",
                PageRole::Section => "section",
                PageRole::Sheet => "page",
            },
            noindex: page.status == crate::config::Status::Archived || !page.status.published(),
            feed: match page.role {
                PageRole::Home => site.feed_of(&UrlPath::root(), site.recent().len()),
                PageRole::Section => section.and_then(|section| site.feed_of(&section.url, section.count)),
                PageRole::Sheet => None,
            },
            markdown: site.markdown_of(id),
            breadcrumb: site.breadcrumb(page.section).into_iter().filter(|(_, url)| *url != page.url).collect(),
            number: 1,
            card: (page.role == PageRole::Sheet).then_some(id),
        }
    }

    fn field(&self, key: &str) -> Option<Value> {
        let scope = &self.scope;
        let options = filters::options(scope);
        Some(match key {
            "title" => self.shown.get_or_init(|| Value::from(markdown::typeset_text(&self.title, options))).clone(),
            "description" => {
                let described = || text_or_none(&markdown::typeset_text(&self.description, options));
                self.described.get_or_init(described).clone()
            }
            "url" => Value::from(scope.url(&scope.from)),
            "permalink" => {
                let addressed = || optional(scope.site.absolute(&scope.from).filter(|_| self.kind != "404"));
                self.addressed.get_or_init(addressed).clone()
            }
            "language" => Value::from(scope.language.as_str()),
            "type" => Value::from(self.kind),
            "noindex" => Value::from(self.noindex),
            "root" => Value::from(scope.url(&UrlPath::root())),
            "feed_url" => optional(self.feed.as_ref().map(|url| scope.url(url))),
            "markdown_url" => optional(self.markdown.as_ref().map(|url| scope.url(url))),
            "breadcrumb" => list(self.breadcrumb.iter().map(|(title, url)| {
                record([
                    ("title", Value::from(markdown::typeset_text(title, options))),
                    ("url", Value::from(scope.url(url))),
                ])
            })),
            "number" => Value::from(self.number),
            "card" => self.card(),
            _ => return None,
        })
    }
}

impl HereView {
    /// The card, unless the page has an image of its own.
    fn card(&self) -> Value {
        let site = &self.scope.site;
        if self.card.is_some_and(|page| site.page(page).relations.image.is_some()) {
            return Value::from(());
        }
        let card = self.card.and_then(|page| site.card_of(page)).or_else(|| site.card());
        let Some(permalink) = card.and_then(|url| site.absolute(&url)) else { return Value::from(()) };
        record([
            ("permalink", Value::from(permalink)),
            ("width", Value::from(1200)),
            ("height", Value::from(630)),
            ("type", Value::from("image/png")),
        ])
    }
}

object!(HereView, KEYS);
