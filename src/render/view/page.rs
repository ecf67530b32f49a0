//! A page as templates see it.

use std::sync::Arc;

use minijinja::Value;

use crate::config::FieldType;
use crate::content::{FieldContent, Usage};
use crate::markdown;
use crate::render::{Scope, body, citation, filters, json_ld};
use crate::site::{PageId, PageRole};

use super::kind::{KindView, StatusView};
use super::{
    DateView, PageList, PageSource, SectionView, TaxonomyView, TermView, TocView, licence, list, object, optional,
    optional_date, record, tree, words,
};

pub(in crate::render) const KEYS: &[&str] = &[
    "title",
    "title_text",
    "summary",
    "summary_text",
    "url",
    "permalink",
    "kind",
    "status",
    "draft",
    "review_due",
    "version",
    "history",
    "published",
    "updated",
    "reviewed",
    "review_on",
    "owner",
    "authors",
    "contributors",
    "licence",
    "derogation",
    "citation",
    "sources",
    "terms",
    "fields",
    "field",
    "related",
    "backlinks",
    "similar",
    "replaces",
    "replaced_by",
    "section",
    "ancestors",
    "previous",
    "next",
    "toc",
    "content",
    "source_path",
    "edit_url",
    "markdown_url",
    "data_url",
    "language",
    "extra",
    "image",
    "words",
    "reading_minutes",
    "is_section",
    "json_ld",
    "sheet",
];

/// A page.
#[derive(Debug)]
pub(in crate::render) struct PageView {
    pub scope: Arc<Scope>,
    pub page: PageId,
}

