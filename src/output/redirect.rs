//! The stub of an old URL, for a theme that has no template for it.

use crate::site::{PageId, Site};
use crate::source::UrlPath;

pub(super) fn stub(site: &Site, from: &UrlPath, to: PageId) -> String {
    let page = site.page(to);
    let target = page.url.relative_to(from, site.options.portable);
    let canonical = site
        .absolute(&page.url)
        .map_or(String::new(), |address| format!("<link rel=\"canonical\" href=\"{}\">", super::xml::escape(&address)));
    let (target, title) = (super::xml::escape(&target), super::xml::escape(&page.title));
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{title}</title><meta http-equiv=\"refresh\" content=\"0; url={target}\"><meta name=\"robots\" content=\"noindex\">{canonical}</head>\n<body><p><a href=\"{target}\">{title}</a></p></body>\n</html>\n",
        super::xml::escape(&page.language)
    )
}
