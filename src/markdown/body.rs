//! What a Markdown text becomes: HTML with holes, an outline, blocks, references, plain text.
//!
//! Depends on the text and the parsing options only: it knows no URL, no kind, no other file. Whatever would need one
//! is a [`Hole`], which `render` fills.

use std::borrow::Borrow;

use crate::source::Span;
use crate::third_party::Request;

use super::{Blocks, PlainText};

/// A parsed text.
///
/// `html` is contiguous; [`Hole`]s stand at byte offsets of it, in order. Any part of the text (a section, a list
/// item, a table cell) is an [`Extent`], so that a kind's template can place it elsewhere.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// Literal HTML, escaped and filtered.
    pub html: String,
    /// Holes, by increasing offset.
    pub holes: Vec<(u32, Hole)>,
    /// Headings in order.
    pub outline: Vec<Heading>,
    /// Blocks in pre-order; a block's descendants follow it, up to `end`.
    pub blocks: Blocks,
    /// Links, images, includes as written.
    pub references: Vec<Reference>,
    /// Containers (`::: nom`), in order of their opening.
    pub containers: Vec<Container>,
    /// Blanks to be filled in (`{{nom}}`, `XXXX`, `[à compléter]`).
    pub blanks: Vec<Blank>,
    /// What raw HTML, where it is trusted, asks of other sites.
    pub requests: Vec<Request>,
    /// Every `id` of the HTML: headings', `{#id}` elsewhere, footnotes', raw HTML's.
    pub ids: Vec<String>,
    /// Some paragraph starts in bold: it may be meant as a heading.
    pub starts_in_bold: bool,
    /// The text holds a bullet sign, `•`: some paragraph may be meant as a list.
    pub has_bullets: bool,
    /// The text as readers search it: before typography, no markup.
    pub text: PlainText,
    /// The whole body.
    pub whole: Extent,
}

/// A position between two pieces of a body: an offset in `html`, and how many holes come before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cut {
    /// Byte offset in [`Body::html`].
    pub html: u32,
    /// Index in [`Body::holes`] of the first hole after the cut.
    pub hole: u32,
}

/// A part of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// Where it starts.
    pub from: Cut,
    /// Where it ends.
    pub to: Cut,
}

/// What only the site knows, at its place in the HTML. Numbers are indices in the body's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hole {
    /// `<a href="…">` of a reference.
    LinkOpen(u32),
    /// `</a>`.
    LinkClose(u32),
    /// The title of the page that a wikilink without text leads to.
    LinkTitle(u32),
    /// The whole `<img …>` of a reference.
    Image(u32),
    /// Only the URL of a reference, already inside quotes: `href`, `src` of raw HTML.
    Url(u32),
    /// `<h2 id="…">`.
    HeadingOpen(u32),
    /// The anchor and `</h2>`.
    HeadingClose(u32),
    /// A container: everything up to its close is its body, given to its template.
    ContainerOpen(u32),
    /// The end of a container's body.
    ContainerClose(u32),
    /// A blank starts here (marked in a `modele`).
    BlankOpen(u32),
    /// And ends here.
    BlankClose(u32),
}

/// A heading and the section it opens.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// 2 to 6: a second `#` is demoted.
    pub level: u8,
    /// Its `id`, unique in the body.
    pub id: String,
    /// The words, before typography, without markup.
    pub text: String,
    /// Its content between [`Hole::HeadingOpen`] and [`Hole::HeadingClose`], without them.
    pub title: Extent,
    /// Where it was written.
    pub span: Span,
    /// The heading of the section it is in.
    pub parent: Option<u32>,
    /// The heading and all of its section, subsections included.
    pub section: Extent,
    /// What follows the heading, up to the first subsection or the end.
    pub own: Extent,
    /// No block and no subsection with a block.
    pub empty: bool,
    /// The container it stands in: such a heading does not open a section of the page, and is not in the table of contents.
    pub container: Option<u32>,
    /// It stands in a container, a quote, a list item or another block: its section ends with that block, and is not
    /// one of the page's.
    pub nested: bool,
    /// Attributes written as `{.class key=value}`, without the id.
    pub attributes: Vec<(String, String)>,
}

