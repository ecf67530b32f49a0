//! The table of content licences: a row a family, whose identifiers end with a version.
//!
//! SPDX says neither what a licence permits nor that content under it is free (etalab-2.0 and the OGL are no « free »
//! licence there), and has no French name: this is our own. Data only.

use super::Duty::{Changes, Credit, Date, Notice, OpenDatabase, ShareAlike, Text};
use super::{Commons, Duty, Nature, Restriction};

/// Licences whose identifiers begin alike. In texts, `{v}` is the version (`4.0`, `3.0 AT`); in addresses too, with `/`.
pub(super) struct Row {
    /// `CC-BY-SA-`, or a whole identifier.
    pub id: &'static str,
    /// `CC BY-SA {v}`.
    pub short: &'static str,
    pub french: &'static str,
    pub english: &'static str,
    pub url: &'static str,
    pub nature: Nature,
    pub duties: &'static [Duty],
}

const CREATIVE: &[Duty] = &[Credit, Notice, Changes];
pub(super) const RESERVED: &str = "LicenseRef-tous-droits-reserves";

/// The first row whose `id` begins an identifier is its own: the longest come first.
pub(super) const ROWS: &[Row] = &[
    Row {
        id: "etalab-2.0",
        short: "Licence Ouverte 2.0",
        french: "Licence Ouverte 2.0",
        english: "Licence Ouverte / Open Licence 2.0",
        url: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
        nature: Nature::Attribution,
        duties: &[Credit, Date],
    },
    Row {
        id: "CC0-1.0",
        short: "CC0 1.0",
        french: "Creative Commons Zéro 1.0",
        english: "Creative Commons Zero 1.0",
        url: "https://creativecommons.org/publicdomain/zero/1.0/deed.fr",
        nature: Nature::PublicDomain,
        duties: &[],
    },
    Row {
        id: "CC-PDM-1.0",
        short: "Domaine public",
        french: "Domaine public",
        english: "Public domain",
        url: "https://creativecommons.org/publicdomain/mark/1.0/deed.fr",
        nature: Nature::PublicDomain,
        duties: &[],
    },
    Row {
        id: "PDDL-1.0",
        short: "PDDL 1.0",
        french: "Open Data Commons, dédicace au domaine public 1.0",
        english: "Open Data Commons Public Domain Dedication and License 1.0",
        url: "https://opendatacommons.org/licenses/pddl/1-0/",
        nature: Nature::PublicDomain,
        duties: &[],
    },
    Row {
        id: "DL-DE-ZERO-2.0",
        short: "DL-DE Zero 2.0",
        french: "Datenlizenz Deutschland – Zéro 2.0",
        english: "Data licence Germany – Zero 2.0",
        url: "https://www.govdata.de/dl-de/zero-2-0",
        nature: Nature::PublicDomain,
        duties: &[],
    },
    Row {
        id: "CC-BY-NC-ND-",
        short: "CC BY-NC-ND {v}",
        french: "Creative Commons Attribution – Pas d’utilisation commerciale – Pas de modification {v}",
        english: "Creative Commons Attribution-NonCommercial-NoDerivatives {v}",
        url: "https://creativecommons.org/licenses/by-nc-nd/{v}/deed.fr",
        nature: Nature::NotFree(Restriction::NoDerivatives),
        duties: &[Credit, Notice],
    },
    Row {
        id: "CC-BY-NC-SA-",
        short: "CC BY-NC-SA {v}",
        french: "Creative Commons Attribution – Pas d’utilisation commerciale – Partage dans les mêmes conditions {v}",
        english: "Creative Commons Attribution-NonCommercial-ShareAlike {v}",
        url: "https://creativecommons.org/licenses/by-nc-sa/{v}/deed.fr",
        nature: Nature::NotFree(Restriction::NonCommercial),
        duties: &[Credit, Notice, Changes, ShareAlike],
    },
    Row {
        id: "CC-BY-NC-",
        short: "CC BY-NC {v}",
        french: "Creative Commons Attribution – Pas d’utilisation commerciale {v}",
        english: "Creative Commons Attribution-NonCommercial {v}",
        url: "https://creativecommons.org/licenses/by-nc/{v}/deed.fr",
        nature: Nature::NotFree(Restriction::NonCommercial),
        duties: CREATIVE,
    },
    Row {
        id: "CC-BY-ND-",
        short: "CC BY-ND {v}",
        french: "Creative Commons Attribution – Pas de modification {v}",
        english: "Creative Commons Attribution-NoDerivatives {v}",
        url: "https://creativecommons.org/licenses/by-nd/{v}/deed.fr",
        nature: Nature::NotFree(Restriction::NoDerivatives),
        duties: &[Credit, Notice],
    },
    Row {
        id: "CC-BY-SA-",
        short: "CC BY-SA {v}",
        french: "Creative Commons Attribution – Partage dans les mêmes conditions {v}",
        english: "Creative Commons Attribution-ShareAlike {v}",
        url: "https://creativecommons.org/licenses/by-sa/{v}/deed.fr",
        nature: Nature::ShareAlike(Commons::CreativeCommons),
        duties: &[Credit, Notice, Changes, ShareAlike],
    },
    Row {
        id: "CC-BY-",
        short: "CC BY {v}",
        french: "Creative Commons Attribution {v}",
        english: "Creative Commons Attribution {v}",
        url: "https://creativecommons.org/licenses/by/{v}/deed.fr",
        nature: Nature::Attribution,
        duties: CREATIVE,
    },
    Row {
        id: "ODbL-1.0",
        short: "ODbL 1.0",
        french: "Open Database License 1.0",
        english: "Open Database License 1.0",
        url: "https://opendatacommons.org/licenses/odbl/1-0/",
        nature: Nature::ShareAlike(Commons::OpenDatabase),
        duties: &[Credit, Notice, ShareAlike, OpenDatabase],
    },
    Row {
        id: "ODC-By-1.0",
        short: "ODC-By 1.0",
        french: "Open Data Commons Attribution 1.0",
        english: "Open Data Commons Attribution License 1.0",
        url: "https://opendatacommons.org/licenses/by/1-0/",
        nature: Nature::Attribution,
        duties: &[Credit, Notice],
    },
    Row {
        id: "LAL-",
        short: "LAL {v}",
        french: "Licence Art Libre {v}",
        english: "Free Art License {v}",
        url: "https://artlibre.org/",
        nature: Nature::ShareAlike(Commons::FreeArt),
        duties: &[Credit, Notice, Changes, ShareAlike],
    },
    Row {
        id: "OGL-UK-",
        short: "OGL UK {v}",
        french: "Open Government Licence {v} (Royaume-Uni)",
        english: "Open Government Licence v{v} (United Kingdom)",
        url: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        nature: Nature::Attribution,
        duties: &[Credit, Notice],
    },
    Row {
        id: "OGL-Canada-",
        short: "OGL Canada {v}",
        french: "Licence du gouvernement ouvert {v} (Canada)",
        english: "Open Government Licence {v} (Canada)",
        url: "https://ouvert.canada.ca/fr/licence-du-gouvernement-ouvert-canada",
        nature: Nature::Attribution,
        duties: &[Credit, Notice],
    },
    Row {
        id: "DL-DE-BY-2.0",
        short: "DL-DE BY 2.0",
        french: "Datenlizenz Deutschland – Attribution 2.0",
        english: "Data licence Germany – Attribution 2.0",
        url: "https://www.govdata.de/dl-de/by-2-0",
        nature: Nature::Attribution,
        duties: &[Credit, Notice, Changes],
    },
    Row {
        id: "GFDL-",
        short: "GFDL {v}",
        french: "Licence de documentation libre GNU {v}",
        english: "GNU Free Documentation License {v}",
        url: "https://www.gnu.org/licenses/fdl-1.3.html",
        nature: Nature::ShareAlike(Commons::GnuDocumentation),
        duties: &[Credit, Changes, ShareAlike, Text],
    },
    Row {
        id: RESERVED,
        short: "Tous droits réservés",
        french: "Tous droits réservés",
        english: "All rights reserved",
        url: "",
        nature: Nature::NotFree(Restriction::Reserved),
        duties: &[],
    },
];
