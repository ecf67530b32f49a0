//! `Dataset` of a benchmark: its criteria, its scores as files; and its solutions in the order of their ranks.

use std::sync::Arc;

use serde_json::{Value, json};

use super::node::Object;

use crate::render::Scope;
use crate::sheet;
use crate::site::PageId;

use super::licence;

/// The dataset of the page at `url`; its article `sheet` is told the solutions it compares.
pub(super) fn describe(scope: &Arc<Scope>, id: PageId, url: &str, sheet: &mut Object<'_>) -> Option<Value> {
    let site = &scope.site;
    let benchmark = sheet::benchmark(site, id, &mut Vec::new());
    if benchmark.criteria.is_empty() || benchmark.solutions.is_empty() {
        return None;
    }
    let standings = benchmark.standings();
    let mut order: Vec<usize> = (0..benchmark.solutions.len()).collect();
    order.sort_by_key(|at| standings[*at].rank.unwrap_or(usize::MAX));
    let items = order.iter().map(|at| {
        let solution = &benchmark.solutions[*at];
        let mut product = json!({"@type": "SoftwareApplication", "name": solution.name});
        for (key, value) in [("softwareVersion", &solution.version), ("url", &solution.url)] {
            if let Some(value) = value {
                product[key] = json!(value);
            }
        }
        if let Some(written) = &solution.licence {
            product["license"] = licence::addresses(site, written);
        }
        let mut item = json!({"@type": "ListItem", "item": product});
        if let Some(rank) = standings[*at].rank {
            item["position"] = json!(rank);
        }
        item
    });
    sheet.set("mainEntity", json!({"@type": "ItemList", "itemListElement": items.collect::<Vec<_>>()}));
    let (min, max) = benchmark.scale;
    let measured = benchmark.criteria.iter().map(|criterion| {
        json!({"@type": "PropertyValue", "propertyID": criterion.id, "name": criterion.name, "minValue": min, "maxValue": max})
    });
    let mut dataset = json!({
        "@type": "Dataset",
        "name": sheet.json("name"),
        "isAccessibleForFree": true,
        "variableMeasured": measured.collect::<Vec<_>>(),
    });
    for key in ["description", "license", "dateModified", "inLanguage", "url"] {
        if !sheet.json(key).is_null() {
            dataset[key] = sheet.json(key);
        }
    }
    if !sheet.json("author").is_null() {
        dataset["creator"] = sheet.json("author");
    }
    if url.ends_with('/') {
        let file = |name: &str, kind: &str| json!({"@type": "DataDownload", "encodingFormat": kind, "contentUrl": format!("{url}{name}")});
        dataset["distribution"] = json!([file("donnees.csv", "text/csv"), file("donnees.json", "application/json")]);
    }
    Some(dataset)
}
