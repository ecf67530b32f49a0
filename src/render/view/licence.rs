//! A licence as templates see it: its names, where it is, what it permits and asks for.

use std::sync::Arc;

use minijinja::Value;

use crate::licence::{Expression, Licence};
use crate::render::Scope;

use super::{list, object, record, text_or_none};

/// A licence, or several joined.
#[derive(Debug)]
pub(in crate::render) struct LicenceView {
    written: String,
    language: String,
    expression: Option<Arc<Expression>>,
    /// Whether it is the site's.
    usual: bool,
}

const KEYS: &[&str] = &["id", "name", "short", "url", "free", "choice", "usual", "parts"];

/// The licence that `written` is.
pub(in crate::render) fn licence(scope: &Scope, written: &str) -> Value {
    Value::from_object(LicenceView {
        written: written.to_owned(),
        language: scope.language.clone(),
        expression: scope.site.licensing.expression(written),
        usual: scope.site.config.licence.as_ref().is_some_and(|licence| licence.value == written),
    })
}

/// Names of the licences of an expression, as a sentence has them.
pub(in crate::render) fn names(expression: &Expression, language: &str, name: impl Fn(&Licence) -> &str) -> String {
    let joint = match (language.starts_with("en"), expression.is_choice()) {
        (false, true) => " ou ",
        (false, false) => " et ",
        (true, true) => " or ",
        (true, false) => " and ",
    };
    expression.licences().iter().map(name).collect::<Vec<_>>().join(joint)
}

/// The short names of the licences of an expression: `CC BY 4.0`.
pub fn licence_names(expression: &Expression, language: &str) -> String {
    names(expression, language, |licence| &licence.short)
}

impl LicenceView {
    fn field(&self, key: &str) -> Option<Value> {
        let Some(expression) = &self.expression else {
            return Some(match key {
                "id" | "name" | "short" => Value::from(self.written.as_str()),
                "free" | "choice" => Value::from(false),
                "usual" => Value::from(self.usual),
                "url" => Value::from(()),
                "parts" => Value::from(Vec::<Value>::new()),
                _ => return None,
            });
        };
        Some(match key {
            "id" => Value::from(expression.canonical()),
            "name" => Value::from(names(expression, &self.language, |licence| licence.name(&self.language))),
            "short" => Value::from(names(expression, &self.language, |licence| &licence.short)),
            // An address says one licence: several have theirs in `parts`.
            "url" => expression.single().map_or(Value::from(()), |licence| text_or_none(&licence.url)),
            "free" => Value::from(expression.is_free()),
            "choice" => Value::from(expression.is_choice()),
            "usual" => Value::from(self.usual),
            "parts" => list(expression.licences().iter().map(|licence| part(licence, &self.language))),
            _ => return None,
        })
    }
}

fn part(licence: &Licence, language: &str) -> Value {
    let permits = [
        ("share", licence.permits_sharing()),
        ("adapt", licence.permits_changes()),
        ("commercial", licence.permits_commerce()),
    ];
    let named = |wanted: bool| {
        let kept = permits.iter().filter(|(_, permitted)| *permitted == wanted);
        list(kept.map(|(name, _)| Value::from(*name)))
    };
    record([
        ("id", Value::from(licence.id.as_str())),
        ("name", Value::from(licence.name(language))),
        ("short", Value::from(licence.short.as_str())),
        ("url", text_or_none(&licence.url)),
        ("free", Value::from(licence.is_free())),
        ("may", named(true)),
        ("may_not", named(false)),
        ("must", list(licence.duties.iter().map(|duty| Value::from(duty.name())))),
    ])
}

object!(LicenceView, KEYS);
