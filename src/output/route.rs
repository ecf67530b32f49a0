//! Routes: what can be asked for, and how each is answered.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, OnceLock};

use foldhash::fast::FixedState;
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::render::{self, Engine, LinkStyle, Listing, Scope, Subject};
use crate::sheet::{self, Form};
use crate::site::{AssetId, DataFile, Generated, PageId, PageRole, Place, SectionId, Site};
use crate::source::{OutputPath, UrlPath};

#[cfg(feature = "cards")]
use super::card;
use super::search::{self, SearchFile};
use super::{asset, atom, benchmark, calendar, hosting, open, redirect, robots, sitemap, variant};

/// One thing that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// HTML made by a template.
    Html(Subject),
    /// The Markdown of a page.
    Markdown(PageId),
    /// The JSON of a page.
    PageData(PageId),
    /// A file of data about the whole site.
    Data(DataFile),
    /// The Markdown of a template, blank.
    TemplateDocument(PageId),
    /// The Markdown of a template, filled.
    FilledDocument(PageId),
    /// The data of a benchmark.
    BenchmarkData(PageId, benchmark::Format),
    /// The Atom feed of the site.
    SiteFeed,
    /// The Atom feed of a section.
    SectionFeed(SectionId),
    /// The Atom feed of a term.
    TermFeed(u32, u32),
    /// Every row of a section's listing, for the script that narrows it in place.
    FacetRows(SectionId),
    /// The calendar of all reviews, or of the nth owner's.
    ReviewCalendar(Option<usize>),
    /// The sitemap, or its nth part.
    Sitemap(Option<usize>),
    /// `robots.txt`.
    Robots,
    /// A file of `content/` or `static/`.
    Asset(AssetId),
    /// An image made some pixels wide.
    Variant(AssetId, u32),
    /// A fingerprinted file of `static/assets/`, by name.
    ThemeAsset(String),
    /// The card of a page, or of the site.
    Card(Option<PageId>),
    /// A file that a host reads, by its name.
    HostFile(&'static str),
    /// A file of the search index.
    Search(SearchFile),
}

/// What a route answers.
#[derive(Debug, Clone)]
pub enum Payload {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of a file on disk, too large or too opaque to hold.
    File(std::path::PathBuf),
}

/// Every route of a site by URL; the list of them all is made when it is first needed.
#[derive(Debug)]
pub struct Routes {
    site: Arc<Site>,
    table: OnceLock<Table>,
    search: OnceLock<HashMap<UrlPath, Route>>,
    pictures: OnceLock<Vec<(UrlPath, Route)>>,
}

/// Every route, those of the search index and of pictures made excepted.
#[derive(Debug, Default)]
struct Table {
    all: Vec<(UrlPath, Route)>,
    by_url: HashMap<UrlPath, usize, FixedState>,
}

impl Routes {
    /// The routes of `site`.
    pub fn new(site: &Arc<Site>) -> Self {
        Routes { site: Arc::clone(site), table: OnceLock::new(), search: OnceLock::new(), pictures: OnceLock::new() }
    }

    /// Every route, in the order they are made: files first, then pages. The search index and the pictures that
    /// are made are apart.
    pub fn all(&self) -> &[(UrlPath, Route)] {
        &self.table().all
    }

    /// The route at `url`.
    pub fn get(&self, url: &str) -> Option<Cow<'_, Route>> {
        if let Some(sheet) = self.sheet(url) {
            return Some(Cow::Owned(sheet));
        }
        match self.table().by_url.get(url) {
            Some(at) => Some(Cow::Borrowed(&self.table().all[*at].1)),
            None if url.starts_with(search::FOLDER) => self.search().get(url).map(Cow::Borrowed),
            None => variant::at(&self.site, url).map(Cow::Owned),
        }
    }

    /// The files of the search index, which is made the first time that one is asked for.
    pub fn search(&self) -> &HashMap<UrlPath, Route> {
        self.search.get_or_init(|| {
            let files = Some(&self.site).into_iter().filter(|site| site.config.search).flat_map(search::files);
            files
                .map(|file| (file.url(), Route::Search(file)))
                .filter(|(url, _)| !self.table().by_url.contains_key(url))
                .collect()
        })
    }

    /// The pictures made in other widths, which takes long the first time.
    pub fn pictures(&self) -> &[(UrlPath, Route)] {
        self.pictures.get_or_init(|| {
            let mut made = variant::all(&self.site);
            made.retain(|(url, _)| !self.table().by_url.contains_key(url));
            made
        })
    }

    /// The sheet at `url`, found without the table: what an author looks at while writing. Nothing but a file, which
    /// would win over it, and the filled document of a template, which is left to the table, can have its URL.
    fn sheet(&self, url: &str) -> Option<Route> {
        let Some(Place::Page(id)) = self.site.urls.get(url).copied() else { return None };
        let sheet = self.site.page(id).role == PageRole::Sheet && url.ends_with('/') && !url.ends_with("/rempli/");
        let taken = || self.site.assets.binary_search_by(|asset| asset.url.as_str().cmp(url)).is_ok();
        (sheet && !taken()).then_some(Route::Html(Subject::Page(id)))
    }

    fn table(&self) -> &Table {
        self.table.get_or_init(|| table(&self.site))
    }
}

