//! The sheets that someone is to review, and those that nobody will: without an owner, without a date.

use jiff::civil::Date;

use crate::config::Status;
use crate::source::slugify;

use super::collation::sort_key;
use super::{Page, PageId, PageRole, Site};

/// A sheet to review.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// The sheet.
    pub page: PageId,
    /// Who answers for it; `""` when nobody does.
    pub owner: String,
    /// When it is to be reviewed; `None` for one that says `a-revoir` without a date.
    pub due: Option<Date>,
    /// Whether that day has come.
    pub late: bool,
}

/// Someone who answers for sheets to review.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewOwner {
    /// Their name; `""` for the sheets of nobody.
    pub name: String,
    /// Their name in URLs, theirs alone.
    pub slug: String,
    /// Their sheets, by date.
    pub reviews: Vec<Review>,
}

impl Site {
    /// The published sheets to review up to `until`, or ever when it is `None`, by owner then date. Those that are due
    /// are late, one that says `a-revoir` without a date too.
    pub fn reviews(&self, until: Option<Date>) -> Vec<Review> {
        let asked = |due: Date| until.is_none_or(|until| due <= until);
        let mut reviews: Vec<Review> = self
            .reviewed()
            .filter(|(_, page)| page.review_due || page.review_on.is_some_and(asked))
            .map(|(id, page)| Review {
                page: id,
                owner: self.document(page.document).meta.owner.clone().unwrap_or_default(),
                due: page.review_on,
                late: page.review_on.is_none_or(|due| due <= self.options.date),
            })
            .collect();
        // Pages are in the order of their paths, which a stable sort keeps.
        reviews.sort_by_cached_key(|review| (sort_key(&review.owner), review.owner.clone(), review.due));
        reviews
    }

    /// `reviews` by owner.
    pub fn review_owners(&self, reviews: &[Review]) -> Vec<ReviewOwner> {
        let mut owners: Vec<ReviewOwner> = Vec::new();
        for review in reviews {
            if owners.last().is_none_or(|owner| owner.name != review.owner) {
                let slug = slugify(&review.owner);
                let slug = if slug.is_empty() { "sans-responsable".to_owned() } else { slug };
                // `revue.ics` is the calendar of everyone.
                let taken = slug == "revue" || owners.iter().any(|owner| owner.slug == slug);
                let slug = if taken { format!("{slug}-{}", owners.len() + 1) } else { slug };
                owners.push(ReviewOwner { name: review.owner.clone(), slug, reviews: Vec::new() });
            }
            owners.last_mut().expect("one was just added").reviews.push(review.clone());
        }
        owners
    }

    /// The published sheets that nothing says when to review.
    pub fn never_reviewed(&self) -> Vec<PageId> {
        self.sheets().filter(|(_, page)| page.review_on.is_none() && !page.review_due).map(|(id, _)| id).collect()
    }

    /// The published sheets that nobody answers for.
    pub fn without_owner(&self) -> Vec<PageId> {
        let owned = |page: &Page| self.document(page.document).meta.owner.is_some();
        self.sheets().filter(|(_, page)| !owned(page)).map(|(id, _)| id).collect()
    }

    /// What is alive: an archived sheet is not reviewed any more, a draft not yet.
    fn reviewed(&self) -> impl Iterator<Item = (PageId, &Page)> {
        self.published().filter(|(_, page)| page.status.published() && page.status != Status::Archived)
    }

    /// Those of a kind: a plain page (a legal notice, a glossary) owes nobody a date.
    fn sheets(&self) -> impl Iterator<Item = (PageId, &Page)> {
        let plain = self.config.kinds.plain();
        self.reviewed().filter(move |(_, page)| page.role == PageRole::Sheet && page.kind != plain)
    }
}
