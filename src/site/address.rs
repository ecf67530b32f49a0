//! Where things are published: the URL of each folder, page and file.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::SiteConfig;
use crate::content::Document;
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{OutputPath, Role, Snapshot, SourceFile, Span, UrlPath, slugify};

use super::section::Tree;
use super::{Asset, AssetId, DocumentId, Generated, Page, PageId, Place, SectionId, Site, Theme};

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
    pub places: HashMap<String, UrlPath>,
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
    /// The file's name made readable.
    pub title: String,
}

/// `01-nom` → (1, `nom`); `2026-01-10-nom` → its date and `nom`.
pub(super) fn split_name(name: &str) -> (Option<i64>, Option<Date>, &str) {
    let separators = ['-', '_', '.', ' '];
    if let Some((date, rest)) = name.split_at_checked(10)
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
    documents: &[Arc<Document>],
    config: &SiteConfig,
    problems: &mut Vec<Diagnostic>,
) -> Layout {
    let _ = config;
    let mut layout = Layout {
        folders: Vec::with_capacity(tree.folders.len()),
        folder_titles: Vec::new(),
        folder_weights: Vec::new(),
        pages: vec![None; documents.len()],
        places: HashMap::new(),
        documents: documents.len(),
    };
    for (at, folder) in tree.folders.iter().enumerate() {
        let name = folder.path.rsplit_once('/').map_or("", |(_, name)| name);
        let (weight, _, rest) = split_name(name);
        let meta = folder.index.map(|id| &documents[id.index()].meta);
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
            layout.pages[id.index()] =
                Some(Address { url: url.clone(), weight, date: None, folder: at, index: true, title: readable(rest) });
        }
        for &id in &folder.pages {
            let address = page_address(at, &folder.path, &url, id, documents, problems);
            if documents[id.index()].file.path.stem().eq_ignore_ascii_case("index") {
                layout.places.insert(documents[id.index()].file.path.parent().to_owned(), address.url.clone());
            }
            layout.pages[id.index()] = Some(address);
        }
        layout.folders.push(url);
        layout.folder_titles.push(readable(rest));
        layout.folder_weights.push(weight);
    }
    layout
}

