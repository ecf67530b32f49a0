//! What the author can do, one or two sentences a problem.

use crate::diagnostic::mistake::Mistake;
use crate::diagnostic::wording::{chain, list, one_line, quote};
use crate::diagnostic::{Expected, KeyContext, Problem, Visibility};
use crate::source::FaultKind;

/// What the author can do about it.
pub(in crate::diagnostic) fn help(problem: &Problem) -> Option<String> {
    Some(match problem {
        Problem::Sheet(fault) => super::sheet::help(fault),
        Problem::Claim(fault) => super::claim::help(fault),
        Problem::Licence(fault) => super::licence::help(fault),
        Problem::Image(fault) => super::image::help(fault),
        Problem::ThirdParty(fault) => super::third_party::help(fault),
        Problem::Accessibility(fault) => super::accessibility::help(fault),
        Problem::File(kind) => file(kind).into(),

        Problem::Syntax { context, message } => syntax(*context, message),
        Problem::UnclosedFrontMatter => "Ajoutez une ligne `---` après la dernière clé, avant le texte (`+++` si l’en-tête s’ouvre par `+++`).".into(),
        Problem::UnknownKey { context, nearest, .. } => meant(nearest).unwrap_or_else(|| unknown_key(*context).into()),
        Problem::WrongValue { context, expected, nearest, .. } => meant(nearest).unwrap_or_else(|| value(*context, expected)),
        Problem::DuplicateKey { .. } => "Gardez une seule des deux lignes.".into(),
        Problem::Disagreement { key, alias } => format!("Gardez la bonne valeur sous {} et retirez {}.", quote(key), quote(alias)),
        Problem::LooseDate { iso, .. } => format!("Écrivez {}\u{a0}: l’année d’abord, sans confusion possible entre jour et mois.", quote(iso)),
        Problem::ForeignKey { key } if key == "layout" => {
            "Vous pouvez la laisser ou la retirer. Pour choisir un gabarit de Classeur, la clé est `gabarit`.".into()
        }
        Problem::ForeignKey { .. } => "Vous pouvez la laisser ou la retirer.".into(),
        Problem::MissingField { field, visibility, .. } => before_publishing(&format!("Ajoutez une ligne `{}: …` dans l’en-tête.", one_line(field)), *visibility),
        Problem::MissingSummary => {
            "Ajoutez `resume: …` dans l’en-tête\u{a0}: une ou deux phrases, montrées dans les listes, la recherche et les partages.".into()
        }
        Problem::LongSummary { .. } => "Gardez l’essentiel en une ou deux phrases\u{a0}: la suite est coupée dans les listes.".into(),
        Problem::UnknownKind { nearest, .. } => meant(nearest).unwrap_or_else(|| {
            "Les types fournis sont `fiche`, `procedure`, `benchmark`, `modele` et `page`. Un site en ajoute dans `site.toml`, sous `[kinds.nom]`.".into()
        }),
        Problem::KindDeclaration { .. } => "Les autres déclarations ne sont pas touchées. `classeur explain config/type` donne un exemple.".into(),
        Problem::NoSite { .. } => {
            "Un site est un dossier où se trouve `site.toml`. Ouvrez ce dossier, indiquez-le par `--site DOSSIER`, ou créez un site par `classeur init DOSSIER`.".into()
        }
        Problem::UnknownTheme { theme, nearest } => {
            meant(nearest).unwrap_or_else(|| format!("Un thème est un dossier `themes/{}/` où se trouve `theme.toml`. Sans clé `theme`, le site prend celui de Classeur.", one_line(theme)))
        }
        Problem::ThemeTooNew { .. } => {
            format!("Mettez Classeur à jour (vous avez la version {}), ou prenez une version plus ancienne du thème.", env!("CARGO_PKG_VERSION"))
        }
        Problem::UnknownCheck { nearest, .. } => meant(nearest).unwrap_or_else(|| {
            "`[checks]` accepte un code (`\"lien/introuvable\"`), une famille (`\"lien/*\"`) ou tout (`\"*\"`). Le code est celui qu’affiche chaque message, entre crochets.".into()
        }),
        Problem::BadBaseUrl { .. } => "Écrivez l’adresse publique du site en entier, par exemple `https://www.exemple.fr/base/`, sans `?` ni `#`.".into(),
        Problem::UnknownTaxonomy { nearest, .. } => {
            meant(nearest).unwrap_or_else(|| "Déclarez-la dans `site.toml`, sous `[taxonomies]`, ou retirez-la d’ici.".into())
        }

        Problem::UrlCollision { .. } => "Renommez l’un des deux fichiers, ou donnez à l’un une autre adresse avec la clé `slug`.".into(),
        Problem::BadUrl { .. } => "Écrivez un chemin qui commence par `/`, sans espace, sans `?`, sans `#` et sans `..`, par exemple `/guides/archiver/`.".into(),
        Problem::RedirectShadowed { .. } => "Retirez-la de `anciennes_adresses`\u{a0}: la page actuelle garde son adresse, la redirection n’a pas lieu.".into(),

        Problem::BrokenLink { nearest, visibility, .. } => before_publishing(
            &meant(nearest).unwrap_or_else(|| "Vérifiez le chemin\u{a0}: il part du dossier de cette fiche ou, s’il commence par `/`, de `content/`.".into()),
            *visibility,
        ),
        Problem::BrokenFragment { nearest, visibility, .. } => before_publishing(
            &nearest.as_ref().map_or_else(
                || "Après `#` vient le titre visé, en minuscules, sans accents, avec des tirets\u{a0}: `#points-de-vigilance`.".into(),
                |id| format!("Vouliez-vous dire {}\u{a0}?", quote(&format!("#{}", id.trim_start_matches('#')))),
            ),
            *visibility,
        ),
        Problem::AmbiguousLink { candidates, .. } if candidates.is_empty() => "Écrivez le chemin de la page plutôt que son titre.".into(),
        Problem::AmbiguousLink { candidates, .. } => format!("Écrivez le chemin de celle que vous visez\u{a0}: {}.", list(candidates, "ou")),
        Problem::LinkToDraft { .. } => "Publiez cette fiche (`statut: validee`), ou retirez le lien en attendant\u{a0}: les lecteurs ne trouveraient rien.".into(),
        Problem::LinkCase { actual, .. } => format!("Écrivez {}\u{a0}: beaucoup d’hébergeurs distinguent majuscules et minuscules.", quote(actual)),
        Problem::EmptyLink { .. } => "Un lien s’écrit `[texte du lien](page.md)`\u{a0}; le texte dit où il mène.".into(),
        Problem::UndefinedReference { label } => {
            let label = one_line(label);
            format!("Ajoutez plus bas une ligne `[{label}]: adresse`. Si ces crochets ne sont pas un lien, écrivez `\\[{label}\\]`.")
        }
        Problem::ForbiddenScheme { .. } => "Un lien commence par `https:`, `http:`, `mailto:` ou `tel:`, ou donne un chemin du site.".into(),
        Problem::LinkOutsideSite { .. } => "Copiez le fichier sous `content/`, ou donnez une adresse complète (`https://…`).".into(),
        Problem::ExternalBroken { status, .. } => external(*status).into(),
        Problem::ExternalUnreachable { .. } => "Vérifiez l’adresse\u{a0}; si elle est juste, le site est peut-être en panne\u{a0}: recommencez plus tard.".into(),
        Problem::ExternalMoved { .. } => "Écrivez la nouvelle adresse\u{a0}: la redirection disparaîtra un jour.".into(),

        Problem::MissingImage { nearest, visibility, .. } => before_publishing(
            &meant(nearest).unwrap_or_else(|| "Vérifiez le chemin, et que l’image se trouve bien dans le dossier du site.".into()),
            *visibility,
        ),
        Problem::UnreadableImage { .. } => "Ouvrez l’image et enregistrez-la de nouveau en PNG, JPEG, WebP, GIF ou SVG.".into(),
        Problem::MissingAlt { target } => format!(
            "Dites ce qu’elle montre\u{a0}: `![description]({})`. Si elle n’apporte rien au texte, écrivez `decorative: true` à son nom, sous `images:`, dans l’en-tête.",
            one_line(target)
        ),
        Problem::ImagePosition { .. } => {
            "Enlevez sa position GPS avant de publier\u{a0}: `exiftool -gps:all= -xmp:geotag= photo.jpg`, ou les propriétés du fichier.".into()
        }
        Problem::UnknownImageEntry { nearest, .. } => {
            meant(nearest).unwrap_or_else(|| "Corrigez le nom du fichier sous `images:`, ou retirez cette description.".into())
        }

        Problem::ExtraTitle => "Écrivez `##` au lieu de `#`\u{a0}: le titre de la page est unique. Celui-ci est affiché un niveau plus bas.".into(),
        Problem::NoTitle => "Ajoutez `titre: …` dans l’en-tête, ou commencez le texte par `# Titre`. En attendant, le nom du fichier en tient lieu.".into(),
        Problem::EmptySection { visibility: Visibility::Draft, .. } => "Complétez-la ou retirez son titre. Sur ce brouillon, elle porte la mention «\u{a0}à compléter\u{a0}».".into(),
        Problem::EmptySection { visibility: Visibility::Published, .. } => "Complétez-la ou retirez son titre. En attendant, les lecteurs ne la voient pas.".into(),
        Problem::Blank { visibility, .. } => before_publishing(
            "Remplacez-le par le texte définitif. Si la fiche est faite pour être remplie par ses lecteurs, écrivez `type: modele` dans l’en-tête.",
            *visibility,
        ),
        Problem::HeadingSkip { from, .. } => {
            let marks = "#".repeat(usize::from(from.saturating_add(1).min(6)));
            format!("Écrivez `{marks}`\u{a0}: les lecteurs d’écran se repèrent aux niveaux, un seul à la fois.")
        }
        Problem::DuplicateId { .. } => "Donnez une autre ancre à ce titre, par exemple `## Titre {#autre-nom}`.".into(),
        Problem::TooDeep { .. } => "Réduisez le nombre de listes, de citations ou de blocs placés les uns dans les autres.".into(),
        Problem::TooLong { .. } => "Répartissez le contenu en plusieurs fiches, ou joignez-le en fichier (CSV, PDF).".into(),
        Problem::UnusedFootnote { name } => format!("Placez `[^{}]` dans le texte, là où elle s’applique, ou retirez la note.", one_line(name)),
        Problem::UnknownFootnote { name } => format!("Ajoutez plus bas une ligne `[^{}]: texte de la note`.", one_line(name)),
        Problem::Math { .. } => "Les formules s’écrivent comme en LaTeX. Un signe `$` qui n’ouvre pas une formule s’écrit `\\$`.".into(),
        Problem::ListMarker { .. } => "Commencez la ligne par `- ` pour une puce ou par `1. ` pour un numéro, espace comprise.".into(),

        Problem::ForbiddenHtml { .. } => {
            "Retirez-le\u{a0}: il peut exécuter un programme ou appeler un autre site chez les lecteurs. Un site qui en a besoin l’autorise par `raw_html = \"trusted\"`, sous `[markdown]`, dans `site.toml`.".into()
        }
        Problem::CleanedHtml { .. } => "Le texte est gardé. Pour ne plus voir ce message, collez sans mise en forme (Ctrl+Maj+V) et écrivez en Markdown.".into(),

        Problem::UnknownContainer { nearest, .. } => {
            meant(nearest).unwrap_or_else(|| "Vérifiez son nom, ou ajoutez un gabarit de ce nom dans le dossier `components/` du site.".into())
        }
        Problem::UnclosedContainer { .. } => "Ajoutez après son contenu une ligne faite d’autant de `:` que celle qui l’ouvre.".into(),
        Problem::UnnamedContainer => "Écrivez le nom du bloc après `:::`, par exemple `::: note`. Si cette ligne devait fermer un bloc, aucun n’est ouvert ici.".into(),
        Problem::ContainerAttributes { .. } => "Les attributs s’écrivent `{clé=\"valeur\"}`, séparés par des espaces.".into(),
        Problem::IncludeMissing { target, .. } if target.is_empty() => "Écrivez son chemin après le nom du bloc\u{a0}: `::: inclure ../commun.md`.".into(),
        Problem::IncludeMissing { nearest, .. } => {
            meant(nearest).unwrap_or_else(|| "Vérifiez le chemin\u{a0}: il part du dossier de cette fiche ou, s’il commence par `/`, de `content/`.".into())
        }
        Problem::IncludeLoop { .. } => "Retirez l’une de ces inclusions.".into(),

        Problem::DuplicateTerm { .. } => "Gardez une seule définition\u{a0}: c’est la première qui sert dans les pages.".into(),

        Problem::TemplateSyntax { .. } => "Corrigez le gabarit\u{a0}: toutes les pages qui s’en servent en dépendent.".into(),
        Problem::TemplateUndefined { page, chain: steps, nearest, .. } => {
            trace(meant(nearest).unwrap_or_else(|| "Vérifiez le nom, ou prévoyez son absence\u{a0}: `{% if nom is defined %}`.".into()), page, steps)
        }
        Problem::TemplateMissing { nearest, .. } => {
            meant(nearest).unwrap_or_else(|| "Les gabarits se trouvent dans `templates/`, les blocs dans `components/`, du site ou de son thème.".into())
        }
        Problem::TemplateFailed { page, chain: steps, .. } => trace("Corrigez le gabarit à l’endroit indiqué.".into(), page, steps),
        Problem::MissingString { language, .. } => format!("Ajoutez-le au fichier `i18n/{}.toml`. En attendant, le texte français est affiché.", one_line(language)),

        Problem::ForeignFolder { .. } => {
            "Par prudence, rien n’y a été touché. Videz ce dossier s’il ne contient rien d’utile, ou choisissez-en un autre par `--output DOSSIER`.".into()
        }
        Problem::OutputInsideInput { .. } => "Choisissez par `--output DOSSIER` un dossier à part, par exemple `public`.".into(),
        Problem::DiskFull { .. } => "Libérez de la place et recommencez. Le site déjà publié n’a pas changé.".into(),
        Problem::ReadOnly { .. } => "Vérifiez vos droits sur ce dossier, et qu’un autre programme ne le tient pas ouvert. Le site déjà publié n’a pas changé.".into(),
        Problem::WriteFailed { .. } => "Corrigez la cause et recommencez. Le site déjà publié n’a pas changé.".into(),
        Problem::OutputConflict { .. } => {
            "Renommez l’un des deux\u{a0}: certains disques ne distinguent pas majuscules et minuscules, et un dossier ne peut porter le nom d’un fichier.".into()
        }
    })
}

