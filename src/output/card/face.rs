//! Letters: how far each goes, how pairs are kerned, and their images at a size, made once for all threads.
//!
//! Every image is the same on any machine: additions and products of `f32` in one order, then a few levels of grey.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI16, Ordering};
use std::sync::{Arc, LazyLock, OnceLock, RwLock};

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{GlyphId, OutlineBuilder};

/// Characters whose images and kerning are found without a lock: those of European languages in Latin letters.
const USUAL: usize = 0x180;
/// A pair whose kerning was not looked for yet.
const UNKNOWN: i16 = i16::MIN;

/// A font.
pub(super) struct Face {
    font: ttf_parser::Face<'static>,
    /// Glyph and advance of usual characters.
    usual: Box<[(u16, u16)]>,
    /// Kerning of pairs of usual characters, in font units.
    pairs: Box<[AtomicI16]>,
}

/// Noto Sans, of the crate `notosans`, under the SIL Open Font License 1.1.
pub(super) static BOLD: LazyLock<Face> = LazyLock::new(|| Face::new(notosans::BOLD_TTF));
/// The same, for smaller texts.
pub(super) static REGULAR: LazyLock<Face> = LazyLock::new(|| Face::new(notosans::REGULAR_TTF));

impl Face {
    fn new(bytes: &'static [u8]) -> Self {
        let font = ttf_parser::Face::parse(bytes, 0).expect("the fonts of the program are sound");
        let found = |c: char| {
            let glyph = font.glyph_index(c).unwrap_or_default();
            (glyph.0, font.glyph_hor_advance(glyph).unwrap_or(0))
        };
        let usual = ('\0'..).take(USUAL).map(found).collect();
        Face { font, usual, pairs: (0..USUAL * USUAL).map(|_| AtomicI16::new(UNKNOWN)).collect() }
    }

    /// Whether the font can write `c`.
    pub(super) fn has(&self, c: char) -> bool {
        self.glyph(c).0 != 0
    }

    fn glyph(&self, c: char) -> GlyphId {
        match self.usual.get(c as usize) {
            Some((glyph, _)) => GlyphId(*glyph),
            None => self.font.glyph_index(c).unwrap_or_default(),
        }
    }

    /// How far `c` goes, in font units.
    pub(super) fn advance(&self, c: char) -> i32 {
        i32::from(match self.usual.get(c as usize) {
            Some((_, advance)) => *advance,
            None => self.font.glyph_hor_advance(self.glyph(c)).unwrap_or(0),
        })
    }

    /// What is added between `left` and `right`, in font units.
    pub(super) fn kerning(&self, left: char, right: char) -> i32 {
        let (l, r) = (left as usize, right as usize);
        if l >= USUAL || r >= USUAL {
            return i32::from(self.look_up_pair(left, right));
        }
        let pair = &self.pairs[l * USUAL + r];
        let known = pair.load(Ordering::Relaxed);
        if known != UNKNOWN {
            return i32::from(known);
        }
        let found = self.look_up_pair(left, right);
        pair.store(found, Ordering::Relaxed);
        i32::from(found)
    }

    fn look_up_pair(&self, left: char, right: char) -> i16 {
        let (left, right) = (self.glyph(left), self.glyph(right));
        let Some(gpos) = self.font.tables().gpos else { return 0 };
        let mut lookups: Vec<u16> = Vec::new();
        for feature in gpos.features.into_iter().filter(|feature| feature.tag == ttf_parser::Tag::from_bytes(b"kern")) {
            lookups.extend(feature.lookup_indices);
        }
        lookups.sort_unstable();
        lookups.dedup();
        for lookup in lookups.into_iter().filter_map(|at| gpos.lookups.get(at)) {
            for subtable in lookup.subtables.into_iter::<PositioningSubtable<'_>>() {
                let PositioningSubtable::Pair(pair) = subtable else { continue };
                let Some(covered) = pair.coverage().get(left) else { continue };
                let found = match pair {
                    PairAdjustment::Format1 { sets, .. } => sets.get(covered).and_then(|set| set.get(right)),
                    PairAdjustment::Format2 { classes, matrix, .. } => {
                        matrix.get((classes.0.get(left), classes.1.get(right)))
                    }
                };
                if let Some((first, _)) = found {
                    return first.x_advance;
                }
            }
        }
        0
    }

    /// Units of the font in its square.
    pub(super) fn units(&self) -> i32 {
        i32::from(self.font.units_per_em())
    }
}

/// The image of a character: two pixels a byte, as they are put over a canvas.
pub(super) struct Image {
    /// From the pen to the left edge, in pixels.
    pub left: i32,
    /// From the base line up to the top edge, in pixels.
    pub top: i32,
    /// Bytes of a row.
    pub stride: usize,
    /// Rows for a left edge on an even column, and on an odd one.
    pub rows: [Box<[u8]>; 2],
}

