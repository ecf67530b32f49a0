//! What was found, one line a problem.

use crate::diagnostic::wording::{chain, message, number, one_line, quote, size};
use crate::diagnostic::{Expected, KeyContext, Language, Problem};
use crate::source::{Encoding, FaultKind};

/// One sentence that says what was found.
pub(in crate::diagnostic) fn title(problem: &Problem) -> String {
    match problem {
        Problem::Sheet(fault) => super::sheet::title(fault),
        Problem::Claim(fault) => super::claim::title(fault),
        Problem::Licence(fault) => super::licence::title(fault),
        Problem::Image(fault) => super::image::title(fault),
        Problem::ThirdParty(fault) => super::third_party::title(fault),
        Problem::Accessibility(fault) => super::accessibility::title(fault),
        Problem::File(kind) => file(kind),

        Problem::Syntax { context, .. } => match context {
            KeyContext::FrontMatter => "L’en-tête de la fiche ne peut pas être lu".into(),
            KeyContext::Site => "La configuration du site ne peut pas être lue".into(),
            KeyContext::Theme => "La configuration du thème ne peut pas être lue".into(),
            KeyContext::Reuse => "Ce fichier de licences ne peut pas être lu".into(),
            KeyContext::Container => "Les attributs de ce bloc ne peuvent pas être lus".into(),
        },
        Problem::UnclosedFrontMatter => "L’en-tête de la fiche n’est pas fermé".into(),
        Problem::UnknownKey { context, key, .. } => match context {
            KeyContext::FrontMatter => format!("La clé {} n’existe pas dans l’en-tête d’une fiche", quote(key)),
            KeyContext::Site => format!("La clé {} n’existe pas dans la configuration du site", quote(key)),
            KeyContext::Theme => format!("La clé {} n’existe pas dans la configuration d’un thème", quote(key)),
            KeyContext::Reuse => format!("La clé {} n’existe pas dans `REUSE.toml`", quote(key)),
            KeyContext::Container => format!("Ce bloc n’a pas d’attribut {}", quote(key)),
        },
        Problem::WrongValue { key, expected, found, .. } => wrong_value(key, expected, found),
        Problem::DuplicateKey { key, first, .. } if key == first => {
            format!("La clé {} est écrite deux fois", quote(key))
        }
        Problem::DuplicateKey { key, first, .. } => {
            format!("Les clés {} et {} sont deux noms de la même", quote(first), quote(key))
        }
        Problem::Disagreement { key, alias } => {
            format!("{} et {} sont deux noms de la même clé, mais leurs valeurs diffèrent", quote(key), quote(alias))
        }
        Problem::LooseDate { written, .. } => {
            format!("La date {} n’est pas écrite dans l’ordre année-mois-jour", quote(written))
        }
        Problem::ForeignKey { key } => {
            format!("La clé {} est celle d’un autre outil, elle reste sans effet", quote(key))
        }
        Problem::MissingField { field, kind, .. } => {
            format!("Il manque le champ {} à cette fiche de type {}", quote(field), quote(kind))
        }
        Problem::MissingSummary => "Cette fiche n’a pas de résumé".into(),
        Problem::LongSummary { length, limit } => {
            format!("Le résumé compte {} caractères, pour {} au plus", count(*length), count(*limit))
        }
        Problem::UnknownKind { kind, .. } => format!("Le type de fiche {} n’existe pas", quote(kind)),
        Problem::KindDeclaration { kind, .. } => format!("La déclaration de {} est à corriger", quote(kind)),
        Problem::NoSite { folder } => format!("Le dossier {} ne contient pas de site", quote(folder)),
        Problem::UnknownTheme { theme, .. } => format!("Le thème {} est introuvable", quote(theme)),
        Problem::ThemeTooNew { theme, needs } => {
            format!("Le thème {} demande Classeur {} ou une version plus récente", quote(theme), one_line(needs))
        }
        Problem::UnknownCheck { pattern, .. } => format!("Le contrôle {} n’existe pas", quote(pattern)),
        Problem::BadBaseUrl { url } => format!("{} n’est pas une adresse complète pour le site", quote(url)),
        Problem::UnknownTaxonomy { name, .. } => format!("La taxonomie {} n’est pas déclarée", quote(name)),

        Problem::UrlCollision { url, other } => format!("L’adresse {} est aussi celle de {}", quote(url), quote(other)),
        Problem::BadUrl { url } => format!("{} ne peut pas servir d’adresse à une page", quote(url)),
        Problem::RedirectShadowed { url, by } => {
            format!("L’ancienne adresse {} est celle d’une page actuelle, {}", quote(url), quote(by))
        }

        Problem::BrokenLink { target, .. } => format!("Le lien mène à {}, qui n’existe pas", quote(target)),
        Problem::BrokenFragment { page, fragment, .. } => {
            format!("La page {} n’a pas de titre ni d’ancre {}", quote(page), anchor(fragment))
        }
        Problem::AmbiguousLink { target, .. } => format!("Le lien {} peut désigner plusieurs pages", quote(target)),
        Problem::LinkToDraft { target } => format!("Le lien mène à {}, qui n’est pas publiée", quote(target)),
        Problem::LinkCase { target, actual } => {
            format!("Le lien est écrit {}, mais le fichier s’appelle {}", quote(target), quote(actual))
        }
        Problem::EmptyLink { .. } => "Il manque à ce lien son texte ou sa destination".into(),
        Problem::UndefinedReference { label } => {
            format!("La référence {} n’est définie nulle part", quote(&format!("[{label}]")))
        }
        Problem::ForbiddenScheme { url } => format!("L’adresse {} n’est pas permise dans un lien", quote(url)),
        Problem::LinkOutsideSite { target } => format!("Le lien {} sort du dossier du site", quote(target)),
        Problem::ExternalBroken { url, status } => format!("Le site répond à {} par l’erreur {status}", quote(url)),
        Problem::ExternalUnreachable { url, .. } => format!("Le site ne répond pas à {}", quote(url)),
        Problem::ExternalMoved { url, to } => format!("La page {} a déménagé à {}", quote(url), quote(to)),

        Problem::MissingImage { target, .. } => format!("L’image {} n’existe pas", quote(target)),
        Problem::UnreadableImage { target } => {
            format!("Le fichier {} n’est pas une image que Classeur sait lire", quote(target))
        }
        Problem::MissingAlt { target } => format!("L’image {} n’a pas de texte de remplacement", quote(target)),
        Problem::ImagePosition { target } => format!("La photo {} dit où elle a été prise", quote(target)),
        Problem::UnknownImageEntry { file, .. } => {
            format!("L’en-tête décrit {}, qui n’est pas une image de cette fiche", quote(file))
        }

        Problem::ExtraTitle => "Cette page a un second titre de niveau 1".into(),
        Problem::NoTitle => "Cette fiche n’a pas de titre".into(),
        Problem::EmptySection { title, .. } => format!("La section «\u{a0}{}\u{a0}» est vide", one_line(title)),
        Problem::Blank { written, .. } => format!("Il reste un passage à compléter\u{a0}: {}", quote(written)),
        Problem::HeadingSkip { from, to } => format!("Ce titre passe du niveau {from} au niveau {to}"),
        Problem::DuplicateId { id } => format!("L’ancre {} sert déjà dans cette page", anchor(id)),
        Problem::TooDeep { limit } => {
            format!("Ce passage compte trop de niveaux imbriqués (plus de {})", count(*limit))
        }
        Problem::TooLong { what, limit } => too_long(what, *limit),
        Problem::UnusedFootnote { name } => {
            format!("La note {} n’est appelée nulle part dans le texte", quote(&format!("[^{name}]")))
        }
        Problem::UnknownFootnote { name } => format!("La note {} n’a pas de texte", quote(&format!("[^{name}]"))),
        Problem::Math { .. } => "Cette formule ne peut pas être lue".into(),
        Problem::ListMarker { written } => format!("{} n’ouvre pas une liste en Markdown", quote(written)),

        Problem::ForbiddenHtml { what } => format!("Ce HTML n’est pas permis dans une fiche\u{a0}: {}", quote(what)),
        Problem::CleanedHtml { what } => format!("Cette mise en forme a été retirée\u{a0}: {}", quote(what)),

        Problem::UnknownContainer { name, .. } => format!("Le bloc {} n’existe pas", quote(&format!("::: {name}"))),
        Problem::UnclosedContainer { name } => format!("Le bloc {} n’est pas fermé", quote(&format!("::: {name}"))),
        Problem::UnnamedContainer => "Ce bloc `:::` n’a pas de nom".into(),
        Problem::ContainerAttributes { .. } => "Les attributs de ce bloc ne peuvent pas être lus".into(),
        Problem::IncludeMissing { target, .. } if target.is_empty() => "Ce bloc ne dit pas quel fichier inclure".into(),
        Problem::IncludeMissing { target, .. } => {
            format!("Le fichier à inclure, {}, n’existe pas ou n’est pas une fiche", quote(target))
        }
        Problem::IncludeLoop { chain: steps } => format!("Ces fichiers s’incluent en rond\u{a0}: {}", chain(steps)),

        Problem::DuplicateTerm { term, other } => {
            format!("Le terme «\u{a0}{}\u{a0}» est déjà défini dans {}", one_line(term), quote(other))
        }

        Problem::TemplateSyntax { .. } => "Ce gabarit ne peut pas être lu".into(),
        Problem::TemplateUndefined { name, .. } => format!("Le gabarit se sert de {}, qui n’existe pas", quote(name)),
        Problem::TemplateMissing { name, .. } => format!("Le gabarit {} est introuvable", quote(name)),
        Problem::TemplateFailed { page, .. } => format!("Le gabarit n’a pas pu produire la page {}", quote(page)),
        Problem::MissingString { key, language } => {
            format!("Le texte {} n’est pas traduit dans la langue {}", quote(key), quote(language))
        }

        Problem::ForeignFolder { folder } => {
            format!("Le dossier {} contient des fichiers que Classeur n’a pas écrits", quote(folder))
        }
        Problem::OutputInsideInput { folder } => {
            format!("Le dossier de publication {} recouvre les sources du site", quote(folder))
        }
        Problem::DiskFull { path } => format!("Il n’y a plus de place sur le disque pour écrire {}", quote(path)),
        Problem::ReadOnly { path } => format!("{} est protégé en écriture", quote(path)),
        Problem::WriteFailed { path, reason } => {
            format!("{} n’a pas pu être écrit\u{a0}: {}", quote(path), super::cause::write_fault(reason))
        }
        Problem::OutputConflict { path, other } => {
            format!("{} et {} s’écriraient au même endroit", quote(path), quote(other))
        }
    }
}

