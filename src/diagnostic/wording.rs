//! What both languages share when they write about an author's data: quoting, shortening, numbers, lists.
//!
//! Whatever comes from a file is made harmless here, so that no message can move a terminal's cursor. Owns no sentence.

use super::Language;

/// Quoted values longer than this many characters are cut: the place shows the rest.
const LONGEST: usize = 120;

/// `value` in backticks, on one line, without control characters, cut when it is very long.
/// A value that holds backticks itself is left bare.
pub(super) fn quote(value: &str) -> String {
    let value = one_line(value);
    if value.contains('`') { value } else { format!("`{value}`") }
}

/// `value` on one line, trimmed, without control characters, cut when it is very long.
pub(super) fn one_line(value: &str) -> String {
    let mut chars = value.trim().chars();
    let mut out: String =
        chars.by_ref().take(LONGEST).map(|c| if c == '\n' || c == '\t' { ' ' } else { visible(c) }).collect();
    if chars.next().is_some() {
        out.push('…');
    }
    out
}

/// The first line of another library's message, without the final period that titles do not have.
pub(super) fn message(text: &str) -> String {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    one_line(first.trim_end_matches('.'))
}

/// What stands for `c` where control characters must not act: a picture of it, or U+FFFD for what changes the
/// direction of a text. `\n` and `\t` too have pictures: who wants them as they are asks before.
pub(super) fn visible(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        // Marks the place in the terminal renderer, so that it cannot come from anywhere else.
        '\u{e000}' => '\u{fffd}',
        other => other,
    }
}

/// `text` with every control character but line ends made visible.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { c } else { visible(c) }).collect()
}

/// Quoted `values` as a list that ends with `last` (« ou », "or"); at most eight, then `…`.
pub(super) fn list(values: &[String], last: &str) -> String {
    let quoted: Vec<String> = values.iter().take(8).map(|value| quote(value)).collect();
    match quoted.split_last() {
        Some((end, rest)) if !rest.is_empty() && values.len() <= 8 => format!("{} {last} {end}", rest.join(", ")),
        _ if values.len() > 8 => format!("{}…", quoted.join(", ")),
        _ => quoted.join(", "),
    }
}

/// Quoted steps, one leading to the next.
pub(super) fn chain(steps: &[String]) -> String {
    steps.iter().map(|step| quote(step)).collect::<Vec<_>>().join(" → ")
}

/// A whole number, its thousands apart as the language has it.
pub fn number(value: u64, language: Language) -> String {
    let separator = match language {
        Language::French => '\u{202f}',
        Language::English => ',',
    };
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A length in bytes, in the largest decimal unit that keeps a whole part.
pub fn size(bytes: u64, language: Language) -> String {
    let (units, point) = match language {
        Language::French => (["octets", "ko", "Mo", "Go"], ','),
        Language::English => (["bytes", "kB", "MB", "GB"], '.'),
    };
    let (step, unit) = match bytes {
        0..1_000 => return format!("{bytes}\u{a0}{}", units[0]),
        1_000..1_000_000 => (1_000, units[1]),
        1_000_000..1_000_000_000 => (1_000_000, units[2]),
        _ => (1_000_000_000, units[3]),
    };
    let tenths = bytes / (step / 10);
    let whole = number(tenths / 10, language);
    match tenths % 10 {
        0 => format!("{whole}\u{a0}{unit}"),
        tenth => format!("{whole}{point}{tenth}\u{a0}{unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_made_harmless() {
        assert_eq!(quote("a\u{1b}[31mb\nc"), "`a␛[31mb c`");
        assert_eq!(quote("a`b"), "a`b");
        assert_eq!(quote("\u{9b}31m\u{202e}x"), "`\u{fffd}31m\u{fffd}x`");
        assert_eq!(quote(&"x".repeat(10_000)).chars().count(), LONGEST + 3);
        assert_eq!(message("\n  bad thing.\nat line 3"), "bad thing");
    }

    #[test]
    fn lists() {
        let words = |n: usize| (0..n).map(|i| i.to_string()).collect::<Vec<_>>();
        assert_eq!(list(&words(0), "ou"), "");
        assert_eq!(list(&words(1), "ou"), "`0`");
        assert_eq!(list(&words(3), "ou"), "`0`, `1` ou `2`");
        assert!(list(&words(12), "ou").ends_with("`7`…"));
    }

    #[test]
    fn numbers() {
        assert_eq!(number(0, Language::French), "0");
        assert_eq!(number(1_234_567, Language::French), "1\u{202f}234\u{202f}567");
        assert_eq!(number(123_456, Language::English), "123,456");
        assert_eq!(size(33_554_432, Language::French), "33,5\u{a0}Mo");
        assert_eq!(size(2_000, Language::English), "2\u{a0}kB");
        assert_eq!(size(12, Language::English), "12\u{a0}bytes");
    }
}
