//! The body as it is written: HTML, holes, blocks, plain text and problems grow together.
//!
//! Owns what every kind of node shares; what a node becomes is in `blocks`, `inlines` and their neighbours.

use std::sync::Arc;

use comrak::nodes::{Node, Sourcepos};

use super::blanks;
use super::body::{Blank, Block, BlockKind, Body, Cut, Extent, Hole};
use super::escape::escape;
use super::fences;
use super::fitted::fitted;
use super::footnotes::Notes;
use super::ids::Ids;
use super::inlines::Flow;
use super::lines::Lines;
use super::plain_text::Words;
use super::raised::without_marks;
use super::rules::{Follow, Typography};
use super::setter::typeset;
use super::survey::Survey;
use super::typography;
use super::wording::Wording;
use super::{Options, Parsed};
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{SourceFile, Span, scratch};

/// Writes one body.
pub(super) struct Writer<'a, 'p> {
    file: &'a Arc<SourceFile>,
    /// The text of the whole file.
    pub source: &'a str,
    pub lines: Lines<'a>,
    pub options: &'a Options,
    pub typography: Typography,
    pub wording: Wording,
    problems: &'p mut Vec<Diagnostic>,
    pub body: Body,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Its words without markup.
    pub plain: Words,
    pub ids: Ids,
    pub notes: Notes<'a>,
    pub flow: Flow,
    /// For each block that may hold headings: those whose section is open, outermost first. The page is the first.
    pub scopes: Vec<Vec<u32>>,
    /// Level of the last heading of the page.
    pub last_level: u8,
    /// The block that holds the next one.
    pub parent: Option<u32>,
    /// The innermost container.
    pub container: Option<u32>,
    /// The text may hold blanks that are not in brackets.
    blanks: bool,
    /// Levels of the tree below the root.
    depth: usize,
    too_deep: Reported,
    /// An element of raw HTML was found that no later block closes.
    pub unclosed_html: bool,
    /// The last heading that names a table.
    pub named_by: Option<u32>,
    /// What is left for telling the words of code apart.
    pub code_budget: usize,
    /// Tables so far.
    pub tables: u32,
    /// What is searched for in the source is searched from here on, so that two equal ones have their own places.
    found: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reported {
    No,
    Yes,
}

impl<'a, 'p> Writer<'a, 'p> {
    /// A writer for `source[start..]`, the text of `file`, whose lines are `lines`.
    pub(super) fn new(
        file: &'a Arc<SourceFile>,
        source: &'a str,
        start: usize,
        lines: Lines<'a>,
        options: &'a Options,
        problems: &'p mut Vec<Diagnostic>,
    ) -> Self {
        let mut body = Body::default();
        let length = source.len() - start;
        body.has_bullets = memchr::memmem::find(&source.as_bytes()[start..], "•".as_bytes()).is_some();
        body.html = scratch::text(length + length / 3);
        let plain = Words::new(scratch::text(length), lines.count());
        // What is too much is given back at the end.
        // A row of a table is one line and several blocks.
        let blocks = Vec::with_capacity(2 * lines.count());
        body.holes.reserve(lines.count());
        let mut ids = Ids::default();
        ids.reserve(lines.count() / 4);
        Writer {
            file,
            source,
            lines,
            options,
            typography: typography::of(options),
            wording: Wording::of(&options.language),
            problems,
            body,
            blocks,
            plain,
            ids,
            notes: Notes::default(),
            flow: Flow::default(),
            scopes: vec![Vec::new()],
            last_level: 1,
            parent: None,
            container: None,
            blanks: true,
            depth: 0,
            too_deep: Reported::No,
            unclosed_html: false,
            named_by: None,
            code_budget: super::code::BUDGET,
            tables: 0,
            found: start,
        }
    }

    /// Writes the document; `masked` when what was parsed is the text with some colons masked.
    pub(super) fn write(mut self, root: Node<'a>, survey: Survey, masked: bool) -> Parsed {
        self.blanks = survey.blanks;
        if survey.notes {
            self.find_notes(root);
        }
        let heading = self.title(root);
        let first = match &heading {
            Some((_, node)) => node.next_sibling(),
            None => root.first_child(),
        };
        self.siblings(first);
        self.end_run();
        self.close_scope_sections(0);
        self.write_notes();
        self.end_run();
        let to = self.cut();
        self.body.whole = Extent { from: Cut::default(), to };
        self.name_containers();
        self.body.ids = std::mem::take(&mut self.ids).into_given();
        if masked {
            fences::unmask(&mut self.body.html);
            fences::unmask(&mut self.plain.text);
        }
        Parsed {
            heading: heading.map(|(words, _)| words),
            body: fitted(self.body, &self.blocks, self.plain, self.file),
        }
    }

