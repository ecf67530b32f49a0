//! The templates of a theme in one language, each compiled when it is first asked for, with all its parts.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use foldhash::fast::FixedState;
use minijinja::{Environment, Template};

use super::engine::environment;
use super::known_strings::Known;
use super::whole::{Whole, whole};

/// The most work one page may ask of templates, so that a loop that never ends is an error and not a hang.
const FUEL: u64 = 50_000_000;

/// What the name of a template that is compiled with its parts begins with. Those that stay apart extend, include and
/// import others by their own names, and find them as they are written, blocks and all.
const WHOLE: char = '\0';

/// Compiled templates.
#[derive(Debug)]
pub(super) struct Compiled {
    texts: Arc<Texts>,
    environment: Environment<'static>,
    /// The name by which each is compiled: a page asks for several.
    names: HashMap<Box<str>, Box<str>, FixedState>,
}

/// What they are compiled from.
#[derive(Debug)]
struct Texts {
    known: Known,
    /// Those that do not compile.
    broken: BTreeSet<String>,
}

impl Compiled {
    /// The templates of `known` but those that are `broken`. `counted` when their steps are to be counted, because nobody
    /// knows that they end.
    pub fn new(known: Known, broken: BTreeSet<String>, counted: bool) -> Self {
        let texts = Arc::new(Texts { known, broken });
        let of = |name: &str| texts.text(name).map(|_| (name.into(), format!("{WHOLE}{name}").into()));
        let names = texts.known.names().filter_map(of).collect();
        let mut environment = environment();
        environment.set_fuel(counted.then_some(FUEL));
        let asked = Arc::clone(&texts);
        environment.set_loader(move |name| {
            let made = name.strip_prefix(WHOLE).and_then(|name| asked.whole(name)).map(|whole| whole.text);
            Ok(made.or_else(|| asked.text(named(name)).map(str::to_owned)))
        });
        Compiled { texts, environment, names }
    }

    /// The texts that they are compiled from.
    pub fn known(&self) -> &Known {
        &self.texts.known
    }

    /// Template `name`.
    ///
    /// # Errors
    /// When there is none, or it does not compile.
    pub fn template(&self, name: &str) -> Result<Template<'_, '_>, minijinja::Error> {
        self.environment.get_template(self.names.get(name).map_or(name, |whole| &**whole))
    }

    /// Where files have what is at `range` of what is compiled as `name`, or on `line` of it: the template and the place
    /// in its file, then those of the includes that led to it, from the nearest.
    pub fn places(&self, name: &str, range: Option<Range<usize>>, line: Option<usize>) -> Vec<(String, Range<usize>)> {
        let whole = name.strip_prefix(WHOLE).and_then(|name| self.texts.whole(name));
        let name = named(name);
        let text = whole.as_ref().map_or_else(|| self.texts.text(name).unwrap_or(""), |whole| &whole.text);
        let range = range.unwrap_or_else(|| line_of(text, line.unwrap_or(1)));
        let apart = |range| vec![(name, range)];
        let places = whole.as_ref().map_or_else(|| apart(range.clone()), |whole| whole.places(range.clone()));
        places.into_iter().map(|(name, range)| (name.to_owned(), self.known().written(name, range))).collect()
    }
}

impl Texts {
    fn text(&self, name: &str) -> Option<&str> {
        self.known.text(name).filter(|_| !self.broken.contains(name))
    }

    fn whole(&self, name: &str) -> Option<Whole> {
        whole(name, &|part| self.text(part))
    }
}

/// The name by which a theme has the template that is compiled as `name`.
pub(super) fn named(name: &str) -> &str {
    name.strip_prefix(WHOLE).unwrap_or(name)
}

/// Line `number`, from 1, of `text`.
pub(super) fn line_of(text: &str, number: usize) -> Range<usize> {
    let start: usize = text.split_inclusive('\n').take(number.saturating_sub(1)).map(str::len).sum();
    let start = start.min(text.len());
    start..text[start..].find('\n').map_or(text.len(), |len| start + len)
}
