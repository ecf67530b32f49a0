//! Dates in words.

use jiff::civil::Date;

const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of month 1 to 12; `None` in a language we have no names for.
pub fn month_name(language: &str, month: i8) -> Option<&'static str> {
    let names = match language.get(..2)? {
        "fr" => FRENCH,
        "en" => ENGLISH,
        _ => return None,
    };
    names.get(usize::try_from(month - 1).ok()?).copied()
}

/// `22 novembre 2026`, `1er mars 2026`, `22 November 2026`; ISO in a language we have no names for.
pub fn long_date(date: Date, language: &str) -> String {
    let Some(month) = month_name(language, date.month()) else { return date.to_string() };
    // The day stays with its month at a line's end.
    match (date.day(), language.starts_with("fr")) {
        (1, true) => format!("1er\u{a0}{month} {}", date.year()),
        (day, _) => format!("{day}\u{a0}{month} {}", date.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_and_english() {
        let check = |date: (i16, i8, i8), language: &str, expected: &str| {
            assert_eq!(long_date(jiff::civil::date(date.0, date.1, date.2), language), expected)
        };
        check((2026, 11, 22), "fr", "22\u{a0}novembre 2026");
        check((2026, 3, 1), "fr-FR", "1er\u{a0}mars 2026");
        check((2026, 3, 1), "en", "1\u{a0}March 2026");
        check((2026, 3, 1), "br", "2026-03-01");
    }
}
