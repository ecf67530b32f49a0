//! The drawing of a nested list as a tree: boxes of wrapped words, left to right, and the lines between them.
//!
//! Sizes are estimated without a font, wide rather than tight: text set in any usual sans-serif fits its box.

/// Font size, in the drawing's units.
const FONT: f64 = 14.0;
/// Height of a line of text.
const LINE: f64 = 19.0;
/// Widest text of a box.
const WIDEST: f64 = 168.0;
/// Space between text and box, on each side.
const PADDING: f64 = 9.0;
/// Space between a column and the next.
const BETWEEN: f64 = 34.0;
/// Space between two boxes of a column.
const APART: f64 = 10.0;

/// A branch: its words and those below it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Branch {
    /// Its words.
    pub text: String,
    /// What is below it.
    pub below: Vec<Branch>,
}

/// A drawing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// A box a branch, parents first.
    pub boxes: Vec<DrawnBox>,
    /// The line from a box to one below it: from x, y to x, y.
    pub lines: Vec<[f64; 4]>,
}

/// A box.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnBox {
    /// Left side.
    pub x: f64,
    /// Top side.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Its words, wrapped: each line with its x and the y of its baseline.
    pub lines: Vec<(String, f64, f64)>,
    /// How deep it is, 0 for a root.
    pub depth: usize,
}

/// Draws trees one below another.
pub fn draw(roots: &[Branch]) -> Drawing {
    let mut columns = Vec::new();
    roots.iter().for_each(|root| measure(root, 0, &mut columns));
    let mut lefts = Vec::new();
    let mut x = 1.0;
    for width in &columns {
        lefts.push(x);
        x += width + BETWEEN;
    }
    let mut drawing = Drawing { width: (x - BETWEEN + 1.0).max(1.0), ..Drawing::default() };
    let mut y = 1.0;
    for root in roots {
        let (_, next) = place(root, 0, y, &columns, &lefts, &mut drawing);
        y = next + APART;
    }
    drawing.height = (y - APART * 2.0 + 1.0).max(1.0);
    drawing
}

/// The width of each column: that of its widest box.
fn measure(branch: &Branch, depth: usize, columns: &mut Vec<f64>) {
    let widest = wrap(&branch.text).iter().map(|line| width_of(line)).fold(0.0, f64::max) + PADDING * 2.0;
    if columns.len() <= depth {
        columns.push(0.0);
    }
    columns[depth] = columns[depth].max(widest.ceil());
    branch.below.iter().for_each(|below| measure(below, depth + 1, columns));
}

/// Places a branch from `top` on; its middle, and where the next may start.
fn place(branch: &Branch, depth: usize, top: f64, columns: &[f64], lefts: &[f64], drawing: &mut Drawing) -> (f64, f64) {
    let words = wrap(&branch.text);
    let height = words.len() as f64 * LINE + PADDING * 2.0 - 4.0;
    let at = drawing.boxes.len();
    let (x, width) = (lefts[depth], columns[depth]);
    drawing.boxes.push(DrawnBox { x, y: top, width, height, lines: Vec::new(), depth });
    let mut middles = Vec::new();
    let mut next = top;
    for below in &branch.below {
        let (middle, after) = place(below, depth + 1, next, columns, lefts, drawing);
        middles.push(middle);
        next = after;
    }
    let below = next - top - APART;
    let y = match (middles.first(), middles.last()) {
        // In the middle of what it holds, unless it is taller than that.
        (Some(first), Some(last)) if below >= height => {
            ((first + last) / 2.0 - height / 2.0).clamp(top, next - APART - height)
        }
        _ => top,
    };
    let middle = y + height / 2.0;
    let lines = words.into_iter().enumerate();
    let baseline = |line: usize| y + PADDING - 2.0 + LINE * line as f64 + FONT;
    drawing.boxes[at].y = y;
    drawing.boxes[at].lines = lines.map(|(line, text)| (text, x + PADDING, baseline(line))).collect();
    drawing.lines.extend(middles.iter().map(|below| [x + width, middle, lefts[depth + 1], *below]));
    (middle, next.max(y + height + APART))
}

/// Words in lines no wider than a box; a word that is wider is cut.
fn wrap(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in
        text.split(|c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}').filter(|word| !word.is_empty())
    {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width_of(&joined) <= WIDEST {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            if width_of(&line) + width_of_char(c) > WIDEST {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// The width of a text, no less than what wide fonts (DejaVu Sans, Verdana) make of it.
fn width_of(text: &str) -> f64 {
    text.chars().map(width_of_char).sum()
}

fn width_of_char(c: char) -> f64 {
    let em = match c {
        'i' | 'j' | 'l' | '\'' | '’' | '|' | '!' | '.' | ',' | ':' | ';' | 'í' | 'î' | 'ï' => 0.36,
        ' ' | '\u{a0}' | 't' | 'f' | 'r' | '(' | ')' | '-' | 'I' | '/' => 0.44,
        'm' | 'w' | 'M' | 'W' | 'œ' | 'Œ' | 'æ' | 'Æ' | '—' | '…' | '%' | '@' => 1.04,
        c if c.is_ascii_uppercase() || (c.is_uppercase() && (c as u32) < 0x250) => 0.80,
        c if (c as u32) < 0x250 => 0.66,
        _ => 1.1,
    };
    em * FONT
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tree() -> impl Strategy<Value = Branch> {
        let leaf = "[a-zA-ZéÉ’ -]{0,60}".prop_map(|text| Branch { text, below: Vec::new() });
        leaf.prop_recursive(4, 24, 5, |inner| {
            ("[a-zA-ZéÉ’ -]{0,60}", proptest::collection::vec(inner, 0..5))
                .prop_map(|(text, below)| Branch { text, below })
        })
    }

    fn words(branch: &Branch, all: &mut Vec<String>) {
        all.push(branch.text.split_whitespace().collect());
        branch.below.iter().for_each(|below| words(below, all));
    }

    proptest! {
        /// Whatever the tree: no box meets another, all are in the drawing, and they hold every letter.
        #[test]
        fn boxes_stand_apart(roots in proptest::collection::vec(tree(), 1..3)) {
            let drawing = draw(&roots);
            for (at, one) in drawing.boxes.iter().enumerate() {
                prop_assert!(one.x >= 0.0 && one.y >= 0.0);
                prop_assert!(one.x + one.width <= drawing.width && one.y + one.height <= drawing.height + 0.01, "{drawing:?}");
                for other in &drawing.boxes[at + 1..] {
                    let across = one.x < other.x + other.width && other.x < one.x + one.width;
                    let down = one.y < other.y + other.height && other.y < one.y + one.height;
                    prop_assert!(!(across && down), "{one:?} meets {other:?}");
                }
            }
            let mut wanted = Vec::new();
            roots.iter().for_each(|root| words(root, &mut wanted));
            let mut drawn: Vec<String> =
                drawing.boxes.iter().map(|one| one.lines.iter().flat_map(|(line, ..)| line.split_whitespace()).collect()).collect();
            wanted.sort();
            drawn.sort();
            prop_assert_eq!(wanted, drawn);
        }
    }
}
