//! The compiled templates of a theme.
//!
//! Made once for a theme, shared by every rendering; a theme whose files did not change keeps its engine.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use minijinja::{AutoEscape, Environment, Template, UndefinedBehavior, Value};

use crate::diagnostic::Diagnostic;
use crate::site::Theme;
use crate::source::{ByteSet, SourceFile};

use super::known_strings::Known;
use super::{error, filters};

/// Compiled templates.
#[derive(Debug)]
pub struct Engine {
    /// The file of each template.
    pub files: BTreeMap<String, Arc<SourceFile>>,
    /// The theme they are of.
    theme: Arc<Theme>,
    /// The site's language, whose strings stand in `environment`.
    language: String,
    known: Known,
    /// minijinja's environment for pages in the site's language.
    environment: Environment<'static>,
    /// The same for the other languages: templates as they are written.
    others: OnceLock<Environment<'static>>,
    /// What they were made from: a name and a fingerprint each.
    key: Vec<(String, [u8; 16])>,
}

/// The most work one page may ask of templates, so that a loop that never ends is an error and not a hang.
const FUEL: u64 = 50_000_000;

/// Room for most pages.
const PAGE: usize = 32 << 10;

impl Engine {
    /// Compiles every template of `theme` for a site in `language`; those that cannot be are reported and left out.
    /// `previous` is returned when it was made from the same files and strings.
    pub fn new(
        theme: &Arc<Theme>,
        language: &str,
        previous: Option<&Arc<Engine>>,
        problems: &mut Vec<Diagnostic>,
    ) -> Arc<Self> {
        // A save of a text leaves the theme as it was: nothing to compare. What did not compile is reported again.
        let kept = |previous: &&Arc<Engine>| {
            Arc::ptr_eq(&previous.theme, theme) && previous.language == language && !previous.key.is_empty()
        };
        if let Some(previous) = previous.filter(kept) {
            return Arc::clone(previous);
        }
        let key: Vec<(String, [u8; 16])> =
            theme.templates.iter().map(|(name, file)| (name.clone(), file.fingerprint())).collect();
        let known = Known::new(theme, language);
        let same =
            |previous: &&Arc<Engine>| previous.key == key && previous.language == language && previous.known == known;
        if let Some(previous) = previous.filter(same) {
            return Arc::clone(previous);
        }
        let mut environment = environment();
        let mut whole = true;
        for (name, file) in &theme.templates {
            if let Err(failure) = environment.add_template_owned(name.clone(), known.text(name).to_owned()) {
                whole = false;
                // The same file stands under several names (`base.html`, `theme/base.html`): one report.
                if !name.starts_with("theme/") && !name.starts_with("classeur/") {
                    problems.push(error::compile(&failure, file, |range| known.written(name, range)));
                }
            }
        }
        Arc::new(Engine {
            files: theme.templates.clone(),
            theme: Arc::clone(theme),
            language: language.to_owned(),
            known,
            environment,
            others: OnceLock::new(),
            key: if whole { key } else { Vec::new() },
        })
    }

    /// Template `name` for a page in `language`.
    ///
    /// # Errors
    /// When there is none, or it does not compile.
    pub(super) fn template(&self, name: &str, language: &str) -> Result<Template<'_, '_>, minijinja::Error> {
        if language == self.language {
            return self.environment.get_template(name);
        }
        let others = self.others.get_or_init(|| {
            let mut environment = environment();
            for (name, file) in &self.files {
                // One that does not compile was reported when it was compiled for the site's language.
                let _ = environment.add_template_owned(name.clone(), file.text().unwrap_or("").to_owned());
            }
            environment
        });
        others.get_template(name)
    }

    /// Where in its file is what a page in `language` has at `range` of template `name`.
    pub(super) fn written(&self, name: &str, language: &str, range: Range<usize>) -> Range<usize> {
        if language == self.language { self.known.written(name, range) } else { range }
    }

    /// The HTML of template `name` for a page in `language` with the variables of `context`, in UTF-8: bytes, as they are published, since to
    /// look at each of them once more is a part of what the page costs.
    ///
    /// # Errors
    /// When there is no such template, or it fails.
    pub(super) fn fill(&self, name: &str, language: &str, context: Value) -> Result<Vec<u8>, minijinja::Error> {
        // minijinja's own buffer starts as long as the last template of a chain of inheritance, and grows ten times.
        let mut out = Vec::with_capacity(PAGE);
        self.template(name, language)?.render_captured_to(context, &mut out)?;
        Ok(out)
    }

    /// Whether there is such a template.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }
}

/// An environment without templates.
fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_auto_reload(false);
    environment.set_debug(true);
    environment.set_fuel(Some(FUEL));
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
    const CALLED: ByteSet = ByteSet::of(b"&<>\"'");
    let at = CALLED.first_in(text.as_bytes())?;
    let entity = match text.as_bytes()[at] {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        _ => "&#39;",
    };
    Some((&text[..at], entity, &text[at + 1..]))
}