impl Table {
    fn push(&mut self, url: UrlPath, route: Route) {
        // What an author publishes at a URL (a `robots.txt` of their own) wins over what we would make there.
        if let Entry::Vacant(place) = self.by_url.entry(url) {
            self.all.push((place.key().clone(), route));
            place.insert(self.all.len() - 1);
        }
    }
}

/// Everything that is made of page `id` alone.
fn of_page(site: &Site, id: PageId) -> Vec<(UrlPath, Route)> {
    let page = site.page(id);
    let mut routes = Vec::with_capacity(4);
    let mut push = |url: UrlPath, route: Route| routes.push((url, route));
    if page.role == PageRole::Sheet {
        push(page.url.clone(), Route::Html(Subject::Page(id)));
    }
    if let Some(url) = site.markdown_of(id) {
        push(url, Route::Markdown(id));
    }
    push(site.data_of(id), Route::PageData(id));
    if let Some(url) = site.card_of(id) {
        push(url, Route::Card(Some(id)));
    }
    let kind = &site.config.kinds.kinds[page.kind];
    if page.role == PageRole::Sheet && Form::of(kind) == Form::Template && page.url.as_str().ends_with('/') {
        push(page.url.child("modele.md"), Route::TemplateDocument(id));
        if let Some(url) = sheet::filled_url(site, id) {
            push(url.child("document.md"), Route::FilledDocument(id));
            push(url, Route::Html(Subject::Filled(id)));
        }
    }
    for (url, format) in benchmark::addresses(site, id) {
        push(url, Route::BenchmarkData(id, format));
    }
    routes
}

/// Everything that can be asked of `site`.
fn table(site: &Arc<Site>) -> Table {
    let mut routes = Table::default();
    let count = site.assets.len() + 2 * site.pages.len() + 64;
    routes.all.reserve(count);
    routes.by_url.reserve(count);
    for (id, asset) in (0u32..).zip(&site.assets) {
        routes.push(asset.url.clone(), Route::Asset(AssetId(id)));
    }
    let per_page = site.config.per_page;
    let published: Vec<PageId> = site.published().map(|(id, _)| id).collect();
    let of_pages: Vec<Vec<(UrlPath, Route)>> =
        published.par_iter().with_min_len(256).map(|id| of_page(site, *id)).collect();
    for (url, route) in of_pages.into_iter().flatten() {
        routes.push(url, route);
    }
    for (id, section) in (0u32..).map(SectionId).zip(&site.sections) {
        if section.count == 0 && section.page.is_none() && id.0 > 0 {
            continue;
        }
        for number in 1..=Listing::total(section.pages.len(), per_page) {
            let subject = Subject::Section(id, number);
            routes.push(subject.url(site), Route::Html(subject));
        }
        for (facet, of) in (0u32..).zip(&section.facets) {
            for (value, of) in (0u32..).zip(&of.values).filter(|(_, of)| !of.is_term) {
                for number in 1..=Listing::total(of.pages.len(), per_page) {
                    let subject = Subject::Facet(id, facet, value, number);
                    routes.push(subject.url(site), Route::Html(subject));
                }
            }
        }
        if let Some(url) = render::rows_url(site, id) {
            routes.push(url, Route::FacetRows(id));
        }
        let feed = site.feed_of(&section.url, section.count);
        if let Some(feed) = feed.filter(|_| id.0 > 0) {
            routes.push(feed, Route::SectionFeed(id));
        }
    }
    if let Some(feed) = site.feed_of(&UrlPath::root(), site.recent().len()) {
        routes.push(feed, Route::SiteFeed);
    }
    for (at, taxonomy) in (0u32..).zip(&site.taxonomies).filter(|(_, taxonomy)| !taxonomy.terms.is_empty()) {
        routes.push(taxonomy.url.clone(), Route::Html(Subject::Taxonomy(at)));
        for (index, term) in (0u32..).zip(&taxonomy.terms) {
            for number in 1..=Listing::total(term.pages.len(), per_page) {
                let subject = Subject::Term(at, index, number);
                routes.push(subject.url(site), Route::Html(subject));
            }
            if let Some(feed) = site.feed_of(&term.url, term.pages.len()) {
                routes.push(feed, Route::TermFeed(at, index));
            }
        }
    }
    for page in Generated::ALL {
        if site.urls.get(&page.url()) == Some(&Place::Generated(page)) {
            routes.push(page.url(), Route::Html(Subject::Generated(page)));
        }
    }
    if site.config.review_page {
        routes.push(site.review_url(), Route::Html(Subject::Review));
        routes.push(site.review_url().child("revue.ics"), Route::ReviewCalendar(None));
        for (at, owner) in site.review_owners(&site.reviews(None)).iter().enumerate() {
            routes.push(site.review_url().child(&format!("{}.ics", owner.slug)), Route::ReviewCalendar(Some(at)));
        }
    }
    if site.config.search {
        routes.push(Subject::Search.url(site), Route::Html(Subject::Search));
    }
    if let Some(url) = site.card() {
        routes.push(url, Route::Card(None));
    }
    routes.push(UrlPath::new("/404.html"), Route::Html(Subject::NotFound));
    for redirect in &site.redirects {
        routes.push(redirect.from.clone(), Route::Html(Subject::Redirect(redirect.from.clone(), redirect.to)));
    }
    for (name, asset) in &site.theme.assets {
        routes.push(asset.url.clone(), Route::ThemeAsset(name.clone()));
    }
    if !site.base_url.is_empty() {
        routes.push(UrlPath::new("/sitemap.xml"), Route::Sitemap(None));
        for part in 1..=sitemap::parts(site) {
            routes.push(UrlPath::new(&format!("/sitemap-{part}.xml")), Route::Sitemap(Some(part)));
        }
    }
    for file in site.data_files() {
        routes.push(file.url(), Route::Data(file));
    }
    routes.push(UrlPath::new("/robots.txt"), Route::Robots);
    for file in hosting::files(site) {
        routes.push(UrlPath::new(file), Route::HostFile(file));
    }
    routes
}

