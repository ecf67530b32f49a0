//! The colours of cards: those of the theme and of `[extra.tokens]`, where they are written in a form we read.

use crate::site::Site;
use crate::value::{Table, Value};

use super::canvas::Colour;
use super::layout::Colours;

/// Those of the theme that comes with Classeur.
pub(super) const DEFAULTS: Colours = Colours {
    paper: [0xff, 0xfd, 0xf8],
    ink: [0x1f, 0x23, 0x28],
    soft: [0x56, 0x5a, 0x5f],
    line: [0xd8, 0xd0, 0xc0],
    band: [0x54, 0x5d, 0x68],
};

/// The colours of a sheet of kind `kind`.
pub(super) fn of_kind(site: &Site, kind: &str) -> Colours {
    let tokens = match site.theme.extra.get("tokens").map(|node| &node.value) {
        Some(Value::Table(tokens)) => tokens,
        _ => return DEFAULTS,
    };
    let one = |name: &str| token(tokens, name);
    Colours {
        paper: one("paper").unwrap_or(DEFAULTS.paper),
        ink: one("ink").unwrap_or(DEFAULTS.ink),
        soft: one("soft").unwrap_or(DEFAULTS.soft),
        line: one("line").unwrap_or(DEFAULTS.line),
        // A kind that a site declares has the colour of pages unless it has a token too.
        band: one(kind).or_else(|| one("page")).unwrap_or(DEFAULTS.band),
    }
}

fn token(tokens: &Table, name: &str) -> Option<Colour> {
    match &tokens.get(name)?.value {
        Value::Text(written) => read(written),
        _ => None,
    }
}

/// `#rgb`, `#rrggbb`, `rgb(1 2 3)`, `rgb(1, 2, 3)`.
fn read(written: &str) -> Option<Colour> {
    let written = written.trim();
    if let Some(digits) = written.strip_prefix('#') {
        let digit = |at: usize| u8::from_str_radix(digits.get(at..=at)?, 16).ok();
        return match digits.len() {
            3 => Some([digit(0)? * 17, digit(1)? * 17, digit(2)? * 17]),
            6 => Some([digit(0)? * 16 + digit(1)?, digit(2)? * 16 + digit(3)?, digit(4)? * 16 + digit(5)?]),
            _ => None,
        };
    }
    let inside = written.strip_prefix("rgb(")?.strip_suffix(')')?;
    let parts: Vec<u8> =
        inside.split([',', ' ']).filter(|part| !part.is_empty()).map(str::parse).collect::<Result<_, _>>().ok()?;
    parts.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_colours() {
        assert_eq!(read("#1d6849"), Some([0x1d, 0x68, 0x49]));
        assert_eq!(read(" #FFF "), Some([255, 255, 255]));
        assert_eq!(read("rgb(1, 2,3)"), Some([1, 2, 3]));
        assert_eq!(read("rgb(1 2 3)"), Some([1, 2, 3]));
        for other in ["", "#", "#12345", "#é12", "red", "rgb(300 0 0)", "rgb(1 2)", "oklch(1 2 3)"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
