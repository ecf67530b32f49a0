//! Where things are published: the URL of each folder, page and file.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use foldhash::fast::FixedState;

use jiff::civil::Date;

use crate::config::SiteConfig;
use crate::content::Head;
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{OutputPath, SourceFile, SourcePath, Span, UrlPath, slugify};

use super::page::Recount;
use super::section::Tree;
use super::shape::{Files, Shape};
use super::{Asset, AssetId, DocumentId, Generated, Map, Page, Place, SectionId};

/// The address of each folder and document.
#[derive(Debug)]
pub(super) struct Layout {
    /// Address of each folder of the tree.
    pub folders: Vec<UrlPath>,
    /// Readable names of folders, for those without a page.
    pub folder_titles: Vec<String>,
    /// The number that a folder's name starts with.
    pub folder_weights: Vec<Option<i64>>,
    /// Address, number and date of each document that is a page.
    pub pages: Vec<Option<Address>>,
    /// Address of folders, bundles included, by path: where their files go.
    pub places: Map<String, UrlPath>,
    /// Number of documents.
    pub documents: usize,
}

/// What a file's place and name say of its page.
#[derive(Debug, Clone)]
pub(super) struct Address {
    pub url: UrlPath,
    pub weight: Option<i64>,
    pub date: Option<Date>,
    pub folder: usize,
    pub index: bool,
}

/// `01-nom` → (1, `nom`); `2026-01-10-nom` → its date and `nom`.
pub(super) fn split_name(name: &str) -> (Option<i64>, Option<Date>, &str) {
    let separators = ['-', '_', '.', ' '];
    // Most names do not look like a date at all, and are not asked to be one.
    let dated = name.as_bytes().get(4) == Some(&b'-') && name.as_bytes().get(7) == Some(&b'-');
    if let Some((date, rest)) = name.split_at_checked(10).filter(|_| dated)
        && let Ok(date) = date.parse::<Date>()
        && rest.starts_with(separators)
        && rest.len() > 1
    {
        return (None, Some(date), &rest[1..]);
    }
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &name[digits..];
    if (1..=3).contains(&digits) && rest.starts_with(separators) {
        let rest = rest.trim_start_matches(separators);
        if !rest.is_empty() {
            return (name[..digits].parse().ok(), None, rest);
        }
    }
    (None, None, name)
}

