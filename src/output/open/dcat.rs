//! `dcat.jsonld`: the base as portals of data harvest it (DCAT 2, JSON-LD): one catalogue of one dataset, its files.
//!
//! The context is inside, so that nothing else has to be fetched to read it.

use serde_json::{Value, json};

use crate::site::{DataFile, Generated, Site};
use crate::source::UrlPath;

use super::catalogue::latest;
use super::columns::{address, licence_url};

/// Terms of the largest taxonomies told as keywords.
const KEYWORDS: usize = 30;

pub(super) fn dcat(site: &Site) -> String {
    let config = &site.config;
    let own = address(site, &DataFile::Dcat.url());
    let id = |fragment: &str| format!("{own}#{fragment}");
    let tagged = |text: &str| json!({"@value": text, "@language": config.language});
    let date = |date: jiff::civil::Date| json!({"@value": date.to_string(), "@type": "xsd:date"});
    let updated = latest(site);
    let issued = site.published().filter_map(|(_, page)| page.published).min();
    let publisher = if config.publisher.name.is_empty() { &config.title } else { &config.publisher.name };
    let description = if config.description.is_empty() { &config.title } else { &config.description };
    let licence = config.licence.as_ref().map(|licence| match licence_url(site, &licence.value) {
        Some(url) => json!({"@id": url}),
        None => json!(licence.value),
    });

    let mut agent = json!({"@id": id("editeur"), "@type": "foaf:Agent", "foaf:name": publisher});
    if let Some(url) = &config.publisher.url {
        agent["foaf:homepage"] = json!({"@id": url});
    }
    let mut catalogue = json!({
        "@id": id("catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": tagged(&config.title),
        "dct:description": tagged(description),
        "dct:language": config.language,
        "dct:publisher": {"@id": id("editeur")},
        "foaf:homepage": {"@id": address(site, &UrlPath::root())},
        "dcat:dataset": {"@id": id("base")},
    });
    let mut dataset = json!({
        "@id": id("base"),
        "@type": "dcat:Dataset",
        "dct:identifier": id("base"),
        "dct:title": tagged(&config.title),
        "dct:description": tagged(description),
        "dct:language": config.language,
        "dct:publisher": {"@id": id("editeur")},
        "dcat:landingPage": {"@id": address(site, &Generated::OpenData.url())},
        "dcat:keyword": keywords(site),
    });
    if let Some(updated) = updated {
        catalogue["dct:modified"] = date(updated);
        dataset["dct:modified"] = date(updated);
    }
    if let Some(issued) = issued {
        dataset["dct:issued"] = date(issued);
    }
    let email = config.publisher.email.as_deref().or(config.contact.as_deref()).filter(|contact| contact.contains('@'));
    if let Some(email) = email {
        let address = format!("mailto:{}", email.trim_start_matches("mailto:"));
        dataset["dcat:contactPoint"] =
            json!({"@type": "vcard:Organization", "vcard:fn": publisher, "vcard:hasEmail": {"@id": address}});
    }
    let mut distributions = Vec::new();
    for file in site.data_files().filter(|file| told(*file).is_some()) {
        let (title, format) = told(file).unwrap_or_default();
        let url = address(site, &file.url());
        let mut distribution = json!({
            "@id": id(file.name()),
            "@type": "dcat:Distribution",
            "dct:title": tagged(title),
            "dcat:accessURL": {"@id": url},
            "dcat:downloadURL": {"@id": url},
            "dcat:mediaType": {"@id": format!("https://www.iana.org/assignments/media-types/{}", file.media_type())},
            "dct:format": format,
        });
        let schema = match file {
            DataFile::CatalogueCsv => Some(DataFile::TableSchema),
            DataFile::CatalogueJson => Some(DataFile::JsonSchema),
            _ => None,
        };
        if let Some(schema) = schema {
            distribution["dct:conformsTo"] = json!({"@id": address(site, &schema.url())});
        }
        if let Some(licence) = &licence {
            distribution["dct:license"] = licence.clone();
        }
        if let Some(updated) = updated {
            distribution["dct:modified"] = date(updated);
        }
        distributions.push(distribution);
    }
    if let Some(licence) = licence {
        catalogue["dct:license"] = licence.clone();
        dataset["dct:license"] = licence;
    }
    dataset["dcat:distribution"] = distributions.iter().map(|one| json!({"@id": one["@id"]})).collect();
    let mut graph = vec![catalogue, agent, dataset];
    graph.extend(distributions);
    let whole = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@graph": graph,
    });
    let mut text = serde_json::to_string_pretty(&whole).expect("a tree of texts is JSON");
    text.push('\n');
    text
}

/// What a file is called in a portal, when it is data and not a schema.
fn told(file: DataFile) -> Option<(&'static str, &'static str)> {
    Some(match file {
        DataFile::CatalogueCsv => ("Catalogue des pages (CSV)", "csv"),
        DataFile::CatalogueJson => ("Catalogue des pages (JSON)", "json"),
        DataFile::Glossary => ("Glossaire (JSON)", "json"),
        DataFile::LlmsFull => ("Texte des pages (Markdown)", "md"),
        DataFile::TableSchema | DataFile::JsonSchema | DataFile::Dcat | DataFile::Llms => return None,
    })
}

/// The terms of most pages.
fn keywords(site: &Site) -> Vec<Value> {
    let terms = site.taxonomies.iter().flat_map(|taxonomy| &taxonomy.terms);
    let mut terms: Vec<(&str, usize)> = terms.map(|term| (term.name.as_str(), term.pages.len())).collect();
    terms.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    let mut seen = std::collections::HashSet::new();
    terms.retain(|(name, _)| seen.insert(*name));
    terms.truncate(KEYWORDS);
    terms.into_iter().map(|(name, _)| json!(name)).collect()
}
