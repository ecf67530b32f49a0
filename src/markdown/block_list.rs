//! The blocks of a body, held in half the memory that they take one by one: a site holds those of all its texts, and
//! few texts are longer than what two bytes count.

use crate::source::Span;

use super::body::{Block, BlockKind, Cut, Extent};

/// Blocks in pre-order.
#[derive(Debug, Clone)]
pub struct Blocks(Held);

#[derive(Debug, Clone)]
enum Held {
    Narrow(Box<[Narrow]>),
    /// Those of a long text.
    Wide(Box<[Block]>),
}

impl Default for Blocks {
    fn default() -> Self {
        Blocks::of(&[])
    }
}

impl Blocks {
    pub(super) fn of(blocks: &[Block]) -> Self {
        // All are looked at before one is written: in one pass each, a tenth of the time of stopping at the first.
        let narrow = blocks.iter().fold(0, |any, block| any | bits(block)) <= u32::from(u16::MAX);
        let outside = |number: Option<u32>| number == Some(NONE.into());
        let ambiguous = || blocks.iter().any(|block| outside(block.heading) || outside(block.parent));
        if narrow && !ambiguous() {
            Blocks(Held::Narrow(blocks.iter().map(Narrow::of).collect()))
        } else {
            Blocks(Held::Wide(blocks.into()))
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match &self.0 {
            Held::Narrow(blocks) => blocks.len(),
            Held::Wide(blocks) => blocks.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Block `at`.
    pub fn get(&self, at: u32) -> Option<Block> {
        match &self.0 {
            Held::Narrow(blocks) => blocks.get(at as usize).map(Narrow::block),
            Held::Wide(blocks) => blocks.get(at as usize).copied(),
        }
    }

    /// Block `at`, which is there: what a text says of its own blocks.
    pub fn at(&self, at: u32) -> Block {
        self.get(at).expect("a body names its own blocks")
    }

    /// All of them, with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (u32, Block)> {
        self.range(0, self.len() as u32)
    }

    /// Those from `from`, to before `to`.
    pub(super) fn range(&self, from: u32, to: u32) -> impl Iterator<Item = (u32, Block)> {
        (from..to).map(|at| (at, self.at(at)))
    }
}

/// A block whose numbers fit two bytes.
#[derive(Debug, Clone, Copy)]
struct Narrow {
    kind: u8,
    /// The number that the kind goes with.
    with: u16,
    outer: [u16; 4],
    inner: [u16; 4],
    span: [u16; 2],
    text: [u16; 2],
    end: u16,
    heading: u16,
    parent: u16,
}

/// Stands for no heading and no parent.
const NONE: u16 = u16::MAX;

/// The kind, and the number that it goes with.
fn kind(kind: BlockKind) -> (u8, u32) {
    match kind {
        BlockKind::Paragraph => (0, 0),
        BlockKind::List { start: None } => (1, 0),
        BlockKind::List { start: Some(start) } => (2, start),
        BlockKind::Item { done: None } => (3, 0),
        BlockKind::Item { done: Some(done) } => (4, done.into()),
        BlockKind::Table { columns } => (5, columns.into()),
        BlockKind::Row { header } => (6, header.into()),
        BlockKind::Cell => (7, 0),
        BlockKind::Quote => (8, 0),
        BlockKind::Code => (9, 0),
        BlockKind::Html => (10, 0),
        BlockKind::Container(container) => (11, container),
        BlockKind::DescriptionList => (12, 0),
        BlockKind::Term => (13, 0),
        BlockKind::Description => (14, 0),
        BlockKind::Heading(heading) => (15, heading),
        BlockKind::Rule => (16, 0),
        BlockKind::Math => (17, 0),
        BlockKind::Footnote => (18, 0),
    }
}

/// The bits that are set in any number of a block.
fn bits(block: &Block) -> u32 {
    let extent = |Extent { from, to }: Extent| from.html | from.hole | to.html | to.hole;
    let span = |Span { start, end }: Span| start | end;
    let places = extent(block.outer) | extent(block.inner) | span(block.span) | span(block.text);
    places | block.end | block.heading.unwrap_or(0) | block.parent.unwrap_or(0) | kind(block.kind).1
}

fn extent(Extent { from, to }: Extent) -> [u16; 4] {
    [from.html as u16, from.hole as u16, to.html as u16, to.hole as u16]
}

fn wide_extent([from_html, from_hole, to_html, to_hole]: [u16; 4]) -> Extent {
    let cut = |html: u16, hole: u16| Cut { html: html.into(), hole: hole.into() };
    Extent { from: cut(from_html, from_hole), to: cut(to_html, to_hole) }
}

fn span(Span { start, end }: Span) -> [u16; 2] {
    [start as u16, end as u16]
}

fn wide_span([start, end]: [u16; 2]) -> Span {
    Span { start: start.into(), end: end.into() }
}

impl Narrow {
    /// A block whose [`bits`] are sixteen.
    fn of(block: &Block) -> Self {
        let (kind, with) = kind(block.kind);
        let number = |number: Option<u32>| number.map_or(NONE, |number| number as u16);
        Narrow {
            kind,
            with: with as u16,
            outer: extent(block.outer),
            inner: extent(block.inner),
            span: span(block.span),
            text: span(block.text),
            end: block.end as u16,
            heading: number(block.heading),
            parent: number(block.parent),
        }
    }

    fn block(&self) -> Block {
        let number = |number: u16| (number != NONE).then_some(u32::from(number));
        let with = u32::from(self.with);
        let kind = match self.kind {
            0 => BlockKind::Paragraph,
            1 => BlockKind::List { start: None },
            2 => BlockKind::List { start: Some(with) },
            3 => BlockKind::Item { done: None },
            4 => BlockKind::Item { done: Some(with == 1) },
            5 => BlockKind::Table { columns: self.with },
            6 => BlockKind::Row { header: with == 1 },
            7 => BlockKind::Cell,
            8 => BlockKind::Quote,
            9 => BlockKind::Code,
            10 => BlockKind::Html,
            11 => BlockKind::Container(with),
            12 => BlockKind::DescriptionList,
            13 => BlockKind::Term,
            14 => BlockKind::Description,
            15 => BlockKind::Heading(with),
            16 => BlockKind::Rule,
            17 => BlockKind::Math,
            _ => BlockKind::Footnote,
        };
        Block {
            kind,
            outer: wide_extent(self.outer),
            inner: wide_extent(self.inner),
            span: wide_span(self.span),
            text: wide_span(self.text),
            end: self.end.into(),
            heading: number(self.heading),
            parent: number(self.parent),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kind() -> impl Strategy<Value = BlockKind> {
        let number = || prop_oneof![0u32..9, 65_530u32..65_540];
        prop_oneof![
            Just(BlockKind::Paragraph),
            proptest::option::of(number()).prop_map(|start| BlockKind::List { start }),
            proptest::option::of(any::<bool>()).prop_map(|done| BlockKind::Item { done }),
            any::<u16>().prop_map(|columns| BlockKind::Table { columns }),
            any::<bool>().prop_map(|header| BlockKind::Row { header }),
            Just(BlockKind::Cell),
            Just(BlockKind::Quote),
            Just(BlockKind::Code),
            Just(BlockKind::Html),
            number().prop_map(BlockKind::Container),
            Just(BlockKind::DescriptionList),
            Just(BlockKind::Term),
            Just(BlockKind::Description),
            number().prop_map(BlockKind::Heading),
            Just(BlockKind::Rule),
            Just(BlockKind::Math),
            Just(BlockKind::Footnote),
        ]
    }

    proptest! {
        #[test]
        fn blocks_are_those_that_were_given(
            kinds in proptest::collection::vec(kind(), 0..6),
            number in prop_oneof![0u32..65_000, 65_530u32..65_540],
            which in 0usize..16,
        ) {
            let blocks: Vec<Block> = kinds.into_iter().map(|kind| {
                let of = |at: usize| if at == which { number } else { at as u32 };
                let extent = |at| Extent { from: Cut { html: of(at), hole: of(at + 1) }, to: Cut { html: of(at + 2), hole: of(at + 3) } };
                let span = |at| Span { start: of(at), end: of(at + 1) };
                let (heading, parent) = (Some(of(13)).filter(|at| at % 2 == 1), Some(of(14)).filter(|at| at % 2 == 0));
                Block { kind, outer: extent(0), inner: extent(4), span: span(8), text: span(10), end: of(12), heading, parent }
            }).collect();
            let held = Blocks::of(&blocks);
            prop_assert_eq!(held.len(), blocks.len());
            prop_assert_eq!(held.iter().map(|(_, block)| block).collect::<Vec<_>>(), blocks.clone());
            prop_assert_eq!(held.get(blocks.len() as u32), None);
        }
    }

    #[test]
    fn a_narrow_block_is_half_a_block() {
        assert!(size_of::<Narrow>() * 2 < size_of::<Block>());
    }
}
