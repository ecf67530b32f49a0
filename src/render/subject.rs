//! What can be rendered through a template, and with which one.

use std::sync::{Arc, OnceLock};

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use crate::diagnostic::{Diagnostic, Problem, nearest};
use crate::site::{Facet, FacetValue, Generated, PageId, PageRole, SectionId, Site};
use crate::source::UrlPath;

use super::fragment::{self, Fragments};
use super::strings::{self, Translator};
use super::view::{self, HereView, PageView, PaginatorView, ScopeView, SectionView, SiteView, TaxonomyView, TermView};
use super::{Engine, LinkStyle, Scope, error, filters};

/// One page of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The URL of its first page.
    pub base: UrlPath,
    /// The pages shown.
    pub pages: Vec<PageId>,
    /// Which one it is, from 1.
    pub number: usize,
    /// How many there are.
    pub total: usize,
    /// How many pages are listed in all.
    pub count: usize,
}

impl Listing {
    /// Page `number` of the list `all` at `base`; `per_page` 0 is all on one.
    pub fn of(base: &UrlPath, all: &[PageId], number: usize, per_page: usize) -> Self {
        let total = Listing::total(all.len(), per_page);
        let per_page = if per_page == 0 { all.len().max(1) } else { per_page };
        let pages = all.iter().copied().skip((number - 1) * per_page).take(per_page).collect();
        Listing { base: base.clone(), pages, number, total, count: all.len() }
    }

    /// How many pages a list of `count` is cut into.
    pub fn total(count: usize, per_page: usize) -> usize {
        if per_page == 0 { 1 } else { count.div_ceil(per_page).max(1) }
    }

    /// The URL of page `number`.
    pub fn url(&self, number: usize) -> UrlPath {
        if number == 1 { self.base.clone() } else { self.base.child(&format!("page/{number}/")) }
    }
}

/// Something that a template renders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A sheet.
    Page(PageId),
    /// A template filled by the file beside it.
    Filled(PageId),
    /// A section or the home page, and which page of its list.
    Section(SectionId, usize),
    /// The sheets of a section that have a value of one of its facets: facet, value, and which page of the list.
    Facet(SectionId, u32, u32, usize),
    /// A taxonomy's terms.
    Taxonomy(u32),
    /// A term, and which page of its list.
    Term(u32, u32, usize),
    /// A page made from the whole site: its plan, its credits, its data.
    Generated(Generated),
    /// What is to be reviewed, for the team.
    Review,
    /// The search page.
    Search,
    /// The page of what is not there.
    NotFound,
    /// A stub that leads from an old URL to a page.
    Redirect(UrlPath, PageId),
}

impl Subject {
    /// Where it is published.
    pub fn url(&self, site: &Site) -> UrlPath {
        match self {
            Subject::Page(page) => site.page(*page).url.clone(),
            Subject::Filled(page) => site.page(*page).url.child("rempli/"),
            Subject::Section(section, number) => numbered(&site.section(*section).url, *number),
            Subject::Facet(section, facet, value, number) => {
                numbered(&value_of(site, *section, *facet, *value).1.url, *number)
            }
            Subject::Taxonomy(taxonomy) => site.taxonomies[*taxonomy as usize].url.clone(),
            Subject::Term(taxonomy, term, number) => {
                numbered(&site.taxonomies[*taxonomy as usize].terms[*term as usize].url, *number)
            }
            Subject::Generated(page) => page.url(),
            Subject::Review => site.review_url(),
            Subject::Search => UrlPath::new("/recherche/"),
            Subject::NotFound => UrlPath::new("/404.html"),
            Subject::Redirect(from, _) => from.clone(),
        }
    }

    /// The page that it shows or is the list of.
    fn page(&self, site: &Site) -> Option<PageId> {
        match self {
            Subject::Page(page) | Subject::Filled(page) => Some(*page),
            Subject::Section(section, _) => site.section(*section).page,
            _ => None,
        }
    }

    fn template<'s>(&self, site: &'s Site) -> (&'s str, &'static str) {
        if let Some(page) = self.page(site) {
            let page = site.page(page);
            if let Some(own) = &site.document(page.document).meta.template {
                return (&own.value, "page.html");
            }
        }
        match self {
            Subject::Page(page) | Subject::Filled(page) => {
                (&site.config.kinds.kinds[site.page(*page).kind].template, "page.html")
            }
            Subject::Section(SectionId(0), _) => ("home.html", "section.html"),
            Subject::Section(..) => ("section.html", "page.html"),
            Subject::Facet(..) => ("facette.html", "section.html"),
            Subject::Taxonomy(_) => ("taxonomy.html", "section.html"),
            Subject::Term(..) => ("term.html", "section.html"),
            Subject::Generated(Generated::Plan) => ("plan.html", "page.html"),
            Subject::Generated(Generated::Credits) => ("credits.html", "page.html"),
            Subject::Generated(Generated::OpenData) => ("donnees-ouvertes.html", "page.html"),
            Subject::Review => ("revue.html", "page.html"),
            Subject::Search => ("recherche.html", "page.html"),
            Subject::NotFound => ("404.html", "page.html"),
            Subject::Redirect(..) => ("redirect.html", "page.html"),
        }
    }
}