fn page_address(
    folder: usize,
    folder_path: &str,
    folder_url: &UrlPath,
    id: DocumentId,
    documents: &[Arc<Document>],
    problems: &mut Vec<Diagnostic>,
) -> Address {
    let document = &documents[id.index()];
    let path = &document.file.path;
    let bundle = path.stem().eq_ignore_ascii_case("index");
    let name = if bundle { path.parent().rsplit_once('/').map_or("", |(_, name)| name) } else { path.stem() };
    let (weight, date, rest) = match split_name(name) {
        // A prefix before nothing that can be an address is the name itself: `100 %.md`.
        (_, _, rest) if !rest.contains(char::is_alphanumeric) => (None, None, name),
        split => split,
    };
    let mut address = Address { url: UrlPath::root(), weight, date, folder, index: false, title: readable(rest) };
    debug_assert!(path.as_str().starts_with(folder_path));
    if let Some(url) = &document.meta.url {
        address.url = page_url(&url.value);
        if OutputPath::new(address.url.output().as_str()).is_none()
            || url.value.contains(['?', '#', '\\'])
            || url.value.contains("://")
        {
            problems.push(Diagnostic::new(Problem::BadUrl { url: url.value.clone() }, &document.file, url.span));
            address.url = folder_url.child(&format!("page-{}/", id.0));
        }
        return address;
    }
    let slug = match &document.meta.slug {
        Some(slug) => slugify(&slug.value),
        None => slugify(rest),
    };
    let slug = if slug.is_empty() {
        // Nothing of the name is ASCII (日本.md): the name itself is the address, percent-encoded in links.
        let kept: String = rest.chars().filter(|c| c.is_alphanumeric()).collect();
        if kept.is_empty() {
            let span = document.meta.slug.as_ref().map_or(Span::default(), |slug| slug.span);
            problems.push(Diagnostic::new(Problem::BadUrl { url: rest.to_owned() }, &document.file, span));
            format!("page-{}", id.0)
        } else {
            kept
        }
    } else {
        slug
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
    snapshot: &Snapshot,
    layout: &Layout,
    pages: &[Page],
    documents: &[Arc<Document>],
    config: &SiteConfig,
    theme: &Theme,
) -> Vec<Asset> {
    let made_from = |page: &Page| page.made_from(&documents[page.document.index()], config);
    let sources: HashSet<String> = pages.iter().flat_map(made_from).collect();
    let hidden: Vec<&str> =
        pages.iter().filter(|page| !page.visible && page.bundle).map(|page| page.folder.as_str()).collect();
    let mut assets: Vec<Asset> = Vec::new();
    for file in snapshot.below("content/").filter(|file| file.role == Role::Asset && published(&file.path)) {
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
    for (url, file) in theme.published() {
        assets.push(Asset { url: url.clone(), file: Arc::clone(file) });
    }
    assets.sort_by(|a, b| a.url.cmp(&b.url).then_with(|| a.file.path.cmp(&b.file.path)));
    assets
}

/// Files that speak of others are for whoever builds the site.
fn published(path: &crate::source::SourcePath) -> bool {
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

/// A file, and what of it gives an address.
type Written = (Arc<SourceFile>, Span);

/// What took an output first.
struct Claim {
    name: String,
    file: Option<Written>,
}

/// What is at each URL; two things at one URL are an error that names both.
pub(super) fn urls(site: &Site, problems: &mut Vec<Diagnostic>) -> HashMap<UrlPath, Place> {
    let mut urls: HashMap<UrlPath, Place> = HashMap::with_capacity(site.pages.len() + site.assets.len() + 64);
    let mut outputs: HashMap<String, Claim> = HashMap::with_capacity(urls.capacity());
    let mut claim = |url: &UrlPath, place: Place, name: &str, file: Option<Written>, problems: &mut Vec<Diagnostic>| {
        // Hosts on Windows and macOS fold case: two outputs that differ only by case are one.
        let output = url.output().as_str().to_lowercase();
        if let Some(other) = outputs.get(&output) {
            // A folder or a term has no line of its own: the file that took its address has.
            let (named, written) = match (&file, &other.file) {
                (None, Some(written)) => (name, Some(written)),
                (written, _) => (other.name.as_str(), written.as_ref()),
            };
            let problem = Problem::UrlCollision { url: url.to_string(), other: named.to_owned() };
            problems.push(match written {
                Some((file, span)) => Diagnostic::new(problem, file, *span),
                None => Diagnostic::nowhere(problem),
            });
            return;
        }
        outputs.insert(output, Claim { name: name.to_owned(), file });
        urls.insert(url.clone(), place);
    };
    for (id, page) in (0u32..).zip(&site.pages).filter(|(_, page)| page.visible) {
        let document = site.document(page.document);
        let span =
            document.meta.url.as_ref().or(document.meta.slug.as_ref()).map_or(Span::default(), |written| written.span);
        claim(
            &page.url,
            Place::Page(PageId(id)),
            document.file.path.as_str(),
            Some((Arc::clone(&document.file), span)),
            problems,
        );
    }
    for (id, section) in (0u32..).zip(&site.sections) {
        if section.page.is_none() && (section.count > 0 || id == 0) {
            claim(&section.url, Place::Section(SectionId(id)), &section.folder, None, problems);
        }
    }
    for (at, taxonomy) in (0u32..).zip(&site.taxonomies) {
        if taxonomy.terms.is_empty() {
            continue;
        }
        claim(&taxonomy.url, Place::Taxonomy(at), &taxonomy.key, None, problems);
        for (index, term) in (0u32..).zip(&taxonomy.terms) {
            claim(&term.url, Place::Term(at, index), &term.name, None, problems);
        }
    }
    let plan = Generated::Plan;
    claim(&plan.url(), Place::Generated(plan), "plan du site", None, problems);
    if site.config.review_page {
        claim(&site.review_url(), Place::Review, "revue", None, problems);
    }
    for (id, asset) in (0u32..).zip(&site.assets) {
        claim(
            &asset.url,
            Place::Asset(AssetId(id)),
            asset.file.path.as_str(),
            Some((Arc::clone(&asset.file), Span::default())),
            problems,
        );
    }
    // Authors have long had pages of their own at such addresses: theirs are kept.
    for page in [Generated::Credits, Generated::OpenData] {
        urls.entry(page.url()).or_insert(Place::Generated(page));
    }
    urls
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
