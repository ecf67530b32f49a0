//! `classeur review`: the sheets to review, by owner, as a table, JSON or a calendar. Nothing is published.

use std::io::Write;

use serde_json::json;

use crate::diagnostic::{Language, Severity};
use crate::output;
use crate::pipeline::Assembly;
use crate::site::{BuildOptions, Review, Site};
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
    let site = &assembly.site;
    let within = match &asked.within {
        None => site.config.review_within,
        Some(written) => match Period::parse(written) {
            Some(within) => within,
            None => {
                match language {
                    Language::French => {
                        anstream::eprintln!("erreur : `{written}` n’est pas une durée\n  aide : --within \"3 mois\"")
                    }
                    Language::English => {
                        anstream::eprintln!("error: `{written}` is not a length of time\n  help: --within \"3 months\"")
                    }
                }
                return super::USAGE;
            }
        },
    };
    let reviews = site.reviews(Some(within.after(date)));
    let text = match asked.format {
        ReviewFormat::Table => table(site, &reviews, language),
        ReviewFormat::Json => as_json(site, &reviews),
        ReviewFormat::Ics => output::review_calendar(site, &reviews),
    };
    // A reader that went away (`| head`) is no error of ours.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    super::OK
}

fn table(site: &Site, reviews: &[Review], language: Language) -> String {
    let french = language == Language::French;
    if reviews.is_empty() {
        return if french { "Aucune fiche à revoir.\n" } else { "No sheet to review.\n" }.into();
    }
    let mut out = String::new();
    for owner in site.review_owners(reviews) {
        let name = match (owner.name.is_empty(), french) {
            (false, _) => owner.name.as_str(),
            (true, true) => "Sans responsable",
            (true, false) => "Without an owner",
        };
        let gap = if out.is_empty() { "" } else { "\n" };
        out.push_str(&format!("{gap}{name}\n"));
        for review in &owner.reviews {
            let mark = match (review.late, french) {
                (true, true) => "à revoir",
                (true, false) => "due",
                (false, _) => "",
            };
            let due = review.due.map_or("          ".into(), |due| due.to_string());
            let path = &site.document_of(review.page).file.path;
            out.push_str(&format!("  {due}  {mark:8}  {}  ({path})\n", site.page(review.page).title));
        }
    }
    out
}

fn as_json(site: &Site, reviews: &[Review]) -> String {
    let all: Vec<_> = reviews
        .iter()
        .map(|review| {
            let page = site.page(review.page);
            json!({
                "owner": review.owner,
                "due": review.due.map(|due| due.to_string()),
                "late": review.late,
                "title": page.title,
                "file": site.document(page.document).file.path.as_str(),
                "url": site.absolute(&page.url),
            })
        })
        .collect();
    format!("{}\n", json!({"version": 1, "date": site.options.date.to_string(), "reviews": all}))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(date: jiff::civil::Date) -> Assembly {
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
        let site = &assembly.site;
        let reviews = site.reviews(Some(jiff::civil::date(2027, 2, 22)));
        let text = table(site, &reviews, Language::French);
        assert_eq!(
            text,
            "Élus\n  2027-01-01            Fiche, 2027-01-01  (content/b.md)\n\nZoé\n  2026-01-01  à revoir  Fiche, 2026-01-01  (content/a.md)\n"
        );
        let data: serde_json::Value = serde_json::from_str(&as_json(site, &reviews)).expect("JSON");
        assert_eq!((&data["reviews"][1]["late"], &data["reviews"][0]["late"]), (&json!(true), &json!(false)));
        let ics = output::review_calendar(site, &reviews);
        assert_eq!(ics.matches("BEGIN:VEVENT").count(), 2);
        assert!(
            ics.contains("DTSTART;VALUE=DATE:20270101\r\n")
                && ics.contains("SUMMARY:Revoir\u{a0}: Fiche\\, 2027-01-01\r\n")
        );
        assert!(ics.contains("UID:content-b-md@exemple.test\r\n"), "{ics}");
        assert!(ics.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(table(site, &[], Language::French), "Aucune fiche à revoir.\n");
    }
}
