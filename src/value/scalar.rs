//! What an unquoted YAML word is: the core schema of YAML 1.2, and dates.
//!
//! `yes`, `no`, `oui`, `on` stay text: a title may be one of them. Never looks at quoted text.

use jiff::civil::Date;

use super::Value;

/// The value of a plain scalar.
pub(super) fn plain(text: &str) -> Value {
    let Some(first) = text.bytes().next() else {
        return Value::Null;
    };
    let special = match first {
        b'~' | b'n' | b'N' => matches!(text, "~" | "null" | "Null" | "NULL").then_some(Value::Null),
        b't' | b'T' => matches!(text, "true" | "True" | "TRUE").then_some(Value::Boolean(true)),
        b'f' | b'F' => matches!(text, "false" | "False" | "FALSE").then_some(Value::Boolean(false)),
        b'0'..=b'9' => iso_date(text).map(Value::Date).or_else(|| number(text)),
        b'+' | b'-' | b'.' => number(text),
        _ => None,
    };
    special.unwrap_or_else(|| Value::Text(text.to_owned()))
}

/// `2026-01-10` and nothing else; a day that is not in the calendar is no date.
pub(super) fn iso_date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let digits = |range: std::ops::Range<usize>| {
        bytes[range].iter().try_fold(0i16, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i16::from(byte - b'0')))
    };
    let (year, month, day) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Whole and other numbers (YAML 1.2.2 §10.3.2); a whole number too long for 64 bits becomes a floating one.
fn number(text: &str) -> Option<Value> {
    if let Some(octal) = text.strip_prefix("0o") {
        return i64::from_str_radix(unsigned(octal)?, 8).ok().map(Value::Integer);
    }
    if let Some(hexadecimal) = text.strip_prefix("0x") {
        return i64::from_str_radix(unsigned(hexadecimal)?, 16).ok().map(Value::Integer);
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    match digits {
        ".inf" | ".Inf" | ".INF" => {
            let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
            return Some(Value::Number(sign * f64::INFINITY));
        }
        ".nan" | ".NaN" | ".NAN" if digits.len() == text.len() => {
            return Some(Value::Number(f64::NAN));
        }
        _ => {}
    }
    // Rust also reads `inf`, `1_0` is no number for either: only these bytes may be in one.
    let shaped = digits.bytes().any(|b| b.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'))
        && !digits.starts_with(['e', 'E', '+', '-']);
    if !shaped {
        return None;
    }
    if let Ok(integer) = text.parse() {
        return Some(Value::Integer(integer));
    }
    text.parse().ok().map(Value::Number)
}

/// Digits without a sign, which `from_str_radix` would accept.
fn unsigned(text: &str) -> Option<&str> {
    (!text.starts_with(['+', '-'])).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn core_schema() {
        let text = |word: &str| Value::Text(word.into());
        for (word, value) in [
            ("", Value::Null),
            ("~", Value::Null),
            ("null", Value::Null),
            ("nul", text("nul")),
            ("true", Value::Boolean(true)),
            ("False", Value::Boolean(false)),
            ("oui", text("oui")),
            ("no", text("no")),
            ("12", Value::Integer(12)),
            ("-3", Value::Integer(-3)),
            ("+3", Value::Integer(3)),
            ("010", Value::Integer(10)),
            ("0o17", Value::Integer(15)),
            ("0xff", Value::Integer(255)),
            ("0x-1", text("0x-1")),
            ("1.2", Value::Number(1.2)),
            ("1.", Value::Number(1.0)),
            (".5", Value::Number(0.5)),
            ("1e3", Value::Number(1000.0)),
            ("-.inf", Value::Number(f64::NEG_INFINITY)),
            ("1.2.3", text("1.2.3")),
            ("inf", text("inf")),
            ("-", text("-")),
            ("12 mois", text("12 mois")),
            ("99999999999999999999", Value::Number(1e20)),
            ("2026-01-10", Value::Date(jiff::civil::date(2026, 1, 10))),
            ("2026-02-30", text("2026-02-30")),
            ("2026-1-10", text("2026-1-10")),
            ("é026-01-1", text("é026-01-1")),
        ] {
            assert_eq!(plain(word), value, "{word}");
        }
        assert!(matches!(plain(".nan"), Value::Number(n) if n.is_nan()));
    }
}
