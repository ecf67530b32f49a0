//! The way to a page, as a list of its steps. Those to its section are written once for all that it holds.

use std::sync::Arc;

use crate::render::Scope;
use crate::site::{PageId, PageRole, SectionId, Steps};
use crate::source::UrlPath;

use super::node::{Node, Object};

/// `BreadcrumbList` of a page.
pub(super) fn describe(scope: &Arc<Scope>, id: PageId) -> Object<'_> {
    let site = &scope.site;
    let page = site.page(id);
    let address = |url: &UrlPath| site.absolute(url).unwrap_or_else(|| scope.url(url));
    // Without an address of the site, those of the steps depend on the page that they are read on.
    let shared = page.section.filter(|_| page.role == PageRole::Sheet && site.absolute(&page.url).is_some());
    let (mut items, count): (Vec<Node<'_>>, usize) = match shared {
        Some(section) => {
            let steps = site.fragments.steps(section, || steps_to(scope, section));
            ((steps.count > 0).then_some(Node::Written(&steps.json)).into_iter().collect(), steps.count)
        }
        None => {
            let steps = site.breadcrumb(page.section).into_iter().filter(|(_, url)| *url != page.url);
            let items: Vec<_> = steps.zip(1..).map(|((name, url), at)| step(at, name, address(&url)).into()).collect();
            let count = items.len();
            (items, count)
        }
    };
    items.push(step(count + 1, page.title.as_str(), address(&page.url)).into());
    Object::of("BreadcrumbList").with("itemListElement", Node::List(items))
}

fn step<'a>(at: usize, name: impl Into<Node<'a>>, address: String) -> Object<'a> {
    Object::of("ListItem").with("position", at).with("name", name).with("item", address)
}

/// The steps to `section`, itself the last, separated by commas.
fn steps_to(scope: &Scope, section: SectionId) -> Steps {
    let site = &scope.site;
    let mut json = String::new();
    let mut count = 0;
    for (name, url) in site.breadcrumb(Some(section)) {
        if count > 0 {
            json.push(',');
        }
        count += 1;
        Node::from(step(count, name, site.absolute(&url).unwrap_or_default())).write(&mut json);
    }
    Steps { json: json.into(), count }
}
