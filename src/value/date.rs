//! Dates as people write them, and lengths of time such as `12 mois`.
//!
//! Never asks what day it is.

use jiff::civil::Date;

use super::scalar::iso_date;

/// A date that was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenDate {
    /// Written `2026-01-10`, or with a time after it as other generators do.
    Iso(Date),
    /// Written otherwise, with one meaning: `22/11/2026`, `22 novembre 2026`.
    Loose(Date),
}

impl WrittenDate {
    /// The date.
    pub fn date(self) -> Date {
        match self {
            WrittenDate::Iso(date) | WrittenDate::Loose(date) => date,
        }
    }
}

/// The date `text` says: ISO, or day, month and year in that order, the month in figures or in French or English words.
/// A month without a day is its first. Two figures are no year, and `11/22/2026` is no date.
pub fn french_or_iso(text: &str) -> Option<WrittenDate> {
    let text = text.trim();
    if let Some(date) = text.get(..10).and_then(iso_date) {
        let rest = &text[10..];
        if rest.is_empty() || time(rest) {
            return Some(WrittenDate::Iso(date));
        }
        return None;
    }
    if text.len() > 40 {
        return None;
    }
    let parts: Vec<String> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | '.' | ','))
        .filter(|part| !part.is_empty())
        .map(crate::diagnostic::fold_key)
        .filter(|part| {
            !matches!(
                part.as_str(),
                "le" | "the" | "of" | "lundi" | "mardi" | "mercredi" | "jeudi" | "vendredi" | "samedi" | "dimanche"
            )
        })
        .collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let date = match parts[..] {
        [a, b, c] => ymd(c, b, a).or_else(|| ymd(a, b, c)).or_else(|| {
            // `November 22, 2026`: only a word can be a month in first place.
            month_name(a).and_then(|_| ymd(c, a, b))
        }),
        [a, b] => ymd(b, a, "1").or_else(|| ymd(a, b, "1")),
        _ => None,
    };
    date.map(WrittenDate::Loose)
}

fn ymd(year: &str, month: &str, day: &str) -> Option<Date> {
    if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let day = day
        .strip_suffix("er")
        .or_else(|| day.strip_suffix("th"))
        .or_else(|| day.strip_suffix("st"))
        .or_else(|| day.strip_suffix("nd"))
        .or_else(|| day.strip_suffix("rd"))
        .unwrap_or(day);
    let small = |text: &str| {
        (text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse::<i8>().ok()).flatten()
    };
    let month = month_name(month).or_else(|| small(month))?;
    Date::new(year.parse().ok()?, month, small(day)?).ok()
}

/// The number of a month from its folded name or abbreviation.
fn month_name(word: &str) -> Option<i8> {
    const MONTHS: [&[&str]; 12] = [
        &["janvier", "janv", "jan", "january"],
        &["fevrier", "fevr", "fev", "february", "feb"],
        &["mars", "march", "mar"],
        &["avril", "avr", "april", "apr"],
        &["mai", "may"],
        &["juin", "june", "jun"],
        &["juillet", "juil", "july", "jul"],
        &["aout", "august", "aug"],
        &["septembre", "sept", "sep", "september"],
        &["octobre", "oct", "october"],
        &["novembre", "nov", "november"],
        &["decembre", "dec", "december"],
    ];
    (1..).zip(MONTHS).find_map(|(number, names)| names.contains(&word).then_some(number))
}

/// Whether `text` is what follows a date in a timestamp: `T10:00:00Z`, ` 10:00:00 +0200`.
fn time(text: &str) -> bool {
    text.starts_with(['T', 't', ' '])
        && text.contains(':')
        && text[1..].bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'+' | b'-' | b'Z' | b'z' | b' '))
}

/// A length of time as people count it: months differ in length, so it is not a number of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Period {
    /// Months, twelve for a year.
    pub months: u32,
    /// Days, seven for a week.
    pub days: u32,
}

