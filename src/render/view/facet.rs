//! The facets of a section as templates see them.

use std::sync::Arc;

use minijinja::Value;

use crate::render::Scope;
use crate::site::{Facet, FacetValue};

use super::{list, record, words};

pub(in crate::render) const KEYS: &[&str] = &["key", "label", "value", "slug"];

/// The facet and the value that the page being rendered lists.
pub(in crate::render) fn facet(scope: &Arc<Scope>, facet: &Facet, value: &FacetValue) -> Value {
    record([
        ("key", Value::from(facet.key.as_str())),
        ("label", words(scope, facet.label.get(&scope.language))),
        ("value", words(scope, value.label.get(&scope.language))),
        ("slug", Value::from(value.slug.as_str())),
    ])
}

/// A facet of `section.facets`: `key`, `label`, `values` {`name`, `slug`, `url`, `count`, `current`}.
pub(super) fn facet_with_values(scope: &Arc<Scope>, facet: &Facet) -> Value {
    let values = facet.values.iter().map(|value| {
        let current = !value.is_term && scope.from.as_str().starts_with(value.url.as_str());
        record([
            ("name", words(scope, value.label.get(&scope.language))),
            ("slug", Value::from(value.slug.as_str())),
            ("url", Value::from(scope.url(&value.url))),
            ("count", Value::from(value.pages.len())),
            ("current", Value::from(current)),
        ])
    });
    record([
        ("key", Value::from(facet.key.as_str())),
        ("label", words(scope, facet.label.get(&scope.language))),
        ("values", list(values)),
    ])
}
