//! Who made what and under which licence: what pages, sections, the site, `.license` files and `REUSE.toml` say, put together.
//!
//! Says what is written; whether it is right is `check`'s.

mod glob;
mod notice;
mod reuse;
mod works;

use std::collections::HashMap;
use std::sync::Arc;

use crate::content::{Document, ImageEntry};
use crate::diagnostic::{Diagnostic, LicenceFault, Problem};
use crate::licence::{Expression, Restriction};
use crate::source::{Snapshot, SourceFile, Span};

use super::{AssetId, PageId, Site};

pub use notice::Notice;
use reuse::ReuseFile;
pub use works::IncludedWork;

/// What files other than pages say of licences.
#[derive(Debug, Default)]
pub struct Licensing {
    /// Notices of `.license` files, by the path of the file they are about.
    beside: HashMap<String, Notice>,
    /// `REUSE.toml` files, those of the deepest folders first.
    reuse: Vec<ReuseFile>,
    /// The site's licence, which almost every page asks for.
    usual: Option<(String, Arc<Expression>)>,
}

/// What is known of an image, or of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Credit {
    /// Who made it.
    pub author: Option<String>,
    /// Its licence as written.
    pub licence: Option<String>,
    /// Where it comes from.
    pub source: Option<String>,
    /// What allows to publish it, when its licence does not.
    pub derogation: Option<String>,
}

impl Credit {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Credit::default()
    }
}

impl Licensing {
    /// What the `.license` and `REUSE.toml` files of `snapshot` say, and what is wrong in them.
    pub(super) fn read(snapshot: &Snapshot, usual: Option<&str>, problems: &mut Vec<Diagnostic>) -> Self {
        let parsed = usual.and_then(|written| Some((written.to_owned(), Arc::new(Expression::parse(written).ok()?))));
        let mut licensing = Licensing { usual: parsed, ..Licensing::default() };
        for file in snapshot.below("content/").chain(snapshot.below("static/")) {
            let path = file.path.as_str();
            if let Some(about) = path.strip_suffix(".license") {
                licensing.beside.insert(about.to_owned(), Notice::of_license_file(file, problems));
            } else if path.ends_with("/REUSE.toml") {
                licensing.reuse.push(ReuseFile::read(file, problems));
            }
        }
        licensing.reuse.extend(snapshot.get("REUSE.toml").map(|file| ReuseFile::read(file, problems)));
        licensing.reuse.sort_by_key(|file| std::cmp::Reverse(file.depth()));
        licensing
    }

    /// What an expression says; `None` when it is none.
    pub fn expression(&self, written: &str) -> Option<Arc<Expression>> {
        match &self.usual {
            Some((usual, expression)) if usual == written => Some(Arc::clone(expression)),
            _ => Expression::parse(written).ok().map(Arc::new),
        }
    }

    /// What is said of the file at `path`, whose own notice is `own`. REUSE 3.3: the outermost `override` wins over all;
    /// else what is closest (the file itself, `.license`, the nearest `REUSE.toml`), to which `aggregate` adds; what the
    /// closest does not say (a licence, a copyright) comes from the next.
    fn of_file(&self, path: &str) -> Option<Notice> {
        let beside = self.beside.get(path);
        if self.reuse.is_empty() {
            return beside.cloned();
        }
        let found: Vec<_> = self.reuse.iter().filter_map(|file| file.annotation(path)).collect();
        if let Some(outermost) = found.iter().rev().find(|found| found.precedence == reuse::Precedence::Override) {
            return Some(outermost.notice.clone());
        }
        let mut notice = beside.cloned();
        for annotation in found {
            match &mut notice {
                None => notice = Some(annotation.notice.clone()),
                Some(notice) if annotation.precedence == reuse::Precedence::Aggregate => notice.add(&annotation.notice),
                Some(notice) => notice.complete(&annotation.notice),
            }
        }
        notice
    }
}

impl Site {
    /// The licence of a page: its own, else its sections', else what `.license` and `REUSE.toml` files say, else the site's.
    pub fn licence_of(&self, page: PageId) -> Option<&str> {
        let this = self.page(page);
        if let Some(own) = &self.document(this.document).meta.licence {
            return Some(&own.value);
        }
        let mut at = this.section;
        while let Some(section) = at.map(|id| self.section(id)) {
            if let Some(licence) = section.page.and_then(|page| self.document_of(page).meta.licence.as_ref()) {
                return Some(&licence.value);
            }
            at = section.parent;
        }
        let files = self.licensing.licence_of_text(self.document(this.document).file.path.as_str());
        files.or_else(|| self.config.licence.as_ref().map(|licence| licence.value.as_str()))
    }

    /// What is known of the asset that `document` shows or offers; `entry` is what its front matter says of it.
    pub fn credit(&self, document: &Document, entry: Option<&ImageEntry>, asset: AssetId) -> Credit {
        let notice = self.notice_of(asset);
        let said = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let own = entry.map(|entry| Credit {
            author: said(&entry.author),
            licence: entry.licence.as_ref().map(|licence| licence.value.clone()),
            source: said(&entry.source),
            derogation: said(&entry.derogation),
        });
        let own = own.unwrap_or_default();
        let notice = notice.unwrap_or_default();
        let overridden = notice.overrides;
        let pick =
            |own: Option<String>, of_file: Option<String>| if overridden { of_file.or(own) } else { own.or(of_file) };
        let licence = pick(own.licence, notice.expression());
        // What the page says of itself holds for what is in it, unless that is free on its own.
        let free =
            licence.as_ref().and_then(|written| self.licensing.expression(written)).is_some_and(|one| one.is_free());
        let inherited = || said(&document.meta.derogation).filter(|_| !free);
        Credit {
            author: pick(own.author, notice.author()),
            licence,
            source: own.source,
            derogation: own.derogation.or_else(inherited),
        }
    }

    /// What `.license` and `REUSE.toml` files say of an asset.
    pub fn notice_of(&self, asset: AssetId) -> Option<Notice> {
        self.licensing.of_file(self.assets[asset.index()].file.path.as_str())
    }
}

impl Licensing {
    /// The licence that files give to the text at `path`.
    fn licence_of_text(&self, path: &str) -> Option<&str> {
        let beside = self.beside.get(path).and_then(|notice| notice.licence());
        let annotated = || self.reuse.iter().find_map(|file| file.annotation(path)?.notice.licence());
        beside.or_else(annotated)
    }
}

/// Reports what is not an SPDX expression in a file of licences.
fn check_expression(written: &str, file: &Arc<SourceFile>, span: Span, problems: &mut Vec<Diagnostic>) {
    if let Err(unknown) = Expression::parse(written) {
        let fault = LicenceFault::Unknown { written: unknown.written, nearest: unknown.nearest };
        problems.push(Diagnostic::new(Problem::Licence(fault), file, span));
    }
}

/// Why an expression is not free: the first restriction it holds.
pub fn restriction(expression: &Expression) -> Option<Restriction> {
    if expression.is_free() {
        return None;
    }
    let restrictions = expression.licences().iter().filter_map(|licence| match licence.nature {
        crate::licence::Nature::NotFree(restriction) => Some(restriction),
        _ => None,
    });
    restrictions.into_iter().next()
}
