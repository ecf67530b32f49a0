//! What is to be reviewed, as the page for the team sees it.

use std::sync::Arc;

use minijinja::Value;

use crate::render::Scope;
use crate::site::Review;

use super::{DateView, PageList, PageSource, PageView, list, optional_date, record};

pub(in crate::render) const KEYS: &[&str] =
    &["late", "soon", "count_late", "count_soon", "until", "unowned", "undated", "calendar_url"];

/// `review`: owners of sheets that are due, of those that will be before `until`, sheets without owner, without date.
pub(in crate::render) fn review(scope: &Arc<Scope>) -> Value {
    let site = &scope.site;
    let until = site.config.review_within.after(site.options.date);
    let (late, soon): (Vec<Review>, Vec<Review>) =
        site.reviews(Some(until)).into_iter().partition(|review| review.late);
    let slugs = site.review_owners(&site.reviews(None));
    let owners = |reviews: &[Review]| {
        let owners = site.review_owners(reviews).into_iter().map(|owner| {
            let slug = slugs.iter().find(|other| other.name == owner.name).map(|other| other.slug.as_str());
            let calendar = slug.map(|slug| scope.url(&site.review_url().child(&format!("{slug}.ics"))));
            record([
                ("name", Value::from(owner.name.as_str())),
                ("calendar_url", super::optional(calendar)),
                (
                    "sheets",
                    list(owner.reviews.iter().map(|review| {
                        record([
                            ("page", Value::from_object(PageView { scope: Arc::clone(scope), page: review.page })),
                            ("due", optional_date(review.due)),
                        ])
                    })),
                ),
            ])
        });
        list(owners.collect::<Vec<_>>().into_iter())
    };
    record([
        ("late", owners(&late)),
        ("soon", owners(&soon)),
        ("count_late", Value::from(late.len())),
        ("count_soon", Value::from(soon.len())),
        ("until", Value::from_object(DateView(until))),
        ("unowned", PageList::value(scope, PageSource::These(site.without_owner()))),
        ("undated", PageList::value(scope, PageSource::These(site.never_reviewed()))),
        ("calendar_url", Value::from(scope.url(&site.review_url().child("revue.ics")))),
    ])
}
