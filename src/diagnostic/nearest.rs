//! The candidate an author most likely meant.

/// A key as it is compared: lower case, no accents, `_` for spaces and `-`.
pub fn fold_key(key: &str) -> String {
    // Most keys are plain already; the slug takes care of the rest.
    if key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
        return key.to_owned();
    }
    crate::source::slugify(key).replace('-', "_")
}

/// The candidate nearest to `word`, when one is near enough to be what was meant: the same without accents and case,
/// or at most a third of its letters away.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let folded = fold_key(word);
    let limit = (folded.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| {
            let other = fold_key(candidate);
            let distance = strsim::damerau_levenshtein(&folded, &other);
            (distance, candidate)
        })
        .filter(|(distance, _)| *distance <= limit)
        .min_by(|a, b| a.cmp(b))
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let keys = ["titre", "resume", "mis_a_jour_le", "statut"];
        assert_eq!(nearest("tire", keys), Some("titre".into()));
        assert_eq!(nearest("Résumé", keys), Some("resume".into()));
        assert_eq!(nearest("mis-a-jour", keys), Some("mis_a_jour_le".into()));
        assert_eq!(nearest("auteur", keys), None);
    }
}
