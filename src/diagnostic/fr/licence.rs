//! The problems of licences, in French.

use crate::diagnostic::wording::{one_line, quote};
use crate::diagnostic::{LicenceFault, Untold, Visibility, Work};
use crate::licence::Restriction;

pub(super) fn title(fault: &LicenceFault) -> String {
    match fault {
        LicenceFault::Missing { sheets: 1, .. } => "Une fiche publiée n’a pas de licence".into(),
        LicenceFault::Missing { sheets, .. } => format!("{sheets} fiches publiées n’ont pas de licence"),
        LicenceFault::MissingOn { work, .. } => format!("{} n’a pas de licence", subject(work)),
        LicenceFault::Unknown { written, .. } => {
            format!("{} n’est pas l’identifiant d’une licence", quote(written))
        }
        LicenceFault::NotFree { work, licence, .. } => {
            format!("{} n’est pas libre ({})", subject(work), one_line(licence))
        }
        LicenceFault::Incompatible { title, source, page, .. } => {
            let source_title = named(title);
            format!(
                "La source{source_title} est sous {source}\u{a0}: l’adapter dans une fiche sous {page} n’est pas permis"
            )
        }
        LicenceFault::OutsideDecree { licence } => {
            format!("{} n’est pas une des licences ouvertes aux administrations", one_line(licence))
        }
        LicenceFault::Untold { work, untold } => {
            let work = subject(work);
            match untold {
                Untold::Author => format!("{work} n’a pas d’auteur"),
                Untold::Address => format!("{work} n’a pas d’adresse"),
                Untold::AuthorAndAddress => format!("{work} n’a ni auteur ni adresse"),
                Untold::Changes => format!("{work} est adaptée sans dire ce qui a été modifié"),
            }
        }
    }
}

fn subject(work: &Work) -> String {
    match work {
        Work::Site => "La licence du site".into(),
        Work::Sheet => "La licence de la fiche".into(),
        Work::Image(name) => format!("L’image {}", quote(name)),
        Work::File(name) => format!("Le fichier {}", quote(name)),
        Work::Source(title) => format!("La source{}", named(title)),
    }
}

fn named(title: &str) -> String {
    let title = one_line(title);
    if title.is_empty() { String::new() } else { format!(" «\u{a0}{title}\u{a0}»") }
}

pub(super) fn label(fault: &LicenceFault) -> Option<String> {
    Some(match fault {
        LicenceFault::MissingOn { .. } => "sans licence".into(),
        LicenceFault::Unknown { .. } => "licence inconnue".into(),
        LicenceFault::NotFree { restriction, .. } => match restriction {
            Restriction::NonCommercial => "pas d’usage commercial",
            Restriction::NoDerivatives => "pas de modification",
            Restriction::Invariants => "peut avoir des sections invariables",
            Restriction::Reserved => "tous droits réservés",
            Restriction::Unknown => "rien ne dit que c’est libre",
        }
        .into(),
        LicenceFault::Incompatible { source, .. } => format!("{source} se transmet à ce qu’on en tire"),
        _ => return None,
    })
}

