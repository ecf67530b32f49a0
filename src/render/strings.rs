//! The theme's strings, `t("key", n=3)`.

use std::sync::Arc;

use minijinja::value::{Kwargs, Object, ObjectRepr, from_args};
use minijinja::{Error, ErrorKind, State, Value};

use crate::site::ThemeString;

use super::Scope;

/// The name templates call it by.
pub(super) const NAME: &str = "t";

/// `t` in one rendering. It carries its scope: a page calls it a hundred times, and looking the scope up each time among
/// the variables costs more than the string.
#[derive(Debug)]
pub(super) struct Translator(pub Arc<Scope>);

impl Object for Translator {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn call(self: &Arc<Self>, _: &mut State<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
        // Most strings are asked for by their key alone.
        if let [key] = arguments
            && let Some(key) = key.as_str()
            && let Some(ThemeString::Plain(text)) = self.0.site.theme.string(&self.0.language, key)
            && !text.contains('{')
        {
            return Ok(Value::from(Arc::clone(text)));
        }
        let (key, arguments): (&str, Kwargs) = from_args(arguments)?;
        translate(&self.0, key, &arguments).map(Value::from)
    }
}

/// The string of `key` in the scope's language with its `{names}` replaced; the key itself when there is none, which
/// `check` reports.
fn translate(scope: &Scope, key: &str, arguments: &Kwargs) -> Result<String, Error> {
    let Some(string) = scope.site.theme.string(&scope.language, key) else {
        arguments.assert_all_used().ok();
        return Ok(key.to_owned());
    };
    let text = match string {
        ThemeString::Plain(text) => &**text,
        ThemeString::Counted { one, other } => {
            let n: f64 = arguments.peek::<f64>("n").map_err(|_| {
                Error::new(ErrorKind::MissingArgument, format!("t({key:?}) : n=… attendu, ce texte dépend d’un nombre"))
            })?;
            // French counts zero as singular, English does not.
            let singular = if scope.language.starts_with("fr") { n.abs() < 2.0 } else { n == 1.0 };
            if singular { one } else { other }
        }
    };
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        let value: Value = arguments
            .peek(name)
            .map_err(|_| Error::new(ErrorKind::MissingArgument, format!("t({key:?}) : {name}=… attendu")))?;
        match value.as_i64().filter(|_| name == "n") {
            Some(number) => out.push_str(&super::filters::grouped(number as f64, &scope.language)),
            None => out.push_str(&value.to_string()),
        }
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use crate::markdown::{LeadingHeading, Options, typeset_text};
    use crate::value::{Value, parse_toml};

    /// `t()` writes the theme's words as they are: they must be typeset in its file.
    #[test]
    fn french_words_are_as_a_french_editor_prints_them() {
        let options = Options {
            language: "fr".into(),
            typography: true,
            narrow_spaces: false,
            trust_html: false,
            highlighting: false,
            leading_heading: LeadingHeading::Title,
        };
        let (table, errors) = parse_toml(include_str!("../../themes/classeur/i18n/fr.toml"), 0);
        assert!(errors.is_empty());
        let mut words = Vec::new();
        for entry in &table.entries {
            match &entry.node.value {
                Value::Text(text) => words.push(text.as_str()),
                Value::Table(forms) => words.extend(forms.entries.iter().filter_map(|form| match &form.node.value {
                    Value::Text(text) => Some(text.as_str()),
                    _ => None,
                })),
                _ => {}
            }
        }
        assert!(words.len() > 200, "{}", words.len());
        let loose: Vec<&&str> = words.iter().filter(|text| typeset_text(text, &options) != **text).collect();
        assert!(loose.is_empty(), "{loose:#?}");
    }
}