impl PageView {
    pub(super) fn field(&self, key: &str) -> Option<Value> {
        let scope = &self.scope;
        let site = &scope.site;
        let page = site.page(self.page);
        // Only where asked for: what a link shows of a page is not in its document, which would be looked for in memory.
        let document = || site.document(page.document);
        let meta = || &document().meta;
        let options = filters::options(scope);
        let summary = || {
            meta().summary.as_ref().map(|summary| summary.value.as_str()).filter(|summary| !summary.trim().is_empty())
        };
        Some(match key {
            "title" if page.language == scope.language => {
                Value::from_safe_string(site.title_html(self.page).to_owned())
            }
            "title" => Value::from_safe_string(markdown::typeset_html(&page.title, options)),
            "title_text" => Value::from(markdown::typeset_text(&page.title, options)),
            "summary" => {
                summary().map_or(Value::from(()), |text| Value::from_safe_string(markdown::typeset_html(text, options)))
            }
            "summary_text" => optional(summary().map(|text| markdown::typeset_text(text, options))),
            "url" => Value::from(scope.url(&page.url)),
            "permalink" => optional(site.absolute(&page.url)),
            "kind" => Value::from_object(KindView { scope: Arc::clone(scope), kind: page.kind }),
            "status" => Value::from_object(StatusView { scope: Arc::clone(scope), status: page.status }),
            "draft" => Value::from(!page.status.published()),
            "review_due" => Value::from(page.review_due),
            "version" => optional(meta().version.as_deref()),
            "history" => list(meta().history.iter().map(|entry| {
                record([
                    ("version", optional(entry.version.as_deref())),
                    ("date", optional_date(entry.date)),
                    ("note", Value::from(markdown::typeset_text(&entry.note, options))),
                ])
            })),
            "published" => optional_date(page.published),
            "updated" => optional_date(page.updated),
            "reviewed" => optional_date(meta().reviewed),
            "review_on" => optional_date(page.review_on),
            "owner" => optional(meta().owner.as_deref()),
            "authors" => {
                let authors = if meta().authors.is_empty() { &site.config.authors } else { &meta().authors };
                list(authors.iter().map(|author| Value::from(author.as_str())))
            }
            "contributors" => list(meta().contributors.iter().map(|name| Value::from(name.as_str()))),
            "licence" => site.licence_of(self.page).map_or(Value::from(()), |written| licence(scope, written)),
            "derogation" => optional(meta().derogation.as_deref()),
            "citation" => record([
                ("text", Value::from(citation::sentence(scope, self.page))),
                ("bibtex", Value::from(citation::bibtex(scope, self.page))),
                ("csl", Value::from(citation::csl(scope, self.page))),
            ]),
            "sources" => list(meta().sources.iter().map(|source| {
                let (usage, label) = usage_names(source.usage, &scope.language);
                record([
                    ("title", Value::from(markdown::typeset_text(&source.title, options))),
                    ("author", optional(source.author.as_deref())),
                    ("url", optional(source.url.as_ref().map(|url| url.value.as_str()))),
                    (
                        "licence",
                        source.licence.as_ref().map_or(Value::from(()), |expression| licence(scope, &expression.value)),
                    ),
                    ("usage", Value::from(usage)),
                    ("usage_label", Value::from(label)),
                    ("modifications", optional(source.modifications.as_deref())),
                    ("consulted", optional_date(source.consulted)),
                ])
            })),
            "terms" => self.terms(),
            "fields" => list(page.fields.values.iter().filter_map(|field| {
                let definition = &site.config.kinds.kinds[page.kind].fields[field.def];
                if !definition.shown {
                    return None;
                }
                Some(record([
                    ("key", Value::from(definition.key.as_str())),
                    ("label", words(scope, definition.label.get(&scope.language))),
                    ("value", self.field_value(&field.content, &definition.kind)),
                    ("type", Value::from(type_name(&definition.kind))),
                ]))
            })),
            "field" => Value::from_pairs(page.fields.values.iter().map(|field| {
                let definition = &site.config.kinds.kinds[page.kind].fields[field.def];
                (definition.key.clone(), self.field_value(&field.content, &definition.kind))
            })),
            "related" => PageList::value(scope, PageSource::These(page.relations.related.clone())),
            "backlinks" => PageList::value(scope, PageSource::These(site.backlinks_of(self.page))),
            "similar" => PageList::value(scope, PageSource::These(site.similar(self.page, 5))),
            "replaces" => PageList::value(scope, PageSource::These(page.relations.replaces.clone())),
            "replaced_by" => self.other(page.relations.replaced_by),
            "section" => page.section.map_or(Value::from(()), |section| SectionView::value(scope, section)),
            "ancestors" => list(site.breadcrumb(page.section).into_iter().filter(|(_, url)| *url != page.url).map(
                |(title, url)| {
                    record([
                        ("title", Value::from(markdown::typeset_text(&title, options))),
                        ("url", Value::from(scope.url(&url))),
                    ])
                },
            )),
            "previous" => self.other(self.neighbour(-1)),
            "next" => self.other(self.neighbour(1)),
            "toc" => Value::from_object(TocView::of(scope, self.page)),
            "content" => match body::body_html(scope, self.page) {
                Ok(html) => Value::from_safe_string(html),
                Err(error) => Value::from(error),
            },
            "source_path" => Value::from(document().file.path.as_str()),
            "edit_url" => optional(
                site.config.edit_url.as_ref().map(|template| edit_url(template, document().file.path.as_str())),
            ),
            "markdown_url" => optional(site.markdown_of(self.page).map(|url| scope.url(&url))),
            "data_url" => Value::from(scope.url(&site.data_of(self.page))),
            "language" => Value::from(page.language.as_str()),
            "extra" => tree(&meta().extra),
            "image" => self.image(),
            "words" => Value::from(document().words()),
            "reading_minutes" => Value::from(document().words().div_ceil(230).max(1)),
            "is_section" => Value::from(page.role != PageRole::Sheet),
            "sheet" => super::sheet::sheet(scope, self.page),
            "json_ld" => Value::from_safe_string(json_ld::script(scope, self.page)),
            _ => return None,
        })
    }

    fn other(&self, page: Option<PageId>) -> Value {
        page.map_or(Value::from(()), |page| Value::from_object(PageView { scope: Arc::clone(&self.scope), page }))
    }

    fn neighbour(&self, step: isize) -> Option<PageId> {
        self.scope.site.neighbour(self.page, step)
    }

