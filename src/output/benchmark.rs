//! The data of a benchmark to reuse: CSV for spreadsheets, JSON for programs, beside its page.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::render::Scope;
use crate::sheet::{self, Evidence, Form, Score};
use crate::site::{PageId, PageRole, Site};
use crate::source::UrlPath;

use super::csv;

/// A form of the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// `donnees.csv`: a score a line.
    Csv,
    /// `donnees.json`.
    Json,
}

/// Where the data of page `id` is published, when it is a benchmark with scores to publish.
pub(super) fn addresses(site: &Site, id: PageId) -> Vec<(UrlPath, Format)> {
    let page = site.page(id);
    let kind = &site.config.kinds.kinds[page.kind];
    if page.role != PageRole::Sheet || Form::of(kind) != Form::Benchmark || !page.url.as_str().ends_with('/') {
        return Vec::new();
    }
    let benchmark = sheet::benchmark(site, id, &mut Vec::new());
    if benchmark.criteria.is_empty() || benchmark.solutions.is_empty() {
        return Vec::new();
    }
    vec![(page.url.child("donnees.csv"), Format::Csv), (page.url.child("donnees.json"), Format::Json)]
}

/// The data of a benchmark.
pub(super) fn data(scope: &Arc<Scope>, id: PageId, format: Format) -> String {
    match format {
        Format::Csv => table(scope, id),
        Format::Json => json(scope, id),
    }
}

/// Spreadsheets set to French read decimal commas.
fn table(scope: &Arc<Scope>, id: PageId) -> String {
    let benchmark = sheet::benchmark(&scope.site, id, &mut Vec::new());
    let mut out = String::from(csv::MARK);
    let heads = "critere_id;critere;poids;solution_id;solution;version;licence;note;preuve;date;commentaire";
    csv::line(&mut out, heads.split(';'));
    for (at, criterion) in benchmark.criteria.iter().enumerate() {
        for (column, solution) in benchmark.solutions.iter().enumerate() {
            let score = benchmark.score(at, column);
            let evidence = score.map_or(Vec::new(), |score| evidence(scope, id, score));
            let row = [
                criterion.id.clone(),
                criterion.name.clone(),
                decimal(criterion.weight),
                solution.id.clone(),
                solution.name.clone(),
                solution.version.clone().unwrap_or_default(),
                solution.licence.clone().unwrap_or_default(),
                score.map_or(String::new(), |score| decimal(score.value)),
                evidence.join(" "),
                score.and_then(|score| score.date).map_or(String::new(), |date| date.to_string()),
                score.and_then(|score| score.comment.clone()).unwrap_or_default(),
            ];
            csv::line(&mut out, row);
        }
    }
    out
}

fn decimal(value: f64) -> String {
    format!("{value}").replace('.', ",")
}

fn json(scope: &Arc<Scope>, id: PageId) -> String {
    let site = &scope.site;
    let page = site.page(id);
    let benchmark = sheet::benchmark(site, id, &mut Vec::new());
    let standings = benchmark.standings();
    let criteria = benchmark
        .criteria
        .iter()
        .map(|criterion| json!({"id": criterion.id, "nom": criterion.name, "poids": criterion.weight}));
    let solutions = benchmark.solutions.iter().zip(&standings).map(|(solution, standing)| {
        json!({
            "id": solution.id, "nom": solution.name, "version": solution.version, "licence": solution.licence,
            "url": solution.url, "total": standing.total, "couverture": (standing.coverage * 1000.0).round() / 1000.0,
            "rang": standing.rank,
        })
    });
    let mut scores: Vec<Value> = Vec::new();
    for (at, criterion) in benchmark.criteria.iter().enumerate() {
        for (column, solution) in benchmark.solutions.iter().enumerate() {
            let Some(score) = benchmark.score(at, column) else { continue };
            scores.push(json!({
                "critere": criterion.id, "solution": solution.id, "note": score.value,
                "preuves": evidence(scope, id, score), "date": score.date.map(|date| date.to_string()),
                "commentaire": score.comment,
            }));
        }
    }
    let (min, max) = benchmark.scale;
    let whole = json!({
        "titre": page.title,
        "url": site.absolute(&page.url),
        "licence": site.licence_of(id),
        "mis_a_jour_le": page.updated.map(|date| date.to_string()),
        "echelle": {"min": min, "max": max},
        "criteres": criteria.collect::<Vec<_>>(),
        "solutions": solutions.collect::<Vec<_>>(),
        "notes": scores,
    });
    let mut text = serde_json::to_string_pretty(&whole).expect("a tree of texts and numbers is JSON");
    text.push('\n');
    text
}

/// The addresses of a score's evidence, absolute when the site's is known.
fn evidence(scope: &Arc<Scope>, id: PageId, score: &Score) -> Vec<String> {
    let site = &scope.site;
    let links = &site.links[site.page(id).document.index()];
    let addresses = score.evidence.iter().filter_map(|evidence| match evidence {
        Evidence::Url(url) => Some(url.clone()),
        Evidence::Reference(at) => scope.href(&links.get(*at as usize)?.target),
    });
    addresses.collect()
}
