//! A picture of sixteen colours, two pixels a byte, and its PNG.

use std::cell::Cell;

use super::face::Style;
use super::png::Rows;

/// Pixels of a card, as social networks show them.
pub(super) const WIDTH: i32 = 1200;
/// Its height.
pub(super) const HEIGHT: i32 = 630;
const STRIDE: usize = WIDTH as usize / 2;

/// A colour: red, green, blue.
pub(super) type Colour = [u8; 3];

/// The picture.
pub(super) struct Canvas {
    rows: Vec<u8>,
    /// Where the rows are made ready for the compressor.
    filtered: Vec<u8>,
}

thread_local! {
    /// The last canvas of this thread: to be given memory that was never written costs more than to draw on it.
    static SPARE: Cell<Option<Canvas>> = const { Cell::new(None) };
}

impl Canvas {
    /// A picture of colour 0.
    pub(super) fn new() -> Self {
        Canvas { rows: vec![0; STRIDE * HEIGHT as usize], filtered: Vec::new() }
    }

    /// The same picture as `ground`, to go on from there.
    pub(super) fn on(ground: &Canvas) -> Self {
        let mut canvas = SPARE.take().unwrap_or_else(Canvas::new);
        canvas.rows.copy_from_slice(&ground.rows);
        canvas
    }

    /// Fills a rectangle with colour `index`.
    pub(super) fn fill(&mut self, left: i32, top: i32, width: i32, height: i32, index: u8) {
        let (left, right) = (left.clamp(0, WIDTH) as usize, (left + width).clamp(0, WIDTH) as usize);
        for y in top.clamp(0, HEIGHT) as usize..(top + height).clamp(0, HEIGHT) as usize {
            let row = &mut self.rows[y * STRIDE..][..STRIDE];
            let (mut from, mut to) = (left, right);
            if from % 2 == 1 && from < to {
                row[from / 2] = row[from / 2] & 0xf0 | index;
                from += 1;
            }
            if to % 2 == 1 && from < to {
                to -= 1;
                row[to / 2] = row[to / 2] & 0x0f | index << 4;
            }
            if from < to {
                row[from / 2..to / 2].fill(index << 4 | index);
            }
        }
    }

    /// Sets one pixel.
    pub(super) fn set(&mut self, x: i32, y: i32, index: u8) {
        self.fill(x, y, 1, 1, index);
    }

    /// Writes `text`, its base line at row `base`. What would fall outside is left out.
    pub(super) fn write(&mut self, style: &Style, left: i32, base: i32, text: &str) {
        style.images(text, |image, column| {
            let x = left + column + image.left;
            let (Ok(start), true) = (usize::try_from(x), image.stride > 0) else { return };
            let rows = &image.rows[start % 2];
            let start = start / 2;
            let room = STRIDE.saturating_sub(start).min(image.stride);
            for (y, row) in (base - image.top..).zip(rows.chunks_exact(image.stride)) {
                if (0..HEIGHT).contains(&y) {
                    let under = &mut self.rows[y as usize * STRIDE + start..][..room];
                    for (under, over) in under.iter_mut().zip(row) {
                        *under |= over;
                    }
                }
            }
        });
    }

    /// Its PNG, the same bytes on any machine.
    pub(super) fn png(mut self, palette: &[Colour; 16]) -> Vec<u8> {
        let rows = Rows { width: WIDTH as u32, height: HEIGHT as u32, stride: STRIDE, bytes: &self.rows };
        let png = super::png::png(&rows, palette.as_flattened(), &mut self.filtered);
        SPARE.set(Some(self));
        png
    }
}
