//! Whether what is published may be reused: licences of sheets, images, files and sources, and what their reuse asks for.
//!
//! A licence is reported where it is written: what a sheet inherits is said once, at the section or in site.toml.

use std::collections::HashSet;
use std::sync::Arc;

use crate::config::PublisherType;
use crate::content::{Document, ImageEntry, Source, Usage};
use crate::diagnostic::{Diagnostic, LicenceFault, Problem, Untold, Visibility, Work};
use crate::licence::{Expression, Licence};
use crate::markdown::ReferenceKind;
use crate::site::{AssetId, DocumentId, PageRole, Place, Site, Target, restriction};
use crate::source::{SourceFile, Span};
use crate::value::Spanned;

/// What only the whole site tells: its own licence, and sheets that have none at all.
pub(super) fn check_site(site: &Site, problems: &mut Vec<Diagnostic>) {
    let nowhere = || SourceFile::in_memory("site.toml", crate::source::Role::Configuration, "");
    let file = site.snapshot.get("site.toml").cloned().unwrap_or_else(nowhere);
    if let Some(licence) = &site.config.licence {
        let mut checker = Checker { site, file: &file, visibility: Visibility::Published, problems };
        checker.own_licence(licence, Work::Site, false);
        return;
    }
    let without = |id| site.licence_of(id).is_none() && site.document_of(id).meta.derogation.is_none();
    let mut sheets = site
        .published()
        .filter(|(id, page)| page.role == PageRole::Sheet && page.status.published() && without(*id))
        .map(|(id, _)| id);
    if let Some(first) = sheets.next() {
        let example = site.document_of(first).file.path.to_string();
        let fault = LicenceFault::Missing { sheets: 1 + sheets.count(), example };
        problems.push(Diagnostic::new(Problem::Licence(fault), &file, Span::default()));
    }
}

/// What one file says and shows.
pub(super) fn check(site: &Site, id: DocumentId, problems: &mut Vec<Diagnostic>) {
    let document = site.document(id);
    let meta = &document.meta;
    let page = site.page_of(id);
    let visibility = page.map_or(Visibility::Published, |page| site.page(page).visibility());
    let mut checker = Checker { site, file: &document.file, visibility, problems };
    if let Some(licence) = &meta.licence {
        checker.own_licence(licence, Work::Sheet, meta.derogation.is_some());
    }
    if !meta.sources.is_empty() {
        let own = page.and_then(|page| site.licence_of(page)).and_then(|written| site.licensing.expression(written));
        for source in &meta.sources {
            checker.source(source, own.as_deref(), meta.derogation.is_some());
        }
    }
    let mut seen: HashSet<AssetId> = HashSet::new();
    for (reference, link) in document.body.references.iter().zip(site.links[id.index()].iter()) {
        let Target::Place { place: Place::Asset(asset), .. } = link.target else { continue };
        if !seen.insert(asset) {
            continue;
        }
        if reference.kind == ReferenceKind::Image {
            let entry = document.image(&reference.target);
            checker.image(document, entry, asset, &reference.target, reference.span);
        } else {
            checker.file(document, asset, &reference.target, reference.span);
        }
    }
    let cover = page.and_then(|page| site.page(page).relations.image);
    if let (Some(asset), Some(entry)) = (cover, &meta.image)
        && seen.insert(asset)
    {
        // What `images:` says of a file holds for the cover too.
        let told =
            if entry.licence.is_some() { Some(entry) } else { document.image(&entry.file.value).or(Some(entry)) };
        checker.image(document, told, asset, &entry.file.value, entry.file.span);
    }
}

struct Checker<'c> {
    site: &'c Site,
    file: &'c Arc<SourceFile>,
    visibility: Visibility,
    problems: &'c mut Vec<Diagnostic>,
}

