//! Pages: documents that have a URL, with what the site decides of them (kind, status, language, title).

use std::cmp::Reverse;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::{Form, SiteConfig, Status};
use crate::content::{Fields, Head};
use crate::diagnostic::{Diagnostic, Problem, Visibility};
use crate::source::{History, Span, UrlPath};

use super::address::{Address, Layout};
use super::collation::{SortKey, sort_key};
use super::section::Tree;
use super::shape::Shape;
use super::{AssetId, BuildOptions, DocumentId, PageId, SectionId};

/// What a page is in its section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PageRole {
    /// The site's first page.
    Home,
    /// A section's own page.
    Section,
    /// A sheet.
    Sheet,
}

/// A document with a URL: what it is by itself, and its place in the site.
#[derive(Debug, Clone)]
pub struct Page {
    /// What it is by itself.
    own: Arc<Own>,
    /// Its document.
    pub document: DocumentId,
    /// Its address.
    pub url: UrlPath,
    /// The address of its Markdown, once something has asked for it.
    pub(super) markdown: OnceLock<UrlPath>,
    /// The section it is listed in; the parent section for a section's page.
    pub section: Option<SectionId>,
    /// The pages and files its front matter names.
    pub relations: Relations,
}

/// What a page is by itself: made from its head, its role and its kind, and shared from one site to the next while
/// these are the same.
#[derive(Debug)]
pub struct Own {
    /// What it is in its section.
    pub role: PageRole,
    /// Its kind, an index in `config.kinds.kinds`.
    pub kind: usize,
    /// Its kind's fields and its terms.
    pub fields: Arc<Fields>,
    /// Its title, before typography.
    pub title: String,
    /// Its title as HTML, once some page has shown it.
    pub(super) title_html: OnceLock<Box<str>>,
    /// Its place in French alphabetical order.
    pub sort_key: SortKey,
    /// Its language tag.
    pub language: String,
    /// Its status, `a-revoir` when its review is due.
    pub status: Status,
    /// Its review is due.
    pub review_due: bool,
    /// When it is to be reviewed.
    pub review_on: Option<Date>,
    /// When it was published.
    pub published: Option<Date>,
    /// When it was last updated; the date of publication when nothing says.
    pub updated: Option<Date>,
    /// A shallow clone does not hold the commit that would say when it was last updated.
    pub undated: bool,
    /// Its place among its neighbours, smallest first.
    pub weight: Option<i64>,
    /// Whether it is in this build.
    pub visible: bool,
    /// Whether it is `nom/index.md`.
    pub bundle: bool,
    /// The folder its file stands in.
    pub folder: String,
    /// The kind that its folder gave.
    of_folder: Option<usize>,
    /// Whether its front matter names pages or files.
    pub(super) names_others: bool,
}

/// A page has what it is by itself.
impl Deref for Page {
    type Target = Own;

    fn deref(&self) -> &Own {
        &self.own
    }
}

/// What a page's front matter names, resolved.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Relations {
    /// `liees`.
    pub related: Vec<PageId>,
    /// `remplace`.
    pub replaces: Vec<PageId>,
    /// `remplacee_par`.
    pub replaced_by: Option<PageId>,
    /// `image`.
    pub image: Option<AssetId>,
    /// `traduction_de`.
    pub translation_of: Option<PageId>,
}

/// The file of values beside a template.
pub const FILLING: &str = "remplissage.toml";

/// The files of scores beside a benchmark that names none.
pub const SCORES: [&str; 2] = ["notes.csv", "notes.toml"];

impl Page {
    /// Where the file `name` of this page is: in its own folder, or, for `fiche.md` among others, `fiche.name`.
    pub fn beside(&self, head: &Head, name: &str) -> String {
        let folder = &self.folder;
        if self.bundle { format!("{folder}/{name}") } else { format!("{folder}/{}.{name}", head.file.path.stem()) }
    }

    /// The files beside this page that it is made from, which are not published as they are unless its text links to
    /// them: the data of a benchmark have their own routes, and the values of a template are in the document they fill.
    pub(super) fn made_from(&self, head: &Head, config: &SiteConfig) -> Vec<String> {
        let kind = &config.kinds.kinds[self.kind];
        let named = self.fields.get(kind, "donnees").and_then(|field| field.content.text());
        let names: Vec<&str> = match Form::of(kind) {
            _ if self.role != PageRole::Sheet => Vec::new(),
            Form::Template => vec![FILLING],
            Form::Benchmark => SCORES.into_iter().chain(named).collect(),
            Form::Plain | Form::Procedure => Vec::new(),
        };
        let paths = names.into_iter().map(|name| self.beside(head, name));
        let linked = |path: &str| {
            let name = path.rsplit('/').next().unwrap_or(path);
            head.linked_files.iter().any(|linked| &**linked == name)
        };
        paths.filter(|path| !linked(path)).collect()
    }

