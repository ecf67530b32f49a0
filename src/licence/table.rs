//! From an identifier to its licence: by our own table, else by SPDX's list, which knows the licences of programs.

use std::borrow::Cow;

use super::Duty::{Credit, ShareAlike, Text};
use super::rows::{RESERVED, ROWS, Row};
use super::{Commons, Licence, Nature, Restriction};

/// What authors write for an identifier, folded.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("lo-2.0", "etalab-2.0"),
    ("fal-1.3", "LAL-1.3"),
    ("tous droits reserves", RESERVED),
    ("all rights reserved", RESERVED),
    ("domaine public", "CC-PDM-1.0"),
    ("public domain", "CC-PDM-1.0"),
];

/// The identifier that `written`, a whole expression folded, is another name of.
pub(super) fn other_name(written: &str) -> Option<&'static str> {
    OTHER_NAMES.iter().find(|(name, _)| *name == written).map(|(_, id)| *id)
}

/// What authors may have meant by something that is no identifier: names of licences and their identifier, those that
/// French public bodies use first.
pub(super) fn names() -> impl Iterator<Item = (String, &'static str)> {
    const USUAL: &[&str] = &[
        "etalab-2.0",
        "CC0-1.0",
        "CC-BY-4.0",
        "CC-BY-SA-4.0",
        "ODbL-1.0",
        "ODC-By-1.0",
        "LAL-1.3",
        "OGL-UK-3.0",
        "CC-BY-NC-4.0",
        "CC-BY-ND-4.0",
        "CC-BY-NC-SA-4.0",
        "CC-BY-NC-ND-4.0",
        "CC-BY-3.0",
        "CC-BY-SA-3.0",
        "PDDL-1.0",
        "CC-PDM-1.0",
    ];
    let more = [
        ("licence ouverte", "etalab-2.0"),
        ("etalab", "etalab-2.0"),
        ("licence ouverte etalab", "etalab-2.0"),
        ("open licence", "etalab-2.0"),
        ("lov2", "etalab-2.0"),
        ("cc by", "CC-BY-4.0"),
        ("cc by sa", "CC-BY-SA-4.0"),
        ("cc by nc", "CC-BY-NC-4.0"),
        ("cc by nd", "CC-BY-ND-4.0"),
        ("cc by nc sa", "CC-BY-NC-SA-4.0"),
        ("cc by nc nd", "CC-BY-NC-ND-4.0"),
        ("cc0", "CC0-1.0"),
        ("odbl", "ODbL-1.0"),
        ("licence art libre", "LAL-1.3"),
        ("art libre", "LAL-1.3"),
        ("copyright", RESERVED),
    ];
    let told = USUAL.iter().flat_map(|id| {
        let licence = Licence::of(id);
        [licence.short.clone(), licence.names.0.to_string(), licence.names.1.to_string(), (*id).to_owned()]
            .map(|name| (name, *id))
    });
    more.into_iter().map(|(name, id)| (name.to_owned(), id)).chain(told)
}

/// The licence of an identifier.
pub(super) fn licence(id: &str) -> Licence {
    let row =
        ROWS.iter().find(|row| id.strip_prefix(row.id).is_some_and(|rest| rest.is_empty() || row.id.ends_with('-')));
    match row {
        Some(row) => of_row(row, id),
        None => of_list(id),
    }
}

fn of_row(row: &Row, id: &str) -> Licence {
    let version = id.strip_prefix(row.id).unwrap_or("");
    let numbers = numbers(if version.is_empty() { id } else { version });
    if version.is_empty() {
        return Licence {
            id: id.to_owned(),
            short: row.short.to_owned(),
            names: (Cow::Borrowed(row.french), Cow::Borrowed(row.english)),
            url: row.url.to_owned(),
            nature: row.nature,
            duties: row.duties,
            version: numbers,
        };
    }
    // `1.3-no-invariants-or-later` is 1.3; `3.0-AT` is 3.0 as Austria has it.
    let (number, rest) = version.split_once('-').unwrap_or((version, ""));
    let country = (rest.len() == 2 || rest == "IGO").then_some(rest);
    let shown = country.map_or_else(|| number.to_owned(), |country| format!("{number} {country}"));
    let address = country.map_or_else(|| number.to_owned(), |country| format!("{number}/{}", country.to_lowercase()));
    let nature = match row.nature {
        // Sections that nobody may change are no free content, and without a word there may be some.
        Nature::ShareAlike(Commons::GnuDocumentation) if !rest.contains("no-invariants") => {
            Nature::NotFree(Restriction::Invariants)
        }
        nature => nature,
    };
    Licence {
        id: id.to_owned(),
        short: row.short.replace("{v}", &shown),
        names: (row.french.replace("{v}", &shown).into(), row.english.replace("{v}", &shown).into()),
        url: row.url.replace("{v}", &address),
        nature,
        duties: row.duties,
        version: numbers,
    }
}

