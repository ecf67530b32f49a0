//! `fragment("parts/menu.html")`: a template that sees only `site`, made once for all pages of a folder;
//! `fragment("parts/row-details.html", item)`: one that sees `site` and a page, `item`, made once for all that show this page;
//! `fragment("parts/link.html", pages)`: the same for each page of a list, one a line.
//!
//! A menu of two hundred entries costs more than the sheet beside it, and is the same on all its neighbours; a sheet is
//! shown in the lists of its section and of its terms, beside those it looks like. The HTML is the same as if it were made
//! for each page: where a link would be written otherwise, it is made for that page alone.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use minijinja::value::{Enumerator, Object, ObjectRepr, ValueKind};
use minijinja::{Error, State, Value};

use crate::site::{Folder, FolderKey, Fragment, PageId, ShownBy};
use crate::source::UrlPath;

use super::html::Html;
use super::strings::{self, Translator};
use super::view::{PageList, PageView, ScopeView, SiteView};
use super::{LinkStyle, Scope, filters};

/// The name templates call it by.
pub(super) const NAME: &str = "fragment";

/// `fragment` in one rendering.
#[derive(Debug)]
pub(super) struct Fragments {
    scope: Arc<Scope>,
    /// What is kept for pages like this one, once it is asked for.
    folder: OnceLock<Arc<Folder>>,
}

impl Object for Fragments {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn call(self: &Arc<Self>, _: &mut State<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
        let (template, item): (&str, Option<&Value>) = minijinja::value::from_args(arguments)?;
        let html = match item {
            None => Html::Kept(self.of_folder(template)?),
            Some(item) => match item.downcast_object_ref::<PageView>() {
                Some(view) => Html::Kept(self.of_page(template, self.by(template), view.page)?),
                None => Html::Made(self.of_pages(template, &pages(item)?)?),
            },
        };
        Ok(Value::from(html))
    }
}

/// The pages of a list.
fn pages(list: &Value) -> Result<Cow<'_, [PageId]>, Error> {
    if let Some(list) = list.downcast_object_ref::<PageList>() {
        return Ok(list.ids().into());
    }
    let unfit = || {
        let message = "le second argument de `fragment` est une fiche ou une liste de fiches";
        Error::new(minijinja::ErrorKind::InvalidOperation, message)
    };
    if !matches!(list.kind(), ValueKind::Seq | ValueKind::Iterable) {
        return Err(unfit());
    }
    let page = |item: Value| item.downcast_object_ref::<PageView>().map(|view| view.page).ok_or_else(unfit);
    list.try_iter()?.map(page).collect()
}

impl Fragments {
    /// The function, for a page of `scope`.
    pub fn value(scope: &Arc<Scope>) -> Value {
        Value::from_object(Fragments { scope: Arc::clone(scope), folder: OnceLock::new() })
    }

    /// The folder of the page, its own when it is one.
    fn own(&self) -> &str {
        let from = self.scope.from.as_str();
        &from[..memchr::memrchr(b'/', from.as_bytes()).map_or(0, |at| at + 1)]
    }

    /// What is kept for the pages beside this one.
    fn folder(&self) -> &Folder {
        self.folder.get_or_init(|| {
            let own = self.own();
            let deeper = self.scope.from.as_str().ends_with('/');
            let above = || own.trim_end_matches('/').rsplit_once('/').map_or("", |(above, _)| above);
            let folder = if deeper { above() } else { own }.into();
            let language = self.scope.language.as_str().into();
            self.scope.site.fragments.folder(FolderKey { folder, deeper, language })
        })
    }

