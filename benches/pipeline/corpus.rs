//! A corpus of French sheets, the same on every machine: what the numbers of DESIGN §13 are measured on.
//!
//! Sheet `n` of a corpus depends on `n` and on the corpus's size (its links) only.

use std::fmt::Write;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::words::{Random, Vocabulary};

/// Sheets of a section.
const SECTION: usize = 100;

/// Folders at the top: as many as a menu holds, however large the corpus.
const THEMES: usize = 12;

/// Words of a sheet, about.
const WORDS: usize = 700;

/// Footnotes of a sheet.
const NOTES: usize = 2;

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corpus {
    /// Sheets, section pages not counted.
    pub sheets: usize,
    /// Words of their bodies.
    pub words: usize,
    /// Bytes of the sheets.
    pub bytes: usize,
}

/// Writes a site of `sheets` sheets into `folder`: `site.toml` and `content/`.
pub fn write(folder: &Path, sheets: usize) -> io::Result<Corpus> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(
        folder.join("site.toml"),
        "title = \"Corpus de mesure\"\nbase_url = \"https://exemple.fr\"\nlanguage = \"fr\"\nlicence = \"etalab-2.0\"\n",
    )?;
    let words = Vocabulary::new();
    let sections = sheets.div_ceil(SECTION);
    let index = |path: String, seed: usize, title: String| {
        let folder = folder.join(path);
        std::fs::create_dir_all(&folder)?;
        let mut random = Random::new(usize::MAX - seed);
        let summary = words.sentence(&mut random, 14);
        std::fs::write(folder.join("_index.md"), format!("---\ntitre: {title}\nresume: {summary}\n---\n\n{summary}\n"))
    };
    index("content".into(), 0, "Base de connaissances".into())?;
    for theme in 0..THEMES.min(sections) {
        index(format!("content/theme-{theme:02}"), 1 + theme, format!("Thème {}", theme + 1))?;
    }
    for section in 0..sections {
        index(format!("content/{}", section_path(section)), 100 + section, format!("Section {}", section + 1))?;
    }
    (0..sheets)
        .into_par_iter()
        .map(|at| {
            let (text, words) = sheet(&words, at, sheets);
            std::fs::write(folder.join("content").join(sheet_path(at)), &text)?;
            Ok(Corpus { sheets: 1, words, bytes: text.len() })
        })
        .try_reduce(
            || Corpus { sheets: 0, words: 0, bytes: 0 },
            |one, other| {
                Ok(Corpus {
                    sheets: one.sheets + other.sheets,
                    words: one.words + other.words,
                    bytes: one.bytes + other.bytes,
                })
            },
        )
}

fn section_path(section: usize) -> String {
    format!("theme-{:02}/section-{section:04}", section % THEMES)
}

fn sheet_path(at: usize) -> String {
    format!("{}/fiche-{at:06}.md", section_path(at / SECTION))
}

/// A link from one sheet to another, as authors write it.
fn link(from: usize, to: usize) -> String {
    let (from, section) = (from / SECTION, to / SECTION);
    let name = format!("fiche-{to:06}.md");
    if from == section {
        name
    } else if from % THEMES == section % THEMES {
        format!("../section-{section:04}/{name}")
    } else {
        format!("../../{}/{name}", section_path(section))
    }
}

/// Sheet `at` of `sheets`, and its number of words.
fn sheet(vocabulary: &Vocabulary, at: usize, sheets: usize) -> (String, usize) {
    let random = &mut Random::new(at);
    let title = vocabulary.title(random);
    let summary = vocabulary.sentence(random, 18);
    let tags: Vec<&str> = (0..3).map(|_| vocabulary.tag(random)).collect();
    let date = format!("{}-{:02}-{:02}", 2020 + random.below(6), 1 + random.below(12), 1 + random.below(28));
    let mut body = Body {
        vocabulary,
        random,
        at,
        sheets,
        out: format!(
            "---\ntitre: {title}\nresume: {summary}\nmots_cles: [{}]\nmis_a_jour_le: {date}\n---\n\n",
            tags.join(", ")
        ),
        words: 0,
        links: 0,
    };
    body.linking_paragraph(5);
    for part in 0..6 {
        body.heading("##");
        body.paragraph(3);
        match part {
            0 => body.list(|_| "- ".into()),
            1 => body.table(),
            2 => {
                body.heading("###");
                body.linking_paragraph(3);
                body.list(|item| format!("{}. ", item + 1));
            }
            3 => {
                body.out.push_str("> [!NOTE]\n> ");
                body.paragraph(2);
            }
            4 => {
                body.heading("###");
                body.linking_paragraph(3);
            }
            _ => body.linking_paragraph(3),
        }
    }
    while body.words < WORDS {
        body.paragraph(3);
    }
    for note in 1..=NOTES {
        let sentence = body.sentence(12);
        let _ = writeln!(body.out, "[^{note}]: {sentence}\n");
    }
    (body.out, body.words)
}

/// The text of a sheet as it grows.
struct Body<'a> {
    vocabulary: &'a Vocabulary,
    random: &'a mut Random,
    at: usize,
    sheets: usize,
    out: String,
    words: usize,
    links: usize,
}

impl Body<'_> {
    fn sentence(&mut self, length: usize) -> String {
        self.words += length;
        self.vocabulary.sentence(self.random, length)
    }

    fn heading(&mut self, mark: &str) {
        let title = self.vocabulary.title(self.random);
        self.words += title.split(' ').count();
        let _ = writeln!(self.out, "{mark} {title}\n");
    }

    fn paragraph(&mut self, sentences: usize) {
        for at in 0..sentences {
            let length = 10 + self.random.below(12);
            let text = self.sentence(length);
            self.out.push_str(if at > 0 { " " } else { "" });
            match text.split_once(' ') {
                Some((head, tail)) if at == 2 => {
                    let _ = write!(self.out, "**{head}** {tail}");
                }
                _ => self.out.push_str(&text),
            }
        }
        self.out.push_str("\n\n");
    }

    /// A paragraph that starts with a link to another sheet, and a footnote while there are some.
    fn linking_paragraph(&mut self, sentences: usize) {
        let to = link(self.at, self.random.below(self.sheets));
        let (words, rest) = (self.sentence(4), self.sentence(9));
        self.links += 1;
        let note = if self.links <= NOTES { format!("[^{}]", self.links) } else { String::new() };
        let _ = write!(self.out, "[{}]({to}){note} : {rest} ", words.trim_end_matches('.'));
        self.paragraph(sentences - 1);
    }

    fn list(&mut self, mark: impl Fn(usize) -> String) {
        for item in 0..5 {
            let length = 5 + self.random.below(6);
            let text = self.sentence(length);
            let _ = writeln!(self.out, "{}{text}", mark(item));
        }
        self.out.push('\n');
    }

    fn table(&mut self) {
        for row in 0..6 {
            let mut cell = || [self.vocabulary.content(self.random), self.vocabulary.content(self.random)].join(" ");
            let cells = [cell(), cell(), cell(), cell()];
            self.words += 8;
            let _ = writeln!(self.out, "| {} |", cells.join(" | "));
            if row == 0 {
                self.out.push_str("|---|---|---:|---|\n");
            }
        }
        self.out.push('\n');
    }
}
