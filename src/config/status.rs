//! The statuses of a sheet's life.

/// Where a sheet is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Status {
    /// `brouillon`.
    Draft,
    /// `en-relecture`.
    InReview,
    /// `validee`.
    #[default]
    Valid,
    /// `a-revoir`.
    ToReview,
    /// `archivee`.
    Archived,
}

impl Status {
    /// Every status, in the order of a sheet's life.
    pub const ALL: [Status; 5] = [Status::Draft, Status::InReview, Status::Valid, Status::ToReview, Status::Archived];

    /// The words for each, canonical first; case, accents, `-` and `_` do not matter.
    pub const WORDS: &[(Status, &[&str])] = &[
        (Status::Draft, &["brouillon", "draft", "en-cours", "en-redaction", "wip"]),
        (Status::InReview, &["en-relecture", "relecture", "a-relire", "en-validation", "review", "in-review"]),
        (
            Status::Valid,
            &["validee", "valide", "publiee", "publie", "approuvee", "valid", "published", "approved", "final"],
        ),
        (Status::ToReview, &["a-revoir", "a-mettre-a-jour", "perimee", "to-review", "outdated"]),
        (Status::Archived, &["archivee", "archive", "obsolete", "archived"]),
    ];

    /// As authors write it.
    pub fn name(self) -> &'static str {
        match self {
            Status::Draft => "brouillon",
            Status::InReview => "en-relecture",
            Status::Valid => "validee",
            Status::ToReview => "a-revoir",
            Status::Archived => "archivee",
        }
    }

    /// Whether it is published without `--drafts`.
    pub fn published(self) -> bool {
        !matches!(self, Status::Draft | Status::InReview)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_is_the_name() {
        let names: Vec<_> = Status::WORDS.iter().map(|(status, words)| (*status, words[0])).collect();
        assert_eq!(names, Status::ALL.map(|status| (status, status.name())));
    }
}