/// A licence that only SPDX knows: a program's, when it says that it is free; else nothing is known of it.
fn of_list(id: &str) -> Licence {
    let Some(known) = spdx::license_id(id) else {
        let name: Cow<'static, str> = Cow::Owned(id.strip_prefix("LicenseRef-").unwrap_or(id).replace('-', " "));
        return Licence {
            id: id.to_owned(),
            short: name.to_string(),
            names: (name.clone(), name),
            url: String::new(),
            nature: Nature::NotFree(Restriction::Unknown),
            duties: &[],
            version: (0, 0),
        };
    };
    let free = known.is_osi_approved() || known.is_fsf_free_libre();
    Licence {
        id: id.to_owned(),
        short: id.to_owned(),
        names: (Cow::Borrowed(known.full_name), Cow::Borrowed(known.full_name)),
        url: format!("https://spdx.org/licenses/{id}.html"),
        nature: match (free, known.is_copyleft()) {
            (false, _) => Nature::NotFree(Restriction::Unknown),
            (true, true) => Nature::Copyleft,
            (true, false) => Nature::Software,
        },
        duties: match (free, known.is_copyleft()) {
            (false, _) => &[],
            (true, true) => &[Credit, Text, ShareAlike],
            (true, false) => &[Credit, Text],
        },
        version: numbers(id),
    }
}

/// The first `4.0` of a text.
fn numbers(text: &str) -> (u8, u8) {
    let mut words = text.split('-').filter_map(|word| {
        let (major, minor) = word.split_once('.')?;
        Some((major.parse().ok()?, minor.parse().ok()?))
    });
    words.next().unwrap_or((0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every row is reachable, and every identifier of it that SPDX knows is one.
    #[test]
    fn rows_are_identifiers_of_spdx() {
        for row in ROWS.iter().filter(|row| !row.id.starts_with("LicenseRef-")) {
            let id = if row.id.ends_with('-') { spdx_id_of(row.id) } else { row.id.to_owned() };
            assert!(spdx::license_id(&id).is_some(), "{id} is not on the SPDX list");
            let licence = Licence::of(&id);
            assert!(!licence.short.contains('{') && !licence.url.contains('{'), "{licence:?}");
            assert!(licence.url.starts_with("https://"), "{licence:?}");
            assert!(licence.short.starts_with(row.short.split('{').next().unwrap_or("")), "{id} is another row’s");
        }
    }

    fn spdx_id_of(prefix: &str) -> String {
        let versions = ["4.0", "3.0", "1.3", "2.0", "1.3-no-invariants-only"];
        let ids = versions.iter().map(|version| format!("{prefix}{version}"));
        ids.into_iter().find(|id| spdx::license_id(id).is_some()).unwrap_or_default()
    }

    #[test]
    fn what_is_free() {
        let free = [
            "etalab-2.0",
            "CC0-1.0",
            "CC-BY-4.0",
            "CC-BY-3.0",
            "CC-BY-3.0-AT",
            "CC-BY-SA-4.0",
            "CC-BY-SA-3.0",
            "ODbL-1.0",
            "ODC-By-1.0",
            "PDDL-1.0",
            "LAL-1.3",
            "OGL-UK-3.0",
            "GFDL-1.3-no-invariants-or-later",
            "CC-PDM-1.0",
            "MIT",
            "EUPL-1.2",
            "GPL-3.0-or-later",
        ];
        let not_free = [
            "CC-BY-NC-4.0",
            "CC-BY-ND-4.0",
            "CC-BY-NC-SA-3.0",
            "CC-BY-NC-ND-4.0",
            "GFDL-1.3-invariants-only",
            "GFDL-1.3-or-later",
            "LicenseRef-tous-droits-reserves",
            "LicenseRef-maison",
            "CC-BY-NC-SA-2.0-FR",
            "BUSL-1.1",
            "n’importe quoi",
        ];
        for id in free {
            assert!(Licence::of(id).is_free(), "{id}");
        }
        for id in not_free {
            assert!(!Licence::of(id).is_free(), "{id}");
        }
    }

    #[test]
    fn versions_and_countries() {
        let licence = Licence::of("CC-BY-SA-3.0-AT");
        assert_eq!((licence.short.as_str(), licence.version), ("CC BY-SA 3.0 AT", (3, 0)));
        assert_eq!(licence.url, "https://creativecommons.org/licenses/by-sa/3.0/at/deed.fr");
        assert_eq!(Licence::of("GFDL-1.3-no-invariants-or-later").short, "GFDL 1.3");
        assert_eq!(Licence::of("CC-BY-4.0").name("fr"), "Creative Commons Attribution 4.0");
    }

    #[test]
    fn what_is_permitted() {
        let told = |id: &str| {
            let licence = Licence::of(id);
            (licence.permits_sharing(), licence.permits_changes(), licence.permits_commerce())
        };
        assert_eq!(told("etalab-2.0"), (true, true, true));
        assert_eq!(told("CC-BY-NC-4.0"), (true, true, false));
        assert_eq!(told("CC-BY-ND-4.0"), (true, false, true));
        assert_eq!(told("CC-BY-NC-ND-4.0"), (true, false, false));
        assert_eq!(told("LicenseRef-tous-droits-reserves"), (false, false, false));
    }

    #[test]
    fn the_decree_has_two_licences_of_information() {
        for (id, wanted) in
            [("etalab-2.0", true), ("ODbL-1.0", true), ("MIT", true), ("CC-BY-4.0", false), ("CC0-1.0", false)]
        {
            assert_eq!(Licence::of(id).in_decree(), wanted, "{id}");
        }
    }
}
