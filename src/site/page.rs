//! Pages: documents that have a URL, with what the site decides of them (kind, status, language, title).

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::{Form, SiteConfig, Status};
use crate::content::{Document, Fields};
use crate::diagnostic::{Diagnostic, Problem, Visibility};
use crate::source::{History, Span, UrlPath};

use super::address::{Address, Layout};
use super::collation::{SortKey, sort_key};
use super::section::Tree;
use super::{AssetId, BuildOptions, DocumentId, PageId, SectionId, Site};

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

/// A document with a URL.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its document.
    pub document: DocumentId,
    /// Its address.
    pub url: UrlPath,
    /// What it is in its section.
    pub role: PageRole,
    /// Its kind, an index in `config.kinds.kinds`.
    pub kind: usize,
    /// Its kind's fields and its terms.
    pub fields: Arc<Fields>,
    /// Its title, before typography.
    pub title: String,
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
    /// The section it is listed in; the parent section for a section's page.
    pub section: Option<SectionId>,
    /// The pages and files its front matter names.
    pub relations: Relations,
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
    pub fn beside(&self, document: &Document, name: &str) -> String {
        let folder = &self.folder;
        if self.bundle { format!("{folder}/{name}") } else { format!("{folder}/{}.{name}", document.file.path.stem()) }
    }

    /// The files beside this page that it is made from, which are not published as they are unless its text links to
    /// them: the data of a benchmark have their own routes, and the values of a template are in the document they fill.
    pub(super) fn made_from(&self, document: &Document, config: &SiteConfig) -> Vec<String> {
        let kind = &config.kinds.kinds[self.kind];
        let named = self.fields.get(kind, "donnees").and_then(|field| field.content.text());
        let names: Vec<&str> = match Form::of(kind) {
            _ if self.role != PageRole::Sheet => Vec::new(),
            Form::Template => vec![FILLING],
            Form::Benchmark => SCORES.into_iter().chain(named).collect(),
            Form::Plain | Form::Procedure => Vec::new(),
        };
        let paths = names.into_iter().map(|name| self.beside(document, name));
        let linked = |path: &str| {
            let name = path.rsplit('/').next().unwrap_or(path);
            document.body.references.iter().any(|reference| reference.target.rsplit('/').next() == Some(name))
        };
        paths.filter(|path| !linked(path)).collect()
    }

    /// How problems on it count.
    pub fn visibility(&self) -> Visibility {
        if self.status.published() { Visibility::Published } else { Visibility::Draft }
    }
}

/// What decides of a page beside its document.
pub(super) struct Given<'a> {
    pub documents: &'a [Arc<Document>],
    pub config: &'a SiteConfig,
    pub options: &'a BuildOptions,
    pub history: Option<&'a History>,
}

/// Makes the pages, in the order of their documents.
pub(super) fn pages(tree: &Tree, layout: &Layout, given: &Given<'_>, problems: &mut Vec<Diagnostic>) -> Vec<Page> {
    let documents = given.documents;
    let kinds = folder_kinds(tree, documents, given.config, problems);
    let made: Vec<(Option<Page>, Vec<Diagnostic>)> = (0..documents.len() as u32)
        .into_par_iter()
        .map(|id| {
            let mut problems = Vec::new();
            let page = layout.pages[id as usize]
                .as_ref()
                .map(|address| page(DocumentId(id), address, &kinds, given, &mut problems));
            (page, problems)
        })
        .collect();
    let mut pages = Vec::with_capacity(made.len());
    for (page, found) in made {
        problems.extend(found);
        pages.extend(page);
    }
    pages
}

