//! Numbers without the digits that no browser reads.
//!
//! Nothing is rounded that a browser would tell from what was written: edges that meet by a hair would part.

/// Digits that a browser reads of a number: it keeps 24 bits of it.
const DIGITS: usize = 9;

/// A number alone, shorter; `None` when it is no plain number.
pub(super) fn number(value: &str) -> Option<String> {
    let value = value.trim();
    let (length, plain) = scan(value)?;
    (length == value.len() && plain).then(|| short(value))
}

/// The data of a path, or the points of a polygon, shorter; `None` when it cannot be read to its end.
pub(super) fn path(data: &str) -> Option<String> {
    let mut out = String::with_capacity(data.len());
    let mut rest = data;
    let (mut command, mut argument) = (' ', 0);
    let mut before: Option<String> = None;
    loop {
        rest = rest.trim_start_matches([' ', ',', '\t', '\n', '\r']);
        let Some(next) = rest.chars().next() else {
            return Some(out);
        };
        if next.is_ascii_alphabetic() && next != 'e' {
            (command, argument, before) = (next, 0, None);
            out.push(next);
            rest = &rest[1..];
            continue;
        }
        // The two flags of an arc may be followed by a number without a space.
        let flag = command.eq_ignore_ascii_case(&'a') && matches!(argument % 7, 3 | 4);
        let (length, plain) = if flag { (1, matches!(next, '0' | '1')) } else { scan(rest)? };
        if flag && !plain {
            return None;
        }
        let written = if plain && !flag { short(&rest[..length]) } else { rest[..length].to_owned() };
        let joined = match &before {
            None => true,
            Some(_) if flag => false,
            Some(before) => written.starts_with('-') || written.starts_with('.') && before.contains(['.', 'e', 'E']),
        };
        if !joined {
            out.push(' ');
        }
        out.push_str(&written);
        // A flag is followed by a space, for readers that do not know better.
        before = Some(if flag { String::new() } else { written });
        rest = &rest[length..];
        argument += 1;
    }
}

/// The length of the number that `text` starts with, and whether it has no exponent.
fn scan(text: &str) -> Option<(usize, bool)> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut at = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let whole = digits(at);
    at += whole;
    let mut decimals = 0;
    if bytes.get(at) == Some(&b'.') {
        decimals = digits(at + 1);
        at += 1 + decimals;
    }
    if whole + decimals == 0 {
        return None;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits(at + 1 + sign);
        if exponent > 0 {
            return Some((at + 1 + sign + exponent, false));
        }
    }
    Some((at, true))
}

/// A plain number without the zeros, the sign and the digits that say nothing.
fn short(text: &str) -> String {
    let negative = text.starts_with('-');
    let text = text.trim_start_matches(['+', '-']);
    let (whole, tail) = text.split_once('.').unwrap_or((text, ""));
    let whole = whole.trim_start_matches('0');
    // Zeros before the first digit that counts do not count.
    let small = if whole.is_empty() { tail.len() - tail.trim_start_matches('0').len() } else { 0 };
    let decimals = (DIGITS + small).saturating_sub(whole.len());
    let rounded = match tail.len() > decimals && whole.len() <= DIGITS {
        true => text.parse::<f64>().map_or_else(|_| text.to_owned(), |value| format!("{value:.decimals$}")),
        false => text.to_owned(),
    };
    let (whole, tail) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let (whole, tail) = (whole.trim_start_matches('0'), tail.trim_end_matches('0'));
    let sign = if negative && !(whole.is_empty() && tail.is_empty()) { "-" } else { "" };
    match (whole, tail) {
        ("", "") => "0".to_owned(),
        (whole, "") => format!("{sign}{whole}"),
        (whole, tail) => format!("{sign}{whole}.{tail}"),
    }
}
