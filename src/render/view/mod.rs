//! What templates see: lazy views over a site. A view holds a scope and an index, and answers when asked.

mod accessibility;
mod facet;
mod here;
pub mod kind;
pub(super) mod licence;
mod listing;
mod openness;
mod page;
mod review;
mod section;
mod sheet;
mod site;
mod term;
mod toc;
mod values;

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

pub(super) use facet::facet;
pub(super) use here::HereView;
pub(super) use licence::{licence, names};
pub(super) use listing::{PageList, PageSource, PaginatorView};
pub(super) use page::PageView;
pub(super) use review::review;
pub(super) use section::SectionView;
pub(super) use site::SiteView;
pub(super) use term::{TaxonomyView, TermView};
pub(super) use toc::TocView;
pub(super) use values::{DateView, TableView, list, optional, optional_date, record, text_or_none, tree};

use super::Scope;

/// The scope, passed through a context to functions and filters.
#[derive(Debug)]
pub(super) struct ScopeView(pub Arc<Scope>);

impl Object for ScopeView {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, _: &Value) -> Option<Value> {
        None
    }
}

/// A word of a declaration (a kind, a field, a facet), with typography.
fn words(scope: &Scope, text: &str) -> Value {
    Value::from(crate::markdown::typeset_text(text, &scope.options))
}

/// Implements `Object` for a view with a `field` method and a list of keys.
macro_rules! object {
    ($view:ty, $keys:expr) => {
        impl minijinja::value::Object for $view {
            fn get_value_by_str(self: &std::sync::Arc<Self>, key: &str) -> Option<minijinja::Value> {
                self.field(key)
            }

            fn get_value(self: &std::sync::Arc<Self>, key: &minijinja::Value) -> Option<minijinja::Value> {
                self.field(key.as_str()?)
            }

            fn enumerate(self: &std::sync::Arc<Self>) -> minijinja::value::Enumerator {
                minijinja::value::Enumerator::Str($keys)
            }
        }
    };
}
pub(super) use object;

/// The keys of the variable or attribute that templates call `name`, for the nearest candidate of a misspelt one.
pub(super) fn keys_of(name: &str) -> &'static [&'static str] {
    match name {
        "" => {
            &["site", "here", "page", "section", "paginator", "term", "taxonomy", "facet", "review", "target", "title"]
        }
        "site" => site::KEYS,
        "here" => here::KEYS,
        "section" => section::KEYS,
        "paginator" => listing::PAGINATOR_KEYS,
        "term" => term::TERM_KEYS,
        "taxonomy" => term::TAXONOMY_KEYS,
        "facet" => facet::KEYS,
        "review" => review::KEYS,
        "entry" => site::ENTRY_KEYS,
        _ => page::KEYS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The manual's reference of variables, functions and filters is this code's, and nothing is left out.
    #[test]
    fn the_manual_names_every_variable() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/content/manuel/theme.md");
        let manual = std::fs::read_to_string(path).expect("the manual has a page about themes");
        let of = |object: &str, keys: &[&str]| -> Vec<String> {
            keys.iter().map(|key| format!("`{object}.{key}`")).filter(|name| !manual.contains(name)).collect()
        };
        let missing = [
            of("site", site::KEYS),
            of("entry", site::ENTRY_KEYS),
            of("here", here::KEYS),
            of("page", page::KEYS),
            of("section", section::KEYS),
            of("paginator", listing::PAGINATOR_KEYS),
            of("taxonomy", term::TAXONOMY_KEYS),
            of("term", term::TERM_KEYS),
            of("facet", facet::KEYS),
            of("review", review::KEYS),
        ];
        assert_eq!(missing.concat(), Vec::<String>::new(), "theme.md does not name them");
        let names = super::super::filters::NAMES.iter();
        let untold: Vec<_> = names
            .filter(|name| !manual.contains(&format!("`{name}`")) && !manual.contains(&format!("`{name}(")))
            .collect();
        assert_eq!(untold, Vec::<&&str>::new(), "theme.md does not name them");
    }
}