/// `mise-en-oeuvre` → `Mise en oeuvre`.
pub(super) fn readable(name: &str) -> String {
    let text = name.replace(['-', '_'], " ");
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Gives its address to every folder and page.
pub(super) fn lay_out(
    tree: &Tree,
    heads: &[Arc<Head>],
    before: &Recount<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Layout {
    let mut layout = Layout {
        folders: Vec::with_capacity(tree.folders.len()),
        folder_titles: Vec::new(),
        folder_weights: Vec::new(),
        pages: vec![None; heads.len()],
        places: Map::default(),
        documents: heads.len(),
    };
    for (at, folder) in tree.folders.iter().enumerate() {
        let name = folder.path.rsplit_once('/').map_or("", |(_, name)| name);
        let (weight, _, rest) = split_name(name);
        let meta = folder.index.map(|id| &heads[id.index()].meta);
        let parent = folder.parent.map_or_else(UrlPath::root, |parent| layout.folders[parent].clone());
        let own = meta.and_then(|meta| meta.url.as_ref()).map(|url| page_url(&url.value));
        let url = own.unwrap_or_else(|| {
            if folder.parent.is_none() {
                return UrlPath::root();
            }
            let slug =
                meta.and_then(|meta| meta.slug.as_ref()).map_or_else(|| slugify(rest), |slug| slugify(&slug.value));
            let slug = if slug.is_empty() { format!("section-{at}") } else { slug };
            parent.child(&format!("{slug}/"))
        });
        layout.places.insert(folder.path.clone(), url.clone());
        if let Some(id) = folder.index {
            layout.pages[id.index()] = Some(Address { url: url.clone(), weight, date: None, folder: at, index: true });
        }
        for &id in &folder.pages {
            let mut address = page_address(at, &url, id, heads, problems);
            // The same text is shared, which makes it quick to compare.
            if let Some((same, _)) = before.page(id).filter(|(page, _)| page.url == address.url) {
                address.url = same.url.clone();
            }
            if heads[id.index()].file.path.stem().eq_ignore_ascii_case("index") {
                layout.places.insert(heads[id.index()].file.path.parent().to_owned(), address.url.clone());
            }
            layout.pages[id.index()] = Some(address);
        }
        layout.folders.push(url);
        layout.folder_titles.push(readable(rest));
        layout.folder_weights.push(weight);
    }
    layout
}

/// Number, date and name of the page of a file; an `index.md` has the name of its folder.
fn page_name(path: &SourcePath) -> (Option<i64>, Option<Date>, &str) {
    let stem = path.stem();
    let bundle = stem.eq_ignore_ascii_case("index");
    let name = if bundle { path.parent().rsplit_once('/').map_or("", |(_, name)| name) } else { stem };
    match split_name(name) {
        // A prefix before nothing that can be an address is the name itself: `100 %.md`.
        (_, _, rest) if !rest.contains(char::is_alphanumeric) => (None, None, name),
        split => split,
    }
}

impl Address {
    /// The file's name made readable: the title of a page that has no other.
    pub(super) fn title(&self, path: &SourcePath) -> String {
        match self.index {
            true => readable(split_name(path.parent().rsplit_once('/').map_or("", |(_, name)| name)).2),
            false => readable(page_name(path).2),
        }
    }
}

fn page_address(
    folder: usize,
    folder_url: &UrlPath,
    id: DocumentId,
    heads: &[Arc<Head>],
    problems: &mut Vec<Diagnostic>,
) -> Address {
    let head = &heads[id.index()];
    let path = &head.file.path;
    let (weight, date, rest) = page_name(path);
    let mut address = Address { url: UrlPath::root(), weight, date, folder, index: false };
    if let Some(url) = &head.meta.url {
        address.url = page_url(&url.value);
        if OutputPath::new(address.url.output().as_str()).is_none()
            || url.value.contains(['?', '#', '\\'])
            || url.value.contains("://")
        {
            problems.push(Diagnostic::new(Problem::BadUrl { url: url.value.clone() }, &head.file, url.span));
            address.url = folder_url.child(&format!("page-{}/", id.0));
        }
        return address;
    }
    let slug = head.slug(rest);
    let slug = if slug.is_empty() {
        // Nothing of the name is ASCII (日本.md): the name itself is the address, percent-encoded in links.
        let kept: String = rest.chars().filter(|c| c.is_alphanumeric()).collect();
        if kept.is_empty() {
            let span = head.meta.slug.as_ref().map_or(Span::default(), |slug| slug.span);
            problems.push(Diagnostic::new(Problem::BadUrl { url: rest.to_owned() }, &head.file, span));
            format!("page-{}", id.0)
        } else {
            kept
        }
    } else {
        slug.to_owned()
    };
    address.url = folder_url.child(&format!("{slug}/"));
    address
}

/// A URL that an author wrote for a page: a path that ends with `/` unless it names a file.
pub(super) fn page_url(written: &str) -> UrlPath {
    let url = UrlPath::new(written.trim());
    let last = url.as_str().rsplit('/').next().unwrap_or("");
    let names_a_file = last.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty() && (2..=5).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    if last.is_empty() || names_a_file { url } else { UrlPath::new(&format!("{}/", url.as_str())) }
}

/// Files published as they are, with their address: `content/`'s beside their pages, `static/`'s at the root.
pub(super) fn assets(
    files: &Files,
    layout: &Layout,
    pages: &[Page],
    heads: &[Arc<Head>],
    config: &SiteConfig,
) -> Vec<Asset> {
    let made_from = |page: &Page| page.made_from(&heads[page.document.index()], config);
    let mut sources: HashSet<String, FixedState> =
        HashSet::with_capacity_and_hasher(pages.len(), FixedState::default());
    sources.extend(pages.iter().flat_map(made_from));
    let hidden: Vec<&str> =
        pages.iter().filter(|page| !page.visible && page.bundle).map(|page| page.folder.as_str()).collect();
    let mut assets: Vec<Asset> = Vec::new();
    for file in &files.content {
        let folder = file.path.parent();
        if sources.contains(file.path.as_str()) {
            continue;
        }
        if hidden
            .iter()
            .any(|hidden| folder.strip_prefix(hidden).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
        {
            continue;
        }
        assets.push(Asset { url: folder_url(layout, folder).child(file.path.name()), file: Arc::clone(file) });
    }
    assets.extend(files.statics.iter().map(|(url, file)| Asset { url: url.clone(), file: Arc::clone(file) }));
    assets.sort_by(|a, b| a.url.cmp(&b.url).then_with(|| a.file.path.cmp(&b.file.path)));
    assets
}

/// Files that speak of others are for whoever builds the site.
pub(super) fn published(path: &SourcePath) -> bool {
    path.extension() != "license" && path.name() != "REUSE.toml"
}

/// The address of a folder of files: its own if it holds pages, else its parent's and its name.
fn folder_url(layout: &Layout, folder: &str) -> UrlPath {
    if let Some(url) = layout.places.get(folder) {
        return url.clone();
    }
    match folder.rsplit_once('/') {
        Some((parent, name)) => folder_url(layout, parent).child(&format!("{name}/")),
        None => UrlPath::root(),
    }
}

/// What is at each URL.
pub(super) type Urls = Map<UrlPath, Place>;

/// A file, and what of it gives an address.
type Written<'s> = (&'s Arc<SourceFile>, Span);

/// Gives URLs to who asks first.
struct Claims<'s, 'p> {
    shape: &'s Shape,
    urls: Urls,
    /// What has another URL in lower case, by that one.
    odd: Map<String, Place>,
    problems: &'p mut Vec<Diagnostic>,
}

impl<'s> Claims<'s, '_> {
    fn claim(&mut self, url: &UrlPath, place: Place) {
        let folded = folded(url);
        if let Some(other) = self.urls.get(&*folded).or_else(|| self.odd.get(&*folded)) {
            let ((name, file), (other, others)) = (self.claimant(place), self.claimant(*other));
            // A folder or a term has no line of its own: the file that took its address has.
            let (named, written) = match (file, others) {
                (None, Some(written)) => (name, Some(written)),
                (written, _) => (other, written),
            };
            let problem = Problem::UrlCollision { url: url.to_string(), other: named.to_owned() };
            self.problems.push(match written {
                Some((file, span)) => Diagnostic::new(problem, file, span),
                None => Diagnostic::nowhere(problem),
            });
            return;
        }
        if folded != url.as_str() {
            self.odd.insert(folded.into_owned(), place);
        }
        self.urls.insert(url.clone(), place);
    }

    /// What to call what is at a URL, and what gave it that URL.
    fn claimant(&self, place: Place) -> (&'s str, Option<Written<'s>>) {
        let shape = self.shape;
        match place {
            Place::Page(page) => {
                let head = shape.head_of(page);
                let written = head.meta.url.as_ref().or(head.meta.slug.as_ref());
                let span = written.map_or(Span::default(), |written| written.span);
                (head.file.path.as_str(), Some((&head.file, span)))
            }
            Place::Section(section) => (&shape.section(section).folder, None),
            Place::Taxonomy(at) => (&shape.taxonomies[at as usize].key, None),
            Place::Term(at, term) => (&shape.taxonomies[at as usize].terms[term as usize].name, None),
            Place::Generated(_) => ("plan du site", None),
            Place::Review => ("revue", None),
            Place::Asset(asset) => {
                let file = &shape.assets[asset.index()].file;
                (file.path.as_str(), Some((file, Span::default())))
            }
        }
    }
}

/// The URL without the case of its letters: hosts on Windows and macOS fold it, so two outputs that differ only by it
/// are one. `/a/index.html` is `/a/`.
pub(super) fn folded(url: &UrlPath) -> Cow<'_, str> {
    let text = url.as_str();
    let lower = match text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.to_lowercase()),
    };
    match &lower {
        Cow::Borrowed(text) if text.ends_with("/index.html") => Cow::Borrowed(&text[..text.len() - "index.html".len()]),
        Cow::Owned(text) if text.ends_with("/index.html") => {
            Cow::Owned(text[..text.len() - "index.html".len()].to_owned())
        }
        _ => lower,
    }
}

