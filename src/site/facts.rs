//! Questions about a site that several views and outputs ask.

use crate::source::UrlPath;

use super::{PageId, PageRole, Section, SectionId, Site};

impl Site {
    /// Titles and addresses from the home page to `section`.
    pub fn breadcrumb(&self, section: Option<SectionId>) -> Vec<(String, UrlPath)> {
        let Some(section) = section else { return Vec::new() };
        let chain = self.ancestry(section);
        let listed = chain.iter().filter(|id| self.section(**id).page.is_some() || self.section(**id).count > 0);
        listed.map(|id| (self.section(*id).title.clone(), self.section(*id).url.clone())).collect()
    }

    /// The pages that link to one, in alphabetical order, as readers look for them.
    pub fn backlinks_of(&self, page: PageId) -> Vec<PageId> {
        let mut pages = self.backlinks[page.index()].clone();
        pages.sort_unstable_by_key(|page| self.ranks.of(*page));
        pages
    }

    /// The page before (`-1`) or after (`1`) a sheet in its section.
    pub fn neighbour(&self, page: PageId, step: isize) -> Option<PageId> {
        let this = self.page(page);
        if this.role != PageRole::Sheet || !this.visible {
            return None;
        }
        let pages = &self.section(this.section?).pages;
        let at = Some(self.places[page.index()] as usize).filter(|at| pages.get(*at) == Some(&page))?;
        pages.get(at.checked_add_signed(step)?).copied()
    }

    /// The section that `page` is the index of.
    pub fn section_of_index(&self, page: PageId) -> Option<&Section> {
        let this = self.page(page);
        if this.role == PageRole::Sheet {
            return None;
        }
        let inside = this.section.map_or(&[SectionId(0)][..], |parent| &self.section(parent).sections);
        inside.iter().map(|id| self.section(*id)).find(|section| section.page == Some(page))
    }

    /// The address of the Atom feed of a listing at `url` with `count` pages, when the site has feeds.
    pub fn feed_of(&self, url: &UrlPath, count: usize) -> Option<UrlPath> {
        (self.config.feed_entries > 0 && count > 0 && !self.base_url.is_empty()).then(|| url.child("atom.xml"))
    }

    /// The address of a page's Markdown: `index.md` beside it. A page whose URL names a file has its name and `.md`.
    pub fn markdown_of(&self, page: PageId) -> Option<UrlPath> {
        let page = self.page(page);
        let address = page.markdown.get_or_init(|| {
            let url = &page.url;
            let beside = url.as_str().ends_with('/');
            if beside { url.child("index.md") } else { UrlPath::new(&format!("{}.md", url.as_str())) }
        });
        Some(address.clone())
    }

    /// The address of a page's JSON: `index.json` beside it. A page whose URL names a file has its name and `.json`.
    pub fn data_of(&self, page: PageId) -> UrlPath {
        let url = &self.page(page).url;
        let beside = url.as_str().ends_with('/');
        if beside { url.child("index.json") } else { UrlPath::new(&format!("{}.json", url.as_str())) }
    }

    /// The published sheets of a kind, last updated first.
    pub fn pages_of_kind(&self, kind: usize) -> Vec<PageId> {
        self.recent().iter().copied().filter(|page| self.page(*page).kind == kind).collect()
    }

    /// The section that holds most sheets of a kind, and how many there are in all.
    pub fn of_kind(&self, kind: usize) -> (Option<SectionId>, usize) {
        let (section, count) = self.kinds[kind];
        (section, count)
    }
}
