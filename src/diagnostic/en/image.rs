//! What is wrong inside images, in English.

use crate::diagnostic::ImageFault;
use crate::diagnostic::wording::quote;

pub(super) fn title(fault: &ImageFault) -> String {
    match fault {
        ImageFault::Damaged { target, .. } => format!("The image {} is damaged", quote(target)),
    }
}

pub(super) fn help(fault: &ImageFault) -> String {
    match fault {
        ImageFault::Damaged { reason, .. } => {
            format!("Take the original of the image again, or save it anew. What the decoder says: {}.", quote(reason))
        }
    }
}
