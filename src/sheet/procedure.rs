//! A procedure: phases in order, each with its roles, read from headings as authors write them.
//!
//! The text is cut in contiguous parts: whatever means nothing here stays an ordinary section, in its place, so that
//! no word is lost.

use crate::config::Kind;
use crate::content::Document;
use crate::markdown::{Block, BlockKind, Body, Cut, Extent};

use super::passage::one_line;
use crate::value::Duration;

use super::{Number, Passage, Title, leading_number};

/// A title in a paragraph is no longer than this many characters: more is a text.
const LONGEST_TITLE: usize = 160;

/// A procedure.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Procedure<'k> {
    /// Its parts, in order.
    pub parts: Vec<Part<'k>>,
    /// What follows the last block: the footnotes.
    pub notes: Extent,
}

/// A part of a procedure.
#[derive(Debug, Clone, PartialEq)]
pub enum Part<'k> {
    /// What comes before the first title.
    Preamble(Extent),
    /// A section that is no phase, its heading included.
    Section(Extent),
    /// A role that stands outside phases.
    Role(Passage<'k>),
    /// A phase.
    Phase(Phase<'k>),
}

/// A phase.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase<'k> {
    /// Its number as shown: the author's, else its place in two digits.
    pub number: String,
    /// Its anchor: `phase-01`, or its heading's when something else has that one.
    pub anchor: String,
    /// Its title.
    pub title: Title,
    /// What comes before its first passage.
    pub intro: Extent,
    /// Its passages, roles or not, in order.
    pub passages: Vec<Passage<'k>>,
    /// How long it lasts.
    pub duration: Option<Duration>,
}

/// Who takes part in what.
#[derive(Debug, Clone, PartialEq)]
pub struct Involvement {
    /// Who, in the words of the first phase that says so.
    pub who: String,
    /// The phases, by index among the procedure's phases.
    pub phases: Vec<usize>,
}

impl<'k> Procedure<'k> {
    /// Reads a document's text.
    pub fn read(document: &Document, kind: &'k Kind) -> Self {
        let body = &document.body;
        let marks = Marks::read(body, kind);
        let mut reading = Reading { body, kind, marks, at: 0, anchors: Vec::new(), phases: 0 };
        reading.procedure()
    }

    /// Its phases.
    pub fn phases(&self) -> impl Iterator<Item = &Phase<'k>> {
        self.parts.iter().filter_map(|part| match part {
            Part::Phase(phase) => Some(phase),
            _ => None,
        })
    }

    /// Who does what, in the order people are first named.
    pub fn involvements(&self, body: &Body) -> Vec<Involvement> {
        let mut all: Vec<(String, Involvement)> = Vec::new();
        for (at, phase) in self.phases().enumerate() {
            for item in phase.role("personnes_ressources").flat_map(|passage| passage.items(body)) {
                let key = crate::diagnostic::fold_key(&item.text);
                match all.iter_mut().find(|(known, _)| *known == key) {
                    Some((_, known)) if known.phases.last() != Some(&at) => known.phases.push(at),
                    Some(_) => {}
                    None => all.push((key, Involvement { who: item.text, phases: vec![at] })),
                }
            }
        }
        all.into_iter().map(|(_, involvement)| involvement).collect()
    }

    /// The sum of its phases' durations, and how many phases give one.
    pub fn total(&self) -> Option<(Duration, usize)> {
        let mut total = Duration::default();
        let mut count = 0;
        for duration in self.phases().filter_map(|phase| phase.duration.as_ref()) {
            total.plus(duration);
            count += 1;
        }
        (count > 0).then_some((total, count))
    }
}

impl<'k> Phase<'k> {
    /// Its passages that have this role.
    pub fn role<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Passage<'k>> {
        self.passages.iter().filter(move |passage| passage.role.is_some_and(|role| role.name == name))
    }
}

/// What each outermost block is for the cut.
#[derive(Debug, Clone)]
enum Mark {
    /// A phase's number alone on its line.
    Number(String),
    /// The title of a phase.
    Phase { number: Option<Number> },
    /// The title of a role or of a section inside a phase.
    Passage { level: u8 },
    /// A section of the page that is no phase.
    Section { role: bool },
    /// Anything else.
    Content,
}

/// The outermost blocks and what they are.
struct Marks {
    blocks: Vec<u32>,
    marks: Vec<Mark>,
}

