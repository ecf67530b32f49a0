//! What is wrong inside images, in French.

use crate::diagnostic::ImageFault;
use crate::diagnostic::wording::{list, quote};

pub(super) fn title(fault: &ImageFault) -> String {
    match fault {
        ImageFault::Damaged { target, .. } => format!("L’image {} est endommagée", quote(target)),
        ImageFault::Cleaned { target, removed } => {
            format!("Le dessin {} est publié sans {}", quote(target), list(removed, "ni"))
        }
    }
}

pub(super) fn help(fault: &ImageFault) -> String {
    match fault {
        ImageFault::Damaged { reason, .. } => format!(
            "Reprenez l’original de l’image, ou enregistrez-la de nouveau. Ce qu’en dit le décodeur\u{a0}: {}.",
            quote(reason)
        ),
        ImageFault::Cleaned { .. } => {
            "Une image ne peut ni agir ni demander d’autres fichiers. Vérifiez que rien n’y manque, et enregistrez-la de nouveau sans cela.".into()
        }
    }
}
