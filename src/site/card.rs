//! Which pages have a card, the picture that social networks show with a link, and where it is.
//!
//! Never draws: see `output`.

use crate::source::UrlPath;

use super::{PageId, PageRole, Site};

impl Site {
    /// The site's own card, for its home page, its listings, and pages that have none.
    pub fn card(&self) -> Option<UrlPath> {
        self.free_card(UrlPath::new("/carte.png"))
    }

    /// The card of a published sheet: `carte.png` beside it. `None` for a page that has an image of its own, and for a
    /// title that our letters cannot write.
    pub fn card_of(&self, id: PageId) -> Option<UrlPath> {
        let page = self.page(id);
        if page.role != PageRole::Sheet || !page.visible || page.relations.image.is_some() || !legible(&page.title) {
            return None;
        }
        let beside = page.url.as_str().ends_with('/');
        let url = if beside { page.url.child("carte.png") } else { UrlPath::new(&format!("{}.carte.png", page.url)) };
        self.free_card(url)
    }

    /// `url`, on a site that has cards, unless a file of the author's is there: networks only take absolute addresses,
    /// so a site whose address is not known has none.
    fn free_card(&self, url: UrlPath) -> Option<UrlPath> {
        let cards = cfg!(feature = "cards") && self.config.cards && !self.base_url.is_empty();
        let taken = || self.assets.binary_search_by(|asset| asset.url.as_str().cmp(url.as_str())).is_ok();
        (cards && !taken()).then_some(url)
    }
}

/// Whether most letters of `title` are Latin, Greek or Cyrillic, those of the font of cards.
fn legible(title: &str) -> bool {
    // Most titles are Latin from end to end: one letter or digit is enough.
    if title.bytes().all(|byte| byte < 0xc9) {
        return title.contains(char::is_alphanumeric);
    }
    let (mut known, mut all) = (0, 0);
    for c in title.chars().filter(|c| c.is_alphanumeric()) {
        all += 1;
        known += usize::from(matches!(c, '\0'..='\u{24f}' | '\u{370}'..='\u{52f}' | '\u{1e00}'..='\u{1fff}'));
    }
    known * 2 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_can_be_written() {
        for title in ["Élire", "3 500", "ɏ", "d’Œuvre", "Ελλάδα", "Привет", "Le mot 日本 en titre"] {
            assert!(legible(title), "{title}");
        }
        for title in ["", "—", "?!", "«»", "🎉", "日本語のa", "العربية"] {
            assert!(!legible(title), "{title}");
        }
    }
}
