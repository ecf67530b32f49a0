//! `Dataset` of the whole base, for the page of open data.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::render::Scope;
use crate::site::{DataFile, Generated};

use super::licence;

/// The base as a dataset with its files; nothing while its public address is not known.
pub(super) fn describe(scope: &Arc<Scope>) -> Option<Value> {
    let site = &scope.site;
    let config = &site.config;
    let files: Vec<Value> = site
        .data_files()
        .filter(|file| matches!(file, DataFile::CatalogueCsv | DataFile::CatalogueJson | DataFile::LlmsFull))
        .filter_map(|file| {
            Some(json!({
                "@type": "DataDownload",
                "encodingFormat": file.media_type(),
                "contentUrl": site.absolute(&file.url())?,
            }))
        })
        .collect();
    let mut dataset = json!({
        "@type": "Dataset",
        "name": config.title,
        "url": site.absolute(&Generated::OpenData.url())?,
        "inLanguage": config.language,
        "isAccessibleForFree": true,
        "distribution": files,
    });
    if !config.description.is_empty() {
        dataset["description"] = json!(config.description);
    }
    if !config.publisher.name.is_empty() {
        dataset["publisher"] = licence::agent(site, &config.publisher.name);
    }
    if let Some(written) = &config.licence {
        dataset["license"] = licence::addresses(site, &written.value);
    }
    Some(dataset)
}