fn file(kind: &FaultKind) -> &'static str {
    match kind {
        FaultKind::Decoded { .. } => {
            "Il a été compris. Pour ne plus voir ce message, enregistrez-le en UTF-8\u{a0}: dans le Bloc-notes, «\u{a0}Enregistrer sous\u{a0}», Encodage\u{a0}; dans VS Code, en bas à droite."
        }
        FaultKind::Undecodable { .. } => {
            "Il est laissé de côté. Ouvrez-le dans le logiciel qui l’a produit et enregistrez-le en UTF-8."
        }
        FaultKind::Binary { .. } => {
            "Il est laissé de côté. Si c’est un document Word, un PDF ou une image, rendez-lui son extension d’origine."
        }
        FaultKind::TooLarge { .. } => {
            "Il est laissé de côté. Répartissez-le en plusieurs fiches, ou joignez-le en fichier (CSV, PDF)."
        }
        FaultKind::Special => "Il est laissé de côté. Retirez-le du dossier du site.",
        FaultKind::LinkOutside { .. } => {
            "Il est laissé de côté. Copiez le fichier dans le dossier du site, à la place du lien."
        }
        FaultKind::LinkLoop => "Il est laissé de côté. Supprimez-le, ou refaites-le vers un fichier du site.",
        FaultKind::Unreadable { .. } => {
            "Vérifiez vos droits sur ce fichier et qu’il est bien sur ce disque (OneDrive\u{a0}: «\u{a0}Toujours conserver sur cet appareil\u{a0}»)."
        }
        FaultKind::SameName => "Le second est laissé de côté. Renommez l’un des deux.",
        FaultKind::BadPattern { .. } => {
            "Il est laissé de côté. Un motif s’écrit comme dans `.gitignore`\u{a0}: `*.docx`, `archives/`."
        }
        FaultKind::ShallowHistory { .. } => {
            "Récupérez tout l’historique\u{a0}: `git fetch --unshallow`, ou `fetch-depth: 0` (GitHub), `GIT_DEPTH: 0` (GitLab). Sinon, écrivez `mis_a_jour_le` dans les fiches, ou `git_dates = false` sous `[content]` dans `site.toml`."
        }
        FaultKind::HistoryUnreadable { .. } => {
            "Les fiches n’ont que les dates que leurs auteurs ont écrites. Si le dossier appartient à un autre utilisateur, `git config --global --add safe.directory DOSSIER` l’autorise\u{a0}; `git_dates = false`, sous `[content]` dans `site.toml`, ne demande plus rien à git."
        }
    }
}

