//! The problems of licences, in English.

use crate::diagnostic::wording::{one_line, quote};
use crate::diagnostic::{LicenceFault, Untold, Visibility, Work};
use crate::licence::Restriction;

pub(super) fn title(fault: &LicenceFault) -> String {
    match fault {
        LicenceFault::Missing { sheets: 1, .. } => "A published sheet has no licence".into(),
        LicenceFault::Missing { sheets, .. } => format!("{sheets} published sheets have no licence"),
        LicenceFault::MissingOn { work, .. } => format!("{} has no licence", subject(work)),
        LicenceFault::Unknown { written, .. } => format!("{} is not the identifier of a licence", quote(written)),
        LicenceFault::NotFree { work, licence, .. } => {
            format!("{} is not free ({})", subject(work), one_line(licence))
        }
        LicenceFault::Incompatible { title, source, page, .. } => {
            format!("The source{} is under {source}: it may not be adapted into a sheet under {page}", named(title))
        }
        LicenceFault::OutsideDecree { licence } => {
            format!("{} is none of the licences that French public bodies may choose", one_line(licence))
        }
        LicenceFault::Untold { work, untold } => {
            let work = subject(work);
            match untold {
                Untold::Author => format!("{work} has no author"),
                Untold::Address => format!("{work} has no address"),
                Untold::AuthorAndAddress => format!("{work} has neither an author nor an address"),
                Untold::Changes => format!("{work} is adapted without a word on what was changed"),
            }
        }
    }
}

fn subject(work: &Work) -> String {
    match work {
        Work::Site => "The licence of the site".into(),
        Work::Sheet => "The licence of the sheet".into(),
        Work::Image(name) => format!("The image {}", quote(name)),
        Work::File(name) => format!("The file {}", quote(name)),
        Work::Source(title) => format!("The source{}", named(title)),
    }
}

fn named(title: &str) -> String {
    let title = one_line(title);
    if title.is_empty() { String::new() } else { format!(" “{title}”") }
}

pub(super) fn label(fault: &LicenceFault) -> Option<String> {
    Some(match fault {
        LicenceFault::MissingOn { .. } => "no licence".into(),
        LicenceFault::Unknown { .. } => "unknown licence".into(),
        LicenceFault::NotFree { restriction, .. } => match restriction {
            Restriction::NonCommercial => "no commercial use",
            Restriction::NoDerivatives => "no changes",
            Restriction::Invariants => "may have invariant sections",
            Restriction::Reserved => "all rights reserved",
            Restriction::Unknown => "nothing says that it is free",
        }
        .into(),
        LicenceFault::Incompatible { source, .. } => format!("{source} passes on to what is made of it"),
        _ => return None,
    })
}

pub(super) fn help(fault: &LicenceFault) -> String {
    match fault {
        LicenceFault::Missing { example, .. } => format!(
            "Give the whole site one in `site.toml`: `licence = \"etalab-2.0\"` (the French Open Licence). A section (`_index.md`) or a sheet may have its own, under the key `licence` of the front matter. For example: {}.",
            quote(example)
        ),
        LicenceFault::MissingOn { work, visibility } => {
            let text: String = match work {
                Work::Source(_) => "Without a licence, a text may be neither reproduced nor adapted. Add its `licence`, or `derogation: …` with the permission you were given, or only quote it (`usage: citation`).".into(),
                Work::Image(name) => format!(
                    "Say where it comes from in the front matter: `images: {{{name}: {{auteur: …, licence: …}}}}`, in a file {} beside it, or for a whole folder in `REUSE.toml`.",
                    quote(&format!("{}.license", one_line(name).rsplit('/').next().unwrap_or_default())),
                    name = one_line(name),
                ),
                Work::Site | Work::Sheet | Work::File(_) => "Add it in the front matter, in a `.license` file or in `REUSE.toml`.".into(),
            };
            with_draft(text, *visibility)
        }
        LicenceFault::Unknown { nearest: Some(nearest), .. } => format!("Did you mean {}?", quote(nearest)),
        LicenceFault::Unknown { nearest: None, .. } => {
            "A licence is written as its SPDX identifier: `etalab-2.0`, `CC-BY-4.0`, `CC-BY-SA-4.0`, `CC0-1.0`, `ODbL-1.0`… One that is not on the list is written `LicenseRef-name`.".into()
        }
        LicenceFault::NotFree { work, visibility, .. } => {
            let text = match work {
                Work::Site => "Choose a free licence for the whole: sheets that are exceptions have their own, with a `derogation`.",
                Work::Sheet => "Choose a free licence, or say in `derogation` why this sheet is an exception: readers will see it.",
                Work::Image(_) | Work::File(_) => "Replace the work by a free one, or say in `derogation`, under `images:` or in the sheet, what allows to publish it: quotation, written permission… The French Open Licence warrants that no third party stands against reuse.",
                Work::Source(_) => "Only quote it (`usage: citation`), or say in the source’s own `derogation` what allows to take it.",
            };
            with_draft(text.into(), *visibility)
        }
        LicenceFault::Incompatible { source, page, visibility, .. } => with_draft(
            format!(
                "A text adapted from a work under {source} cannot be published again under {page}. Publish the sheet under the licence of its source (`licence:` in the front matter), rewrite what you took from it, or reproduce it unchanged, apart (`usage: reproduction`)."
            ),
            *visibility,
        ),
        LicenceFault::OutsideDecree { .. } => "A French public body that opens its public information chooses a licence from the list of article D. 323-2-1 of the code of relations between the public and the administration (CRPA): `etalab-2.0` or `ODbL-1.0`. Any other must first be approved by the State. Programs have their own list. If this text is not public information, or if the licence was approved: `\"licence/decret\" = \"off\"` under `[checks]`.".into(),
        LicenceFault::Untold { work, untold } => match (work, untold) {
            (Work::Image(_), _) => "Almost every free licence asks to name the author: add `auteur: …` to its name, under `images:`, or `SPDX-FileCopyrightText` to its `.license` file.".into(),
            (_, Untold::Changes) => "Creative Commons licences ask to say what was changed: `modifications: Examples replaced`.".into(),
            (_, Untold::AuthorAndAddress) => "Readers must be able to find it: add `auteur: …` or `url: https://…` to the source.".into(),
            (_, Untold::Author) => "Who takes a work names its author: add `auteur: …` to the source.".into(),
            (_, Untold::Address) => "Who takes a work says where it is: add `url: https://…` to the source.".into(),
        },
    }
}

fn with_draft(text: String, visibility: Visibility) -> String {
    match visibility {
        Visibility::Published => text,
        Visibility::Draft => format!("{text} It will be an error once published."),
    }
}
