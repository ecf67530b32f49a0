//! The sitemap (sitemaps.org), cut at 50,000 addresses.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::config::Status;
use crate::site::{Generated, PageId, Place, Site};
use crate::source::UrlPath;

use super::xml::escape;

/// What one file may hold.
const LIMIT: usize = 50_000;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

/// The addresses to be found by search engines: published pages that are not archived, listings, the plan.
fn addresses(site: &Site) -> Vec<(UrlPath, Option<Date>)> {
    let mut urls: Vec<(UrlPath, Option<Date>)> = site
        .published()
        .filter(|(_, page)| page.status != Status::Archived && page.status.published())
        .map(|(_, page)| (page.url.clone(), page.updated))
        .collect();
    let newest = |pages: &[PageId]| pages.iter().filter_map(|page| site.page(*page).updated).max();
    for (at, section) in site.sections.iter().enumerate() {
        if section.page.is_none() && (section.count > 0 || at == 0) {
            urls.push((section.url.clone(), newest(&section.pages)));
        }
    }
    for taxonomy in site.taxonomies.iter().filter(|taxonomy| !taxonomy.terms.is_empty()) {
        urls.push((taxonomy.url.clone(), None));
        urls.extend(taxonomy.terms.iter().map(|term| (term.url.clone(), newest(&term.pages))));
    }
    for page in Generated::ALL {
        if site.urls.get(&page.url()) == Some(&Place::Generated(page)) {
            urls.push((page.url(), None));
        }
    }
    urls.sort();
    urls
}

/// How many parts the sitemap is cut into; 0 when one file holds it.
pub(super) fn parts(site: &Site) -> usize {
    // An upper bound that costs nothing decides for almost every site.
    let terms: usize = site.taxonomies.iter().map(|taxonomy| taxonomy.terms.len() + 1).sum();
    if site.pages.len() + site.sections.len() + terms + Generated::ALL.len() < LIMIT {
        return 0;
    }
    match addresses(site).len() {
        count if count <= LIMIT => 0,
        count => count.div_ceil(LIMIT),
    }
}

/// `sitemap.xml`: the addresses, or the list of the parts.
pub(super) fn index(site: &Site) -> String {
    let parts = parts(site);
    if parts == 0 {
        return urlset(site, &addresses(site));
    }
    let mut out = String::from(HEAD);
    out.push_str("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for part in 1..=parts {
        let address = site.absolute(&UrlPath::new(&format!("/sitemap-{part}.xml"))).unwrap_or_default();
        let _ = writeln!(out, "<sitemap><loc>{}</loc></sitemap>", escape(&address));
    }
    out.push_str("</sitemapindex>\n");
    out
}

/// The nth part, from 1.
pub(super) fn part(site: &Site, part: usize) -> String {
    let all = addresses(site);
    let chunk = all.chunks(LIMIT).nth(part - 1).unwrap_or_default();
    urlset(site, chunk)
}

fn urlset(site: &Site, urls: &[(UrlPath, Option<Date>)]) -> String {
    let mut out = String::with_capacity(urls.len() * 110 + 200);
    out.push_str(HEAD);
    out.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (url, updated) in urls {
        let _ = write!(out, "<url><loc>{}</loc>", escape(&site.absolute(url).unwrap_or_default()));
        if let Some(date) = updated {
            let _ = write!(out, "<lastmod>{date}</lastmod>");
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}