fn file(kind: &FaultKind) -> String {
    match kind {
        FaultKind::Decoded { encoding } => match encoding {
            Encoding::Utf8 => "Ce fichier est écrit en UTF-8".into(),
            Encoding::Utf16Le | Encoding::Utf16Be => "Ce fichier est écrit en UTF-16 et non en UTF-8".into(),
            Encoding::Windows1252 => "Ce fichier est écrit en Windows-1252 et non en UTF-8".into(),
        },
        FaultKind::Undecodable { offset } => {
            format!("L’encodage de ce texte n’est pas reconnu (octet {})", count(*offset))
        }
        FaultKind::Binary { offset } => {
            format!("Ce fichier n’est pas un texte (caractère nul à l’octet {})", count(*offset))
        }
        FaultKind::TooLarge { len, limit } => {
            format!("Ce texte pèse {}, pour {} au plus", size(*len, Language::French), size(*limit, Language::French))
        }
        FaultKind::Special => "Ceci n’est pas un fichier mais un tube, une prise réseau ou un périphérique".into(),
        FaultKind::LinkOutside { target } => {
            format!("Ce lien symbolique sort du dossier du site, vers {}", quote(target))
        }
        FaultKind::LinkLoop => "Ce lien symbolique tourne en rond ou ne mène nulle part".into(),
        FaultKind::Unreadable { reason } => format!("Ce fichier n’a pas pu être lu\u{a0}: {}", message(reason)),
        FaultKind::SameName => "Deux fichiers portent ce nom, l’un avec des accents composés, l’autre non".into(),
        FaultKind::BadPattern { pattern, .. } => format!("Le motif {} ne peut pas être lu", quote(pattern)),
        FaultKind::ShallowHistory { sheets: 1 } => {
            "Une fiche n’a pas de date de mise à jour\u{a0}: le clone git est partiel".into()
        }
        FaultKind::ShallowHistory { sheets } => {
            format!("{} fiches n’ont pas de date de mise à jour\u{a0}: le clone git est partiel", count(*sheets))
        }
        FaultKind::HistoryUnreadable { reason } => {
            format!("git n’a pas pu lire l’historique du site\u{a0}: {}", message(reason))
        }
    }
}