    /// What `template` makes for all the pages of the folder.
    fn of_folder(&self, template: &str) -> Result<Arc<str>, Error> {
        // Only links from the page depend on where it is.
        if self.scope.style != LinkStyle::Relative {
            return Ok(self.make(template, None)?.0);
        }
        let own = self.own();
        let fits = |fragment: &Fragment| !fragment.targets.iter().any(|target| target.as_str().starts_with(own));
        if let Some(fragment) = self.folder().get(template).filter(|fragment| fits(fragment)) {
            return Ok(Arc::clone(&fragment.html));
        }
        let from = &self.scope.from;
        // The first page of a folder may have what those of other folders have.
        let depth = own.bytes().filter(|byte| *byte == b'/').count();
        let others = self.scope.site.fragments.depth(depth, &self.scope.language);
        let fragment = match others.get(template).filter(|fragment| fragment.is_far_from(from)) {
            Some(fragment) => fragment,
            None => {
                let (html, targets) = self.make(template, None)?;
                let fragment = Arc::new(Fragment { html, targets });
                if fragment.is_far_from(from) {
                    others.keep(template, &fragment);
                }
                fragment
            }
        };
        if fits(&fragment) {
            self.folder().keep(template, &fragment);
        }
        Ok(Arc::clone(&fragment.html))
    }

    /// The number that what `template` makes is kept by.
    fn by(&self, template: &str) -> ShownBy {
        self.scope.site.fragments.by(template, &self.scope.language)
    }

    /// What `template` makes of each of `pages`, one a line.
    fn of_pages(&self, template: &str, pages: &[PageId]) -> Result<String, Error> {
        let by = self.by(template);
        let kept = |page: PageId| {
            let fragments = &self.scope.site.fragments;
            fragments.first_shown(page, by, self.way(page))
        };
        // All are looked for before one is read: the memory of each is waited for beside the others'.
        let kept: Vec<Option<&Arc<str>>> = match self.scope.style {
            LinkStyle::Relative => pages.iter().map(|page| kept(*page)).collect(),
            _ => vec![None; pages.len()],
        };
        let mut lines = String::with_capacity(192 * pages.len());
        for (at, (page, kept)) in pages.iter().zip(kept).enumerate() {
            if at > 0 {
                lines.push('\n');
            }
            match kept {
                Some(html) => lines.push_str(html),
                None => lines.push_str(&self.of_page(template, by, *page)?),
            }
        }
        Ok(lines)
    }

    /// The way from here to a page.
    fn way(&self, page: PageId) -> (usize, usize) {
        let (site, from) = (&self.scope.site, &self.scope.from);
        site.fragments.way(page, from).unwrap_or_else(|| site.page(page).url.way_from(from))
    }

    /// What `template`, whose number is `by`, makes of `page`.
    fn of_page(&self, template: &str, by: ShownBy, page: PageId) -> Result<Arc<str>, Error> {
        let scope = &self.scope;
        if scope.style != LinkStyle::Relative {
            return Ok(self.make(template, Some(page))?.0);
        }
        let fragments = &scope.site.fragments;
        let way = self.way(page);
        if let Some(html) = fragments.shown(page, by, way) {
            return Ok(html);
        }
        let (html, targets) = self.make(template, Some(page))?;
        // To what is in the page's own folder, links go the way of its own, from wherever is not in it.
        let folder = scope.site.page(page).url.as_str();
        let same = folder.ends_with('/')
            && !scope.from.as_str().starts_with(folder)
            && targets.iter().all(|target| target.as_str().starts_with(folder));
        if same || targets.is_empty() {
            let way = (!targets.is_empty()).then_some(way);
            fragments.keep_shown(page, by, way, Arc::clone(&html));
        }
        Ok(html)
    }

    /// The HTML of `template`, and where its links lead.
    fn make(&self, template: &str, page: Option<PageId>) -> Result<(Arc<str>, Vec<UrlPath>), Error> {
        let scope = Scope::noting(&self.scope);
        let item = page.map(|page| Value::from_object(PageView { scope: Arc::clone(&scope), page }));
        let context = Value::from_object(Context { scope: Arc::clone(&scope), item });
        let html = scope.engine.template(template, &scope.language)?.render(context)?;
        Ok((html.into(), scope.noted()))
    }
}

/// What a fragment's template sees.
#[derive(Debug)]
struct Context {
    scope: Arc<Scope>,
    item: Option<Value>,
}

impl Object for Context {
    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        Some(match key {
            filters::SCOPE => Value::from_object(ScopeView(Arc::clone(&self.scope))),
            strings::NAME => Value::from_object(Translator(Arc::clone(&self.scope))),
            "site" => Value::from_object(SiteView(Arc::clone(&self.scope))),
            "item" => self.item.clone()?,
            _ => return None,
        })
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["site", "item"])
    }
}
