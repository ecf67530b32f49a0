//! The report as JSON, for other programs.

use serde_json::{Value, json};

use crate::config::Conformance;
use crate::diagnostic::{self, Language, Severity};

use super::{Criterion, DECIDED, JUDGED, PROVIDED, REFUSED, Report};

/// The report on one line, ended by a line feed. `version` changes only when a program that reads this could break;
/// `diagnostics` are those of `check --format json`.
pub fn json(report: &Report<'_>, language: Language) -> String {
    let site = report.site;
    let diagnostics: Value =
        serde_json::from_str(&diagnostic::json(&report.diagnostics, language)).expect("what was just written as JSON");
    let named = |criteria: &[Criterion]| -> Vec<Value> {
        let name = |one: &Criterion| if language == Language::French { one.fr } else { one.en };
        let about = |one: &Criterion| report.about(one.number);
        criteria.iter().map(|one| json!({"number": one.number, "name": name(one), "problems": about(one)})).collect()
    };
    let refused: Vec<&str> = REFUSED.iter().map(|group| group.numbers).collect();
    let weights = report.weights.iter().map(|weight| {
        json!({
            "url": weight.url,
            "html_bytes": weight.html,
            "html_gzip_bytes": weight.html_gzip,
            "first_view_bytes": weight.first_view,
            "requests": weight.requests,
            "within_budget": !report.too_heavy(weight),
        })
    });
    let reviews = report.reviews.iter().map(|review| {
        json!({
            "file": report.file(review.page),
            "title": site.page(review.page).title,
            "owner": review.owner,
            "due": review.due.map(|due| due.to_string()),
            "late": review.late,
        })
    });
    let drafts = report
        .drafts
        .iter()
        .map(|page| json!({"file": report.file(*page), "title": site.page(*page).title, "owner": report.owner(*page)}));
    let conformance = report.conformance.map(|state| match state {
        Conformance::None => "none",
        Conformance::Partial => "partial",
        Conformance::Full => "full",
    });
    let whole = json!({
        "version": 1,
        "date": site.options.date.to_string(),
        "pages": site.published().count(),
        "errors": report.count(Severity::Error),
        "warnings": report.count(Severity::Warning),
        "diagnostics": diagnostics["diagnostics"],
        "accessibility": {
            "standard": "RGAA 4.1.2",
            "conformance": conformance,
            "refused": refused,
            "provided": named(PROVIDED),
            "decided": named(DECIDED),
            "judged": named(JUDGED),
        },
        "budget": {"page_bytes": site.config.budget.page_bytes, "requests": site.config.budget.requests},
        "weights": weights.collect::<Vec<_>>(),
        "reviews": reviews.collect::<Vec<_>>(),
        "drafts": drafts.collect::<Vec<_>>(),
    });
    format!("{whole}\n")
}