fn wrong_value(key: &str, expected: &Expected, found: &str) -> String {
    let key = quote(key);
    if found.trim().is_empty() {
        return format!("{key} est vide");
    }
    let found = quote(found);
    match expected {
        Expected::Text => format!("{key} attend un texte et non {found}"),
        Expected::Integer => format!("{key} attend un nombre entier et non {found}"),
        Expected::Number => format!("{key} attend un nombre et non {found}"),
        Expected::Boolean => format!("{key} attend `true` ou `false` et non {found}"),
        Expected::Date => format!("{key} attend une date et non {found}"),
        Expected::Duration => format!("{key} attend une durée et non {found}"),
        Expected::List => format!("{key} attend une liste et non {found}"),
        Expected::Table => format!("{key} attend des clés et leurs valeurs et non {found}"),
        Expected::OneOf(_) => format!("{key} n’accepte pas la valeur {found}"),
        Expected::Url => format!("{key} attend une adresse et non {found}"),
        Expected::LanguageTag => format!("{key} attend un code de langue et non {found}"),
        Expected::Page => format!("{key} attend le chemin d’une page et non {found}"),
    }
}

/// What is too long is one of the reader's own words (`markdown::limits`); lengths are in bytes.
fn too_long(what: &str, limit: usize) -> String {
    match what {
        "texte" => format!("Ce texte est trop long (plus de {})", size(limit as u64, Language::French)),
        "paragraphe" => format!("Ce paragraphe est trop long (plus de {})", size(limit as u64, Language::French)),
        "inclusions" => {
            format!("Les inclusions rendent cette page trop longue (plus de {})", size(limit as u64, Language::French))
        }
        "notes" => format!("Ce texte compte trop d’appels de note (plus de {})", count(limit)),
        other => format!("Ce passage dépasse une limite ({}\u{a0}: {})", one_line(other), count(limit)),
    }
}

fn anchor(id: &str) -> String {
    quote(&format!("#{}", id.trim_start_matches('#')))
}

fn count(value: usize) -> String {
    number(value as u64, Language::French)
}