/// The kind that a folder gives to its sheets: `type_des_pages` of its page, else its name, else its parent's.
fn folder_kinds(
    tree: &Tree,
    documents: &[Arc<Document>],
    config: &SiteConfig,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Option<usize>> {
    let mut kinds: Vec<Option<usize>> = Vec::with_capacity(tree.folders.len());
    for folder in &tree.folders {
        let declared = folder.index.and_then(|id| {
            let document = &documents[id.index()];
            let written = document.meta.pages_kind.as_ref()?;
            let found = config.kinds.position(&written.value);
            if found.is_none() {
                problems.push(unknown_kind(document, &written.value, written.span, config));
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

fn unknown_kind(document: &Document, kind: &str, span: Span, config: &SiteConfig) -> Diagnostic {
    let problem = Problem::UnknownKind { kind: kind.to_owned(), nearest: config.kinds.nearest(kind) };
    Diagnostic::new(problem, &document.file, span)
}

fn page(
    id: DocumentId,
    address: &Address,
    kinds: &[Option<usize>],
    given: &Given<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Page {
    let Given { config, options, history, .. } = *given;
    let document = &given.documents[id.index()];
    let meta = &document.meta;
    let role = match (address.index, address.folder) {
        (true, 0) => PageRole::Home,
        (true, _) => PageRole::Section,
        (false, _) => PageRole::Sheet,
    };
    let by_place = || if role == PageRole::Sheet { kinds[address.folder] } else { None };
    let kind = match &meta.kind {
        Some(written) => config.kinds.position(&written.value).or_else(|| {
            problems.push(unknown_kind(document, &written.value, written.span, config));
            None
        }),
        None => by_place(),
    }
    .unwrap_or_else(|| config.kinds.plain());
    let title = match (&meta.title, &document.heading) {
        (Some(title), _) => title.value.clone(),
        (None, Some(heading)) => heading.clone(),
        (None, None) if role == PageRole::Home => config.title.clone(),
        (None, None) => {
            // What could not be read may hold it.
            if document.front.whole {
                problems.push(Diagnostic::new(Problem::NoTitle, &document.file, document.front.span));
            }
            address.title.clone()
        }
    };
    let published = meta.published.or(address.date);
    let written = meta.updated.or_else(|| meta.history.iter().filter_map(|entry| entry.date).max());
    let path = document.file.path.as_str();
    let committed = history.and_then(|history| history.last_change(path));
    // A sheet written before the day it is published is not older than that day.
    let updated = written.or_else(|| committed.max(published));
    // A commit is no review: a word mended does not put off what its author has dated.
    let checked = meta.reviewed.or(written).or(published).or(committed);
    let review_on = meta.review_on.or_else(|| Some(meta.review_in?.after(checked?)));
    let review_due = meta.status == Status::ToReview
        || (meta.status == Status::Valid && review_on.is_some_and(|due| due <= options.date));
    let status = if review_due { Status::ToReview } else { meta.status };
    let fields = Fields::read(document, &config.kinds.kinds[kind], &config.taxonomies, problems);
    Page {
        document: id,
        url: address.url.clone(),
        role,
        kind,
        fields: Arc::new(fields),
        sort_key: sort_key(&title),
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
        bundle: !address.index && document.file.path.stem().eq_ignore_ascii_case("index"),
        folder: document.file.path.parent().to_owned(),
        section: None,
        relations: Relations::default(),
    }
}

/// Published sheets, last updated first, then by path. Where sheets are filed in sections, the plain pages beside them
/// at the root (legal notices, a glossary) are no news.
pub(super) fn recent(site: &Site) -> Vec<PageId> {
    let sheets =
        || site.published().filter(|(_, page)| page.role == PageRole::Sheet && page.status != Status::Archived);
    let filed = |page: &Page| page.section != Some(SectionId(0)) || page.kind != site.config.kinds.plain();
    let some_filed = sheets().any(|(_, page)| filed(page));
    let mut recent: Vec<PageId> = sheets().filter(|(_, page)| !some_filed || filed(page)).map(|(id, _)| id).collect();
    recent.sort_by_key(|id| (std::cmp::Reverse(site.page(*id).updated), *id));
    recent
}

/// For each kind, the section that holds most of its published sheets, and how many there are in all.
pub(super) fn kinds(site: &Site) -> Vec<(Option<SectionId>, usize)> {
    let mut counts: Vec<Vec<usize>> = vec![vec![0; site.sections.len()]; site.config.kinds.kinds.len()];
    for (_, page) in site.published().filter(|(_, page)| page.role == PageRole::Sheet) {
        if let Some(section) = page.section {
            counts[page.kind][section.index()] += 1;
        }
    }
    let most = |of: &Vec<usize>| {
        (0u32..)
            .zip(of)
            .filter(|(_, count)| **count > 0)
            .max_by_key(|(at, count)| (**count, std::cmp::Reverse(*at)))
            .map(|(at, _)| SectionId(at))
    };
    counts.iter().map(|of| (most(of), of.iter().sum())).collect()
}
