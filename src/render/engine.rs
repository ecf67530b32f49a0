//! The compiled templates of a theme.
//!
//! Made once for a theme, shared by every rendering; a theme whose files did not change keeps its engine.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use minijinja::{AutoEscape, Environment, Template, UndefinedBehavior, Value};

use crate::diagnostic::Diagnostic;
use crate::site::Theme;
use crate::source::{EMBEDDED_PREFIX, SourceFile, first_of, scratch};

use super::compiled::{self, Compiled};
use super::html::Html;
use super::known_strings::Known;
use super::{error, filters};

/// Compiled templates.
#[derive(Debug)]
pub struct Engine {
    /// The file of each template.
    pub files: BTreeMap<String, Arc<SourceFile>>,
    /// The theme they are of.
    theme: Arc<Theme>,
    /// The site's language.
    language: String,
    /// For pages in the site's language, whose strings stand in the texts.
    own: Compiled,
    /// For the other languages: templates as they are written.
    others: OnceLock<Compiled>,
    /// What does not compile.
    broken: BTreeSet<String>,
    /// What they were made from: a name and a fingerprint each.
    key: Vec<(String, [u8; 16])>,
}

/// Room for most pages.
const PAGE: usize = 32 << 10;

impl Engine {
    /// The templates of `theme` for a site in `language`; those that do not compile are reported and left out.
    /// `previous` is returned when it was made from the same files and strings.
    pub fn new(
        theme: &Arc<Theme>,
        language: &str,
        previous: Option<&Arc<Engine>>,
        problems: &mut Vec<Diagnostic>,
    ) -> Arc<Self> {
        // A save of a text leaves the theme as it was: nothing to compare. What did not compile is reported again.
        let kept = |previous: &&Arc<Engine>| {
            Arc::ptr_eq(&previous.theme, theme) && previous.language == language && previous.broken.is_empty()
        };
        if let Some(previous) = previous.filter(kept) {
            return Arc::clone(previous);
        }
        let key: Vec<(String, [u8; 16])> =
            theme.templates.iter().map(|(name, file)| (name.clone(), file.fingerprint())).collect();
        let known = Known::new(theme, language);
        let same = |previous: &&Arc<Engine>| {
            let alike = previous.key == key && previous.language == language && *previous.own.known() == known;
            alike && previous.broken.is_empty()
        };
        if let Some(previous) = previous.filter(same) {
            return Arc::clone(previous);
        }
        let checked = environment();
        let mut broken = BTreeSet::new();
        // Classeur's own compile, and end: to count their steps would be a thirtieth of what a page costs.
        let foreign = |file: &SourceFile| !file.path.as_str().starts_with(EMBEDDED_PREFIX);
        for (name, file) in theme.templates.iter().filter(|(_, file)| foreign(file)) {
            if let Err(failure) = checked.template_from_named_str(name, known.text(name).unwrap_or("")) {
                broken.insert(name.clone());
                // The same file stands under several names (`base.html`, `theme/base.html`): one report.
                if !name.starts_with("theme/") && !name.starts_with("classeur/") {
                    problems.push(error::compile(&failure, file, |range| known.written(name, range)));
                }
            }
        }
        drop(checked);
        let counted = theme.templates.values().any(|file| foreign(file));
        Arc::new(Engine {
            files: theme.templates.clone(),
            theme: Arc::clone(theme),
            language: language.to_owned(),
            own: Compiled::new(known, broken.clone(), counted),
            others: OnceLock::new(),
            broken,
            key,
        })
    }

    /// The templates for pages in `language`.
    fn compiled(&self, language: &str) -> &Compiled {
        if language == self.language {
            return &self.own;
        }
        self.others.get_or_init(|| Compiled::new(Known::as_written(&self.theme), self.broken.clone(), true))
    }

    /// Template `name` for a page in `language`.
    ///
    /// # Errors
    /// When there is none, or it does not compile.
    pub(super) fn template(&self, name: &str, language: &str) -> Result<Template<'_, '_>, minijinja::Error> {
        self.compiled(language).template(name)
    }

