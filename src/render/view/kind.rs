//! A page's kind and status as templates see them.

use std::sync::Arc;

use minijinja::Value;

use crate::config::Status;
use crate::render::Scope;

use super::{object, text_or_none, words};

/// A kind of sheet.
#[derive(Debug)]
pub(in crate::render) struct KindView {
    pub scope: Arc<Scope>,
    /// Its index in `config.kinds.kinds`.
    pub kind: usize,
}

impl KindView {
    fn field(&self, key: &str) -> Option<Value> {
        let kind = &self.scope.site.config.kinds.kinds[self.kind];
        Some(match key {
            "name" => Value::from(kind.name.as_str()),
            "label" => words(&self.scope, kind.label.get(&self.scope.language)),
            "plural" => words(&self.scope, kind.plural.get(&self.scope.language)),
            "description" => match kind.description.get(&self.scope.language) {
                "" => text_or_none(""),
                description => words(&self.scope, description),
            },
            _ => return None,
        })
    }
}

object!(KindView, &["name", "label", "plural", "description"]);

/// A status.
#[derive(Debug)]
pub(in crate::render) struct StatusView {
    pub scope: Arc<Scope>,
    pub status: Status,
}

impl StatusView {
    fn field(&self, key: &str) -> Option<Value> {
        Some(match key {
            "name" => Value::from(self.status.name()),
            "label" => Value::from(status_label(self.status, &self.scope.language)),
            "published" => Value::from(self.status.published()),
            _ => return None,
        })
    }
}

object!(StatusView, &["name", "label", "published"]);

/// The reader's word for a status.
pub fn status_label(status: Status, language: &str) -> &'static str {
    if language.starts_with("en") {
        return match status {
            Status::Draft => "Draft",
            Status::InReview => "In review",
            Status::Valid => "Approved",
            Status::ToReview => "Due for review",
            Status::Archived => "Archived",
        };
    }
    match status {
        Status::Draft => "Brouillon",
        Status::InReview => "En relecture",
        Status::Valid => "Validée",
        Status::ToReview => "À revoir",
        Status::Archived => "Archivée",
    }
}
