//! `fragment("parts/menu.html")`: a template that sees only `site`, made once for all pages of a folder.
//!
//! A menu of two hundred entries costs more than the sheet beside it, and is the same on all its neighbours. The HTML is
//! the same as if it were made for each page: where a link would be written otherwise, it is made for that page alone.

use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr};
use minijinja::{Error, State, Value};

use crate::site::{Fragment, FragmentKey};

use super::strings::{self, Translator};
use super::view::{ScopeView, SiteView};
use super::{LinkStyle, Scope, filters};

/// The name templates call it by.
pub(super) const NAME: &str = "fragment";

/// `fragment` in one rendering.
#[derive(Debug)]
pub(super) struct Fragments(pub Arc<Scope>);

impl Object for Fragments {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn call(self: &Arc<Self>, _: &mut State<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
        let (template,): (&str,) = minijinja::value::from_args(arguments)?;
        let scope = &self.0;
        let from = scope.from.as_str();
        let deeper = from.ends_with('/');
        let own = &from[..from.rfind('/').map_or(0, |at| at + 1)];
        let folder =
            if deeper { own.trim_end_matches('/').rsplit_once('/').map_or("", |(above, _)| above) } else { own };
        let key = FragmentKey {
            folder: folder.into(),
            deeper,
            language: scope.language.as_str().into(),
            template: template.into(),
        };
        let fits = |fragment: &Fragment| !fragment.targets.iter().any(|target| target.as_str().starts_with(own));
        // Only links from the page depend on where it is.
        let shared = (scope.style == LinkStyle::Relative).then(|| scope.site.fragments.get(&key)).flatten();
        if let Some(fragment) = shared.filter(|fragment| fits(fragment)) {
            return Ok(Value::from_safe_string(fragment.html.clone()));
        }
        let noting = Scope::noting(scope);
        let context = Value::from_object(Context { scope: Arc::clone(&noting) });
        let html = scope.engine.template(template, &scope.language)?.render(context)?;
        let fragment = Fragment { html, targets: noting.noted() };
        let shown = Value::from_safe_string(fragment.html.clone());
        if scope.style == LinkStyle::Relative && fits(&fragment) {
            scope.site.fragments.keep(key, fragment);
        }
        Ok(shown)
    }
}

/// What a fragment's template sees.
#[derive(Debug)]
struct Context {
    scope: Arc<Scope>,
}

impl Object for Context {
    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        Some(match key {
            filters::SCOPE => Value::from_object(ScopeView(Arc::clone(&self.scope))),
            strings::NAME => Value::from_object(Translator(Arc::clone(&self.scope))),
            "site" => Value::from_object(SiteView(Arc::clone(&self.scope))),
            _ => return None,
        })
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["site"])
    }
}
