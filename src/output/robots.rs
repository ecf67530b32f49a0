//! `robots.txt`: everything is open, and the sitemap is there.

use crate::site::Site;
use crate::source::UrlPath;

pub(super) fn robots(site: &Site) -> String {
    let sitemap =
        site.absolute(&UrlPath::new("/sitemap.xml")).map_or(String::new(), |address| format!("\nSitemap: {address}\n"));
    format!("User-agent: *\nAllow: /\n{sitemap}")
}