pub(super) fn help(fault: &LicenceFault) -> String {
    match fault {
        LicenceFault::Missing { example, .. } => format!(
            "Donnez une licence à tout le site dans `site.toml`\u{a0}: `licence = \"etalab-2.0\"` (la Licence Ouverte). Une section (`_index.md`) ou une fiche peut avoir la sienne, à la clé `licence` de l’en-tête. Par exemple\u{a0}: {}.",
            quote(example)
        ),
        LicenceFault::MissingOn { work, visibility } => {
            let text: String = match work {
                Work::Source(_) => "Sans licence, un texte ne peut être ni reproduit ni adapté. Ajoutez sa `licence`, ou `derogation: …` avec l’autorisation reçue, ou bornez-vous à la citer (`usage: citation`).".into(),
                Work::Image(name) => format!(
                    "Dites d’où elle vient dans l’en-tête\u{a0}: `images: {{{name}: {{auteur: …, licence: …}}}}`, dans un fichier {} à côté d’elle, ou pour tout un dossier dans `REUSE.toml`.",
                    quote(&format!("{}.license", one_line(name).rsplit('/').next().unwrap_or_default())),
                    name = one_line(name),
                ),
                Work::Site | Work::Sheet | Work::File(_) => "Ajoutez-la dans l’en-tête, dans un fichier `.license` ou dans `REUSE.toml`.".into(),
            };
            with_draft(text, *visibility)
        }
        LicenceFault::Unknown { nearest: Some(nearest), .. } => format!("Vouliez-vous dire {}\u{a0}?", quote(nearest)),
        LicenceFault::Unknown { nearest: None, .. } => {
            "Une licence s’écrit par son identifiant SPDX\u{a0}: `etalab-2.0` (Licence Ouverte), `CC-BY-4.0`, `CC-BY-SA-4.0`, `CC0-1.0`, `ODbL-1.0`… Une licence qui n’y est pas s’écrit `LicenseRef-nom`.".into()
        }
        LicenceFault::NotFree { work, visibility, .. } => {
            let text = match work {
                Work::Site => "Choisissez une licence libre pour l’ensemble : les fiches qui font exception ont la leur, avec une `derogation`.",
                Work::Sheet => "Choisissez une licence libre, ou dites dans `derogation` pourquoi la fiche fait exception\u{a0}: le lecteur le lira.",
                Work::Image(_) | Work::File(_) => "Remplacez l’œuvre par une œuvre libre, ou dites dans `derogation`, sous `images:` ou dans la fiche, ce qui permet de la publier\u{a0}: citation, autorisation écrite… La Licence Ouverte garantit au lecteur qu’aucun tiers ne s’oppose à la réutilisation.",
                Work::Source(_) => "Bornez-vous à la citer (`usage: citation`), ou dites dans la `derogation` de la source ce qui permet de la reprendre.",
            };
            with_draft(text.into(), *visibility)
        }
        LicenceFault::Incompatible { source, page, visibility, .. } => with_draft(
            format!(
                "Un texte adapté d’une œuvre sous {source} ne peut pas être republié sous {page}. Publiez la fiche sous la licence de sa source (`licence:` dans l’en-tête), réécrivez ce que vous en avez repris, ou reproduisez-la telle quelle, à part (`usage: reproduction`)."
            ),
            *visibility,
        ),
        LicenceFault::OutsideDecree { .. } => "Une administration qui ouvre ses informations publiques choisit sa licence dans la liste de l’article D.\u{a0}323-2-1 du code des relations entre le public et l’administration\u{a0}: la Licence Ouverte (`etalab-2.0`) ou l’ODbL (`ODbL-1.0`). Une autre licence doit d’abord être homologuée par l’État. Les programmes ont leur propre liste. Si ce texte n’est pas une information publique ou si la licence est homologuée\u{a0}: `\"licence/decret\" = \"off\"` sous `[checks]`.".into(),
        LicenceFault::Untold { work, untold } => match (work, untold) {
            (Work::Image(_), _) => "Toutes les licences libres, ou presque, demandent de nommer l’auteur\u{a0}: ajoutez `auteur: …` à son nom, sous `images:`, ou `SPDX-FileCopyrightText` dans son fichier `.license`.".into(),
            (_, Untold::Changes) => "Les licences Creative Commons demandent de dire ce qui a été modifié\u{a0}: `modifications: Exemples remplacés`.".into(),
            (_, Untold::AuthorAndAddress) => "Le lecteur doit pouvoir la retrouver\u{a0}: ajoutez `auteur: …` ou `url: https://…` à la source.".into(),
            (_, Untold::Author) => "Qui reprend une œuvre en nomme l’auteur\u{a0}: ajoutez `auteur: …` à la source.".into(),
            (_, Untold::Address) => "Qui reprend une œuvre dit où elle se trouve\u{a0}: ajoutez `url: https://…` à la source.".into(),
        },
    }
}

fn with_draft(text: String, visibility: Visibility) -> String {
    match visibility {
        Visibility::Published => text,
        Visibility::Draft => format!("{text} Ce sera une erreur à la publication."),
    }
}
