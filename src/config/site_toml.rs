//! What `site.toml` says, typed. Reading it is in `site_read`.

use crate::diagnostic::Severities;
use crate::picture;
use crate::source::Span;
use crate::value::{Period, Spanned, Table};

use super::{Accessibility, Kinds, PolicyChoice, taxonomy};

/// A site's configuration. Keys of `site.toml` are in English; each field names its key.
#[derive(Debug, Clone)]
pub struct SiteConfig {
    /// `title`.
    pub title: String,
    /// `description`.
    pub description: String,
    /// `base_url`: the public address, without trailing `/`; `""` when not known yet.
    pub base_url: String,
    /// `language`: default language of pages.
    pub language: String,
    /// `theme`.
    pub theme: Spanned<String>,
    /// `licence`: default licence of pages, an SPDX expression.
    pub licence: Option<Spanned<String>>,
    /// `authors`: default authors.
    pub authors: Vec<String>,
    /// `[publisher]`.
    pub publisher: Publisher,
    /// `[accessibility]`: what is claimed of the site.
    pub accessibility: Option<Accessibility>,
    /// `edit_url`: the web address where sources can be edited; `{path}` stands for the file's path.
    pub edit_url: Option<String>,
    /// `contact`: an address or URL to report an error to.
    pub contact: Option<String>,
    /// `[content] ignore`: globs passed over.
    pub ignore: Vec<String>,
    /// `[content] git_dates`: a sheet that says no date of update has that of its last commit.
    pub git_dates: bool,
    /// `[markdown] typography`.
    pub typography: bool,
    /// `[markdown] highlighting`: tell the words of code apart.
    pub highlighting: bool,
    /// `[markdown] spaces = "narrow"`.
    pub narrow_spaces: bool,
    /// `[markdown] raw_html`.
    pub raw_html: RawHtml,
    /// `[markdown] glossary`: mark glossary terms at first use.
    pub mark_glossary: bool,
    /// `[build] minify`: stylesheets and scripts are published without comments and needless spaces.
    pub minify: bool,
    /// `[listing] per_page`: pages of a listing; 0 for all on one.
    pub per_page: usize,
    /// `[feeds] entries`: at most so many in a feed; 0 for no feed.
    pub feed_entries: usize,
    /// `[[menu]]`; empty: the sections.
    pub menu: Vec<MenuEntry>,
    /// `[[footer]]`: links at the foot of every page.
    pub footer: Vec<MenuEntry>,
    /// `[taxonomies]`: the four built in and those added.
    pub taxonomies: Vec<TaxonomyDef>,
    /// `[kinds]`: the built-in ones and those added.
    pub kinds: Kinds,
    /// `[sheets] score_age`: a benchmark's score older than this is reported.
    pub score_age: Period,
    /// `[review] page`: publish the page of what is to be reviewed.
    pub review_page: bool,
    /// `[review] within`: what is due before that long is due soon.
    pub review_within: Period,
    /// `[budget]`: what a page may weigh; the report says which go beyond.
    pub budget: Budget,
    /// `[checks]`.
    pub severities: Severities,
    /// `[hosting]`.
    pub hosting: Hosting,
    /// `[redirects]`: old URL → new reference.
    pub redirects: Vec<(Spanned<String>, Spanned<String>)>,
    /// `[images]`.
    pub images: picture::Options,
    /// `[social] cards`: whether each sheet has a picture that social networks show.
    pub cards: bool,
    /// `[search] enabled`: whether the site has a search box, its page and its index.
    pub search: bool,
    /// `[search] synonyms`: groups of words that mean one thing, `["AMO", "assistance à maîtrise d'ouvrage"]`.
    pub synonyms: Vec<Vec<String>>,
    /// `[preview] editor`: the editor that the preview opens files in.
    pub preview_editor: Option<String>,
    /// `[extra]`: the site's own, over the theme's defaults.
    pub extra: Table,
}

impl Default for SiteConfig {
    /// A site that says nothing: French, our theme, every check at its own severity.
    fn default() -> Self {
        SiteConfig {
            title: "Base de connaissances".into(),
            description: String::new(),
            base_url: String::new(),
            language: "fr".into(),
            theme: Spanned { value: "classeur".into(), span: Span::default() },
            licence: None,
            authors: Vec::new(),
            publisher: Publisher::default(),
            accessibility: None,
            edit_url: None,
            contact: None,
            ignore: Vec::new(),
            git_dates: true,
            typography: true,
            highlighting: true,
            narrow_spaces: false,
            raw_html: RawHtml::Filtered,
            mark_glossary: true,
            minify: true,
            per_page: 20,
            feed_entries: 20,
            menu: Vec::new(),
            footer: Vec::new(),
            taxonomies: taxonomy::built_in(),
            kinds: Kinds::default(),
            score_age: Period { months: 18, days: 0 },
            review_page: false,
            review_within: Period { months: 3, days: 0 },
            budget: Budget::default(),
            severities: Severities::default(),
            hosting: Hosting::default(),
            redirects: Vec::new(),
            images: picture::Options::default(),
            cards: true,
            search: true,
            synonyms: Vec::new(),
            preview_editor: None,
            extra: Table::default(),
        }
    }
}

/// `[budget]`: what the first view of a page may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// `page_bytes`: bytes sent, compressed.
    pub page_bytes: usize,
    /// `requests`: files asked for, the page itself included.
    pub requests: usize,
}

impl Default for Budget {
    /// Half of what the French guide to sober services (RGESN) takes as its example, and a third of its requests.
    fn default() -> Self {
        Budget { page_bytes: 300_000, requests: 10 }
    }
}

/// `[publisher]`: who answers for the site.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Publisher {
    /// `name`.
    pub name: String,
    /// `type`.
    pub kind: PublisherType,
    /// `url`.
    pub url: Option<String>,
    /// `email`.
    pub email: Option<String>,
}

/// What the publisher is, which decides which law it is under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PublisherType {
    /// `collectivite`.
    LocalAuthority,
    /// `etat`.
    State,
    /// `entreprise`.
    Company,
    /// `association`.
    Association,
    /// `personne`.
    #[default]
    Person,
}

/// `[markdown] raw_html`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RawHtml {
    /// Filtered by an allow-list.
    #[default]
    Filtered,
    /// Left as it is.
    Trusted,
}

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq)]
pub struct MenuEntry {
    /// `title`; the page's when absent.
    pub title: Option<String>,
    /// `page`: a reference from `content/`, or an external URL.
    pub target: Spanned<String>,
    /// `children`.
    pub children: Vec<MenuEntry>,
}

/// A taxonomy.
#[derive(Debug, Clone, PartialEq)]
pub struct TaxonomyDef {
    /// Its key in front matter, folded: `thematiques`.
    pub key: String,
    /// Other keys: `tags`.
    pub aliases: Vec<String>,
    /// Its name: `Thématique`.
    pub label: super::LocalText,
    /// Its plural name.
    pub plural: super::LocalText,
    /// First segment of its URLs.
    pub slug: String,
    /// Whether the listings of sections are narrowed by it.
    pub facet: bool,
    /// Where it is declared.
    pub span: Span,
}

/// `[hosting]`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hosting {
    /// `servers`: `netlify` (`_redirects`, `_headers`), `apache` (`.htaccess`), `nginx` (`*.nginx.conf`),
    /// `pages` (hosts that take no headers: the policy is in the pages).
    pub servers: Vec<String>,
    /// `csp`: what the site says of its Content-Security-Policy.
    pub csp: PolicyChoice,
}