/// A facet of a section, and one of its values.
fn value_of(site: &Site, section: SectionId, facet: u32, value: u32) -> (&Facet, &FacetValue) {
    let facet = &site.section(section).facets[facet as usize];
    (facet, &facet.values[value as usize])
}

fn numbered(base: &UrlPath, number: usize) -> UrlPath {
    if number == 1 { base.clone() } else { base.child(&format!("page/{number}/")) }
}

/// The HTML of `subject`, in UTF-8.
///
/// # Errors
/// When its template is missing or fails, with the template's line.
pub fn render(site: &Arc<Site>, engine: &Arc<Engine>, subject: &Subject) -> Result<Vec<u8>, Box<Diagnostic>> {
    let spoken = match subject {
        Subject::Facet(section, ..) => site.section(*section).page,
        subject => subject.page(site),
    };
    let language = spoken.map_or(site.config.language.as_str(), |page| site.page(page).language.as_str());
    let style = if *subject == Subject::NotFound { LinkStyle::Rooted } else { LinkStyle::Relative };
    let scope = Scope::styled(site, engine, subject.url(site), language, style);
    let (wanted, fallback) = subject.template(site);
    let name = if wanted.ends_with(".html") { wanted.to_owned() } else { format!("{wanted}.html") };
    if !engine.has(&name) {
        let problem = Problem::TemplateMissing {
            nearest: nearest(&name, engine.files.keys().map(String::as_str).filter(|name| !name.contains('/'))),
            name: name.clone(),
        };
        let written = subject.page(site).and_then(|page| {
            let document = site.document_of(page);
            document
                .meta
                .template
                .as_ref()
                .map(|template| Diagnostic::new(problem.clone(), &document.file, template.span))
        });
        // A kind of the site's own without a template of its own is shown as a plain sheet.
        if written.is_some() || !engine.has(fallback) {
            return Err(Box::new(written.unwrap_or_else(|| Diagnostic::nowhere(problem))));
        }
    }
    let name = if engine.has(&name) { name.as_str() } else { fallback };
    let context = Context {
        subject: subject.clone(),
        carried: Value::from_object(ScopeView(Arc::clone(&scope))),
        translator: Value::from_object(Translator(Arc::clone(&scope))),
        fragments: Fragments::value(&scope),
        site: Value::from_object(SiteView(Arc::clone(&scope))),
        page: subject.page(site).map(|page| Value::from_object(PageView { scope: Arc::clone(&scope), page })),
        here: OnceLock::new(),
        scope,
    };
    engine
        .fill(name, language, Value::from_object(context))
        .map_err(|failure| Box::new(error::render(engine, &failure, &page_name(site, subject), language)))
}

/// What a message calls the page being rendered.
fn page_name(site: &Site, subject: &Subject) -> String {
    subject
        .page(site)
        .map_or_else(|| subject.url(site).to_string(), |page| site.document_of(page).file.path.to_string())
}

/// The variables of a template.
#[derive(Debug)]
struct Context {
    subject: Subject,
    scope: Arc<Scope>,
    // What templates ask for again and again.
    carried: Value,
    translator: Value,
    fragments: Value,
    site: Value,
    page: Option<Value>,
    here: OnceLock<Value>,
}

impl Object for Context {
    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let scope = &self.scope;
        let site = &scope.site;
        Some(match (key, &self.subject) {
            // From what is asked for most.
            ("page", _) => self.page.clone()?,
            ("here", _) => self.here.get_or_init(|| Value::from_object(self.here())).clone(),
            ("site", _) => self.site.clone(),
            (strings::NAME, _) => self.translator.clone(),
            (fragment::NAME, _) => self.fragments.clone(),
            (filters::SCOPE, _) => self.carried.clone(),
            ("section", Subject::Section(section, _) | Subject::Facet(section, ..)) => {
                SectionView::value(scope, *section)
            }
            ("section", Subject::Generated(Generated::Plan)) => SectionView::value(scope, SectionId(0)),
            ("section", Subject::Page(page)) => SectionView::value(scope, site.page(*page).section?),
            ("paginator", Subject::Section(section, number)) => {
                let section = site.section(*section);
                self.paginator(&section.url, &section.pages, *number)
            }
            ("paginator", Subject::Term(taxonomy, term, number)) => {
                let term = &site.taxonomies[*taxonomy as usize].terms[*term as usize];
                self.paginator(&term.url, &term.pages, *number)
            }
            ("paginator", Subject::Facet(section, facet, value, number)) => {
                let (_, value) = value_of(site, *section, *facet, *value);
                self.paginator(&value.url, &value.pages, *number)
            }
            ("facet", Subject::Facet(section, facet, value, _)) => {
                let (facet, value) = value_of(site, *section, *facet, *value);
                view::facet(scope, facet, value)
            }
            ("review", Subject::Review) => view::review(scope),
            ("term", Subject::Term(taxonomy, term, _)) => TermView::value(scope, *taxonomy, *term),
            ("taxonomy", Subject::Term(taxonomy, ..) | Subject::Taxonomy(taxonomy)) => {
                TaxonomyView::value(scope, *taxonomy)
            }
            ("target", Subject::Redirect(_, page)) => Value::from(scope.url(&site.page(*page).url)),
            ("permalink", Subject::Redirect(_, page)) => {
                site.absolute(&site.page(*page).url).map_or(Value::from(()), Value::from)
            }
            ("title", Subject::Redirect(_, page)) => Value::from(site.page(*page).title.as_str()),
            _ => return None,
        })
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(super::view::keys_of(""))
    }
}