/// The bytes of `route`.
///
/// # Errors
/// When a template fails, or a file on disk can no longer be read.
pub fn render(site: &Arc<Site>, engine: &Arc<Engine>, route: &Route) -> Result<Payload, Box<Diagnostic>> {
    let text = match route {
        Route::Html(subject @ Subject::Redirect(_, page)) => match engine.has("redirect.html") {
            true => return render::render(site, engine, subject).map(Payload::Bytes),
            false => redirect::stub(site, &subject.url(site), *page),
        },
        Route::Html(subject) => return render::render(site, engine, subject).map(Payload::Bytes),
        Route::Markdown(page) => {
            let scope = Scope::new(site, engine, site.page(*page).url.clone(), &site.page(*page).language);
            render::markdown_twin(&scope, *page)
        }
        Route::TemplateDocument(page) => {
            let scope = Scope::new(site, engine, site.page(*page).url.clone(), &site.page(*page).language);
            render::blank_document(&scope, *page)
        }
        Route::FilledDocument(page) => {
            let scope = Scope::new(site, engine, site.page(*page).url.child("rempli/"), &site.page(*page).language);
            render::filled_document(&scope, *page)
        }
        Route::BenchmarkData(page, format) => {
            let scope = Scope::new(site, engine, site.page(*page).url.clone(), &site.page(*page).language);
            benchmark::data(&scope, *page, *format)
        }
        Route::FacetRows(section) => render::facet_rows(site, engine, *section)?,
        Route::PageData(page) => open::page(site, *page),
        Route::Data(file) => open::text(site, engine, *file),
        Route::SiteFeed => atom::site(site, engine),
        Route::SectionFeed(section) => atom::section(site, engine, *section),
        Route::TermFeed(taxonomy, term) => atom::term(site, engine, *taxonomy, *term),
        Route::ReviewCalendar(owner) => {
            let reviews = site.reviews(None);
            match owner {
                None => calendar::review_calendar(site, &reviews),
                Some(at) => calendar::review_calendar(site, &site.review_owners(&reviews)[*at].reviews),
            }
        }
        Route::Sitemap(None) => sitemap::index(site),
        Route::Sitemap(Some(part)) => sitemap::part(site, *part),
        Route::Robots => robots::robots(site),
        #[cfg(feature = "cards")]
        Route::Card(page) => {
            let png = page.map_or_else(|| card::of_site(site), |page| card::of_page(site, page));
            return Ok(Payload::Bytes(png));
        }
        #[cfg(not(feature = "cards"))]
        Route::Card(_) => return Ok(Payload::Bytes(Vec::new())),
        Route::HostFile(file) => hosting::text(site, file),
        Route::Search(file) => file.text(site),
        Route::ThemeAsset(name) => return asset::of_theme(site, name),
        Route::Variant(asset, width) => return variant::bytes(site, *asset, *width),
        Route::Asset(asset) => return asset::of_site(site, *asset),
    };
    Ok(Payload::Bytes(text.into_bytes()))
}

impl Route {
    /// The file it is published as.
    pub fn output(url: &UrlPath) -> OutputPath {
        url.output()
    }

    /// The scope in which its absolute links are written.
    pub(super) fn feed_scope(site: &Arc<Site>, engine: &Arc<Engine>, from: UrlPath) -> Arc<Scope> {
        Scope::styled(site, engine, from, &site.config.language, LinkStyle::Absolute)
    }
}