fn syntax(context: KeyContext, message: &str) -> String {
    let usual = match Mistake::of(message) {
        Some(Mistake::UnquotedValue) => {
            Some("Mettez la valeur entre guillemets droits\u{a0}: `titre: \"Archives : verser un fonds\"`.")
        }
        Some(Mistake::Tab) => Some("Remplacez la tabulation par des espaces."),
        Some(Mistake::Indentation) => {
            Some("Alignez les clés d’un même groupe, et les tirets d’une même liste, sur la même colonne.")
        }
        Some(Mistake::UnclosedQuote) => Some("Fermez les guillemets avant la fin de la ligne."),
        Some(Mistake::UnclosedBracket) => Some("Fermez chaque `[` par `]` et chaque `{` par `}`."),
        Some(Mistake::MissingColon) => Some("Écrivez `clé: valeur`, avec une espace après le deux-points."),
        Some(Mistake::MissingEquals) => Some("Écrivez `clé = \"valeur\"`."),
        Some(Mistake::MissingQuotes) => Some("Mettez le texte entre guillemets droits\u{a0}: `clé = \"valeur\"`."),
        Some(Mistake::BadEscape) => Some("Doublez la barre oblique inverse (`\\\\`), ou écrivez les chemins avec `/`."),
        Some(Mistake::Comma) => Some("Séparez les valeurs par une virgule et une seule\u{a0}: `[\"a\", \"b\"]`."),
        Some(Mistake::Twice) => Some("Gardez une seule des deux."),
        None => None,
    };
    match (usual, context) {
        (Some(usual), _) => usual.into(),
        (None, KeyContext::FrontMatter) => "Une clé par ligne, sous la forme `clé: valeur`. Une valeur qui contient `:` ou `#` se met entre guillemets droits.".into(),
        (None, KeyContext::Site | KeyContext::Theme | KeyContext::Reuse) => "Une clé par ligne, sous la forme `clé = \"valeur\"`.".into(),
        (None, KeyContext::Container) => "Les attributs s’écrivent `{clé=\"valeur\"}`, séparés par des espaces.".into(),
    }
}