/// What is at each URL; two things at one URL are an error that names both.
pub(super) fn urls(shape: &Shape, problems: &mut Vec<Diagnostic>) -> Urls {
    let urls = Map::with_capacity_and_hasher(shape.pages.len() + shape.assets.len() + 64, Default::default());
    let mut claims = Claims { shape, urls, odd: Map::default(), problems };
    for (id, page) in shape.published() {
        claims.claim(&page.url, Place::Page(id));
    }
    for (id, section) in (0u32..).zip(&shape.sections) {
        if section.page.is_none() && (section.count > 0 || id == 0) {
            claims.claim(&section.url, Place::Section(SectionId(id)));
        }
    }
    for (at, taxonomy) in (0u32..).zip(&shape.taxonomies) {
        if taxonomy.terms.is_empty() {
            continue;
        }
        claims.claim(&taxonomy.url, Place::Taxonomy(at));
        for (index, term) in (0u32..).zip(&taxonomy.terms) {
            claims.claim(&term.url, Place::Term(at, index));
        }
    }
    let plan = Generated::Plan;
    claims.claim(&plan.url(), Place::Generated(plan));
    if shape.config.review_page {
        claims.claim(&shape.review_url(), Place::Review);
    }
    for (id, asset) in (0u32..).zip(&shape.assets) {
        claims.claim(&asset.url, Place::Asset(AssetId(id)));
    }
    // Authors have long had pages of their own at such addresses: theirs are kept.
    for page in [Generated::Credits, Generated::OpenData] {
        claims.urls.entry(page.url()).or_insert(Place::Generated(page));
    }
    claims.urls
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(split_name("01-nom"), (Some(1), None, "nom"));
        assert_eq!(split_name("2026-bilan"), (None, None, "2026-bilan"));
        assert_eq!(split_name("12"), (None, None, "12"));
        let (_, date, rest) = split_name("2026-01-10-nom");
        assert_eq!((date.map(|d| d.to_string()), rest), (Some("2026-01-10".into()), "nom"));
        assert_eq!(readable("mise-en-oeuvre"), "Mise en oeuvre");
        assert_eq!(page_url("a/b").as_str(), "/a/b/");
        assert_eq!(page_url("/a/b.html").as_str(), "/a/b.html");
    }
}