impl Period {
    /// Reads `12 mois`, `1 an`, `2 ans et 6 mois`, `6 months`, `90 jours`, `3 semaines`, `un an`.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > 60 {
            return None;
        }
        let folded = crate::diagnostic::fold_key(text.trim());
        let mut period = Period::default();
        let mut words = folded
            .split('_')
            .filter(|word| !matches!(*word, "et" | "and" | "tous" | "toutes" | "les" | "every"))
            .flat_map(digits_apart);
        let mut any = false;
        while let Some(amount) = words.next() {
            let amount =
                amount.parse::<u32>().ok().filter(|amount| *amount <= 100_000).or_else(|| number_word(amount))?;
            let (months, days) = match words.next()? {
                "an" | "ans" | "annee" | "annees" | "year" | "years" | "y" => (12, 0),
                "mois" | "month" | "months" | "m" => (1, 0),
                "semaine" | "semaines" | "sem" | "week" | "weeks" | "w" => (0, 7),
                "jour" | "jours" | "j" | "day" | "days" | "d" => (0, 1),
                _ => return None,
            };
            period.months += amount * months;
            period.days += amount * days;
            any = true;
        }
        any.then_some(period)
    }

    /// The day this long after `date`; the end of the month where the day does not exist; the last date there is
    /// rather than beyond it.
    pub fn after(self, date: Date) -> Date {
        let span =
            jiff::Span::new().try_months(i64::from(self.months)).and_then(|span| span.try_days(i64::from(self.days)));
        span.and_then(|span| date.checked_add(span)).unwrap_or(Date::MAX)
    }
}

/// `12mois` → `12`, `mois`.
fn digits_apart(word: &str) -> impl Iterator<Item = &str> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = word.split_at(digits);
    [number, unit].into_iter().filter(|part| !part.is_empty())
}

fn number_word(word: &str) -> Option<u32> {
    Some(match word {
        "un" | "une" | "one" | "a" => 1,
        "deux" | "two" => 2,
        "trois" | "three" => 3,
        "quatre" | "four" => 4,
        "cinq" | "five" => 5,
        "six" => 6,
        "douze" | "twelve" => 12,
        "dix" => 10,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates() {
        use WrittenDate::{Iso, Loose};
        let (november, march) = (date(2026, 11, 22), date(2026, 3, 1));
        for (text, expected) in [
            ("2026-11-22", Some(Iso(november))),
            ("2026-11-22T10:00:00Z", Some(Iso(november))),
            ("2026-11-22 10:00:00 +0200", Some(Iso(november))),
            ("2026-11-22x", None),
            ("22/11/2026", Some(Loose(november))),
            ("22-11-2026", Some(Loose(november))),
            ("22.11.2026", Some(Loose(november))),
            ("2026/11/22", Some(Loose(november))),
            ("22 novembre 2026", Some(Loose(november))),
            ("le dimanche 22 Novembre 2026", Some(Loose(november))),
            ("November 22, 2026", Some(Loose(november))),
            ("22 nov. 2026", Some(Loose(november))),
            ("1er mars 2026", Some(Loose(march))),
            ("mars 2026", Some(Loose(march))),
            ("03/2026", Some(Loose(march))),
            ("2026-03", Some(Loose(march))),
            ("1/3/2026", Some(Loose(march))),
            ("1er août 2026", Some(Loose(date(2026, 8, 1)))),
            ("11/22/2026", None),
            ("22/11/26", None),
            ("30 février 2026", None),
            ("2026", None),
            ("bientôt", None),
            ("", None),
        ] {
            assert_eq!(french_or_iso(text), expected, "{text}");
        }
    }

    #[test]
    fn periods() {
        let months = |months| Some(Period { months, days: 0 });
        let days = |days| Some(Period { months: 0, days });
        for (text, expected) in [
            ("12 mois", months(12)),
            ("1 an", months(12)),
            ("2 ans", months(24)),
            ("un an", months(12)),
            ("6 months", months(6)),
            ("2 ans et 6 mois", months(30)),
            ("tous les 6 mois", months(6)),
            ("18mois", months(18)),
            ("90 jours", days(90)),
            ("3 semaines", days(21)),
            ("12", None),
            ("mois", None),
            ("", None),
            ("12 lunes", None),
            ("99999999 ans", None),
        ] {
            assert_eq!(Period::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn after() {
        let check = |text: &str, from: Date, to: Date| {
            let period = Period::parse(text).expect("a test's period");
            assert_eq!(period.after(from), to, "{text}");
        };
        check("1 mois", date(2026, 1, 31), date(2026, 2, 28));
        check("12 mois", date(2024, 2, 29), date(2025, 2, 28));
        check("90 jours", date(2026, 1, 10), date(2026, 4, 10));
        check("100000 ans", date(2026, 1, 10), Date::MAX);
    }
}