/// How a text is written: a font, a size in pixels, the colour of each level.
pub(super) struct Style {
    face: &'static LazyLock<Face>,
    /// Pixels of the font's square.
    pub size: i32,
    /// The palette's index of each level of coverage, from none to whole; put over the background by a bitwise *or*.
    levels: &'static [u8],
    usual: Box<[OnceLock<Image>]>,
    others: RwLock<HashMap<char, Arc<Image>>>,
}

impl Style {
    pub(super) fn new(face: &'static LazyLock<Face>, size: i32, levels: &'static [u8]) -> Self {
        Style { face, size, levels, usual: (0..USUAL).map(|_| OnceLock::new()).collect(), others: RwLock::default() }
    }

    /// The font.
    pub(super) fn face(&self) -> &Face {
        self.face
    }

    /// The width of `text`, in pixels.
    pub(super) fn width(&self, text: &str) -> i32 {
        let mut units = 0;
        self.place(text, |_, at| units = at);
        self.pixels(units)
    }

    fn pixels(&self, units: i32) -> i32 {
        let square = i64::from(self.face.units());
        ((i64::from(units) * i64::from(self.size) + square / 2) / square) as i32
    }

    /// Calls `put` with each character and its place, in font units; then with `'\0'` and the end.
    fn place(&self, text: &str, mut put: impl FnMut(char, i32)) {
        let (mut at, mut before) = (0, None);
        for c in text.chars() {
            if let Some(before) = before {
                at += self.face.kerning(before, c);
            }
            put(c, at);
            at += self.face.advance(c);
            before = Some(c);
        }
        put('\0', at);
    }

    /// Calls `put` with the image of each character of `text` and the column of its pen, in pixels.
    pub(super) fn images(&self, text: &str, mut put: impl FnMut(&Image, i32)) {
        self.place(text, |c, at| {
            if c == '\0' || c.is_whitespace() {
                return;
            }
            let column = self.pixels(at);
            match self.usual.get(c as usize) {
                Some(image) => put(image.get_or_init(|| self.draw(c)), column),
                None => {
                    let known = self.others.read().expect("nothing panics with the lock").get(&c).map(Arc::clone);
                    let image = known.unwrap_or_else(|| {
                        let image = Arc::new(self.draw(c));
                        self.others.write().expect("nothing panics with the lock").insert(c, Arc::clone(&image));
                        image
                    });
                    put(&image, column);
                }
            }
        });
    }

    fn draw(&self, c: char) -> Image {
        let none = || Image { left: 0, top: 0, stride: 0, rows: [Box::default(), Box::default()] };
        let font = &self.face.font;
        let glyph = self.face.glyph(c);
        let Some(bounds) = font.glyph_bounding_box(glyph) else { return none() };
        let scale = self.size as f32 / f32::from(font.units_per_em());
        let (left, right) = ((f32::from(bounds.x_min) * scale).floor(), (f32::from(bounds.x_max) * scale).ceil());
        let (bottom, top) = ((f32::from(bounds.y_min) * scale).floor(), (f32::from(bounds.y_max) * scale).ceil());
        let (width, height) = ((right - left) as usize + 1, (top - bottom) as usize + 1);
        let mut outline = Outline {
            to: Rasterizer::new(width, height),
            scale,
            left,
            top,
            at: point(0.0, 0.0),
            start: point(0.0, 0.0),
        };
        font.outline_glyph(glyph, &mut outline);
        let stride = width / 2 + 1;
        let mut rows = [vec![0; stride * height], vec![0; stride * height]];
        let last = (self.levels.len() - 1) as f32;
        outline.to.for_each_pixel_2d(|x, y, covered| {
            let level = (covered.clamp(0.0, 1.0) * last + 0.5) as usize;
            for (odd, rows) in rows.iter_mut().enumerate() {
                let column = x as usize + odd;
                let shift = if column.is_multiple_of(2) { 4 } else { 0 };
                rows[y as usize * stride + column / 2] |= self.levels[level] << shift;
            }
        });
        let [even, odd] = rows;
        Image { left: left as i32, top: top as i32, stride, rows: [even.into(), odd.into()] }
    }
}

/// Draws the outline of a glyph, its top left corner at the origin.
struct Outline {
    to: Rasterizer,
    scale: f32,
    left: f32,
    top: f32,
    at: Point,
    start: Point,
}

impl Outline {
    fn point(&self, x: f32, y: f32) -> Point {
        point(x * self.scale - self.left, self.top - y * self.scale)
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = self.point(x, y);
        self.start = self.at;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.point(x, y);
        self.to.draw_line(self.at, to);
        self.at = to;
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (control, to) = (self.point(x1, y1), self.point(x, y));
        self.to.draw_quad(self.at, control, to);
        self.at = to;
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (one, two, to) = (self.point(x1, y1), self.point(x2, y2), self.point(x, y));
        self.to.draw_cubic(self.at, one, two, to);
        self.at = to;
    }

    fn close(&mut self) {
        self.to.draw_line(self.at, self.start);
        self.at = self.start;
    }
}
