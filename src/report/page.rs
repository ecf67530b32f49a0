//! The report as one page of HTML that needs nothing else: no script, no other file. What to do first stands first.

use crate::config::Conformance;
use crate::diagnostic::{Diagnostic, Language, Severity, criteria, number, size};
use crate::render::long_date;

use super::family;
use super::style::STYLE;
use super::{Criterion, DECIDED, JUDGED, PROVIDED, REFUSED, Report, Weight};

/// So many of the heaviest pages are shown at once; the others are unfolded.
const HEAVIEST: usize = 10;

/// The page.
pub fn html(report: &Report<'_>, language: Language) -> String {
    let mut page = Page { out: String::new(), language, report };
    page.whole();
    page.out
}

struct Page<'a> {
    out: String,
    language: Language,
    report: &'a Report<'a>,
}

/// Text as HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A message as HTML: what stands between backquotes is code.
fn message(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escaped(text);
    }
    let part = |(at, part): (usize, &&str)| match at % 2 {
        0 => escaped(part),
        _ => format!("<code>{}</code>", escaped(part)),
    };
    parts.iter().enumerate().map(part).collect()
}

impl Page<'_> {
    /// The words of the language.
    fn say(&self, fr: &'static str, en: &'static str) -> &'static str {
        if self.language == Language::French { fr } else { en }
    }

    fn heading(&mut self, id: &str, fr: &'static str, en: &'static str) {
        let text = self.say(fr, en);
        self.out.push_str(&format!("<h2 id=\"{id}\">{text}</h2>\n"));
    }

    fn text(&mut self, fr: &'static str, en: &'static str) {
        let text = self.say(fr, en);
        self.out.push_str(&format!("<p>{text}</p>\n"));
    }

    /// Opens a table: its caption, then its columns; those of `numbers` hold numbers.
    fn table(&mut self, caption: &str, columns: &[&str], numbers: usize) {
        let caption = escaped(caption);
        self.out.push_str(&format!(
            "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\">\n<table><caption>{caption}</caption>\n<thead><tr>"
        ));
        for (at, column) in columns.iter().enumerate() {
            let class = if at + numbers >= columns.len() { " class=\"n\"" } else { "" };
            self.out.push_str(&format!("<th scope=\"col\"{class}>{column}</th>"));
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
    }

    fn date(&self, date: jiff::civil::Date) -> String {
        format!("<time datetime=\"{date}\">{}</time>", long_date(date, self.say("fr", "en")))
    }

    fn end_table(&mut self) {
        self.out.push_str("</tbody></table></div>\n");
    }

    fn whole(&mut self) {
        let site = self.report.site;
        let lang = self.say("fr", "en");
        let name = self.say("Rapport", "Report");
        let title = escaped(&self.report.typeset(&site.config.title));
        let (colon, date) = (self.say("\u{a0}:", ":"), self.date(site.options.date));
        self.out.push_str(&format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n<title>{name}{colon} {title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{name}{colon} {title}</h1>\n<p>{date}</p>\n"
        ));
        self.summary();
        self.heading("corriger", "À corriger", "To be mended");
        self.problems(|diagnostic| diagnostic.code().family() != "licence");
        self.heading("licences", "Licences", "Licences");
        self.problems(|diagnostic| diagnostic.code().family() == "licence");
        self.reviews();
        self.drafts();
        self.weights();
        self.accessibility();
        self.out.push_str("</main>\n</body>\n</html>\n");
    }

    fn summary(&mut self) {
        let report = self.report;
        let heavy = report.weights.iter().filter(|weight| report.too_heavy(weight)).count();
        let late = report.reviews.iter().filter(|review| review.late).count();
        let rows = [
            ("Pages publiées", "Pages published", report.site.published().count(), "poids"),
            ("Brouillons", "Drafts", report.drafts.len(), "brouillons"),
            ("Erreurs", "Errors", report.count(Severity::Error), "corriger"),
            ("Avertissements", "Warnings", report.count(Severity::Warning), "corriger"),
            ("Relectures en retard", "Reviews overdue", late, "relectures"),
            ("Pages au-delà du budget", "Pages beyond the budget", heavy, "poids"),
            ("Critères à juger par une personne", "Criteria for a person to judge", JUDGED.len(), "accessibilite"),
        ];
        self.heading("resume", "En bref", "In short");
        self.out.push_str("<dl>\n");
        for (fr, en, count, to) in rows {
            let (words, count) = (self.say(fr, en), number(count as u64, self.language));
            self.out.push_str(&format!("<dt>{words}</dt><dd><a href=\"#{to}\">{count}</a></dd>\n"));
        }
        if let Some(state) = report.conformance {
            let words = self.say("Accessibilité, état de conformité", "Accessibility, state of conformance");
            let state = match state {
                Conformance::None => self.say("non conforme", "not conformant"),
                Conformance::Partial => self.say("partiellement conforme", "partly conformant"),
                Conformance::Full => self.say("totalement conforme", "fully conformant"),
            };
            self.out.push_str(&format!("<dt>{words}</dt><dd>{state}</dd>\n"));
        }
        self.out.push_str("</dl>\n");
    }

    /// What is wrong among what `wanted` keeps: families with most errors first, each by file.
    fn problems(&mut self, wanted: fn(&Diagnostic) -> bool) {
        let mut families: Vec<(&str, Vec<&(Severity, Diagnostic)>)> = Vec::new();
        for found in self.report.diagnostics.iter().filter(|(_, diagnostic)| wanted(diagnostic)) {
            let family = found.1.code().family();
            match families.iter_mut().find(|(name, _)| *name == family) {
                Some((_, all)) => all.push(found),
                None => families.push((family, vec![found])),
            }
        }
        if families.is_empty() {
            return self.text("Rien à signaler.", "Nothing to report.");
        }
        let errors = |all: &[&(Severity, Diagnostic)]| all.iter().filter(|(of, _)| *of == Severity::Error).count();
        families.sort_by_key(|(name, all)| (std::cmp::Reverse(errors(all)), *name));
        for (family, all) in families {
            let count = number(all.len() as u64, self.language);
            let columns = [self.say("Où", "Where"), self.say("Gravité", "Severity"), self.say("Quoi", "What")];
            let name = family::name(family, self.language);
            self.table(&format!("{name} ({count})"), &columns, 0);
            for (severity, diagnostic) in all {
                self.problem(*severity, diagnostic);
            }
            self.end_table();
        }
    }

    fn problem(&mut self, severity: Severity, diagnostic: &Diagnostic) {
        let place = match &diagnostic.place {
            Some(place) => {
                let at = place.line_column();
                format!("{}:{}:{}", place.file.path, at.line, at.column)
            }
            None => self.say("le site", "the site").to_owned(),
        };
        let severity = match severity {
            Severity::Error => format!("<span class=\"bad\">{}</span>", self.say("erreur", "error")),
            Severity::Warning => self.say("avertissement", "warning").to_owned(),
            Severity::Note => "note".to_owned(),
        };
        let help = diagnostic.help(self.language).map(|help| format!("<br>{}", message(&help))).unwrap_or_default();
        let (place, title) = (escaped(&place), message(&diagnostic.title(self.language)));
        let code = diagnostic.code();
        let about: Vec<String> = criteria(code.as_str()).iter().map(ToString::to_string).collect();
        let about = if about.is_empty() { String::new() } else { format!(" {}", about.join(", ")) };
        self.out.push_str(&format!(
            "<tr><th scope=\"row\">{place}</th><td>{severity}</td><td>{title}{help} <code>{code}</code>{about}</td></tr>\n"
        ));
    }

    fn reviews(&mut self) {
        let report = self.report;
        self.heading("relectures", "Relectures", "Reviews");
        if report.reviews.is_empty() {
            return self.text("Aucune fiche à revoir bientôt.", "No sheet to review soon.");
        }
        let caption = self.say("Fiches à revoir, par responsable", "Sheets to review, by owner");
        let columns = [self.say("Fiche", "Sheet"), self.say("Responsable", "Owner"), self.say("Échéance", "Due")];
        self.table(caption, &columns, 0);
        for review in &report.reviews {
            let title = escaped(&report.typeset(&report.site.page(review.page).title));
            let (file, owner) = (escaped(report.file(review.page)), self.owner(&review.owner));
            let due = review.due.map_or(String::new(), |due| self.date(due));
            let late = match review.late {
                true => format!(" <span class=\"bad\">{}</span>", self.say("à revoir", "overdue")),
                false => String::new(),
            };
            self.out.push_str(&format!(
                "<tr><th scope=\"row\">{title}<br><code>{file}</code></th><td>{owner}</td><td>{due}{late}</td></tr>\n"
            ));
        }
        self.end_table();
    }

    fn owner(&self, owner: &str) -> String {
        match owner {
            "" => self.say("sans responsable", "without an owner").to_owned(),
            owner => escaped(&self.report.typeset(owner)),
        }
    }

    fn drafts(&mut self) {
        let report = self.report;
        self.heading("brouillons", "Brouillons", "Drafts");
        if report.drafts.is_empty() {
            return self.text("Aucun brouillon.", "No draft.");
        }
        let caption = self.say("Fiches qui ne sont pas publiées", "Sheets that are not published");
        let columns = [self.say("Fiche", "Sheet"), self.say("Responsable", "Owner")];
        self.table(caption, &columns, 0);
        for page in &report.drafts {
            let (title, file) = (escaped(&report.typeset(&report.site.page(*page).title)), escaped(report.file(*page)));
            let owner = self.owner(report.owner(*page));
            self.out
                .push_str(&format!("<tr><th scope=\"row\">{title}<br><code>{file}</code></th><td>{owner}</td></tr>\n"));
        }
        self.end_table();
    }

    fn weights(&mut self) {
        let report = self.report;
        let budget = report.site.config.budget;
        self.heading("poids", "Poids des pages", "Weight of pages");
        let (bytes, most) =
            (size(budget.page_bytes as u64, self.language), number(budget.requests as u64, self.language));
        self.out.push_str(&match self.language {
            Language::French => format!(
                "<p>Premier affichage, sans cache\u{a0}: la page, ses feuilles de style, ses scripts, ses icônes et les images qui n’attendent pas d’être vues\u{a0}; textes compressés par gzip. Budget\u{a0}: {bytes} et {most} requêtes.</p>\n"
            ),
            Language::English => format!(
                "<p>First view, without a cache: the page, its stylesheets, its scripts, its icons, and the images that do not wait to be seen; text compressed with gzip. Budget: {bytes} and {most} requests.</p>\n"
            ),
        });
        let (first, rest) = report.weights.split_at(report.weights.len().min(HEAVIEST));
        self.weight_table(self.say("Les pages les plus lourdes", "The heaviest pages"), first);
        if !rest.is_empty() {
            let (words, count) =
                (self.say("Les autres pages", "The other pages"), number(rest.len() as u64, self.language));
            self.out.push_str(&format!("<details><summary>{words} ({count})</summary>\n"));
            self.weight_table(words, rest);
            self.out.push_str("</details>\n");
        }
    }

    fn weight_table(&mut self, caption: &str, weights: &[Weight]) {
        let columns = [
            "Page",
            "HTML",
            self.say("HTML compressé", "HTML compressed"),
            self.say("Premier affichage", "First view"),
            self.say("Requêtes", "Requests"),
        ];
        self.table(caption, &columns, 4);
        for weight in weights {
            let beyond = match self.report.too_heavy(weight) {
                true => format!(" <span class=\"bad\">{}</span>", self.say("au-delà du budget", "beyond the budget")),
                false => String::new(),
            };
            let sizes = [weight.html, weight.html_gzip, weight.first_view].map(|bytes| size(bytes, self.language));
            let [html, gzip, view] = sizes;
            let (url, requests) = (escaped(&weight.url), weight.requests);
            self.out.push_str(&format!(
                "<tr><th scope=\"row\">{url}{beyond}</th><td class=\"n\">{html}</td><td class=\"n\">{gzip}</td><td class=\"n\">{view}</td><td class=\"n\">{requests}</td></tr>\n"
            ));
        }
        self.end_table();
    }

    fn accessibility(&mut self) {
        self.heading("accessibilite", "Accessibilité", "Accessibility");
        self.text(
            "Les 106 critères du RGAA 4.1.2, selon qui en répond. Cette répartition aide à préparer un audit, elle n’en tient pas lieu.",
            "The 106 criteria of RGAA 4.1.2, by who answers for them. This helps to prepare an audit and does not stand for one.",
        );
        self.criteria(self.say("À juger par une personne", "For a person to judge"), JUDGED, true);
        self.criteria(
            self.say("Contrôlés pour ce qui se calcule", "Checked as far as can be computed"),
            DECIDED,
            false,
        );
        self.criteria(self.say("Assurés par le thème de Classeur", "Provided by Classeur’s theme"), PROVIDED, false);
        let words = self.say("Sur ce que les auteurs ne peuvent pas écrire", "About what authors cannot write");
        let count: usize = REFUSED.iter().map(|group| group.count).sum();
        let theme = self.say(
            " (à vérifier sur le champ de recherche, les aperçus et les scripts du thème)",
            " (to be verified on the theme’s search field, previews and scripts)",
        );
        self.out.push_str(&format!("<h3>{words} ({count})</h3>\n"));
        self.text(
            "Sauf si le site accepte le HTML brut (<code>raw_html = \"trusted\"</code>) ou ajoute ses propres gabarits et scripts.",
            "Unless the site accepts raw HTML (<code>raw_html = \"trusted\"</code>) or adds templates and scripts of its own.",
        );
        self.out.push_str("<ul>\n");
        for group in REFUSED {
            let (name, more) = (self.say(group.fr, group.en), if group.theme { theme } else { "" });
            self.out.push_str(&format!("<li>{} {name}{more}</li>\n", group.numbers));
        }
        self.out.push_str("</ul>\n");
    }

    fn criteria(&mut self, title: &str, criteria: &[Criterion], to_do: bool) {
        let class = if to_do { " class=\"todo\"" } else { "" };
        self.out.push_str(&format!("<h3>{title} ({})</h3>\n<ul{class}>\n", criteria.len()));
        for one in criteria {
            let name = escaped(self.say(one.fr, one.en)).replace(" %", "\u{a0}%");
            let found = match self.report.about(one.number) {
                0 => String::new(),
                count => {
                    let words = self.say("à corriger", "to be mended");
                    let count = number(count as u64, self.language);
                    format!(" <a class=\"bad\" href=\"#corriger\">({count} {words})</a>")
                }
            };
            self.out.push_str(&format!("<li>{} {name}{found}</li>\n", one.number));
        }
        self.out.push_str("</ul>\n");
    }
}
