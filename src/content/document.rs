//! A parsed content file: its head, and its text.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Diagnostic, fold_key};
use crate::markdown::{self, Body, LeadingHeading, ReferenceKind};
use crate::source::{SourceFile, slugify, split_last};

use super::{FrontMatter, ImageEntry, Meta};

/// What a content file says before its text. The shape of a site (addresses, sections, taxonomies) is made from heads
/// and from no text, so that it stays while only texts change.
#[derive(Debug)]
pub struct Head {
    /// The file as it was when this was read, where places of diagnostics are; see [`Document::file`] for its text.
    pub file: Arc<SourceFile>,
    /// Its front matter as written, with places.
    pub front: FrontMatter,
    /// What every kind of sheet has, typed; kinds' own fields and taxonomies are in `meta.rest`.
    pub meta: Meta,
    /// Its first `# heading`, when it opens the text: the title if the front matter gives none. It is not in `body`.
    pub heading: Option<String>,
    /// Names of the files that its text links to, in order: what is linked to is published.
    pub linked_files: Box<[Box<str>]>,
    /// Where the text starts.
    text: usize,
    slug: OnceLock<String>,
}

/// A content file: what its front matter says, and its text as HTML with holes.
#[derive(Debug)]
pub struct Document {
    /// The file.
    pub file: Arc<SourceFile>,
    /// What it says before its text; shared with the document before while that stays the same.
    pub head: Arc<Head>,
    /// Its text.
    pub body: Body,
    /// Whether some of its references may name a title, which another page may take or give up.
    pub links_by_title: bool,
    /// What is wrong in it, whatever its site.
    pub problems: Vec<Diagnostic>,
    /// How many words its text has, once counted: its page, its JSON and both catalogues say it.
    words: OnceLock<usize>,
}

/// A document has what its head has.
impl Deref for Document {
    type Target = Head;

    fn deref(&self) -> &Head {
        &self.head
    }
}

impl Head {
    /// Whether both were made from the same file name, front matter, heading and files: nothing else is in a head.
    fn same(&self, other: &Head) -> bool {
        fn written(head: &Head) -> Option<&str> {
            head.file.text().and_then(|text| text.get(..head.text))
        }
        self.linked_files == other.linked_files
            && self.file.path == other.file.path
            && self.heading == other.heading
            && written(self) == written(other)
    }

    /// The ASCII segment of its page's URL, made once: of `slug`, else of `name`, which is a part of its file's name.
    pub fn slug(&self, name: &str) -> &str {
        self.slug.get_or_init(|| slugify(self.meta.slug.as_ref().map_or(name, |slug| &slug.value)))
    }
}

impl Document {
    /// Parses `file`; the language of its front matter goes before that of `options`.
    pub fn parse(file: &Arc<SourceFile>, options: &markdown::Options) -> Self {
        Document::parse_after(None, file, options)
    }

    /// The same, sharing the head of `previous`, which was parsed with the same options, when it is the same.
    pub fn parse_after(previous: Option<&Document>, file: &Arc<SourceFile>, options: &markdown::Options) -> Self {
        let mut problems = Vec::new();
        let (front, start) = FrontMatter::read(file, &mut problems);
        let meta = Meta::read(&front.table, file, &mut problems);
        let own_options = meta
            .language
            .as_ref()
            .filter(|language| language.value != options.language)
            .map(|language| markdown::Options { language: language.value.clone(), ..options.clone() });
        let options = own_options.as_ref().unwrap_or(options);
        let before = problems.len();
        let mut parsed = markdown::parse(file, start, options, &mut problems);
        if let (Some(title), Some(heading)) = (&meta.title, &parsed.heading)
            && front.whole
            && fold_key(&title.value) != fold_key(heading)
        {
            // The page has two titles that say different things: neither is lost.
            problems.truncate(before);
            let options = markdown::Options { leading_heading: LeadingHeading::Section, ..options.clone() };
            parsed = markdown::parse(file, start, &options, &mut problems);
        }
        let slug = OnceLock::new();
        let linked_files = linked_files(&parsed.body);
        let head =
            Head { file: Arc::clone(file), front, meta, heading: parsed.heading, linked_files, text: start, slug };
        let head = match previous.filter(|previous| previous.head.same(&head)) {
            Some(previous) => Arc::clone(&previous.head),
            None => Arc::new(head),
        };
        let by_title = |kind: ReferenceKind| matches!(kind, ReferenceKind::Wiki | ReferenceKind::Include);
        let links_by_title = parsed.body.references.iter().any(|reference| by_title(reference.kind));
        Document { file: Arc::clone(file), head, body: parsed.body, links_by_title, problems, words: OnceLock::new() }
    }

