//! What is wrong inside images, in English.

use crate::diagnostic::ImageFault;
use crate::diagnostic::wording::{list, quote};

pub(super) fn title(fault: &ImageFault) -> String {
    match fault {
        ImageFault::Damaged { target, .. } => format!("The image {} is damaged", quote(target)),
        ImageFault::Cleaned { target, removed } => {
            format!("The drawing {} is published without {}", quote(target), list(removed, "or"))
        }
    }
}

pub(super) fn help(fault: &ImageFault) -> String {
    match fault {
        ImageFault::Damaged { reason, .. } => {
            format!("Take the original of the image again, or save it anew. What the decoder says: {}.", quote(reason))
        }
        ImageFault::Cleaned { .. } => {
            "An image may neither act nor ask for other files. See that nothing is missing, and save it anew without that.".into()
        }
    }
}
