//! Durations as authors write them (`4 semaines`, `2 à 3 heures`), and their sum.
//!
//! Units of different natures are not converted: a month is not four weeks, a working day is not twenty-four hours.

/// A unit of time, shortest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// A duration: for each unit, between so many and so many.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Duration {
    /// Unit, least, most; longest unit first, each unit once.
    pub parts: Vec<(Unit, f64, f64)>,
}

impl Duration {
    /// Reads `4 semaines`, `2 à 3 h`, `1 mois et demi`, `une semaine`; `None` for words that say no length.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.to_lowercase().replace(['\u{a0}', '\u{202f}'], " ").replace(['–', '—'], "-");
        let spaced = separate(&in_digits(&text));
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let mut duration = Duration::default();
        let mut numbers: Vec<f64> = Vec::new();
        let mut last = None;
        for word in words {
            let word = word.trim_end_matches(['.', ',', ';']);
            if let Some(number) = number(word) {
                numbers.push(number);
            } else if let Some(unit) = unit(word) {
                let (Some(first), Some(second)) = (numbers.first().copied(), numbers.last().copied()) else { continue };
                duration.add(unit, first, second.max(first));
                numbers.clear();
                last = Some(unit);
            } else if matches!(word, "demi" | "demie") {
                if let Some(unit) = last {
                    duration.add(unit, 0.5, 0.5);
                } else {
                    numbers.push(0.5);
                }
            } else if !matches!(word, "à" | "a" | "-" | "ou" | "et" | "to" | "and" | "environ" | "de" | "entre") {
                numbers.clear();
            }
        }
        (!duration.parts.is_empty()).then_some(duration)
    }

    /// Adds another.
    pub fn plus(&mut self, other: &Duration) {
        for (unit, least, most) in &other.parts {
            self.add(*unit, *least, *most);
        }
    }

    fn add(&mut self, unit: Unit, least: f64, most: f64) {
        match self.parts.iter_mut().find(|(known, ..)| *known == unit) {
            Some(part) => {
                part.1 += least;
                part.2 += most;
            }
            None => {
                self.parts.push((unit, least, most));
                self.parts.sort_by_key(|(unit, ..)| std::cmp::Reverse(*unit));
            }
        }
    }

    /// In words: `3 mois et 2 semaines`, `2 à 3 heures`.
    pub fn words(&self, language: &str) -> String {
        let english = language.starts_with("en");
        let number = |value: f64| {
            let text = format!("{}", (value * 100.0).round() / 100.0);
            if english { text } else { text.replace('.', ",") }
        };
        let part = |(unit, least, most): &(Unit, f64, f64)| {
            let plural = if english { *most != 1.0 } else { *most >= 2.0 };
            let range = if least == most {
                number(*least)
            } else if english {
                format!("{} to {}", number(*least), number(*most))
            } else {
                format!("{} à {}", number(*least), number(*most))
            };
            format!("{range}\u{a0}{}", unit.word(english, plural))
        };
        let parts: Vec<String> = self.parts.iter().map(part).collect();
        parts.join(if english { " and " } else { " et " })
    }

    /// The longest it may be, in days; a month counts for thirty.
    pub fn most_days(&self) -> f64 {
        let days = |unit: Unit| match unit {
            Unit::Minute => 1.0 / 1440.0,
            Unit::Hour => 1.0 / 24.0,
            Unit::Day => 1.0,
            Unit::Week => 7.0,
            Unit::Month => 30.0,
            Unit::Year => 365.0,
        };
        self.parts.iter().map(|(unit, _, most)| days(*unit) * most).sum()
    }

    /// As ISO 8601 writes it (`P40W`, `P3M14D`); `None` for a range or a fraction, which it cannot say.
    pub fn iso(&self) -> Option<String> {
        if self.parts.iter().any(|(_, least, most)| least != most || least.fract() != 0.0) {
            return None;
        }
        if let [(Unit::Week, weeks, _)] = self.parts[..] {
            return Some(format!("P{weeks}W"));
        }
        let of =
            |wanted: Unit| self.parts.iter().find(|(unit, ..)| *unit == wanted).map_or(0.0, |(_, count, _)| *count);
        let days = of(Unit::Day) + 7.0 * of(Unit::Week);
        let mut date = String::new();
        let mut time = String::new();
        for (count, letter) in [(of(Unit::Year), 'Y'), (of(Unit::Month), 'M'), (days, 'D')] {
            if count > 0.0 {
                date.push_str(&format!("{count}{letter}"));
            }
        }
        for (count, letter) in [(of(Unit::Hour), 'H'), (of(Unit::Minute), 'M')] {
            if count > 0.0 {
                time.push_str(&format!("{count}{letter}"));
            }
        }
        let time = if time.is_empty() { time } else { format!("T{time}") };
        (!date.is_empty() || !time.is_empty()).then(|| format!("P{date}{time}"))
    }
}

