//! What the pages of credits and of open data show.

use std::sync::Arc;

use minijinja::Value;

use crate::content::Usage;
use crate::markdown;
use crate::render::{Scope, filters};
use crate::site::{IncludedWork, PageId};

use super::page::usage_names;
use super::{licence, list, optional, record, text_or_none};

/// Pages whose licence is not the site's, and every included work.
pub(super) fn credits(scope: &Arc<Scope>) -> Value {
    let site = &scope.site;
    let usual = site.config.licence.as_ref().map(|licence| licence.value.as_str());
    let other = site
        .published()
        .filter(|(id, _)| site.licence_of(*id) != usual || site.document_of(*id).meta.derogation.is_some());
    let mut other: Vec<_> = other.collect();
    other.sort_by_key(|(_, page)| &page.url);
    let pages = other.into_iter().map(|(id, page)| {
        record([
            ("url", Value::from(scope.url(&page.url))),
            ("title", title(scope, id)),
            ("licence", site.licence_of(id).map_or(Value::from(()), |written| licence(scope, written))),
            ("derogation", optional(site.document_of(id).meta.derogation.as_deref())),
        ])
    });
    let works = site.works();
    let group = |name: &'static str, wanted: &dyn Fn(&IncludedWork) -> bool| {
        let kept = works.iter().filter(|work| wanted(work)).map(|one| work(scope, one));
        record([("name", Value::from(name)), ("works", list(kept))])
    };
    let is_image =
        |work: &IncludedWork| work.asset.is_some_and(|asset| site.assets[asset.index()].file.dimensions().is_some());
    record([
        ("pages", list(pages)),
        ("images", group("images", &is_image)),
        ("files", group("files", &|work| work.asset.is_some() && !is_image(work))),
        ("texts", group("texts", &|work| work.asset.is_none())),
    ])
}

fn work(scope: &Arc<Scope>, work: &IncludedWork) -> Value {
    let site = &scope.site;
    let options = filters::options(scope);
    let credit = &work.credit;
    let address = credit.source.as_deref().filter(|source| source.starts_with("http"));
    let url = match work.asset {
        Some(asset) => Some(scope.url(&site.assets[asset.index()].url)),
        None => address.map(str::to_owned),
    };
    let usage = work.usage.filter(|usage| *usage != Usage::Citation);
    record([
        ("title", Value::from(markdown::typeset_text(&work.title, options))),
        ("url", optional(url)),
        ("author", optional(credit.author.as_deref())),
        ("source", optional(address.filter(|_| work.asset.is_some()))),
        ("licence", credit.licence.as_ref().map_or(Value::from(()), |written| licence(scope, written))),
        ("derogation", optional(credit.derogation.as_deref())),
        ("usage", optional(usage.map(|usage| usage_names(usage, &scope.language).1))),
        ("modifications", text_or_none(work.modifications.as_deref().unwrap_or(""))),
        (
            "pages",
            list(work.pages.iter().map(|id| {
                record([("url", Value::from(scope.url(&site.page(*id).url))), ("title", title(scope, *id))])
            })),
        ),
    ])
}

fn title(scope: &Arc<Scope>, id: PageId) -> Value {
    Value::from(markdown::typeset_text(&scope.site.page(id).title, filters::options(scope)))
}

/// The files of data about the whole site.
pub(super) fn data_files(scope: &Arc<Scope>) -> Value {
    list(scope.site.data_files().map(|file| {
        record([
            ("name", Value::from(file.name())),
            ("url", Value::from(scope.url(&file.url()))),
            ("path", Value::from(file.path().trim_start_matches('/'))),
            ("type", Value::from(file.media_type())),
        ])
    }))
}