impl Marks {
    fn read(body: &Body, kind: &Kind) -> Self {
        let blocks: Vec<u32> = body
            .blocks
            .iter()
            .filter(|(_, block)| block.parent.is_none() && block.kind != BlockKind::Footnote)
            .map(|(at, _)| at)
            .collect();
        let words: Vec<String> = blocks.iter().map(|at| one_line(body.words(body.blocks.at(*at)))).collect();
        let heading = |at: usize| match body.blocks.at(*blocks.get(at)?).kind {
            BlockKind::Heading(index) => Some(&body.outline[index as usize]),
            _ => None,
        };
        let paragraph =
            |at: usize| blocks.get(at).is_some_and(|block| body.blocks.at(*block).kind == BlockKind::Paragraph);
        let role = |at: usize| kind.role(&words[at]).is_some();
        let alone = |at: usize| {
            let number = leading_number(&words[at])?;
            (number.length == words[at].len()).then_some(number.digits)
        };
        // A number alone is a phase's when a title follows it.
        let title_follows = |at: usize| {
            heading(at + 1).is_some() && !role(at + 1) && alone(at + 1).is_none()
                || paragraph(at + 1)
                    && !role(at + 1)
                    && alone(at + 1).is_none()
                    && words[at + 1].chars().count() <= LONGEST_TITLE
                    && !words[at + 1].ends_with(['.', ':', ';'])
        };
        let top = (0..blocks.len()).filter_map(heading).map(|heading| heading.level).min().unwrap_or(2);
        let holds_roles = |at: usize| {
            let below = |next: &usize| heading(*next).is_none_or(|other| other.level > top);
            (at + 1..blocks.len()).take_while(below).any(|next| heading(next).is_some() && role(next))
        };
        let numbered = |at: usize| leading_number(&words[at]).filter(|number| number.length < words[at].len());

        let mut marks: Vec<Mark> = Vec::with_capacity(blocks.len());
        // Inside a phase whose title is a paragraph, roles are paragraphs too.
        let mut bare = false;
        for at in 0..blocks.len() {
            let follows_number = matches!(marks.last(), Some(Mark::Number(_)));
            marks.push(match heading(at) {
                _ if follows_number => {
                    bare = heading(at).is_none();
                    Mark::Phase { number: None }
                }
                Some(_) if alone(at).is_some() && title_follows(at) => {
                    Mark::Number(alone(at).expect("it was just found"))
                }
                None if paragraph(at) && alone(at).is_some() && title_follows(at) => {
                    Mark::Number(alone(at).expect("it was just found"))
                }
                Some(found) if found.level == top => {
                    bare = false;
                    let number = numbered(at);
                    if holds_roles(at) || (number.is_some() && !role(at)) {
                        Mark::Phase { number }
                    } else {
                        Mark::Section { role: role(at) }
                    }
                }
                Some(found) => Mark::Passage { level: found.level },
                None if bare && paragraph(at) && role(at) => Mark::Passage { level: 3 },
                None => Mark::Content,
            });
        }
        Marks { blocks, marks }
    }
}

/// Cuts the text where the marks say.
struct Reading<'b, 'k> {
    body: &'b Body,
    kind: &'k Kind,
    marks: Marks,
    at: usize,
    anchors: Vec<String>,
    phases: usize,
}