    /// Here.
    pub(super) fn cut(&self) -> Cut {
        Cut { html: self.body.html.len() as u32, hole: self.body.holes.len() as u32 }
    }

    /// Appends HTML as it is.
    pub(super) fn raw(&mut self, html: &str) {
        self.body.html.push_str(html);
    }

    /// Appends escaped text.
    pub(super) fn escaped(&mut self, text: &str) {
        escape(&mut self.body.html, text);
    }

    /// Appends a hole.
    pub(super) fn hole(&mut self, hole: Hole) {
        self.body.holes.push((self.body.html.len() as u32, hole));
    }

    /// Tells a problem at `span`.
    pub(super) fn problem(&mut self, problem: Problem, span: Span) {
        self.problems.push(Diagnostic::new(problem, self.file, span));
    }

    /// The span of a node.
    pub(super) fn span(&self, position: Sourcepos) -> Span {
        self.lines.span(position)
    }

    /// The source between `span`'s ends.
    pub(super) fn slice(&self, span: Span) -> &'a str {
        &self.source[span.range()]
    }

    /// Runs `write` a level deeper; past the limit, writes the words of `node` only.
    pub(super) fn deeper(&mut self, node: Node<'a>, write: impl FnOnce(&mut Self)) {
        if self.depth < super::limits::DEPTH {
            self.depth += 1;
            write(self);
            self.depth -= 1;
            return;
        }
        let span = self.span(node.data().sourcepos);
        if self.too_deep == Reported::No {
            self.too_deep = Reported::Yes;
            self.problem(Problem::TooDeep { limit: super::limits::DEPTH }, span);
        }
        for descendant in node.descendants() {
            if let comrak::nodes::NodeValue::Text(words) = &descendant.data().value {
                self.escaped(words);
                self.plain.text.push_str(words);
            }
        }
    }

    /// Opens a block whose own opening tag is `tag`; [`Writer::close_block`] closes it.
    pub(super) fn open_block(&mut self, kind: BlockKind, position: Sourcepos, tag: &str) -> u32 {
        let at = self.blocks.len() as u32;
        let from = self.cut();
        self.raw(tag);
        let inner = self.cut();
        let heading = self.current_heading();
        if !matches!(kind, BlockKind::Heading(_)) {
            for section in self.scopes.iter().filter_map(|open| open.last()) {
                self.body.outline[*section as usize].empty = false;
            }
        }
        self.blocks.push(Block {
            kind,
            outer: Extent { from, to: from },
            inner: Extent { from: inner, to: inner },
            span: self.lines.span(position),
            text: Span::at(self.plain.text.len()),
            end: at + 1,
            heading,
            parent: self.parent,
        });
        self.parent = Some(at);
        at
    }

    /// What was written so far is the block's own tag: its inside starts here.
    pub(super) fn start_inside(&mut self, at: u32) {
        self.blocks[at as usize].inner.from = self.cut();
    }

    /// Closes block `at` with its own closing tag.
    pub(super) fn close_block(&mut self, at: u32, tag: &str) {
        let inner = self.cut();
        self.raw(tag);
        let outer = self.cut();
        let text = self.plain.text.trim_end_matches('\n').len();
        let end = self.blocks.len() as u32;
        let block = &mut self.blocks[at as usize];
        if block.kind == BlockKind::Paragraph {
            let words = &self.body.html[block.inner.from.html as usize..];
            self.body.starts_in_bold |= words.starts_with("<strong>");
        }
        block.inner.to = inner;
        block.outer.to = outer;
        block.text = Span::new(block.text.start as usize, text);
        block.end = end;
        self.parent = block.parent;
    }

    /// The block's tags are not to be told from what they hold.
    pub(super) fn hollow(&mut self, at: u32) {
        let block = &mut self.blocks[at as usize];
        block.inner = block.outer;
    }

    /// Starts the words of a leaf block on a line of their own.
    pub(super) fn start_words(&mut self) {
        let text = &mut self.plain.text;
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        if let Some(parent) = self.parent {
            // The blocks that start with these words start after the line end, too.
            let start = self.plain.text.len() as u32;
            let mut at = Some(parent);
            while let Some(block) = at.map(|at| &mut self.blocks[at as usize]) {
                if block.text.start + 1 != start {
                    break;
                }
                block.text = Span::at(start as usize);
                at = block.parent;
            }
        }
        self.flow.start = self.plain.text.len();
        self.flow.cleaned.clear();
    }