    /// Where files have what `failure` says of a page in `language`: the template and the place in its file, then those
    /// of the includes that led to it, from the nearest.
    pub(super) fn places(&self, failure: &minijinja::Error, language: &str) -> Vec<(String, Range<usize>)> {
        let Some(name) = failure.name().filter(|name| self.files.contains_key(compiled::named(name))) else {
            return Vec::new();
        };
        self.compiled(language).places(name, failure.range(), failure.line())
    }

    /// The HTML of template `name` for a page in `language` with the variables of `context`, in UTF-8: bytes, as they are published, since to
    /// look at each of them once more is a part of what the page costs.
    ///
    /// # Errors
    /// When there is no such template, or it fails.
    pub(super) fn fill(&self, name: &str, language: &str, context: Value) -> Result<Vec<u8>, minijinja::Error> {
        // minijinja's own buffer starts as long as the last template of a chain of inheritance, and grows ten times.
        let mut out = scratch::bytes(PAGE);
        self.template(name, language)?.render_captured_to(context, &mut out)?;
        Ok(out)
    }

    /// Whether there is such a template.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }
}

/// An environment without templates.
pub(super) fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_auto_reload(false);
    environment.set_debug(true);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(format);
    let syntax = minijinja::syntax::SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the default delimiters differ from one another"));
    filters::install(&mut environment);
    environment
}

/// Writes a value: HTML escaped unless safe, nothing for `none`. `/` is left alone, unlike minijinja's own.
fn format(out: &mut minijinja::Output, state: &mut minijinja::State, value: &Value) -> Result<(), minijinja::Error> {
    if value.is_none() {
        return Ok(());
    }
    if let (Some(text), AutoEscape::Html) = (value.as_str(), state.auto_escape()) {
        if value.is_safe() {
            return out.write_str(text).map_err(minijinja::Error::from);
        }
        let mut rest = text;
        while let Some((before, entity, after)) = next_escaped(rest) {
            out.write_str(before)?;
            out.write_str(entity)?;
            rest = after;
        }
        return out.write_str(rest).map_err(minijinja::Error::from);
    }
    if let Some(html) = value.downcast_object_ref::<Html>() {
        return match state.auto_escape() {
            AutoEscape::Html | AutoEscape::None => out.write_str(html.as_str()).map_err(minijinja::Error::from),
            _ => minijinja::escape_formatter(out, state, &Value::from_safe_string(html.as_str().to_owned())),
        };
    }
    minijinja::escape_formatter(out, state, value)
}

/// `text` with the five characters of HTML escaped.
pub fn escape(text: &str) -> std::borrow::Cow<'_, str> {
    let Some((before, entity, after)) = next_escaped(text) else { return text.into() };
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(before);
    out.push_str(entity);
    let mut rest = after;
    while let Some((before, entity, after)) = next_escaped(rest) {
        out.push_str(before);
        out.push_str(entity);
        rest = after;
    }
    out.push_str(rest);
    out.into()
}

/// What comes before the first of the five characters of HTML in `text`, what is written instead of it, and the rest.
fn next_escaped(text: &str) -> Option<(&str, &'static str, &str)> {
    let at = first_of::<b'&', b'<', b'>', b'"', b'\'', 0>(text.as_bytes())?;
    let entity = match text.as_bytes()[at] {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        _ => "&#39;",
    };
    Some((&text[..at], entity, &text[at + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_characters_are_escaped_wherever_they_are() {
        let quiet = "Une phrase de plus de seize octets, été comme hiver";
        assert_eq!(escape(quiet), quiet);
        for at in (0..=quiet.len()).filter(|at| quiet.is_char_boundary(*at)) {
            for (character, entity) in [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;")]
            {
                let text = |inside: &str| [&quiet[..at], inside, &quiet[at..], inside].concat();
                assert_eq!(escape(&text(character)), text(entity));
            }
        }
    }
}