impl Unit {
    fn word(self, english: bool, plural: bool) -> &'static str {
        match (self, english, plural) {
            (Unit::Minute, _, false) => "minute",
            (Unit::Minute, _, true) => "minutes",
            (Unit::Hour, false, false) => "heure",
            (Unit::Hour, false, true) => "heures",
            (Unit::Hour, true, false) => "hour",
            (Unit::Hour, true, true) => "hours",
            (Unit::Day, false, false) => "jour",
            (Unit::Day, false, true) => "jours",
            (Unit::Day, true, false) => "day",
            (Unit::Day, true, true) => "days",
            (Unit::Week, false, false) => "semaine",
            (Unit::Week, false, true) => "semaines",
            (Unit::Week, true, false) => "week",
            (Unit::Week, true, true) => "weeks",
            (Unit::Month, false, _) => "mois",
            (Unit::Month, true, false) => "month",
            (Unit::Month, true, true) => "months",
            (Unit::Year, false, false) => "an",
            (Unit::Year, false, true) => "ans",
            (Unit::Year, true, false) => "year",
            (Unit::Year, true, true) => "years",
        }
    }
}

/// A space between digits and letters, and around dashes: `2h30` → `2 h 30`.
fn separate(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for c in text.chars() {
        let turn = (before.is_ascii_digit() && c.is_alphabetic()) || (before.is_alphabetic() && c.is_ascii_digit());
        if turn || c == '-' || before == '-' {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out
}

/// Numerals of several words in digits, before dashes part them: `vingt-quatre` → `24`.
fn in_digits(text: &str) -> String {
    let compound = |word: &str| {
        let (tens, rest) = word.split_once('-')?;
        let rest = rest.strip_prefix("et-").unwrap_or(rest);
        let sum = number(tens).filter(|tens| *tens >= 10.0)? + number(rest).filter(|unit| *unit < 10.0)?;
        word.starts_with(char::is_alphabetic).then(|| format!("{sum}"))
    };
    let words: Vec<String> =
        text.split_whitespace().map(|word| compound(word).unwrap_or_else(|| word.to_owned())).collect();
    words.join(" ")
}

fn number(word: &str) -> Option<f64> {
    let known = [
        "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
        "quatorze", "quinze", "seize",
    ];
    if let Some(at) = known.iter().position(|name| *name == word) {
        return Some(at as f64 + 1.0);
    }
    match word {
        "une" | "one" => Some(1.0),
        "vingt" => Some(20.0),
        "trente" => Some(30.0),
        "quarante" => Some(40.0),
        "cinquante" => Some(50.0),
        "soixante" => Some(60.0),
        _ if word.starts_with(|c: char| c.is_ascii_digit()) => {
            word.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite() && *number < 1e6)
        }
        _ => None,
    }
}

fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "min" | "mn" | "minute" | "minutes" => Unit::Minute,
        "h" | "heure" | "heures" | "hour" | "hours" => Unit::Hour,
        "j" | "jour" | "jours" | "journée" | "journées" | "day" | "days" => Unit::Day,
        "sem" | "semaine" | "semaines" | "week" | "weeks" => Unit::Week,
        "mois" | "month" | "months" => Unit::Month,
        "an" | "ans" | "année" | "années" | "year" | "years" => Unit::Year,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(texts: &[&str]) -> Duration {
        let mut total = Duration::default();
        for text in texts {
            total.plus(&Duration::read(text).unwrap_or_else(|| panic!("{text} says a length")));
        }
        total
    }

    #[test]
    fn durations_as_authors_write_them() {
        let check = |text: &str, words: Option<&str>| {
            let words = words.map(|words| words.replace('_', "\u{a0}"));
            assert_eq!(Duration::read(text).map(|read| read.words("fr")), words, "{text}");
        };
        check("4 semaines", Some("4_semaines"));
        check("une semaine", Some("1_semaine"));
        check("2 à 3 heures", Some("2 à 3_heures"));
        check("2-3 h", Some("2 à 3_heures"));
        check("1 mois et demi", Some("1,5_mois"));
        check("2,5 jours.", Some("2,5_jours"));
        check("3 mois et 2 semaines", Some("3_mois et 2_semaines"));
        check("6\u{a0}semaines", Some("6_semaines"));
        check("Douze à vingt-quatre mois jusqu'au premier versement", Some("12 à 24_mois"));
        check("trente-et-un jours", Some("31_jours"));
        check("dix-huit mois", Some("18_mois"));
        check("dix-douze jours", Some("10 à 12_jours"));
        check("selon les équipes", None);
        check("", None);
    }

    #[test]
    fn sums_keep_units_apart() {
        assert_eq!(sum(&["4 semaines", "6 semaines", "10 semaines"]).words("fr"), "20\u{a0}semaines");
        assert_eq!(sum(&["1 mois", "2 à 3 semaines", "1 semaine"]).words("fr"), "1\u{a0}mois et 3 à 4\u{a0}semaines");
        assert_eq!(sum(&["1 day", "2 days"]).words("en"), "3\u{a0}days");
    }

    #[test]
    fn iso_says_only_what_it_can() {
        assert_eq!(sum(&["4 semaines", "6 semaines"]).iso().as_deref(), Some("P10W"));
        assert_eq!(sum(&["3 mois", "2 semaines"]).iso().as_deref(), Some("P3M14D"));
        assert_eq!(sum(&["2 h", "30 min"]).iso().as_deref(), Some("PT2H30M"));
        assert_eq!(sum(&["2 à 3 heures"]).iso(), None);
        assert_eq!(sum(&["1,5 mois"]).iso(), None);
    }
}
