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
