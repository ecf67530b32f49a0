//! The theme a site uses: its files over the theme's over the embedded one, strings, published files.
//!
//! Decides which file wins; never compiles a template.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::config::{SiteConfig, ThemeConfig};
use crate::diagnostic::{Diagnostic, Expected, KeyContext, Problem, nearest};
use crate::source::{EMBEDDED_PREFIX, Snapshot, SourceFile, UrlPath};
use crate::value::{Table, Value, parse_toml};

use super::assets::{self, ThemeAsset};
use super::tokens;

/// A string of `i18n/`: one form, or one for each number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThemeString {
    /// One form.
    Plain(Arc<str>),
    /// Singular and plural.
    Counted {
        /// For one (and zero in French).
        one: String,
        /// For the rest.
        other: String,
    },
}

/// Strings of one language: key → text, and the file each comes from.
#[derive(Debug, Clone, Default)]
pub struct StringTable {
    /// Key → string.
    pub strings: HashMap<String, ThemeString, foldhash::fast::FixedState>,
}

/// A site's theme, layers merged.
#[derive(Debug, Default)]
pub struct Theme {
    /// Its manifest.
    pub config: ThemeConfig,
    /// Its `[extra]` with the site's own over it.
    pub extra: Arc<Table>,
    /// Folders that templates are looked for in, the first that has the file wins: `""`, `themes/x/`, the embedded one.
    pub layers: Vec<String>,
    /// Template name (`base.html`, `components/note.html`) → file, for each layer's own name too (`theme/base.html`, `classeur/base.html`).
    pub templates: BTreeMap<String, Arc<SourceFile>>,
    /// Language tag → strings.
    pub languages: HashMap<String, StringTable, foldhash::fast::FixedState>,
    /// Files of `static/assets/`, by their names below it.
    pub assets: BTreeMap<String, ThemeAsset>,
    /// Other files of `static/` → address.
    statics: Vec<(UrlPath, Arc<SourceFile>)>,
}

impl Theme {
    /// The theme that `config` asks for, with the site's own files over it.
    pub fn read(
        snapshot: &Snapshot,
        config: &SiteConfig,
        site_file: &Arc<SourceFile>,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let name = config.theme.value.as_str();
        let mut layers = vec![String::new()];
        let folder = format!("themes/{name}/");
        if snapshot.below(&folder).next().is_some() {
            layers.push(folder);
        } else if name != "classeur" {
            let mut known: Vec<&str> =
                snapshot.below("themes/").filter_map(|file| file.path.as_str().split('/').nth(1)).collect();
            known.push("classeur");
            known.dedup();
            let problem = Problem::UnknownTheme { theme: name.to_owned(), nearest: nearest(name, known) };
            problems.push(Diagnostic::new(problem, site_file, config.theme.span));
        }
        layers.push(format!("{EMBEDDED_PREFIX}/"));

        let manifest = manifest(snapshot, &layers, problems);
        let extra = Arc::new(merged(&manifest.extra, &config.extra));
        let tokens = tokens::declarations(&config.extra, &manifest.extra, site_file, problems);
        let mut theme = Theme { config: manifest, extra, ..Theme::default() };
        let (mut assets, mut statics) = (BTreeMap::new(), BTreeMap::new());
        for (depth, layer) in layers.iter().enumerate().rev() {
            for (folder, prefix) in [("templates/", ""), ("components/", "components/")] {
                for (name, file) in files(snapshot, layer, folder) {
                    theme.templates.insert(format!("{prefix}{name}"), Arc::clone(file));
                    if depth > 0 {
                        theme.templates.insert(format!("theme/{prefix}{name}"), Arc::clone(file));
                    }
                    if depth + 1 == layers.len() {
                        theme.templates.insert(format!("classeur/{prefix}{name}"), Arc::clone(file));
                    }
                }
            }
            for (name, file) in files(snapshot, layer, "i18n/") {
                if let Some(language) = name.strip_suffix(".toml") {
                    read_strings(file, theme.languages.entry(language.to_owned()).or_default(), problems);
                }
            }
            for (name, file) in files(snapshot, layer, "static/") {
                match name.strip_prefix("assets/") {
                    Some(asset) => assets.insert(asset.to_owned(), Arc::clone(file)),
                    None => statics.insert(name.to_owned(), Arc::clone(file)),
                };
            }
        }
        // What `[extra.tokens]` changes is at the end of the theme's own stylesheet.
        theme.assets = assets::published(assets, (&format!("{name}.css"), &tokens), config.minify);
        theme.statics = statics.into_iter().map(|(name, file)| (UrlPath::new(&name), file)).collect();
        theme.layers = layers;
        theme
    }

