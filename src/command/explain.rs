//! `classeur explain CODE`: the long story of a diagnostic.

use std::io::Write;

use crate::diagnostic::{CODES, Language, explain, nearest};

use super::arguments::{Common, ExplainArguments};

pub(super) fn run(common: &Common, asked: &ExplainArguments) -> u8 {
    let language = common.language(None);
    let mut out = anstream::stdout().lock();
    let Some(code) = &asked.code else {
        for code in CODES {
            let _ = writeln!(out, "{code}");
        }
        return super::OK;
    };
    if let Some(story) = explain(code, language) {
        let _ = writeln!(out, "{}", story.trim_end());
        return super::OK;
    }
    let near = nearest(code, CODES.iter().map(|code| code.as_str()));
    match (language, near) {
        (Language::French, Some(near)) => {
            anstream::eprintln!("erreur : `{code}` n’est pas un code de diagnostic ; vouliez-vous dire `{near}` ?")
        }
        (Language::French, None) => {
            anstream::eprintln!("erreur : `{code}` n’est pas un code de diagnostic ; `classeur explain` les énumère")
        }
        (Language::English, Some(near)) => {
            anstream::eprintln!("error: `{code}` is not a diagnostic code; did you mean `{near}`?")
        }
        (Language::English, None) => {
            anstream::eprintln!("error: `{code}` is not a diagnostic code; `classeur explain` lists them")
        }
    }
    super::USAGE
}
