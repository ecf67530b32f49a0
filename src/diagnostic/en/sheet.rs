//! The problems of a sheet of its kind, in English.

use crate::diagnostic::wording::{message, one_line, quote};
use crate::diagnostic::{SheetFault, Visibility};

pub(super) fn title(fault: &SheetFault) -> String {
    match fault {
        SheetFault::MissingRole { role, kind, .. } => {
            format!("The part “{}”, expected in a {}, is missing", one_line(role), quote(kind))
        }
        SheetFault::NoPhase => "No phase was recognised in this procedure".into(),
        SheetFault::UnreadableScore { found } => format!("{} is not a score", quote(found)),
        SheetFault::OffScale { score, min, max } => format!("The score {score} is off the scale, {min} to {max}"),
        SheetFault::BadScale { min, max } => format!("The scale goes from {min} to {max}: it measures nothing"),
        SheetFault::BadWeight { criterion } => format!("The weight of criterion {} is negative", quote(criterion)),
        SheetFault::UnknownCriterion { name, .. } => format!("The criterion {} is not declared", quote(name)),
        SheetFault::UnknownSolution { name, .. } => format!("The solution {} is not declared", quote(name)),
        SheetFault::DuplicateCriterion { name } => format!("The criterion {} is declared twice", quote(name)),
        SheetFault::DuplicateSolution { name } => format!("The solution {} is declared twice", quote(name)),
        SheetFault::DuplicateScore { criterion, solution } => {
            format!("{} has two scores for criterion {}", quote(solution), quote(criterion))
        }
        SheetFault::ScoreWithoutEvidence { criterion, solution } => {
            format!("The score of {} for {} has no evidence", quote(solution), quote(criterion))
        }
        SheetFault::OldScore { criterion, solution, months, .. } => {
            format!("The score of {} for {} is {months} months old", quote(solution), quote(criterion))
        }
        SheetFault::MissingScores { file } => format!("The file of scores {} does not exist", quote(file)),
        SheetFault::UnreadableScores { .. } => "This file of scores cannot be read".into(),
        SheetFault::UnusedBlank { name, .. } => format!("The blank {} is not in the text", quote(name)),
        SheetFault::UnknownFilling { name, .. } => format!("The template has no blank {}", quote(name)),
        SheetFault::MissingFilling { name, required: true } => {
            format!("The required blank {} is not filled in", quote(name))
        }
        SheetFault::NamelessBlank { written } => {
            format!("The blank {} has no name: no value can fill it", quote(written))
        }
        SheetFault::MissingFilling { name, required: false } => format!("The blank {} is not filled in", quote(name)),
    }
}

pub(super) fn label(fault: &SheetFault) -> Option<String> {
    Some(match fault {
        SheetFault::UnreadableScore { .. } => "a score or “not assessed” is expected".into(),
        SheetFault::OffScale { .. } => "off the scale".into(),
        SheetFault::UnknownCriterion { .. } | SheetFault::UnknownSolution { .. } => "unknown".into(),
        SheetFault::ScoreWithoutEvidence { .. } => "no evidence".into(),
        SheetFault::OldScore { date, .. } => format!("assessed on {}", one_line(date)),
        SheetFault::UnreadableScores { message: text } => message(text),
        _ => return None,
    })
}

pub(super) fn help(fault: &SheetFault) -> String {
    let meant = |nearest: &Option<String>, otherwise: &str| match nearest {
        Some(nearest) => format!("Did you mean {}?", quote(nearest)),
        None => otherwise.to_owned(),
    };
    match fault {
        SheetFault::MissingRole { role, visibility, .. } => {
            let add = format!("Add a heading `## {}` and its text.", one_line(role));
            match visibility {
                Visibility::Published => add,
                Visibility::Draft => format!("{add} It will be an error once published."),
            }
        }
        SheetFault::NoPhase => {
            "A phase is a `##` heading that starts with a number (`## 01 Observe`) or that holds parts such as `### Tasks` or `### Steps`.".into()
        }
        SheetFault::UnreadableScore { .. } => {
            "Write a number, with its evidence and date if you can: `3 ([documentation](https://…), 2026-05-12)`, or “not assessed”.".into()
        }
        SheetFault::OffScale { .. } => "Correct the score, or the scale in the front matter (`echelle: {min: 0, max: 4}`).".into(),
        SheetFault::BadScale { .. } => "The minimum must be smaller than the maximum.".into(),
        SheetFault::BadWeight { .. } => "A weight is a positive number; 0 keeps the criterion in the table without counting it.".into(),
        SheetFault::UnknownCriterion { nearest, .. } => {
            meant(nearest, "Declare it under `criteres` in the front matter, in the same words, or remove its row.")
        }
        SheetFault::UnknownSolution { nearest, .. } => {
            meant(nearest, "Declare it under `solutions` in the front matter, in the same words, or remove its column.")
        }
        SheetFault::DuplicateCriterion { .. } | SheetFault::DuplicateSolution { .. } => {
            "Keep one of the two declarations, or give them different names.".into()
        }
        SheetFault::DuplicateScore { .. } => "Keep one of the two scores: the second is set aside.".into(),
        SheetFault::ScoreWithoutEvidence { .. } => {
            "Add a link to what justifies it after the score: `3 ([documentation](https://…), 2026-05-12)`.".into()
        }
        SheetFault::OldScore { .. } => {
            "Check the score and update its date, or write “not assessed”. The limit is set in `site.toml`: `[sheets] score_age`.".into()
        }
        SheetFault::MissingScores { .. } => "The file stands beside the sheet. Check its name under `donnees`.".into(),
        SheetFault::UnreadableScores { .. } => {
            "The first line names the columns: `critere;solution;note;preuve;date`, or `critere` then a column a solution.".into()
        }
        SheetFault::UnusedBlank { nearest, .. } => {
            meant(nearest, "Write it in the text between double braces, `{{name}}`, or remove it from `champs`.")
        }
        SheetFault::UnknownFilling { nearest, .. } => meant(nearest, "Remove this line, or add the blank to the template’s text."),
        SheetFault::NamelessBlank { .. } => "Give it a name in the template’s text, `{{name}}`, and a value in the file that fills it: else it stays marked in the filled document.".into(),
        SheetFault::MissingFilling { required: false, .. } => "Add a line `name = \"…\"` to the file that fills the template, or `name = \"\"` to leave this blank empty: else it stays marked in the filled document.".into(),
        SheetFault::MissingFilling { required: true, .. } => "Add a line `name = \"…\"` to the file that fills the template: the blank stays marked in the filled document.".into(),
    }
}
