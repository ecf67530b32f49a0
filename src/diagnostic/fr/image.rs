//! What is wrong inside images, in French.

use crate::diagnostic::ImageFault;
use crate::diagnostic::wording::quote;

pub(super) fn title(fault: &ImageFault) -> String {
    match fault {
        ImageFault::Damaged { target, .. } => format!("L’image {} est endommagée", quote(target)),
    }
}

pub(super) fn help(fault: &ImageFault) -> String {
    match fault {
        ImageFault::Damaged { reason, .. } => format!(
            "Reprenez l’original de l’image, ou enregistrez-la de nouveau. Ce qu’en dit le décodeur\u{a0}: {}.",
            quote(reason)
        ),
    }
}
