//! The problems of a sheet of its kind, in French.

use crate::diagnostic::wording::{message, one_line, quote};
use crate::diagnostic::{SheetFault, Visibility};

pub(super) fn title(fault: &SheetFault) -> String {
    match fault {
        SheetFault::MissingRole { role, kind, .. } => {
            format!("Il manque la partie «\u{a0}{}\u{a0}», attendue dans une fiche {}", one_line(role), quote(kind))
        }
        SheetFault::NoPhase => "Aucune phase n’a été reconnue dans cette procédure".into(),
        SheetFault::UnreadableScore { found } => format!("{} n’est pas une note", quote(found)),
        SheetFault::OffScale { score, min, max } => {
            format!("La note {} sort de l’échelle, de {} à {}", number(*score), number(*min), number(*max))
        }
        SheetFault::BadScale { min, max } => {
            format!("L’échelle va de {} à {}\u{a0}: elle ne mesure rien", number(*min), number(*max))
        }
        SheetFault::BadWeight { criterion } => format!("Le poids du critère {} est négatif", quote(criterion)),
        SheetFault::UnknownCriterion { name, .. } => format!("Le critère {} n’est pas déclaré", quote(name)),
        SheetFault::UnknownSolution { name, .. } => format!("La solution {} n’est pas déclarée", quote(name)),
        SheetFault::DuplicateCriterion { name } => format!("Le critère {} est déclaré deux fois", quote(name)),
        SheetFault::DuplicateSolution { name } => format!("La solution {} est déclarée deux fois", quote(name)),
        SheetFault::DuplicateScore { criterion, solution } => {
            format!("{} a deux notes pour le critère {}", quote(solution), quote(criterion))
        }
        SheetFault::ScoreWithoutEvidence { criterion, solution } => {
            format!("La note de {} pour {} n’a pas de preuve", quote(solution), quote(criterion))
        }
        SheetFault::OldScore { criterion, solution, months, .. } => {
            format!("La note de {} pour {} date de {months} mois", quote(solution), quote(criterion))
        }
        SheetFault::MissingScores { file } => format!("Le fichier de notes {} n’existe pas", quote(file)),
        SheetFault::UnreadableScores { .. } => "Ce fichier de notes ne peut pas être lu".into(),
        SheetFault::UnusedBlank { name, .. } => format!("Le champ {} n’est pas dans le texte", quote(name)),
        SheetFault::UnknownFilling { name, .. } => format!("Le modèle n’a pas de champ {}", quote(name)),
        SheetFault::MissingFilling { name, required: true } => {
            format!("Le champ requis {} n’est pas rempli", quote(name))
        }
        SheetFault::NamelessBlank { written } => {
            format!("Le blanc {} n’a pas de nom\u{a0}: aucune valeur ne peut le remplir", quote(written))
        }
        SheetFault::MissingFilling { name, required: false } => format!("Le champ {} n’est pas rempli", quote(name)),
    }
}

pub(super) fn label(fault: &SheetFault) -> Option<String> {
    Some(match fault {
        SheetFault::UnreadableScore { .. } => "une note ou «\u{a0}non évalué\u{a0}» est attendu".into(),
        SheetFault::OffScale { .. } => "hors échelle".into(),
        SheetFault::UnknownCriterion { .. } | SheetFault::UnknownSolution { .. } => "inconnu".into(),
        SheetFault::ScoreWithoutEvidence { .. } => "sans preuve".into(),
        SheetFault::OldScore { date, .. } => format!("évalué le {}", one_line(date)),
        SheetFault::UnreadableScores { message: text } => message(text),
        _ => return None,
    })
}

