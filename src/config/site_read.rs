//! Reads `site.toml`. Never fails: a key that is wrong keeps its default, and everything wrong is reported at once.

use std::sync::Arc;

use crate::diagnostic::{CODES, Diagnostic, Expected, KeyContext, Problem, Severities, Severity, nearest};
use crate::picture;
use crate::source::SourceFile;
use crate::value::{Reader, Spanned, Table, Value, parse_toml};

use super::{
    Accessibility, Hosting, MenuEntry, PolicyChoice, Publisher, PublisherType, RawHtml, SiteConfig, address, kind_toml,
    taxonomy,
};

/// The editors that a site may ask the preview to open files in.
pub const EDITORS: &[&str] = &[
    "code",
    "codium",
    "cursor",
    "zed",
    "subl",
    "idea",
    "kate",
    "gedit",
    "geany",
    "gvim",
    "emacsclient",
    "mate",
    "bbedit",
    "notepad++",
    "notepad",
];

impl SiteConfig {
    /// The configuration that `file` holds, and what is wrong in it.
    pub fn read(file: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) -> Self {
        let table = read_table(file, KeyContext::Site, problems);
        let mut config = SiteConfig::default();
        // Kinds have their own reader, which needs the problems too.
        let mut kinds = None;
        let mut reader = Reader::new(&table, file, KeyContext::Site, problems);
        config.read_identity(&mut reader);
        config.read_publication(&mut reader);
        config.read_structure(&mut reader);
        if let Some(table) = reader.table(&["kinds"]) {
            kinds = Some(table);
        }
        reader.finish();
        if let Some(table) = kinds {
            kind_toml::read_kinds(&mut config.kinds, table, file, problems);
        }
        config
    }

