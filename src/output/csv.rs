//! Writing CSV that spreadsheets set to French open as it is: UTF-8 told by its mark, `;`, CRLF, no formula.

use crate::source::first_of;

/// What UTF-8 begins with for spreadsheets to know it.
pub(super) const MARK: char = '\u{feff}';

/// A line.
pub(super) fn line<S: AsRef<str>>(out: &mut String, values: impl IntoIterator<Item = S>) {
    for (at, value) in values.into_iter().enumerate() {
        if at > 0 {
            out.push(';');
        }
        push(out, value.as_ref());
    }
    out.push_str("\r\n");
}

/// A value that no spreadsheet takes for a formula or for two.
fn push(out: &mut String, value: &str) {
    let formula =
        value.starts_with(['=', '+', '@', '\t', '\r']) || (value.starts_with('-') && value.parse::<f64>().is_err());
    let quoted = first_of::<b';', b'"', b'\n', b'\r', b'\r', 0>(value.as_bytes()).is_some();
    if quoted {
        out.push('"');
    }
    if formula {
        out.push('\'');
    }
    if value.contains('"') {
        out.push_str(&value.replace('"', "\"\""));
    } else {
        out.push_str(value);
    }
    if quoted {
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        for (value, wanted) in [
            ("a b", "a b"),
            ("a;b", "\"a;b\""),
            ("a\"b", "\"a\"\"b\""),
            ("a\nb", "\"a\nb\""),
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+33 1", "'+33 1"),
            ("-3", "-3"),
            ("-3 %", "'-3 %"),
            ("=a;b", "\"'=a;b\""),
            ("\t=a", "'\t=a"),
        ] {
            let mut out = String::new();
            line(&mut out, [value]);
            assert_eq!(out, format!("{wanted}\r\n"), "{value}");
        }
    }
}