impl<'k> Reading<'_, 'k> {
    fn procedure(&mut self) -> Procedure<'k> {
        let end = self.end();
        let mut parts = Vec::new();
        let before = self.run(|mark| matches!(mark, Mark::Content | Mark::Passage { .. }));
        let preamble = Extent { from: self.body.whole.from, to: self.cut() };
        if !before.is_empty() {
            parts.push(Part::Preamble(preamble));
        }
        let mut number = None;
        while let Some(mark) = self.marks.marks.get(self.at).cloned() {
            match mark {
                Mark::Number(digits) => {
                    number = Some(digits);
                    self.at += 1;
                }
                Mark::Phase { number: own } => {
                    let digits = number.take().or_else(|| own.as_ref().map(|own| own.digits.clone()));
                    parts.push(Part::Phase(self.phase(digits, own)));
                }
                Mark::Section { role: true } => {
                    let passage = self.passage(2);
                    parts.push(Part::Role(passage));
                }
                Mark::Section { role: false } | Mark::Content | Mark::Passage { .. } => {
                    let from = self.cut();
                    self.at += 1;
                    self.run(|mark| matches!(mark, Mark::Content | Mark::Passage { .. }));
                    parts.push(Part::Section(Extent { from, to: self.cut() }));
                }
            }
        }
        Procedure { parts, notes: Extent { from: end, to: self.body.whole.to } }
    }

    fn phase(&mut self, digits: Option<String>, own: Option<Number>) -> Phase<'k> {
        self.phases += 1;
        let block = self.block();
        let title = self.title(&block, own.as_ref());
        let number = digits.unwrap_or_else(|| format!("{:02}", self.phases));
        let anchor = self.anchor(&number, title.heading);
        self.at += 1;
        let from = self.cut();
        let before = self.run(|mark| matches!(mark, Mark::Content));
        let intro = Extent { from, to: self.cut() };
        let attributes = title.heading.map(|heading| &self.body.outline[heading as usize].attributes);
        let written = attributes.into_iter().flatten().find(|(key, _)| matches!(key.as_str(), "duree" | "duration"));
        let duration = written
            .and_then(|(_, value)| Duration::read(value))
            .or_else(|| before.iter().find_map(|block| stated_duration(self.body, &self.body.blocks.at(*block))));
        let mut passages = Vec::new();
        while let Some(Mark::Passage { level }) = self.marks.marks.get(self.at) {
            let level = *level;
            passages.push(self.passage(level));
        }
        Phase { number, anchor, title, intro, passages, duration }
    }

    /// A title and everything below it: deeper titles too, unless one of them has a role.
    fn passage(&mut self, level: u8) -> Passage<'k> {
        let block = self.block();
        let title = self.title(&block, None);
        let role = self.kind.role(&title.text);
        self.at += 1;
        let from = self.cut();
        let start = self.at;
        while let Some(mark) = self.marks.marks.get(self.at) {
            let inside = match mark {
                Mark::Content => true,
                Mark::Passage { level: other } => *other > level,
                _ => false,
            };
            if !inside {
                break;
            }
            self.at += 1;
        }
        let blocks = self.marks.blocks[start..self.at].to_vec();
        Passage { role, title, level, body: Extent { from, to: self.cut() }, blocks }
    }

    /// Goes on while marks are such; the blocks passed.
    fn run(&mut self, such: impl Fn(&Mark) -> bool) -> Vec<u32> {
        let start = self.at;
        while self.marks.marks.get(self.at).is_some_and(&such) {
            self.at += 1;
        }
        self.marks.blocks[start..self.at].to_vec()
    }

    fn block(&self) -> Block {
        self.body.blocks.at(self.marks.blocks[self.at])
    }

    /// Where the current block starts; the end of the text after the last.
    fn cut(&self) -> Cut {
        self.marks.blocks.get(self.at).map_or_else(|| self.end(), |at| self.body.blocks.at(*at).outer.from)
    }

    fn end(&self) -> Cut {
        let last = self.marks.blocks.last();
        last.map_or(self.body.whole.from, |at| self.body.blocks.at(*at).outer.to)
    }

    fn title(&self, block: &Block, number: Option<&Number>) -> Title {
        let words = one_line(self.body.words(block));
        let text = number.and_then(|number| words.get(number.length..)).unwrap_or(&words).to_owned();
        match block.kind {
            BlockKind::Heading(index) => {
                Title { heading: Some(index), html: self.body.outline[index as usize].title, text }
            }
            _ => Title { heading: None, html: block.inner, text },
        }
    }

    fn anchor(&mut self, number: &str, heading: Option<u32>) -> String {
        let padded = number.parse::<u32>().map_or_else(|_| number.replace('.', "-"), |number| format!("{number:02}"));
        let own = heading.map(|heading| self.body.outline[heading as usize].id.clone());
        let wanted = format!("phase-{padded}");
        let taken = |anchor: &String| self.anchors.contains(anchor) || self.body.ids.contains(anchor);
        let anchor = match own {
            _ if !taken(&wanted) => wanted,
            Some(own) => own,
            None => (2..).map(|at| format!("{wanted}-{at}")).find(|anchor| !taken(anchor)).unwrap_or(wanted),
        };
        self.anchors.push(anchor.clone());
        anchor
    }
}

/// What `Durée : 4 semaines`, alone in its paragraph or its item, says.
fn stated_duration(body: &Body, block: &Block) -> Option<Duration> {
    body.words(block).lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        let key = crate::diagnostic::fold_key(key);
        ["duree", "duree_estimee", "duree_indicative", "duration"]
            .contains(&key.as_str())
            .then(|| Duration::read(value))?
    })
}

#[cfg(test)]
mod tests;