    /// Who and what the site is.
    fn read_identity<'t>(&mut self, reader: &mut Reader<'t, '_>) {
        if let Some(title) = reader.plain_text(&["title"]) {
            self.title = title;
        }
        if let Some(description) = reader.plain_text(&["description"]) {
            self.description = description;
        }
        if let Some(url) = reader.text(&["base_url", "baseurl"]) {
            match address::base_url(&url.value) {
                Some(url) => self.base_url = url,
                None => reader.report(Problem::BadBaseUrl { url: url.value }, url.span),
            }
        }
        if let Some(entry) = reader.take(&["language", "lang"])
            && let Some(text) = reader.as_text(&entry.key, &entry.node)
        {
            match address::language_tag(&text.value) {
                Some(tag) => self.language = tag,
                None => reader.wrong(&entry.key, &entry.node, Expected::LanguageTag, None),
            }
        }
        if let Some(theme) = reader.text(&["theme"]) {
            self.theme = theme;
        }
        self.licence = reader.text(&["licence", "license"]);
        self.authors = reader.plain_texts(&["authors", "author"]);
        self.edit_url = reader.plain_text(&["edit_url", "repository"]);
        self.contact = reader.plain_text(&["contact"]);
        if let Some(table) = reader.table(&["publisher"]) {
            self.publisher = read_publisher(reader.nested(table));
        }
        if let Some(entry) = reader.take(&["accessibility"])
            && let Some(table) = reader.as_table(&entry.key, &entry.node)
        {
            self.accessibility = Some(Accessibility::read(entry.key_span, reader.nested(table)));
        }
    }

    /// How pages are read and what is written.
    fn read_publication<'t>(&mut self, reader: &mut Reader<'t, '_>) {
        if let Some(table) = reader.table(&["content"]) {
            let mut inner = reader.nested(table);
            self.ignore = inner.plain_texts(&["ignore"]);
            self.git_dates = inner.boolean(&["git_dates"]).unwrap_or(self.git_dates);
            inner.finish();
        }
        if let Some(table) = reader.table(&["sheets"]) {
            let mut inner = reader.nested(table);
            self.score_age = inner.period(&["score_age"]).unwrap_or(self.score_age);
            inner.finish();
        }
        if let Some(table) = reader.table(&["review"]) {
            let mut inner = reader.nested(table);
            self.review_page = inner.boolean(&["page"]).unwrap_or(self.review_page);
            self.review_within = inner.period(&["within"]).unwrap_or(self.review_within);
            inner.finish();
        }
        if let Some(table) = reader.table(&["markdown"]) {
            let mut inner = reader.nested(table);
            self.typography = inner.boolean(&["typography"]).unwrap_or(self.typography);
            self.highlighting = inner.boolean(&["highlighting"]).unwrap_or(self.highlighting);
            self.mark_glossary = inner.boolean(&["glossary"]).unwrap_or(self.mark_glossary);
            let html: &[(RawHtml, &[&str])] = &[(RawHtml::Filtered, &["filtered"]), (RawHtml::Trusted, &["trusted"])];
            if let Some(raw_html) = inner.one_of(&["raw_html"], html) {
                self.raw_html = raw_html.value;
            }
            let spaces: &[(bool, &[&str])] = &[(false, &["normal"]), (true, &["narrow", "fines"])];
            if let Some(narrow) = inner.one_of(&["spaces"], spaces) {
                self.narrow_spaces = narrow.value;
            }
            inner.finish();
        }
        if let Some(table) = reader.table(&["build"]) {
            let mut inner = reader.nested(table);
            self.minify = inner.boolean(&["minify"]).unwrap_or(self.minify);
            inner.finish();
        }
        if let Some(table) = reader.table(&["listing"]) {
            let mut inner = reader.nested(table);
            self.per_page = inner.count(&["per_page"]).unwrap_or(self.per_page);
            inner.finish();
        }
        if let Some(table) = reader.table(&["feeds"]) {
            let mut inner = reader.nested(table);
            self.feed_entries = inner.count(&["entries"]).unwrap_or(self.feed_entries);
            inner.finish();
        }
        if let Some(table) = reader.table(&["images"]) {
            self.images = read_images(reader.nested(table));
        }
        if let Some(table) = reader.table(&["social"]) {
            let mut inner = reader.nested(table);
            self.cards = inner.boolean(&["cards"]).unwrap_or(self.cards);
            inner.finish();
        }
        if let Some(table) = reader.table(&["search"]) {
            let mut inner = reader.nested(table);
            self.search = inner.boolean(&["enabled"]).unwrap_or(self.search);
            for (key, node) in inner.items(&["synonyms"]) {
                match &node.value {
                    Value::List(words) => {
                        let words = words.iter().filter_map(|word| inner.as_text(key, word));
                        self.synonyms.push(words.map(|word| word.value).collect());
                    }
                    _ => inner.wrong(key, node, Expected::List, None),
                }
            }
            inner.finish();
        }
        if let Some(table) = reader.table(&["hosting"]) {
            self.hosting = read_hosting(reader.nested(table));
        }
        if let Some(table) = reader.table(&["preview"]) {
            let mut inner = reader.nested(table);
            // A name and not a command: a site fetched from elsewhere must not choose what runs on this machine.
            let editors: Vec<(&str, &[&str])> =
                EDITORS.iter().map(|name| (*name, std::slice::from_ref(name))).collect();
            self.preview_editor = inner.one_of(&["editor"], &editors).map(|editor| editor.value.to_owned());
            inner.finish();
        }
        if let Some(table) = reader.table(&["budget"]) {
            let mut inner = reader.nested(table);
            self.budget.page_bytes = inner.count(&["page_bytes"]).unwrap_or(self.budget.page_bytes);
            self.budget.requests = inner.count(&["requests"]).unwrap_or(self.budget.requests);
            inner.finish();
        }
        if let Some(table) = reader.table(&["checks"]) {
            self.severities = read_checks(table, reader);
        }
    }

    /// How pages are arranged.
    fn read_structure<'t>(&mut self, reader: &mut Reader<'t, '_>) {
        self.menu = read_menu(reader, "menu");
        self.footer = read_menu(reader, "footer");
        if let Some(table) = reader.table(&["taxonomies"]) {
            taxonomy::read(&mut self.taxonomies, table, reader);
        }
        if let Some(table) = reader.table(&["redirects"]) {
            for entry in &table.entries {
                let old = Spanned { value: entry.key.clone(), span: entry.key_span };
                if let Some(new) = reader.as_text(&entry.key, &entry.node) {
                    self.redirects.push((old, new));
                }
            }
        }
        if let Some(extra) = reader.table(&["extra"]) {
            self.extra = extra.clone();
        }
    }
}

/// The keys and values of a TOML file; what cannot be read is reported.
pub(super) fn read_table(file: &Arc<SourceFile>, context: KeyContext, problems: &mut Vec<Diagnostic>) -> Table {
    let (table, errors) = parse_toml(file.text().unwrap_or_default(), 0);
    for error in errors {
        let message = error.message;
        let problem = Problem::Syntax { context, message };
        problems.push(Diagnostic::new(problem, file, error.span));
    }
    table
}

fn read_publisher(mut reader: Reader<'_, '_>) -> Publisher {
    let types: &[(PublisherType, &[&str])] = &[
        (PublisherType::LocalAuthority, &["collectivite"]),
        (PublisherType::State, &["etat"]),
        (PublisherType::Company, &["entreprise"]),
        (PublisherType::Association, &["association"]),
        (PublisherType::Person, &["personne"]),
    ];
    let publisher = Publisher {
        name: reader.plain_text(&["name"]).unwrap_or_default(),
        kind: reader.one_of(&["type"], types).map(|kind| kind.value).unwrap_or_default(),
        url: reader.plain_text(&["url"]),
        email: reader.plain_text(&["email"]),
    };
    reader.finish();
    publisher
}

