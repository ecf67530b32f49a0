//! What is wrong inside an image. Data only; words in `fr` and `en`.

use super::Severity;

/// Something of the pixels or of the drawing of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are what their names say; the words are in fr and en")]
pub enum ImageFault {
    /// It starts as an image and cannot be decoded to its end: why, in the words of the decoder.
    Damaged { target: String, reason: String },
    /// A drawing that acted, or asked for other files: what it is published without.
    Cleaned { target: String, removed: Vec<String> },
}

impl ImageFault {
    pub(super) fn code(&self) -> &'static str {
        match self {
            ImageFault::Damaged { .. } => "image/endommagee",
            ImageFault::Cleaned { .. } => "image/dessin-nettoye",
        }
    }

    pub(super) fn severity(&self) -> Severity {
        match self {
            ImageFault::Damaged { .. } => Severity::Error,
            ImageFault::Cleaned { .. } => Severity::Warning,
        }
    }
}

/// One of each, for the tests of whatever shows them.
#[cfg(test)]
pub(super) fn samples() -> Vec<ImageFault> {
    let removed = ["<script>".to_owned(), "href=\"a\u{1b}[31m\nb\"".to_owned()];
    vec![
        ImageFault::Damaged { target: "cour\u{1b}[31m.jpg".into(), reason: "unexpected\nend of file".into() },
        ImageFault::Cleaned { target: "circuit.svg".into(), removed: removed[..1].to_vec() },
        ImageFault::Cleaned { target: "plan.svg".into(), removed: removed.to_vec() },
    ]
}