    /// Files of `static/` with their addresses, those of `static/assets/` excepted.
    pub fn published(&self) -> impl Iterator<Item = (&UrlPath, &Arc<SourceFile>)> {
        self.statics.iter().map(|(url, file)| (url, file))
    }

    /// The string of `key` in `language`, in French when that language has none.
    pub fn string(&self, language: &str, key: &str) -> Option<&ThemeString> {
        let primary = language.split(['-', '_']).next().unwrap_or(language);
        [language, primary, "fr"].into_iter().find_map(|tag| self.languages.get(tag)?.strings.get(key))
    }

    /// Names of the containers that have a component.
    pub fn components(&self) -> impl Iterator<Item = &str> {
        self.templates
            .range("components/".to_owned()..)
            .map_while(|(name, _)| name.strip_prefix("components/"))
            .filter_map(|name| name.strip_suffix(".html"))
    }
}

/// A theme's defaults with the site's own over them.
fn merged(theme: &Table, site: &Table) -> Table {
    let mut merged = theme.clone();
    for entry in &site.entries {
        match merged.entries.iter_mut().find(|other| other.key == entry.key) {
            Some(other) => match (&mut other.node.value, &entry.node.value) {
                (Value::Table(defaults), Value::Table(own)) => *defaults = self::merged(defaults, own),
                _ => *other = entry.clone(),
            },
            None => merged.entries.push(entry.clone()),
        }
    }
    merged
}

/// The manifest of the theme in use: the first layer below the site that has one.
fn manifest(snapshot: &Snapshot, layers: &[String], problems: &mut Vec<Diagnostic>) -> ThemeConfig {
    layers
        .iter()
        .skip(1)
        .find_map(|layer| snapshot.get(&format!("{layer}theme.toml")))
        .map(|file| ThemeConfig::read(file, problems))
        .unwrap_or_default()
}

fn files<'a>(snapshot: &'a Snapshot, layer: &str, folder: &str) -> Vec<(&'a str, &'a Arc<SourceFile>)> {
    let prefix = format!("{layer}{folder}");
    let named = |file: &'a Arc<SourceFile>| (&file.path.as_str()[prefix.len()..], file);
    snapshot.below(&prefix).map(named).collect()
}

fn read_strings(file: &Arc<SourceFile>, table: &mut StringTable, problems: &mut Vec<Diagnostic>) {
    let (parsed, errors) = parse_toml(file.text().unwrap_or(""), 0);
    for error in errors {
        let problem = Problem::Syntax { context: KeyContext::Theme, message: error.message };
        problems.push(Diagnostic::new(problem, file, error.span));
    }
    for entry in parsed.entries {
        let string = match &entry.node.value {
            Value::Text(text) => Some(ThemeString::Plain(text.as_str().into())),
            Value::Table(forms) => match (forms.get("one").map(|n| &n.value), forms.get("other").map(|n| &n.value)) {
                (Some(Value::Text(one)), Some(Value::Text(other))) => {
                    Some(ThemeString::Counted { one: one.clone(), other: other.clone() })
                }
                _ => None,
            },
            _ => None,
        };
        match string {
            Some(string) => {
                table.strings.insert(entry.key, string);
            }
            None => {
                let problem = Problem::WrongValue {
                    context: KeyContext::Theme,
                    key: entry.key,
                    expected: Expected::Text,
                    found: file.text().unwrap_or("").get(entry.node.span.range()).unwrap_or("").to_owned(),
                    nearest: None,
                };
                problems.push(Diagnostic::new(problem, file, entry.node.span));
            }
        }
    }
}