impl Context {
    fn paginator(&self, base: &UrlPath, all: &[PageId], number: usize) -> Value {
        let listing = Listing::of(base, all, number, self.scope.site.config.per_page);
        Value::from_object(PaginatorView { scope: Arc::clone(&self.scope), listing })
    }

    fn here(&self) -> HereView {
        let scope = &self.scope;
        let site = &scope.site;
        let french = !scope.language.starts_with("en");
        let blank = |title: String, kind: &'static str| HereView {
            scope: Arc::clone(scope),
            title,
            shown: OnceLock::new(),
            description: String::new(),
            described: OnceLock::new(),
            addressed: OnceLock::new(),
            kind,
            noindex: false,
            feed: None,
            markdown: None,
            breadcrumb: vec![(site.root().title.clone(), UrlPath::root())],
            number: 1,
            card: None,
        };
        match &self.subject {
            Subject::Page(page) => HereView::of_page(scope, *page),
            Subject::Filled(page) => {
                let mut here = HereView::of_page(scope, *page);
                here.breadcrumb.push((here.title.clone(), site.page(*page).url.clone()));
                HereView {
                    // One copy of a document, for whoever has its address: the template is what is looked for.
                    noindex: true,
                    kind: "filled",
                    markdown: Some(self.subject.url(site).child("document.md")),
                    ..here
                }
            }
            Subject::Section(id, number) => {
                let section = site.section(*id);
                let mut here = match section.page {
                    Some(page) => HereView::of_page(scope, page),
                    None => HereView {
                        feed: site.feed_of(&section.url, section.count),
                        breadcrumb: site.breadcrumb(section.parent),
                        ..blank(section.title.clone(), if id.0 == 0 { "home" } else { "section" })
                    },
                };
                here.number = *number;
                if *number > 1 {
                    here.markdown = None;
                }
                here
            }
            Subject::Facet(id, facet, value, number) => {
                let section = site.section(*id);
                let (facet, value) = value_of(site, *id, *facet, *value);
                let (facet, value) = (facet.label.get(&scope.language), value.label.get(&scope.language));
                let colon = if french { "\u{a0}:" } else { ":" };
                let mut breadcrumb = site.breadcrumb(section.parent);
                breadcrumb.push((section.title.clone(), section.url.clone()));
                HereView {
                    breadcrumb,
                    // The same sheets are listed in their section: search engines have nothing to gain here.
                    noindex: true,
                    number: *number,
                    ..blank(format!("{} – {facet}{colon} {value}", section.title), "facet")
                }
            }
            Subject::Taxonomy(taxonomy) => {
                let definition = site.taxonomies[*taxonomy as usize].definition;
                blank(site.config.taxonomies[definition].plural.get(&scope.language).to_owned(), "taxonomy")
            }
            Subject::Term(at, term, number) => {
                let taxonomy = &site.taxonomies[*at as usize];
                let term = &taxonomy.terms[*term as usize];
                let plural = site.config.taxonomies[taxonomy.definition].plural.get(&scope.language).to_owned();
                let mut here = blank(term.name.clone(), "term");
                here.breadcrumb.push((plural, taxonomy.url.clone()));
                here.feed = site.feed_of(&term.url, term.pages.len());
                here.number = *number;
                here
            }
            Subject::Generated(page) => {
                let kind = match page {
                    Generated::Plan => "plan",
                    Generated::Credits => "credits",
                    Generated::OpenData => "open-data",
                };
                blank(page.title(&scope.language).to_owned(), kind)
            }
            Subject::Review => {
                let title = if french { "Fiches à revoir" } else { "Sheets to review" };
                HereView { noindex: true, ..blank(title.to_owned(), "review") }
            }
            Subject::Search => {
                HereView { noindex: true, ..blank(if french { "Recherche" } else { "Search" }.to_owned(), "search") }
            }
            Subject::NotFound => HereView {
                noindex: true,
                ..blank(if french { "Page introuvable" } else { "Page not found" }.to_owned(), "404")
            },
            Subject::Redirect(_, page) => {
                HereView { noindex: true, ..blank(site.page(*page).title.clone(), "redirect") }
            }
        }
    }
}

impl PageRole {
    /// Whether it lists other pages.
    pub fn lists(self) -> bool {
        self != PageRole::Sheet
    }
}
