//! Filters and functions of templates, beside minijinja's own.

use std::sync::Arc;

use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind, State};

use crate::markdown::{self, Options};
use crate::source::{SourceFile, UrlPath, slugify};

use super::view::DateView;
use super::{Scope, items, long_date};

/// Names of our filters and functions, for the nearest candidate of a misspelt one.
pub(super) const NAMES: &[&str] = &[
    "t",
    "fragment",
    "asset",
    "url",
    "date",
    "iso",
    "number",
    "file_size",
    "typeset",
    "markdown",
    "json",
    "slugify",
    "absolute",
    "initial",
    "contents",
    "links",
];

/// The variable of every context that holds the scope.
pub(super) const SCOPE: &str = "__scope";

pub(super) fn install(environment: &mut Environment<'static>) {
    items::install(environment);
    environment.add_function("asset", asset);
    environment.add_function("url", |state: &State, path: &str| -> Result<String, Error> {
        Ok(scope(state)?.url(&UrlPath::new(path)))
    });
    environment.add_filter("date", |state: &State, value: &Value| -> Result<String, Error> {
        Ok(long_date(date(value)?, &scope(state)?.language))
    });
    environment.add_filter("iso", |value: &Value| -> Result<String, Error> { Ok(date(value)?.to_string()) });
    environment.add_filter("number", |state: &State, value: f64| -> Result<String, Error> {
        Ok(grouped(value, &scope(state)?.language))
    });
    environment.add_filter("file_size", |state: &State, bytes: f64| -> Result<String, Error> {
        Ok(file_size(bytes, &scope(state)?.language))
    });
    environment.add_filter("typeset", |state: &State, text: &str| -> Result<Value, Error> {
        Ok(Value::from_safe_string(markdown::typeset_html(text, &scope(state)?.options)))
    });
    environment.add_filter("markdown", markdown_filter);
    environment.add_filter("json", json);
    environment.add_filter("slugify", |text: &str| slugify(text));
    environment.add_filter("initial", |text: &str| {
        text.chars().find(|c| c.is_alphanumeric()).map_or(String::new(), |c| slugify(&c.to_string()).to_uppercase())
    });
    environment.add_filter("absolute", |state: &State, path: &str| -> Result<String, Error> {
        let scope = scope(state)?;
        Ok(scope.site.absolute(&UrlPath::new(path)).unwrap_or_else(|| path.to_owned()))
    });
}

/// The scope of the rendering in progress.
pub(super) fn scope(state: &State) -> Result<Arc<Scope>, Error> {
    state
        .lookup(SCOPE)
        .and_then(|value| value.downcast_object::<super::view::ScopeView>())
        .map(|view| Arc::clone(&view.0))
        .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "no scope"))
}

/// Options that typeset a theme's or a page's text in the scope's language.
pub(super) fn options(scope: &Scope) -> &Options {
    &scope.options
}

fn asset(state: &State, name: &str) -> Result<String, Error> {
    let scope = scope(state)?;
    match scope.site.theme.assets.get(name) {
        Some(asset) => Ok(scope.url(&asset.url)),
        None => {
            let near = crate::diagnostic::nearest(name, scope.site.theme.assets.keys().map(String::as_str));
            let near = near.map_or(String::new(), |near| format!(" ; {near} ?"));
            Err(Error::new(ErrorKind::InvalidOperation, format!("static/assets/{name} : introuvable{near}")))
        }
    }
}

fn date(value: &Value) -> Result<jiff::civil::Date, Error> {
    if let Some(view) = value.downcast_object_ref::<DateView>() {
        return Ok(view.0);
    }
    let text = value.as_str().unwrap_or("");
    text.get(..10)
        .unwrap_or(text)
        .parse()
        .map_err(|_| Error::new(ErrorKind::InvalidOperation, format!("{value} : une date est attendue")))
}

fn markdown_filter(state: &State, text: &str) -> Result<Value, Error> {
    let scope = scope(state)?;
    let file = SourceFile::in_memory("(gabarit)", crate::source::Role::Template, text);
    let mut problems = Vec::new();
    let parsed = markdown::parse(&file, 0, options(&scope), &mut problems);
    Ok(Value::from_safe_string(super::plain::plain_html(&parsed.body)))
}

/// JSON that is safe inside a `<script>` or an attribute.
fn json(value: &Value) -> Result<Value, Error> {
    let text = serde_json::to_string(&minijinja::value::Serde(value.clone()).0)
        .map_err(|error| Error::new(ErrorKind::BadSerialization, error.to_string()))?;
    Ok(Value::from_safe_string(text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")))
}

/// `1 234,5` in French, `1,234.5` in English.
pub(super) fn grouped(value: f64, language: &str) -> String {
    let (thousands, decimal) = if language.starts_with("en") { (",", ".") } else { ("\u{202f}", ",") };
    let rounded = (value * 100.0).round() / 100.0;
    let text = format!("{}", rounded.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if rounded < 0.0 {
        out.push('\u{2212}');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && whole.len() > 4 {
            out.push_str(thousands);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push_str(decimal);
        out.push_str(fraction);
    }
    out
}

/// `12,3 ko`, `1.2 MB`: powers of a thousand, as files are sold.
pub(super) fn file_size(bytes: f64, language: &str) -> String {
    let units = if language.starts_with("en") { ["bytes", "kB", "MB", "GB"] } else { ["octets", "ko", "Mo", "Go"] };
    let mut size = bytes;
    let mut unit = 0;
    while size >= 1000.0 && unit < 3 {
        size /= 1000.0;
        unit += 1;
    }
    let rounded = if unit == 0 || size >= 100.0 { size.round() } else { (size * 10.0).round() / 10.0 };
    format!("{}\u{a0}{}", grouped(rounded, language), units[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(grouped(1234.0, "fr"), "1234");
        assert_eq!(grouped(12345.5, "fr"), "12\u{202f}345,5");
        assert_eq!(grouped(-1234567.0, "en"), "\u{2212}1,234,567");
        assert_eq!(file_size(512.0, "fr"), "512\u{a0}octets");
        assert_eq!(file_size(12_345.0, "fr"), "12,3\u{a0}ko");
    }
}