    /// How problems on it count.
    pub fn visibility(&self) -> Visibility {
        if self.status.published() { Visibility::Published } else { Visibility::Draft }
    }
}

/// What decides of pages beside their place.
pub(super) struct Given<'a> {
    pub heads: &'a [Arc<Head>],
    pub config: &'a SiteConfig,
    pub options: &'a BuildOptions,
    pub history: Option<&'a History>,
}

/// The pages of the site before, found by documents that have the same head now.
pub(super) struct Recount<'s> {
    previous: Option<&'s Shape>,
    /// For each document, the one it was.
    was: Vec<Option<DocumentId>>,
}

impl<'s> Recount<'s> {
    /// Both are in the order of paths.
    pub(super) fn new(previous: Option<&'s Shape>, heads: &[Arc<Head>]) -> Self {
        let Some(shape) = previous else { return Recount { previous, was: Vec::new() } };
        let mut old = (0u32..).zip(&shape.heads).peekable();
        let was = heads.iter().map(|head| {
            while old.next_if(|(_, old)| !Arc::ptr_eq(old, head) && old.file.path < head.file.path).is_some() {}
            old.next_if(|(_, old)| Arc::ptr_eq(old, head)).map(|(id, _)| DocumentId(id))
        });
        Recount { previous, was: was.collect() }
    }

    /// The page that the document `id` was, with what was wrong with it.
    pub(super) fn page(&self, id: DocumentId) -> Option<(&'s Page, &'s [Diagnostic])> {
        let shape = self.previous?;
        let page = shape.page_of(self.was[id.index()]?)?;
        Some((shape.page(page), shape.wrong(page)))
    }
}

/// Makes the pages, in the order of their documents, with what is wrong with each. Those of `before` were made with the
/// same configuration, options and history.
pub(super) fn pages(
    tree: &Tree,
    layout: &Layout,
    given: &Given<'_>,
    before: &Recount<'_>,
    problems: &mut Vec<Diagnostic>,
) -> (Vec<Page>, Vec<Box<[Diagnostic]>>) {
    let heads = given.heads;
    let kinds = folder_kinds(tree, heads, given.config, problems);
    let make = |id: u32| {
        let address = layout.pages[id as usize].as_ref()?;
        let mut problems = Vec::new();
        let id = DocumentId(id);
        let head = &heads[id.index()];
        let role = match (address.index, address.folder) {
            (true, 0) => PageRole::Home,
            (true, _) => PageRole::Section,
            (false, _) => PageRole::Sheet,
        };
        let place = Placed { role, of_folder: kinds[address.folder] };
        let known = before.page(id).filter(|(page, _)| page.role == role && page.of_folder == place.of_folder);
        let own = match known {
            Some((page, wrong)) => {
                problems = wrong.to_vec();
                Arc::clone(&page.own)
            }
            None => Arc::new(own(place, address, head, given, &mut problems)),
        };
        let url = address.url.clone();
        let markdown = OnceLock::new();
        let page = Page { own, document: id, url, markdown, section: None, relations: Relations::default() };
        Some((page, problems.into()))
    };
    let made: Vec<Option<(Page, Box<[Diagnostic]>)>> =
        (0..heads.len() as u32).into_par_iter().with_min_len(256).map(make).collect();
    made.into_iter().flatten().unzip()
}

/// What the place of a page says of it.
struct Placed {
    role: PageRole,
    /// The kind that its folder gives.
    of_folder: Option<usize>,
}

