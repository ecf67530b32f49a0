//! `classeur review`: the sheets to review, by owner, as a table, JSON or a calendar. Nothing is published.

use std::io::Write;

use jiff::civil::Date;
use serde_json::json;

use crate::diagnostic::{Language, Severity};
use crate::pipeline::Assembly;
use crate::site::{BuildOptions, Site};
use crate::value::Period;

use super::arguments::{Common, Format, ReviewArguments, ReviewFormat};
use super::report;

pub(super) fn run(common: &Common, asked: &ReviewArguments) -> u8 {
    let root = match report::site_folder(common) {
        Ok(root) => root,
        Err(code) => return code,
    };
    let date = common.date();
    let assembly = match Assembly::of_folder(&root, &BuildOptions::on(date), None) {
        Ok(assembly) => assembly,
        Err(problem) => {
            report::print(&[(Severity::Error, problem)], common.language(None), Format::Terminal);
            return super::USAGE;
        }
    };
    let language = common.language(Some(&assembly.site.config.language));
    let Some(within) = Period::parse(&asked.within) else {
        match language {
            Language::French => {
                anstream::eprintln!("erreur : `{}` n’est pas une durée\n  aide : --within \"3 mois\"", asked.within)
            }
            Language::English => {
                anstream::eprintln!("error: `{}` is not a length of time\n  help: --within \"3 months\"", asked.within)
            }
        }
        return super::USAGE;
    };
    let reviews = reviews(&assembly.site, within.after(date));
    let text = match asked.format {
        ReviewFormat::Table => table(&reviews, date, language),
        ReviewFormat::Json => as_json(&reviews, date),
        ReviewFormat::Ics => calendar(&reviews, &assembly.site, date),
    };
    // A reader that went away (`| head`) is no error of ours.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    super::OK
}

/// A sheet to review.
#[derive(Debug, Clone, PartialEq)]
struct Review {
    owner: String,
    due: Option<Date>,
    title: String,
    path: String,
    url: Option<String>,
}

/// The published sheets to review up to `until`, by owner then date. One that says `a-revoir` without a date is due.
fn reviews(site: &Site, until: Date) -> Vec<Review> {
    let mut reviews: Vec<Review> = site
        .published()
        .filter(|(_, page)| page.status != crate::config::Status::Archived)
        .filter(|(_, page)| page.review_due || page.review_on.is_some_and(|due| due <= until))
        .map(|(_, page)| {
            let document = site.document(page.document);
            Review {
                owner: document.meta.owner.clone().unwrap_or_default(),
                due: page.review_on,
                title: page.title.clone(),
                path: document.file.path.to_string(),
                url: site.absolute(&page.url),
            }
        })
        .collect();
    reviews.sort_by(|a, b| {
        (crate::site::sort_key(&a.owner), a.due, &a.path).cmp(&(crate::site::sort_key(&b.owner), b.due, &b.path))
    });
    reviews
}

fn table(reviews: &[Review], date: Date, language: Language) -> String {
    let french = language == Language::French;
    if reviews.is_empty() {
        return if french { "Aucune fiche à revoir.\n" } else { "No sheet to review.\n" }.into();
    }
    let mut out = String::new();
    let mut owner = None;
    for review in reviews {
        if owner != Some(&review.owner) {
            let name = match (review.owner.is_empty(), french) {
                (false, _) => review.owner.as_str(),
                (true, true) => "Sans responsable",
                (true, false) => "Without an owner",
            };
            let gap = if out.is_empty() { "" } else { "\n" };
            out.push_str(&format!("{gap}{name}\n"));
            owner = Some(&review.owner);
        }
        let late = review.due.is_none_or(|due| due <= date);
        let mark = match (late, french) {
            (true, true) => "à revoir",
            (true, false) => "due",
            (false, _) => "",
        };
        let due = review.due.map_or("          ".into(), |due| due.to_string());
        out.push_str(&format!("  {due}  {mark:8}  {}  ({})\n", review.title, review.path));
    }
    out
}