fn read_images(mut reader: Reader<'_, '_>) -> picture::Options {
    let mut options = picture::Options::default();
    options.enabled = reader.boolean(&["enabled"]).unwrap_or(options.enabled);
    options.svg = reader.boolean(&["svg"]).unwrap_or(options.svg);
    if let Some(entry) = reader.take(&["widths"]) {
        match &entry.node.value {
            Value::List(nodes) => {
                options.widths.clear();
                for node in nodes {
                    let Some(integer) = reader.as_integer(&entry.key, node) else { continue };
                    match u32::try_from(integer) {
                        Ok(width @ 1..=16_383) => options.widths.push(width),
                        _ => reader.wrong(&entry.key, node, Expected::Integer, None),
                    }
                }
                options.widths.sort_unstable();
                options.widths.dedup();
            }
            _ => reader.wrong(&entry.key, &entry.node, Expected::List, None),
        }
    }
    if let Some(entry) = reader.take(&["quality"])
        && let Some(integer) = reader.as_integer(&entry.key, &entry.node)
    {
        match u8::try_from(integer) {
            Ok(quality @ 1..=100) => options.quality = quality,
            _ => reader.wrong(&entry.key, &entry.node, Expected::Integer, None),
        }
    }
    reader.finish();
    options
}

fn read_hosting(mut reader: Reader<'_, '_>) -> Hosting {
    let known: &[(&str, &[&str])] = &[
        ("netlify", &["netlify", "cloudflare"]),
        ("apache", &["apache"]),
        ("nginx", &["nginx"]),
        ("pages", &["gitlab", "github", "s3"]),
    ];
    let mut hosting = Hosting::default();
    for server in reader.texts(&["servers", "redirects"]) {
        hosting.servers.extend(reader.choose("servers", &server, known).map(String::from));
    }
    if let Some(entry) = reader.take(&["csp"])
        && let Some(text) = reader.as_text(&entry.key, &entry.node)
    {
        match PolicyChoice::read(&text.value) {
            Ok(choice) => hosting.csp = choice,
            Err(wrong) => {
                let names: Vec<String> = PolicyChoice::names().map(str::to_owned).collect();
                let near = nearest(&wrong, names.iter().map(String::as_str));
                reader.wrong(&entry.key, &entry.node, Expected::OneOf(names), near);
            }
        }
    }
    reader.finish();
    hosting
}

/// `[checks]`: a code, a family or `*`, each with its severity.
fn read_checks<'t>(table: &'t Table, reader: &mut Reader<'t, '_>) -> Severities {
    let words: &[(Option<Severity>, &[&str])] = &[
        (Some(Severity::Error), &["error"]),
        (Some(Severity::Warning), &["warning"]),
        (Some(Severity::Note), &["note"]),
        (None, &["off"]),
    ];
    let mut severities = Severities::default();
    for entry in &table.entries {
        let Some(text) = reader.as_text(&entry.key, &entry.node) else {
            continue;
        };
        let Some(severity) = reader.choose(&entry.key, &text, words) else {
            continue;
        };
        if Severities::known(&entry.key) {
            severities.rules.push((entry.key.clone(), severity));
        } else {
            let problem = Problem::UnknownCheck { pattern: entry.key.clone(), nearest: nearest_check(&entry.key) };
            reader.report(problem, entry.key_span);
        }
    }
    severities
}

/// The code or family that `pattern` most likely meant.
fn nearest_check(pattern: &str) -> Option<String> {
    let families = CODES.iter().map(|code| format!("{}/*", code.family()));
    let codes = CODES.iter().map(|code| code.as_str().to_owned());
    // Folding drops `*`: a pattern is only compared with patterns of its own shape.
    let family = pattern.ends_with('*') || !pattern.contains('/');
    let candidates: Vec<String> = if family { families.collect() } else { codes.collect() };
    nearest(pattern, candidates.iter().map(String::as_str))
}

/// `[[menu]]`, `[[footer]]`: a table with `title`, `page`, `children`, or a reference alone.
fn read_menu<'t>(reader: &mut Reader<'t, '_>, name: &'t str) -> Vec<MenuEntry> {
    let mut entries = Vec::new();
    for (key, node) in reader.items(&[name]) {
        if let Value::Text(_) = node.value {
            entries.extend(reader.as_text(key, node).map(|target| MenuEntry {
                title: None,
                target,
                children: Vec::new(),
            }));
            continue;
        }
        let Some(table) = reader.as_table(key, node) else {
            continue;
        };
        let mut inner = reader.nested(table);
        let title = inner.plain_text(&["title"]);
        let target = inner.text(&["page", "url"]);
        let children = read_menu(&mut inner, "children");
        inner.finish();
        // A title over children leads nowhere itself; anything else needs a page.
        if target.is_none() && (title.is_none() || children.is_empty()) {
            reader.wrong("page", node, Expected::Page, None);
            continue;
        }
        let nowhere = Spanned { value: String::new(), span: node.span };
        entries.push(MenuEntry { title, target: target.unwrap_or(nowhere), children });
    }
    entries
}

#[cfg(test)]
mod tests;