fn unknown_key(context: KeyContext) -> &'static str {
    match context {
        KeyContext::FrontMatter => "Corrigez son nom ou retirez-la. Si un gabarit s’en sert, rangez-la sous `extra:`.",
        KeyContext::Site => "Corrigez son nom ou retirez-la. Si un gabarit s’en sert, rangez-la sous `[extra]`.",
        KeyContext::Theme => "Corrigez son nom ou retirez-la. Si le thème s’en sert, rangez-la sous `[extra]`.",
        KeyContext::Reuse | KeyContext::Container => "Corrigez son nom ou retirez-le.",
    }
}

fn value(context: KeyContext, expected: &Expected) -> String {
    match expected {
        Expected::Text => {
            "Écrivez un texte, entre guillemets droits s’il ressemble à un nombre ou à une date\u{a0}: `\"2026\"`."
                .into()
        }
        Expected::Integer => "Écrivez un nombre sans virgule ni guillemets\u{a0}: `12`.".into(),
        Expected::Number => "Écrivez un nombre sans guillemets, avec un point pour les décimales\u{a0}: `12.5`.".into(),
        Expected::Boolean => "Écrivez `true` (oui) ou `false` (non), sans guillemets.".into(),
        Expected::Date => "Écrivez la date année-mois-jour\u{a0}: `2026-11-22`.".into(),
        Expected::Duration => "Écrivez un nombre et une unité\u{a0}: `12 mois`, `2 ans`, `30 jours`.".into(),
        Expected::List => "Écrivez une liste entre crochets\u{a0}: `[\"premier\", \"second\"]`.".into(),
        Expected::Table => match context {
            KeyContext::FrontMatter => {
                "Écrivez des clés et leurs valeurs, une par ligne, en retrait sous celle-ci.".into()
            }
            _ => "Écrivez des clés et leurs valeurs entre accolades\u{a0}: `{ clé = \"valeur\" }`.".into(),
        },
        Expected::OneOf(words) if words.is_empty() => "Aucune valeur n’est prévue ici\u{a0}: retirez cette clé.".into(),
        Expected::OneOf(words) => format!("Écrivez {}.", list(words, "ou")),
        Expected::Url => {
            "Écrivez une adresse complète, `https://www.exemple.fr/page`, ou un chemin du site, `/guides/`.".into()
        }
        Expected::LanguageTag => "Écrivez un code de langue\u{a0}: `fr`, `en`, `pt-BR`.".into(),
        Expected::Page => "Écrivez le chemin d’une fiche, à partir de celle-ci\u{a0}: `../guides/archiver.md`.".into(),
    }
}

