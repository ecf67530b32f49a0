//! Where everything stands on a card.
//!
//! A binder's sheet: the band of the kind's colour with its holes, a tab that names the kind, the title as large as it
//! fits, and who publishes it under which licence. It must still read a quarter of its size.

use std::sync::LazyLock;

use super::canvas::{Canvas, Colour, HEIGHT, WIDTH};
use super::face::{BOLD, REGULAR, Style};

/// What a card says.
pub(super) struct Card<'a> {
    /// The title, in its typography.
    pub title: &'a str,
    /// What the tab says; `""` for no tab.
    pub tab: &'a str,
    /// Words under the title, where there is room; `""` for none.
    pub text: &'a str,
    /// The first line of the foot.
    pub site: &'a str,
    /// The second line of the foot.
    pub credit: &'a str,
    /// Its colours.
    pub colours: Colours,
}

/// The colours of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colours {
    pub paper: Colour,
    pub ink: Colour,
    pub soft: Colour,
    pub line: Colour,
    pub band: Colour,
}

const BAND: i32 = 72;
const LEFT: i32 = 128;
const RIGHT: i32 = 72;
const ROOM: i32 = WIDTH - LEFT - RIGHT;
const TAB_TOP: i32 = 64;
const TAB_HEIGHT: i32 = 64;
const RULE: i32 = 498;

/// Indices of the palette. A text is put over its background by a bitwise *or*: paper is 0 and the band is 8.
const PAPER_TO_INK: &[u8] = &[0, 1, 2, 3, 4, 5, 6, 7];
const BAND_INDEX: u8 = 8;
const ON_BAND: &[u8] = &[0, 1, 2, 3];
const LINE_INDEX: u8 = 12;
const PAPER_TO_SOFT: &[u8] = &[0, 13, 14, 15];

/// A title's sizes, the largest first: the style, the space from a base line to the next, the lines it may have.
static TITLES: LazyLock<[(Style, i32, usize); 3]> = LazyLock::new(|| {
    [
        (Style::new(&BOLD, 92, PAPER_TO_INK), 106, 2),
        (Style::new(&BOLD, 78, PAPER_TO_INK), 92, 3),
        (Style::new(&BOLD, 64, PAPER_TO_INK), 78, 4),
    ]
});
static TAB: LazyLock<Style> = LazyLock::new(|| Style::new(&BOLD, 38, ON_BAND));
static TEXT: LazyLock<Style> = LazyLock::new(|| Style::new(&REGULAR, 40, PAPER_TO_SOFT));
static SITE: LazyLock<Style> = LazyLock::new(|| Style::new(&BOLD, 40, PAPER_TO_INK));
static CREDIT: LazyLock<Style> = LazyLock::new(|| Style::new(&REGULAR, 32, PAPER_TO_SOFT));

/// What all cards show: the band with its holes, the rule.
static GROUND: LazyLock<Canvas> = LazyLock::new(|| {
    let mut canvas = Canvas::new();
    canvas.fill(0, 0, BAND, HEIGHT, BAND_INDEX);
    for hole in [105, 315, 525] {
        punch(&mut canvas, BAND / 2, hole);
    }
    canvas.fill(LEFT, RULE, ROOM, 3, LINE_INDEX);
    canvas
});

/// The PNG of a card.
pub(super) fn png(card: &Card<'_>) -> Vec<u8> {
    let mut canvas = Canvas::on(&GROUND);
    if !card.tab.is_empty() {
        let label = shortened(&TAB, &clean(&TAB, card.tab), ROOM - 80);
        tab(&mut canvas, LEFT - BAND + TAB.width(&label) + 32);
        canvas.write(&TAB, LEFT, TAB_TOP + 46, &label);
    }
    let bottom = title(&mut canvas, card);
    if !card.text.is_empty() {
        let text = clean(&TEXT, card.text);
        let room = ((RULE - 46 - bottom) / 54).clamp(0, 3) as usize;
        for (at, line) in wrapped(&TEXT, &text, room).iter().enumerate() {
            canvas.write(&TEXT, LEFT, bottom + 76 + 54 * at as i32, line);
        }
    }
    canvas.write(&SITE, LEFT, 556, &shortened(&SITE, &clean(&SITE, card.site), ROOM));
    canvas.write(&CREDIT, LEFT, 602, &shortened(&CREDIT, &clean(&CREDIT, card.credit), ROOM));
    canvas.png(&palette(&card.colours))
}

