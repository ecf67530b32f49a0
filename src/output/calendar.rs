//! Reviews as a calendar (RFC 5545): a day-long event a sheet, on the day its review is due, the day of the build when
//! it has no date.

use jiff::civil::Date;

use crate::site::{Review, Site};

/// The calendar of `reviews`.
pub fn review_calendar(site: &Site, reviews: &[Review]) -> String {
    let day = |date: Date| date.strftime("%Y%m%d").to_string();
    let date = site.options.date;
    let host = site.base_url.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or("classeur");
    let review = if site.config.language.starts_with("en") { "Review: " } else { "Revoir\u{a0}: " };
    let mut out = String::new();
    let mut line = |text: &str| out.push_str(&folded(text));
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line(concat!("PRODID:-//Classeur//Classeur ", env!("CARGO_PKG_VERSION"), "//FR"));
    for Review { page, owner, due, .. } in reviews {
        let page = site.page(*page);
        let path = &site.document(page.document).file.path;
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@{}", crate::source::slugify(path.as_str()), host));
        line(&format!("DTSTAMP:{}T000000Z", day(date)));
        line(&format!("DTSTART;VALUE=DATE:{}", day(due.unwrap_or(date))));
        line(&format!("SUMMARY:{}", escaped(&format!("{review}{}", page.title))));
        let details = if owner.is_empty() { path.to_string() } else { format!("{owner}\n{path}") };
        line(&format!("DESCRIPTION:{}", escaped(&details)));
        if let Some(url) = site.absolute(&page.url) {
            line(&format!("URL:{url}"));
        }
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A content line in pieces of at most 75 bytes, the following ones after a space.
fn folded(text: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let text = format!("SUMMARY:{}", "é".repeat(80));
        let folded = folded(&text);
        assert!(folded.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(folded.replace("\r\n ", "").trim_end(), text);
    }
}