fn as_json(reviews: &[Review], date: Date) -> String {
    let all: Vec<_> = reviews
        .iter()
        .map(|review| {
            json!({
                "owner": review.owner, "due": review.due.map(|due| due.to_string()),
                "late": review.due.is_none_or(|due| due <= date), "title": review.title, "file": review.path, "url": review.url,
            })
        })
        .collect();
    format!("{}\n", json!({"version": 1, "date": date.to_string(), "reviews": all}))
}

/// RFC 5545: a day-long event a sheet, on the day its review is due, today when it has no date.
fn calendar(reviews: &[Review], site: &Site, date: Date) -> String {
    let day = |date: Date| date.strftime("%Y%m%d").to_string();
    let host = site.base_url.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or("classeur");
    let mut out = String::new();
    let mut line = |text: &str| out.push_str(&folded(text));
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line(concat!("PRODID:-//Classeur//Classeur ", env!("CARGO_PKG_VERSION"), "//FR"));
    for review in reviews {
        let due = review.due.unwrap_or(date);
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@{}", crate::source::slugify(&review.path), host));
        line(&format!("DTSTAMP:{}T000000Z", day(date)));
        line(&format!("DTSTART;VALUE=DATE:{}", day(due)));
        line(&format!("SUMMARY:{}", escaped(&format!("Revoir : {}", review.title))));
        let details =
            if review.owner.is_empty() { review.path.clone() } else { format!("{}\n{}", review.owner, review.path) };
        line(&format!("DESCRIPTION:{}", escaped(&details)));
        if let Some(url) = &review.url {
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

    fn site(date: Date) -> Assembly {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        };
        write("site.toml", "title = \"T\"\nbase_url = \"https://exemple.test/x/\"\n");
        let sheet = |owner: &str, due: &str, status: &str| {
            format!("---\ntitre: Fiche, {due}\nresponsable: {owner}\na_revoir_le: {due}\nstatut: {status}\n---\n")
        };
        write("content/a.md", &sheet("Zoé", "2026-01-01", "validee"));
        write("content/b.md", &sheet("Élus", "2027-01-01", "validee"));
        write("content/c.md", &sheet("Élus", "2027-06-01", "validee"));
        write("content/d.md", &sheet("Élus", "2026-01-01", "archivee"));
        write("content/e.md", &sheet("Élus", "2026-01-01", "brouillon"));
        Assembly::of_folder(folder.path(), &BuildOptions::on(date), None).expect("a site")
    }

    #[test]
    fn sheets_are_listed_by_owner_then_date() {
        let date = jiff::civil::date(2026, 11, 22);
        let assembly = site(date);
        let reviews = reviews(&assembly.site, jiff::civil::date(2027, 2, 22));
        let text = table(&reviews, date, Language::French);
        assert_eq!(
            text,
            "Élus\n  2027-01-01            Fiche, 2027-01-01  (content/b.md)\n\nZoé\n  2026-01-01  à revoir  Fiche, 2026-01-01  (content/a.md)\n"
        );
        let data: serde_json::Value = serde_json::from_str(&as_json(&reviews, date)).expect("JSON");
        assert_eq!((&data["reviews"][1]["late"], &data["reviews"][0]["late"]), (&json!(true), &json!(false)));
        let ics = calendar(&reviews, &assembly.site, date);
        assert_eq!(ics.matches("BEGIN:VEVENT").count(), 2);
        assert!(
            ics.contains("DTSTART;VALUE=DATE:20270101\r\n") && ics.contains("SUMMARY:Revoir : Fiche\\, 2027-01-01\r\n")
        );
        assert!(ics.contains("UID:content-b-md@exemple.test\r\n"), "{ics}");
        assert!(ics.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(table(&[], date, Language::French), "Aucune fiche à revoir.\n");
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let text = format!("SUMMARY:{}", "é".repeat(80));
        let folded = folded(&text);
        assert!(folded.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(folded.replace("\r\n ", "").trim_end(), text);
    }
}