fn external(status: u16) -> &'static str {
    match status {
        404 | 410 => {
            "La page n’existe plus. Cherchez sa nouvelle adresse, une copie sur `web.archive.org`, ou retirez le lien."
        }
        401 | 403 | 407 | 429 => {
            "Le site refuse peut-être les contrôles automatiques\u{a0}: ouvrez la page dans un navigateur avant de changer le lien."
        }
        500..=599 => "Le site est peut-être en panne\u{a0}: recommencez plus tard avant de changer le lien.",
        _ => "Ouvrez la page dans un navigateur, puis corrigez ou retirez le lien.",
    }
}

fn meant(nearest: &Option<String>) -> Option<String> {
    nearest.as_ref().map(|nearest| format!("Vouliez-vous dire {}\u{a0}?", quote(nearest)))
}

/// On a draft the problem is a warning, and an error once published: said beforehand.
fn before_publishing(advice: &str, visibility: Visibility) -> String {
    match visibility {
        Visibility::Published => advice.to_owned(),
        Visibility::Draft => format!("{advice} À régler avant de publier la fiche."),
    }
}

fn trace(advice: String, page: &str, steps: &[String]) -> String {
    let mut out = advice;
    if !page.is_empty() {
        out.push_str(&format!("\nPage\u{a0}: {}", quote(page)));
    }
    if !steps.is_empty() {
        out.push_str(&format!("\nGabarits\u{a0}: {}", chain(steps)));
    }
    out
}