pub(super) fn help(fault: &SheetFault) -> String {
    let meant = |nearest: &Option<String>, otherwise: &str| match nearest {
        Some(nearest) => format!("Vouliez-vous dire {}\u{a0}?", quote(nearest)),
        None => otherwise.to_owned(),
    };
    match fault {
        SheetFault::MissingRole { role, visibility, .. } => {
            let add = format!("Ajoutez un titre `## {}` et son texte.", one_line(role));
            match visibility {
                Visibility::Published => add,
                Visibility::Draft => format!("{add} Ce sera une erreur à la publication."),
            }
        }
        SheetFault::NoPhase => {
            "Une phase est un titre `##` qui commence par un numéro (`## 01 Observer`) ou qui contient des parties telles que `### Tâches` ou `### Étapes`.".into()
        }
        SheetFault::UnreadableScore { .. } => {
            "Écrivez un nombre, suivi si possible de sa preuve et de sa date\u{a0}: `3 ([documentation](https://…), 12/05/2026)`, ou «\u{a0}non évalué\u{a0}».".into()
        }
        SheetFault::OffScale { .. } => "Corrigez la note, ou l’échelle dans l’en-tête (`echelle: {min: 0, max: 4}`).".into(),
        SheetFault::BadScale { .. } => "Le minimum doit être plus petit que le maximum.".into(),
        SheetFault::BadWeight { .. } => "Un poids est un nombre positif\u{a0}; 0 garde le critère dans le tableau sans le compter.".into(),
        SheetFault::UnknownCriterion { nearest, .. } => {
            meant(nearest, "Déclarez-le sous `criteres` dans l’en-tête, avec les mêmes mots, ou retirez sa ligne.")
        }
        SheetFault::UnknownSolution { nearest, .. } => {
            meant(nearest, "Déclarez-la sous `solutions` dans l’en-tête, avec les mêmes mots, ou retirez sa colonne.")
        }
        SheetFault::DuplicateCriterion { .. } | SheetFault::DuplicateSolution { .. } => {
            "Gardez une seule des deux déclarations, ou donnez-leur des noms différents.".into()
        }
        SheetFault::DuplicateScore { .. } => "Gardez une seule des deux notes\u{a0}: la seconde est laissée de côté.".into(),
        SheetFault::ScoreWithoutEvidence { .. } => {
            "Ajoutez après la note un lien vers ce qui la justifie\u{a0}: `3 ([documentation](https://…), 12/05/2026)`.".into()
        }
        SheetFault::OldScore { .. } => {
            "Vérifiez la note et mettez sa date à jour, ou écrivez «\u{a0}non évalué\u{a0}». Le délai se règle dans `site.toml`\u{a0}: `[sheets] score_age`.".into()
        }
        SheetFault::MissingScores { .. } => "Le fichier se place à côté de la fiche. Vérifiez son nom sous `donnees`.".into(),
        SheetFault::UnreadableScores { .. } => {
            "La première ligne nomme les colonnes\u{a0}: `critere;solution;note;preuve;date`, ou `critere` puis une colonne par solution.".into()
        }
        SheetFault::UnusedBlank { nearest, .. } => {
            meant(nearest, "Écrivez-le dans le texte entre doubles accolades, `{{nom}}`, ou retirez-le de `champs`.")
        }
        SheetFault::UnknownFilling { nearest, .. } => meant(nearest, "Retirez cette ligne, ou ajoutez le champ au texte du modèle."),
        SheetFault::NamelessBlank { .. } => "Donnez-lui un nom dans le texte du modèle, `{{nom}}`, et une valeur dans le fichier de remplissage\u{a0}: sinon il reste marqué dans le document rempli.".into(),
        SheetFault::MissingFilling { required: false, .. } => "Ajoutez une ligne `nom = \"…\"` au fichier de remplissage, ou `nom = \"\"` pour laisser ce champ vide\u{a0}: sinon le blanc reste marqué dans le document rempli.".into(),
        SheetFault::MissingFilling { required: true, .. } => "Ajoutez une ligne `nom = \"…\"` au fichier de remplissage\u{a0}: le blanc reste marqué dans le document rempli.".into(),
    }
}

fn number(value: f64) -> String {
    format!("{value}").replace('.', ",")
}