    /// How many words its text has.
    pub fn words(&self) -> usize {
        *self.words.get_or_init(|| self.body.text.count())
    }

    /// What the front matter says of an image, by its path as written or its file name.
    pub fn image(&self, target: &str) -> Option<&ImageEntry> {
        let path = |path: &str| path.trim_start_matches("./").to_owned();
        let exact = self.meta.images.iter().find(|entry| path(&entry.file.value) == path(target));
        exact.or_else(|| {
            self.meta.images.iter().find(|entry| entry.file.value.rsplit('/').next() == target.rsplit('/').next())
        })
    }
}

/// Names of the files of this site that `body` links to, other texts excepted.
fn linked_files(body: &Body) -> Box<[Box<str>]> {
    let file = |target: &str| {
        let name = split_last(target, b'/').map_or(target, |(_, name)| name);
        // Most links are to texts: it is told first.
        let (_, extension) = split_last(name, b'.')?;
        let text = matches!(extension, "md" | "markdown");
        let here = !text && !target.contains("://") && !target.starts_with("//");
        here.then(|| Box::from(name))
    };
    let mut names: Vec<Box<str>> = body.references.iter().filter_map(|reference| file(&reference.target)).collect();
    names.sort_unstable();
    names.dedup();
    names.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Status;
    use crate::source::Role;
    use proptest::prelude::*;

    fn parse(text: &str) -> Document {
        let file = SourceFile::in_memory("content/a.md", Role::Content, text);
        Document::parse(&file, &markdown::Options::default())
    }

    fn codes(document: &Document) -> Vec<&'static str> {
        document.problems.iter().map(|d| d.code().as_str()).collect()
    }

    #[test]
    fn yaml_toml_and_none() {
        let titles = |text: &str| parse(text).meta.title.as_ref().map(|title| title.value.clone());
        assert_eq!(titles("---\ntitre: Été\n---\n\nTexte.\n"), Some("Été".into()));
        assert_eq!(titles("+++\ntitle = \"Été\"\n+++\n\nTexte.\n"), Some("Été".into()));
        assert_eq!(titles("Texte.\n"), None);
    }

    #[test]
    fn places_are_in_the_file() {
        let text = "---\nréférent: x\ntitre: Été\n---\n";
        let document = parse(text);
        let title = document.meta.title.as_ref().expect("it is there");
        assert_eq!(&text[title.span.range()], "Été");
        assert_eq!(&text[document.front.span.range()], text.trim_end());
        assert_eq!(&text[document.meta.rest[0].key_span.range()], "référent");
    }

    #[test]
    fn mistakes() {
        assert_eq!(codes(&parse("---\ntitre: a\n\n## Texte\n"))[0], "entete/non-fermee");
        let document = parse("---\ntitre: a: b\nstatut: brouillon\n---\n");
        assert_eq!(codes(&document), ["entete/syntaxe"]);
        assert_eq!(document.meta.status, Status::Draft);
        assert!(!document.front.whole);
        assert_eq!(codes(&parse("+++\ntitre = a\n+++\n")), ["entete/syntaxe"]);
        assert_eq!(codes(&parse("---\njuste un texte\n---\n")), ["entete/syntaxe"]);
    }

    const SHEET: &str = "---\ntitre: « Été »\nstatut: validee\npublie_le: 22/11/2026\nrevision: 12 mois\nsources:\n  - {titre: Œuvre, usage: citation}\n  - https://exemple.fr/\nimages: {à.png: {alt: \"é\"}}\nhistorique:\n- version: 1.2\n  date: 2026-01-10\nextra: &x [a, *x]\n---\n\n# Texte\n";

    proptest! {
        /// A sheet with a piece of it replaced by anything: every place stays in the file.
        #[test]
        fn never_panics(at in 0usize..200, length in 0usize..60, piece in "[-:a é{}\\[\\]\"',&*\n\t#|>0-9]{0,12}") {
            let boundary = |at: usize| (0..=at.min(SHEET.len())).rev().find(|at| SHEET.is_char_boundary(*at)).unwrap_or(0);
            let mut text = SHEET.to_owned();
            text.replace_range(boundary(at)..boundary(at + length), &piece);
            let document = parse(&text);
            prop_assert!(text.get(document.front.span.range()).is_some());
            for diagnostic in &document.problems {
                let place = diagnostic.place.as_ref().expect("each has its place");
                prop_assert!(text.get(place.span.range()).is_some(), "{:?}", diagnostic.problem);
            }
        }
    }
}