impl Checker<'_> {
    fn report(&mut self, fault: LicenceFault, span: Span) {
        self.problems.push(Diagnostic::new(Problem::Licence(fault), self.file, span));
    }

    /// The expression that is written, or what is wrong with it.
    fn read(&mut self, written: &Spanned<String>) -> Option<Expression> {
        match Expression::parse(&written.value) {
            Ok(expression) => Some(expression),
            Err(unknown) => {
                self.report(LicenceFault::Unknown { written: unknown.written, nearest: unknown.nearest }, written.span);
                None
            }
        }
    }

    /// Reports a licence that is not free; whether it is.
    fn free(&mut self, work: Work, expression: &Expression, span: Span) -> bool {
        let Some(restriction) = restriction(expression) else { return true };
        let fault =
            LicenceFault::NotFree { work, licence: short(expression), restriction, visibility: self.visibility };
        self.report(fault, span);
        false
    }

    fn own_licence(&mut self, licence: &Spanned<String>, work: Work, excepted: bool) {
        let Some(expression) = self.read(licence) else { return };
        if excepted || !self.free(work, &expression, licence.span) {
            return;
        }
        let publisher = self.site.config.publisher.kind;
        if matches!(publisher, PublisherType::LocalAuthority | PublisherType::State)
            && !expression.holds(Licence::in_decree)
        {
            self.report(LicenceFault::OutsideDecree { licence: short(&expression) }, licence.span);
        }
    }

    fn source(&mut self, source: &Source, page: Option<&Expression>, excepted: bool) {
        let expression = source.licence.as_ref().and_then(|written| self.read(written));
        let unread = source.licence.is_some() && expression.is_none();
        let work = || Work::Source(source.title.clone());
        let excepted = excepted || source.derogation.is_some();
        let visibility = self.visibility;
        let place =
            source.licence.as_ref().or(source.url.as_ref()).map_or(first_line(self.file, source.span), |at| at.span);
        if source.usage != Usage::Citation && !excepted && !unread {
            match &expression {
                None => self.report(LicenceFault::MissingOn { work: work(), visibility }, place),
                Some(expression) => {
                    let free = self.free(work(), expression, place);
                    if let Some(page) = page.filter(|_| free && source.usage == Usage::Adaptation)
                        && !expression.may_be_adapted_into(page)
                    {
                        let (title, source, page) = (source.title.clone(), short(expression), short(page));
                        self.report(LicenceFault::Incompatible { title, source, page, visibility }, place);
                    }
                }
            }
        }
        let public_domain = expression.as_ref().is_some_and(|expression| !expression.holds(Licence::asks_credit));
        let author = source.author.is_some() || public_domain;
        let untold = match (author, source.url.is_some(), source.usage) {
            (false, false, _) => Some(Untold::AuthorAndAddress),
            (_, _, Usage::Citation) | (true, true, _) => None,
            (false, true, _) => Some(Untold::Author),
            (true, false, _) => Some(Untold::Address),
        };
        // A title alone names what everybody knows: a law, a standard.
        let known = source.usage == Usage::Citation && !source.title.is_empty();
        let changes = source.usage == Usage::Adaptation && source.modifications.is_none() && !public_domain;
        for untold in untold.filter(|_| !known).into_iter().chain(changes.then_some(Untold::Changes)) {
            self.report(LicenceFault::Untold { work: work(), untold }, first_line(self.file, source.span));
        }
    }

    fn image(&mut self, document: &Document, entry: Option<&ImageEntry>, asset: AssetId, target: &str, span: Span) {
        let credit = self.site.credit(document, entry, asset);
        let work = || Work::Image(target.to_owned());
        let excepted = credit.derogation.is_some();
        let expression = match (entry.and_then(|entry| entry.licence.as_ref()), &credit.licence) {
            (Some(written), _) => match self.read(written) {
                Some(expression) => Some(expression),
                None => return,
            },
            // A file of licences is reported where it stands.
            (None, Some(written)) => match Expression::parse(written) {
                Ok(expression) => Some(expression),
                Err(_) => return,
            },
            (None, None) => None,
        };
        match &expression {
            None if excepted => {}
            None => self.report(LicenceFault::MissingOn { work: work(), visibility: self.visibility }, span),
            Some(expression) => {
                if !excepted {
                    self.free(work(), expression, span);
                }
                if credit.author.is_none() && expression.holds(Licence::asks_credit) {
                    self.report(LicenceFault::Untold { work: work(), untold: Untold::Author }, span);
                }
            }
        }
    }

    /// A file to download is under its page's licence unless something says otherwise.
    fn file(&mut self, document: &Document, asset: AssetId, target: &str, span: Span) {
        let entry = document.image(target);
        let credit = self.site.credit(document, entry, asset);
        if credit.derogation.is_some() {
            return;
        }
        if let Some(expression) = credit.licence.and_then(|written| Expression::parse(&written).ok()) {
            self.free(Work::File(target.to_owned()), &expression, span);
        }
    }
}

/// What people call the licences of an expression.
fn short(expression: &Expression) -> String {
    match expression.single() {
        Some(licence) => licence.short.clone(),
        None => expression.canonical(),
    }
}

/// The first line of a place that may have several.
fn first_line(file: &SourceFile, span: Span) -> Span {
    let text = file.text().and_then(|text| text.get(span.range())).unwrap_or_default();
    let length = text.lines().next().map_or(0, str::len);
    Span::new(span.range().start, span.range().start + length)
}
