//! The site as templates see it: its configuration, menu, sections, kinds.

use std::sync::Arc;

use minijinja::Value;

use crate::config::{PolicyPlace, PublisherType};
use crate::markdown;
use crate::render::{Scope, filters, json_ld};
use crate::site::{Generated, MenuItem, PageRole, Place, Target};
use crate::source::UrlPath;

use super::{
    DateView, PageList, PageSource, PageView, SectionView, TableView, TaxonomyView, licence, list, object, openness,
    optional, record, text_or_none, words,
};

pub(in crate::render) const KEYS: &[&str] = &[
    "title",
    "description",
    "url",
    "language",
    "menu",
    "footer",
    "home",
    "sections",
    "kinds",
    "taxonomies",
    "publisher",
    "licence",
    "accessibility",
    "recent",
    "contact",
    "extra",
    "generator",
    "policy",
    "date",
    "feed_url",
    "plan_url",
    "search_url",
    "credits_url",
    "open_data_url",
    "credits",
    "data_files",
    "json_ld",
    "pages_count",
];
pub(in crate::render) const ENTRY_KEYS: &[&str] = &["title", "url", "external", "active", "current", "children"];

/// The site.
#[derive(Debug)]
pub(in crate::render) struct SiteView(pub Arc<Scope>);

impl SiteView {
    fn field(&self, key: &str) -> Option<Value> {
        let scope = &self.0;
        let site = &scope.site;
        let config = &site.config;
        Some(match key {
            "title" => Value::from(markdown::typeset_text(&config.title, filters::options(scope))),
            "description" => text_or_none(&markdown::typeset_text(&config.description, filters::options(scope))),
            "url" => Value::from(site.base_url.as_str()),
            "language" => Value::from(config.language.as_str()),
            "menu" => entries(scope, &site.menu),
            "footer" => entries(scope, &site.footer),
            "home" => site
                .root()
                .page
                .map_or(Value::from(()), |page| Value::from_object(PageView { scope: Arc::clone(scope), page })),
            "sections" => list(site.root().sections.iter().map(|id| SectionView::value(scope, *id))),
            "kinds" => list((0..config.kinds.kinds.len()).filter_map(|kind| kind_of_site(scope, kind))),
            "taxonomies" => list(
                (0u32..)
                    .zip(&site.taxonomies)
                    .filter(|(_, taxonomy)| !taxonomy.terms.is_empty())
                    .map(|(at, _)| TaxonomyView::value(scope, at)),
            ),
            "publisher" => {
                let publisher = &config.publisher;
                let kind = match publisher.kind {
                    PublisherType::LocalAuthority => "collectivite",
                    PublisherType::State => "etat",
                    PublisherType::Company => "entreprise",
                    PublisherType::Association => "association",
                    PublisherType::Person => "personne",
                };
                record([
                    ("name", text_or_none(&publisher.name)),
                    ("type", Value::from(kind)),
                    ("url", optional(publisher.url.as_deref())),
                    ("email", optional(publisher.email.as_deref())),
                ])
            }
            "licence" => {
                config.licence.as_ref().map_or(Value::from(()), |expression| licence(scope, &expression.value))
            }
            "accessibility" => super::accessibility::claim(scope),
            "recent" => PageList::value(scope, PageSource::Recent),
            "contact" => optional(config.contact.as_deref()),
            "extra" => Value::from_object(TableView(Arc::clone(&site.theme.extra))),
            // From a disk, browsers count no file as the site's own: only where a host takes no headers.
            "policy" => match config.hosting.servers.iter().any(|server| server == "pages") {
                true if !site.options.portable => {
                    config.policy(PolicyPlace::Page).map_or(Value::from(()), Value::from_safe_string)
                }
                _ => Value::from(()),
            },
            "generator" => Value::from(concat!("Classeur ", env!("CARGO_PKG_VERSION"))),
            "date" => Value::from_object(DateView(site.options.date)),
            "feed_url" => optional(site.feed_of(&UrlPath::root(), site.recent().len()).map(|url| scope.url(&url))),
            "plan_url" => Value::from(scope.url(&Generated::Plan.url())),
            "search_url" => optional(config.search.then(|| scope.url(&UrlPath::new("/recherche/")))),
            "credits_url" => Value::from(scope.url(&Generated::Credits.url())),
            "open_data_url" => Value::from(scope.url(&Generated::OpenData.url())),
            "credits" => openness::credits(scope),
            "data_files" => openness::data_files(scope),
            "json_ld" => json_ld::data_script(scope),
            "pages_count" => Value::from(site.root().count),
            _ => return None,
        })
    }
}

object!(SiteView, KEYS);

/// A kind that has published sheets.
fn kind_of_site(scope: &Arc<Scope>, kind: usize) -> Option<Value> {
    let site = &scope.site;
    let definition = &site.config.kinds.kinds[kind];
    let (section, count) = site.of_kind(kind);
    if count == 0 || definition.name == "page" {
        return None;
    }
    Some(record([
        ("name", Value::from(definition.name.as_str())),
        ("label", words(scope, definition.label.get(&scope.language))),
        ("plural", words(scope, definition.plural.get(&scope.language))),
        ("description", text_or_none(definition.description.get(&scope.language))),
        ("count", Value::from(count)),
        ("url", section.map_or(Value::from(()), |section| Value::from(scope.url(&site.section(section).url)))),
        ("pages", PageList::value(scope, PageSource::These(site.pages_of_kind(kind)))),
    ]))
}

/// The entries of a menu. Made whole: a page shows its menu twice, and asks several things of each entry.
fn entries(scope: &Arc<Scope>, items: &[MenuItem]) -> Value {
    list(items.iter().map(|item| entry(scope, item)))
}

fn entry(scope: &Arc<Scope>, item: &MenuItem) -> Value {
    let site = &scope.site;
    let here = &scope.from;
    let generated;
    let (path, listing) = match &item.target {
        Target::Page { page, .. } => {
            let page = site.page(*page);
            (Some(&page.url), page.role == PageRole::Section)
        }
        Target::Place { place, .. } => {
            let path = match site.url_of(*place) {
                Some(path) => path,
                None => {
                    generated = scope.path_of(*place);
                    &generated
                }
            };
            (Some(path), matches!(place, Place::Section(_) | Place::Taxonomy(_)))
        }
        _ => (None, false),
    };
    let current = path.is_some_and(|path| path == here);
    let below = || listing && path.is_some_and(|path| here.as_str().starts_with(path.as_str()));
    record([
        ("title", Value::from(markdown::typeset_text(&item.title, filters::options(scope)))),
        ("url", Value::from(scope.href(&item.target).unwrap_or_default())),
        ("external", Value::from(matches!(item.target, Target::External(_)))),
        ("active", Value::from(current || below())),
        ("current", Value::from(current)),
        ("children", entries(scope, &item.children)),
    ])
}
