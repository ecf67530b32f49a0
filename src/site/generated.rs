//! The pages that Classeur makes from the whole site: their addresses and titles.

use crate::source::UrlPath;

/// A page that Classeur makes, unless an author has one at its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Generated {
    /// The plan du site.
    Plan,
    /// Every included work with its licence.
    Credits,
    /// The base as data: what there is, in which form.
    OpenData,
}

impl Generated {
    /// All of them.
    pub const ALL: [Generated; 3] = [Generated::Plan, Generated::Credits, Generated::OpenData];

    /// Where it is published.
    pub fn url(self) -> UrlPath {
        UrlPath::new(match self {
            Generated::Plan => "/plan/",
            Generated::Credits => "/credits/",
            Generated::OpenData => "/donnees-ouvertes/",
        })
    }

    /// What it is called.
    pub fn title(self, language: &str) -> &'static str {
        let english = language.starts_with("en");
        match self {
            Generated::Plan => {
                if english {
                    "Site map"
                } else {
                    "Plan du site"
                }
            }
            Generated::Credits => {
                if english {
                    "Credits"
                } else {
                    "Crédits"
                }
            }
            Generated::OpenData => {
                if english {
                    "Open data"
                } else {
                    "Données ouvertes"
                }
            }
        }
    }
}