/// Writes the title; where its last base line is.
fn title(canvas: &mut Canvas, card: &Card<'_>) -> i32 {
    let text = clean(&TITLES[0].0, card.title);
    let (style, leading, lines) = TITLES
        .iter()
        .enumerate()
        .find_map(|(at, (style, leading, most))| {
            let lines = wrapped(style, &text, *most);
            let fits = lines.last().is_none_or(|line| !line.ends_with('…') || text.ends_with('…'));
            (fits || at + 1 == TITLES.len()).then_some((style, *leading, lines))
        })
        .expect("the last size takes any title");
    // In the middle of what the tab and the foot leave, a little above.
    let top = if card.tab.is_empty() { TAB_TOP } else { TAB_TOP + TAB_HEIGHT };
    let height = leading * lines.len() as i32;
    let room = RULE - top - if card.text.is_empty() { 0 } else { 180 };
    let first = top + (room - height).max(0) * 2 / 5 + leading * 4 / 5;
    let mut base = first;
    for line in &lines {
        canvas.write(style, LEFT, base, line);
        base += leading;
    }
    base - leading
}

/// `text` as the font can write it: what it lacks is left out, spaces are single.
fn clean(style: &Style, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // No more than this fits, of the narrowest letters.
    for c in text.chars().take(1_000) {
        match c {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => {}
            '\u{2011}' => out.push('-'),
            c if c.is_whitespace() && (out.is_empty() || out.ends_with(char::is_whitespace)) => {}
            '\u{a0}' | '\u{202f}' => out.push(c),
            c if c.is_whitespace() => out.push(' '),
            c if style.face().has(c) => out.push(c),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// `text` in lines of about the same width, `most` at the most; the last is shortened when they do not hold it.
fn wrapped(style: &Style, text: &str, most: usize) -> Vec<String> {
    if most == 0 {
        return Vec::new();
    }
    // No-break spaces keep words together.
    let words: Vec<(&str, i32)> = text.split(' ').map(|word| (word, style.width(word))).collect();
    let space = style.width(" ");
    let lines = |room: i32| {
        let (mut lines, mut start, mut width) = (Vec::new(), 0, 0);
        for (at, (_, word)) in words.iter().enumerate() {
            if at > start && width + space + word > room {
                lines.push(start..at);
                (start, width) = (at, 0);
            }
            width += word + if at > start { space } else { 0 };
        }
        lines.push(start..words.len());
        lines
    };
    let join = |range: std::ops::Range<usize>| words[range].iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" ");
    let widest = words.iter().map(|(_, width)| *width).max().unwrap_or(0);
    let greedy = lines(ROOM);
    if greedy.len() > most {
        let mut kept: Vec<String> = greedy[..most - 1].iter().cloned().map(join).collect();
        kept.push(join(greedy[most - 1].start..words.len()));
        return kept.iter().map(|line| shortened(style, line, ROOM)).collect();
    }
    // The narrowest that takes no more lines: no word is left alone on the last.
    let (mut narrow, mut wide) = (widest.min(ROOM), ROOM);
    while wide - narrow > 8 {
        let middle = (narrow + wide) / 2;
        if lines(middle).len() > greedy.len() { narrow = middle } else { wide = middle }
    }
    lines(wide).into_iter().map(|line| shortened(style, &join(line), ROOM)).collect()
}

/// `text`, its end replaced by `…` when it is wider than `room`.
fn shortened(style: &Style, text: &str, room: i32) -> String {
    if style.width(text) <= room {
        return text.to_owned();
    }
    let room = room - style.width("…");
    let mut end = text.len();
    // By whole steps first: a title may be a thousand characters.
    let mut low = 0;
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let mut high = ends.len();
    while low < high {
        let middle = (low + high).div_ceil(2);
        let at = ends.get(middle).copied().unwrap_or(text.len());
        if style.width(&text[..at]) <= room {
            low = middle;
            end = at;
        } else {
            high = middle - 1;
        }
    }
    if low == 0 {
        end = 0;
    }
    let kept = &text[..end];
    // Rather after a word than inside one, when that keeps most of the line.
    let word = kept.rfind(' ').filter(|at| at * 2 > end && text[end..].chars().next().is_some_and(|c| c != ' '));
    format!("{}…", word.map_or(kept, |at| &kept[..at]).trim_end_matches([' ', ',', ';', ':', '\u{a0}', '\u{202f}']))
}

/// A hole of the binder.
fn punch(canvas: &mut Canvas, x: i32, y: i32) {
    const RADIUS: i32 = 15;
    for dy in -RADIUS - 1..=RADIUS + 1 {
        for dx in -RADIUS - 1..=RADIUS + 1 {
            let level = disc(dx, dy, RADIUS);
            if level > 0 {
                canvas.set(x + dx, y + dy, BAND_INDEX | level);
            }
        }
    }
}

/// How much of a pixel a disc covers, from 0 to 3: sixteen points of it are tried.
fn disc(dx: i32, dy: i32, radius: i32) -> u8 {
    let reach = (8 * radius) * (8 * radius);
    let inside = (0..16).filter(|point| {
        let (x, y) = (8 * dx + 2 * (point % 4) - 3, 8 * dy + 2 * (point / 4) - 3);
        x * x + y * y <= reach
    });
    ((inside.count() as u8) * 3 + 8) / 16
}

/// The tab, from the band on.
fn tab(canvas: &mut Canvas, width: i32) {
    const RADIUS: i32 = 10;
    canvas.fill(BAND, TAB_TOP, width - RADIUS, TAB_HEIGHT, BAND_INDEX);
    canvas.fill(BAND + width - RADIUS, TAB_TOP + RADIUS, RADIUS, TAB_HEIGHT - 2 * RADIUS, BAND_INDEX);
    for dy in 0..RADIUS {
        for dx in 0..RADIUS {
            if disc(dx + 1, dy + 1, RADIUS) >= 2 {
                canvas.set(BAND + width - RADIUS + dx, TAB_TOP + RADIUS - 1 - dy, BAND_INDEX);
                canvas.set(BAND + width - RADIUS + dx, TAB_TOP + TAB_HEIGHT - RADIUS + dy, BAND_INDEX);
            }
        }
    }
}

fn palette(colours: &Colours) -> [Colour; 16] {
    let Colours { paper, ink, soft, line, band } = *colours;
    let on_band = if contrast(band, paper) >= contrast(band, ink) { paper } else { ink };
    let mix = |from: Colour, to: Colour, part: u32, of: u32| -> Colour {
        std::array::from_fn(|at| ((u32::from(from[at]) * (of - part) + u32::from(to[at]) * part + of / 2) / of) as u8)
    };
    std::array::from_fn(|index| match index as u32 {
        part @ 0..=7 => mix(paper, ink, part, 7),
        part @ 8..=11 => mix(band, on_band, part - 8, 3),
        12 => line,
        part => mix(paper, soft, part - 12, 3),
    })
}

/// How far apart two colours are in lightness, in whole numbers.
fn contrast(one: Colour, two: Colour) -> u32 {
    let light = |[red, green, blue]: Colour| 2126 * u32::from(red) + 7152 * u32::from(green) + 722 * u32::from(blue);
    light(one).abs_diff(light(two))
}
