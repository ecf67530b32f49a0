//! What a site would make its readers' browsers ask of other sites. Data only; words in `fr` and `en`.

use super::Severity;

/// Something of another site in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are what their names say; the words are in fr and en")]
pub enum ThirdPartyFault {
    /// An image in a text: it is shown as a link, so nothing is asked for.
    Image { url: String },
    /// An element or a stylesheet that a browser fetches something for.
    Resource { url: String, host: String },
    /// A script that likely does.
    Script { url: String, host: String },
}

impl ThirdPartyFault {
    pub(super) fn code(&self) -> &'static str {
        match self {
            ThirdPartyFault::Image { .. } => "tiers/image",
            ThirdPartyFault::Resource { .. } => "tiers/ressource",
            ThirdPartyFault::Script { .. } => "tiers/script",
        }
    }

    pub(super) fn severity(&self) -> Severity {
        match self {
            ThirdPartyFault::Image { .. } | ThirdPartyFault::Script { .. } => Severity::Warning,
            ThirdPartyFault::Resource { .. } => Severity::Error,
        }
    }
}

/// One of each, for the tests of whatever shows them.
#[cfg(test)]
pub(super) fn samples() -> Vec<ThirdPartyFault> {
    let (url, host) = ("https://cdn.exemple.fr/un\u{1b}[31m".to_owned(), "cdn.exemple.fr".to_owned());
    vec![
        ThirdPartyFault::Image { url: url.clone() },
        ThirdPartyFault::Resource { url: url.clone(), host: host.clone() },
        ThirdPartyFault::Script { url, host },
    ]
}