    fn terms(&self) -> Value {
        let site = &self.scope.site;
        let page = site.page(self.page);
        list(page.fields.terms.iter().map(|of| {
            let taxonomy = &site.taxonomies[of.taxonomy];
            let mut indices: Vec<u32> =
                of.terms.iter().filter_map(|term| taxonomy.term(&term.value).map(|(at, _)| at as u32)).collect();
            indices.dedup();
            let terms = indices.into_iter().map(|term| TermView::value(&self.scope, of.taxonomy as u32, term));
            record([("taxonomy", TaxonomyView::value(&self.scope, of.taxonomy as u32)), ("terms", list(terms))])
        }))
    }

    fn field_value(&self, content: &FieldContent, kind: &FieldType) -> Value {
        let options = filters::options(&self.scope);
        match (content, kind) {
            (FieldContent::Text(text), _) => Value::from(markdown::typeset_text(text, options)),
            (FieldContent::Integer(value), _) => Value::from(*value),
            (FieldContent::Number(value), _) => Value::from(*value),
            (FieldContent::Boolean(value), _) => Value::from(*value),
            (FieldContent::Date(date), _) => Value::from_object(DateView(*date)),
            (FieldContent::Choice(_), kind) => {
                optional(content.choice(kind, &self.scope.language).map(|(_, label)| words(&self.scope, label)))
            }
            (FieldContent::List(items), FieldType::List(of)) => {
                list(items.iter().map(|(item, _)| self.field_value(item, of)))
            }
            (FieldContent::List(items), of) => list(items.iter().map(|(item, _)| self.field_value(item, of))),
            (FieldContent::Table(values), FieldType::Table(fields)) => Value::from_pairs(values.iter().map(|value| {
                (fields[value.def].key.clone(), self.field_value(&value.content, &fields[value.def].kind))
            })),
            (FieldContent::Table(_), _) => Value::from(()),
            (FieldContent::Page(written), _) => Value::from(written.as_str()),
        }
    }

    fn image(&self) -> Value {
        let site = &self.scope.site;
        let page = site.page(self.page);
        let Some(asset) = page.relations.image else { return Value::from(()) };
        let srcset = crate::render::variants::srcset(&self.scope, asset);
        let asset = &site.assets[asset.index()];
        let entry = site.document(page.document).meta.image.as_ref();
        let (width, height) = asset.file.dimensions().unzip();
        record([
            ("url", Value::from(self.scope.url(&asset.url))),
            ("permalink", optional(site.absolute(&asset.url))),
            ("alt", Value::from(entry.and_then(|entry| entry.alt.as_deref()).unwrap_or(""))),
            ("width", optional(width)),
            ("height", optional(height)),
            ("srcset", optional(srcset)),
        ])
    }
}

object!(PageView, KEYS);

/// What templates call a field's type.
fn type_name(kind: &FieldType) -> &'static str {
    match kind {
        FieldType::Text => "text",
        FieldType::Integer => "integer",
        FieldType::Number => "number",
        FieldType::Date => "date",
        FieldType::Boolean => "boolean",
        FieldType::Enumeration(_) => "enumeration",
        FieldType::List(_) => "list",
        FieldType::Table(_) => "table",
        FieldType::Page => "page",
    }
}

pub(super) fn usage_names(usage: Usage, language: &str) -> (&'static str, &'static str) {
    let english = language.starts_with("en");
    match usage {
        Usage::Reproduction => ("reproduction", if english { "reproduced" } else { "reproduction" }),
        Usage::Adaptation => ("adaptation", if english { "adapted" } else { "adaptation" }),
        Usage::Citation => ("citation", if english { "cited" } else { "citation" }),
    }
}

fn edit_url(template: &str, path: &str) -> String {
    let path = crate::source::UrlPath::new(path).encoded();
    let path = path.trim_start_matches('/');
    if template.contains("{path}") {
        template.replace("{path}", path)
    } else {
        format!("{}/{path}", template.trim_end_matches('/'))
    }
}