/// A block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its HTML, its own tags included.
    pub outer: Extent,
    /// Its HTML without its own tags.
    pub inner: Extent,
    /// Where it was written.
    pub span: Span,
    /// Its words in [`Body::text`].
    pub text: Span,
    /// One past its last descendant, in [`Body::blocks`].
    pub end: u32,
    /// The heading whose section it is in.
    pub heading: Option<u32>,
    /// The block that holds it.
    pub parent: Option<u32>,
}

/// Kinds of block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A list.
    List {
        /// Its first number, `None` for bullets.
        start: Option<u32>,
    },
    /// An item of a list.
    Item {
        /// `- [ ]` or `- [x]`.
        done: Option<bool>,
    },
    /// A table.
    Table {
        /// Number of columns.
        columns: u16,
    },
    /// A row of a table.
    Row {
        /// The header row.
        header: bool,
    },
    /// A cell of a row.
    Cell,
    /// `>`.
    Quote,
    /// A code block.
    Code,
    /// Raw HTML.
    Html,
    /// A container, by index.
    Container(u32),
    /// A list of descriptions.
    DescriptionList,
    /// A term.
    Term,
    /// Its description.
    Description,
    /// A heading, by index.
    Heading(u32),
    /// `---`.
    Rule,
    /// `$$…$$` alone.
    Math,
    /// A footnote's text.
    Footnote,
}

/// A link, image or include as it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// What it is.
    pub kind: ReferenceKind,
    /// The target without fragment or query, percent-decoded: `../a/b.md`, `https://…`, a wikilink's title. `""` for `#fragment` alone.
    pub target: String,
    /// The fragment after `#`, decoded.
    pub fragment: Option<String>,
    /// The query after `?`, as written.
    pub query: Option<String>,
    /// The text between quotes after the target, `""` when absent.
    pub title: String,
    /// The words of the link, or the alternative text of the image; before typography.
    pub text: String,
    /// Attributes written as `{.class key=value}`.
    pub attributes: Vec<(String, String)>,
    /// Where the target is written (the whole link when it cannot be told).
    pub span: Span,
    /// Whether `span` is exactly the target's text, so that the Markdown twin may replace it.
    pub exact: bool,
}

/// Kinds of reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReferenceKind {
    /// `[texte](cible)`, `<https://…>`, `href` of raw HTML.
    Link,
    /// `![alt](cible)`, `src` of raw HTML.
    Image,
    /// `[[titre]]`.
    Wiki,
    /// `![[titre]]` or `::: inclure`.
    Include,
}

/// A container.
#[derive(Debug, Clone, PartialEq)]
pub struct Container {
    /// Its name, folded (`carte-mentale`).
    pub name: String,
    /// Its title as written, before typography; `""` when absent.
    pub title: String,
    /// Its title as HTML: typography, escaped.
    pub title_html: String,
    /// Its attributes.
    pub attributes: Vec<(String, String)>,
    /// Its opening line.
    pub span: Span,
    /// What it holds, without [`Hole::ContainerOpen`] and [`Hole::ContainerClose`].
    pub body: Extent,
    /// Its block in [`Body::blocks`].
    pub block: u32,
    /// For `inclure`: its reference.
    pub reference: Option<u32>,
    /// An `id` for it, unique in the body, made of its title or name.
    pub id: String,
}

/// A blank to be filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Blank {
    /// As written: `{{collectivite}}`, `XXXX`.
    pub written: String,
    /// The name inside braces.
    pub name: Option<String>,
    /// Where.
    pub span: Span,
}

impl Body {
    /// The descendants of block `at`, itself excluded.
    pub fn inside(&self, at: u32) -> impl Iterator<Item = (u32, Block)> {
        self.blocks.range(at + 1, self.blocks.at(at).end)
    }

    /// The children of block `at`.
    pub fn children(&self, at: u32) -> impl Iterator<Item = (u32, Block)> {
        self.inside(at).filter(move |(_, block)| block.parent == Some(at))
    }

    /// The blocks that stand directly in the section of `heading` (not in a subsection), outermost ones only.
    pub fn section_blocks(&self, heading: Option<u32>) -> impl Iterator<Item = (u32, Block)> {
        self.blocks.iter().filter(move |(_, block)| {
            block.heading == heading
                && block.parent.is_none()
                && !matches!(block.kind, BlockKind::Heading(_) | BlockKind::Footnote)
        })
    }

    /// The words of a block.
    pub fn words(&self, block: impl Borrow<Block>) -> &str {
        &self.text.as_str()[block.borrow().text.range()]
    }
}