/// The kind that a folder gives to its sheets: `type_des_pages` of its page, else its name, else its parent's.
fn folder_kinds(
    tree: &Tree,
    heads: &[Arc<Head>],
    config: &SiteConfig,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Option<usize>> {
    let mut kinds: Vec<Option<usize>> = Vec::with_capacity(tree.folders.len());
    for folder in &tree.folders {
        let declared = folder.index.and_then(|id| {
            let head = &heads[id.index()];
            let written = head.meta.pages_kind.as_ref()?;
            let found = config.kinds.position(&written.value);
            if found.is_none() {
                problems.push(unknown_kind(head, &written.value, written.span, config));
            }
            found
        });
        let name = folder.path.rsplit_once('/').map_or("", |(_, name)| name);
        let named = || config.kinds.position(super::address::split_name(name).2);
        let inherited = || folder.parent.and_then(|parent| kinds[parent]);
        let kind = declared.or_else(named).or_else(inherited);
        kinds.push(kind);
    }
    kinds
}

fn unknown_kind(head: &Head, kind: &str, span: Span, config: &SiteConfig) -> Diagnostic {
    let problem = Problem::UnknownKind { kind: kind.to_owned(), nearest: config.kinds.nearest(kind) };
    Diagnostic::new(problem, &head.file, span)
}

/// The kind of a page: its own, else its folder's if it is a sheet.
fn kind(
    head: &Head,
    role: PageRole,
    of_folder: Option<usize>,
    config: &SiteConfig,
    problems: &mut Vec<Diagnostic>,
) -> usize {
    let kind = match &head.meta.kind {
        Some(written) => config.kinds.position(&written.value).or_else(|| {
            problems.push(unknown_kind(head, &written.value, written.span, config));
            None
        }),
        None => of_folder.filter(|_| role == PageRole::Sheet),
    };
    kind.unwrap_or_else(|| config.kinds.plain())
}

fn own(
    Placed { role, of_folder }: Placed,
    address: &Address,
    head: &Head,
    given: &Given<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Own {
    let Given { config, options, history, .. } = *given;
    let meta = &head.meta;
    let kind = kind(head, role, of_folder, config, problems);
    let title = match (&meta.title, &head.heading) {
        (Some(title), _) => title.value.clone(),
        (None, Some(heading)) => heading.clone(),
        (None, None) if role == PageRole::Home => config.title.clone(),
        (None, None) => {
            // What could not be read may hold it.
            if head.front.whole {
                problems.push(Diagnostic::new(Problem::NoTitle, &head.file, head.front.span));
            }
            address.title(&head.file.path)
        }
    };
    let published = meta.published.or(address.date);
    let written = meta.updated.or_else(|| meta.history.iter().filter_map(|entry| entry.date).max());
    let path = head.file.path.as_str();
    let committed = history.and_then(|history| history.last_change(path));
    // A sheet written before the day it is published is not older than that day.
    let updated = written.or_else(|| committed.max(published));
    // A commit is no review: a word mended does not put off what its author has dated.
    let checked = meta.reviewed.or(written).or(published).or(committed);
    let review_on = meta.review_on.or_else(|| Some(meta.review_in?.after(checked?)));
    let review_due = meta.status == Status::ToReview
        || (meta.status == Status::Valid && review_on.is_some_and(|due| due <= options.date));
    let status = if review_due { Status::ToReview } else { meta.status };
    let fields = Fields::read(head, &config.kinds.kinds[kind], &config.taxonomies, problems);
    Own {
        role,
        kind,
        fields: Arc::new(fields),
        sort_key: sort_key(&title),
        title_html: OnceLock::new(),
        title,
        language: meta.language.as_ref().map_or_else(|| config.language.clone(), |language| language.value.clone()),
        status,
        review_due,
        review_on,
        published,
        updated,
        undated: written.is_none() && history.is_some_and(|history| history.begins_after(path)),
        weight: meta.weight.or(address.weight),
        visible: options.drafts || status.published(),
        bundle: !address.index && head.file.path.stem().eq_ignore_ascii_case("index"),
        folder: head.file.path.parent().to_owned(),
        of_folder,
        names_others: !meta.related.is_empty()
            || !meta.replaces.is_empty()
            || meta.replaced_by.is_some()
            || meta.translation_of.is_some()
            || meta.image.is_some(),
    }
}

/// Published sheets, last updated first, then by path. Where there are sheets of a kind, plain pages (legal notices, a
/// manual) are no news; where there are none, those of sections are, and those at the root only when there is nothing else.
pub(super) fn recent(shape: &Shape) -> Vec<PageId> {
    let sheets =
        || shape.published().filter(|(_, page)| page.role == PageRole::Sheet && page.status != Status::Archived);
    let rank = |page: &Page| match (page.kind != shape.config.kinds.plain(), page.section != Some(SectionId(0))) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    };
    let first = sheets().map(|(_, page)| rank(page)).max();
    let news = sheets().filter(|(_, page)| Some(rank(page)) == first);
    let dated = news.map(|(id, page)| (Reverse(page.updated), id));
    let mut recent: Vec<(Reverse<Option<Date>>, PageId)> = dated.collect();
    recent.sort_unstable();
    recent.into_iter().map(|(_, id)| id).collect()
}

/// For each kind, the section that holds most of its published sheets, and how many there are in all.
pub(super) fn kinds(shape: &Shape) -> Vec<(Option<SectionId>, usize)> {
    let mut counts: Vec<Vec<usize>> = vec![vec![0; shape.sections.len()]; shape.config.kinds.kinds.len()];
    for (_, page) in shape.published().filter(|(_, page)| page.role == PageRole::Sheet) {
        if let Some(section) = page.section {
            counts[page.kind][section.index()] += 1;
        }
    }
    let most = |of: &Vec<usize>| {
        (0u32..)
            .zip(of)
            .filter(|(_, count)| **count > 0)
            .max_by_key(|(at, count)| (**count, Reverse(*at)))
            .map(|(at, _)| SectionId(at))
    };
    counts.iter().map(|of| (most(of), of.iter().sum())).collect()
}