    /// Ends the run of words of the page's current section.
    pub(super) fn end_run(&mut self) {
        let runs = &mut self.body.text.runs;
        let from = runs.last().map_or(0, |(_, span)| span.end);
        let to = self.plain.text.len() as u32;
        let heading = self.scopes[0].last().copied();
        match runs.last_mut() {
            Some((last, span)) if *last == heading => span.end = to,
            _ if from < to => runs.push((heading, Span { start: from, end: to })),
            _ => {}
        }
    }

    /// Words of a text node: blanks marked, typography applied; brackets that stayed words told of.
    pub(super) fn text(&mut self, text: &str, position: Sourcepos, follow: Follow) {
        // Most texts hold no sign that anything here looks for: one look tells so for all.
        let bytes = text.as_bytes();
        let marked = if self.blanks { holds_marks(bytes) } else { memchr::memchr2(b'[', b'^', bytes).is_some() };
        if !marked {
            self.set(text, follow);
            return self.plain.push_from(text, self.source, self.lines.start(position));
        }
        self.words(text, position, follow);
        if memchr::memchr(b'[', bytes).is_some() {
            self.check_brackets(text, self.lines.span(position));
        }
    }

    /// Words: blanks marked, typography applied.
    pub(super) fn words(&mut self, text: &str, position: Sourcepos, follow: Follow) {
        if !blanks::possible(text) {
            return self.plain_words(text, follow);
        }
        let span = self.lines.span(position);
        let mut at = 0;
        while let Some(found) = blanks::find(text, at) {
            if at < found.range.start {
                self.plain_words(&text[at..found.range.start], Follow::Inline);
            }
            let written = &text[found.range.clone()];
            let number = self.blank(text, &found, span);
            self.hole(Hole::BlankOpen(number));
            self.escaped(written);
            self.plain.text.push_str(written);
            self.hole(Hole::BlankClose(number));
            at = found.range.end;
        }
        if at < text.len() {
            self.plain_words(&text[at..], follow);
        }
    }

    /// Notes the blanks of words that are not part of the body: the title.
    pub(super) fn blanks_of(&mut self, text: &str, span: Span) {
        let mut at = 0;
        while let Some(found) = blanks::find(text, at) {
            at = found.range.end;
            self.blank(text, &found, span);
        }
    }

    fn blank(&mut self, text: &str, found: &blanks::Found, span: Span) -> u32 {
        let written = &text[found.range.clone()];
        let span = self.locate(written, span).unwrap_or(span);
        self.body.blanks.push(Blank {
            written: written.to_owned(),
            name: found.name.clone().map(|name| text[name].to_owned()),
            span,
        });
        self.body.blanks.len() as u32 - 1
    }

    fn plain_words(&mut self, text: &str, follow: Follow) {
        self.set(text, follow);
        self.plain.text.push_str(&without_marks(text));
    }

    /// Appends words to the HTML.
    fn set(&mut self, text: &str, follow: Follow) {
        let words = &self.plain.text;
        typeset(&mut self.body.html, &words[self.flow.start.min(words.len())..], text, follow, self.typography);
    }

    /// Where `needle` stands in the source of `span`, after what was found before.
    pub(super) fn locate(&mut self, needle: &str, span: Span) -> Option<Span> {
        let from = (span.start as usize).max(self.found);
        let within = self.source.get(from..span.end as usize)?;
        let at = from + memchr::memmem::find(within.as_bytes(), needle.as_bytes())?;
        self.found = at + needle.len();
        Some(Span::new(at, self.found))
    }

    /// Searches again from `at`: notes are written at the end, wherever they stand.
    pub(super) fn seek(&mut self, at: usize) {
        self.found = at;
    }
}

/// Whether `bytes` hold a sign that a blank, a reference that nothing defines or raised letters begin with. Neither a
/// branch nor a table, so that sixteen bytes are looked at together; which the compiler does in a function of its own.
#[inline(never)]
fn holds_marks(bytes: &[u8]) -> bool {
    bytes.iter().fold(false, |any, byte| {
        any | (*byte == b'{') | (*byte == b'X') | (*byte == b'[') | (*byte == b'^') | (*byte == 0xab)
    })
}
