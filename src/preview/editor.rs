//! Opens a source file in the author's editor, at a line.
//!
//! A site's configuration may only name an editor we know: a site fetched from elsewhere must not choose a command.
//! The environment is the author's own, and may hold any.

use std::path::Path;
use std::process::{Command, Stdio};

/// Editors by name, with the arguments that open `{file}` at `{line}` and `{column}`.
pub(crate) const EDITORS: &[(&str, &[&str])] = &[
    ("code", &["--goto", "{file}:{line}:{column}"]),
    ("codium", &["--goto", "{file}:{line}:{column}"]),
    ("cursor", &["--goto", "{file}:{line}:{column}"]),
    ("zed", &["{file}:{line}:{column}"]),
    ("subl", &["{file}:{line}:{column}"]),
    ("idea", &["--line", "{line}", "--column", "{column}", "{file}"]),
    ("kate", &["--line", "{line}", "--column", "{column}", "{file}"]),
    ("gedit", &["{file}", "+{line}:{column}"]),
    ("geany", &["--line", "{line}", "--column", "{column}", "{file}"]),
    ("gvim", &["--remote-silent", "+{line}", "{file}"]),
    ("emacsclient", &["--no-wait", "+{line}:{column}", "{file}"]),
    ("mate", &["--line", "{line}:{column}", "{file}"]),
    ("bbedit", &["+{line}:{column}", "{file}"]),
    ("notepad++", &["-n{line}", "-c{column}", "{file}"]),
    ("notepad", &["{file}"]),
];

/// Editors that need a terminal, which a preview has none of to give.
const IN_TERMINAL: &[&str] =
    &["vi", "vim", "nvim", "nano", "pico", "emacs", "micro", "hx", "helix", "joe", "ed", "kak"];

/// Opens `file` at `line` and `column`: with `CLASSEUR_EDITOR`, else the editor `configured` by the site, else `VISUAL`
/// or `EDITOR`, else Visual Studio Code where it is, else whatever the system opens such files with.
///
/// # Errors
/// The reason, for the author, in French.
pub(super) fn open(file: &Path, line: u32, column: u32, configured: Option<&str>) -> Result<(), String> {
    let environment = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let graphical = |command: &String| !IN_TERMINAL.contains(&program_name(command).as_str());
    let chosen = environment("CLASSEUR_EDITOR")
        .or_else(|| configured.map(str::to_owned))
        .or_else(|| environment("VISUAL").filter(graphical))
        .or_else(|| environment("EDITOR").filter(graphical));
    let outcome = match &chosen {
        Some(command) => run(&arguments(command, file, line, column)),
        None => run(&arguments("code", file, line, column)).or_else(|_| with_system(file)),
    };
    outcome.map_err(|reason| {
        let name = chosen.as_deref().unwrap_or("code");
        format!(
            "L’éditeur « {name} » n’a pas pu être ouvert : {reason}. Indiquez le vôtre par la variable CLASSEUR_EDITOR."
        )
    })
}

/// `command`, its `{file}`, `{line}` and `{column}` filled in; those of a known editor are added when it has none.
fn arguments(command: &str, file: &Path, line: u32, column: u32) -> Vec<String> {
    let words: Vec<String> = words(command);
    let known = EDITORS.iter().find(|(name, _)| *name == program_name(command));
    let mut all = words.clone();
    if !words.iter().any(|word| word.contains("{file}")) {
        match known {
            Some((_, arguments)) => all.extend(arguments.iter().map(ToString::to_string)),
            None => all.push("{file}".to_owned()),
        }
    }
    let file = file.to_string_lossy();
    let fill = |word: &String| {
        word.replace("{line}", &line.to_string()).replace("{column}", &column.to_string()).replace("{file}", &file)
    };
    all.iter().map(fill).collect()
}

/// The words of a command; quotes keep spaces.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut quote, mut begun) = (String::new(), None, false);
    for c in command.chars() {
        match (c, quote) {
            (c, Some(end)) if c == end => quote = None,
            (c, Some(_)) => word.push(c),
            ('"' | '\'', None) => (quote, begun) = (Some(c), true),
            (c, None) if c.is_whitespace() => {
                if begun || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            (c, None) => word.push(c),
        }
    }
    if begun || !word.is_empty() {
        words.push(word);
    }
    words
}

/// The program of a command without folder or `.exe`, in lower case.
fn program_name(command: &str) -> String {
    let first = words(command).into_iter().next().unwrap_or_default();
    let name = first.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
    name.trim_end_matches(".exe").trim_end_matches(".cmd").to_owned()
}

/// Starts a program, without a shell, and leaves it alone.
fn run(arguments: &[String]) -> Result<(), String> {
    let (program, rest) = arguments.split_first().ok_or("aucune commande")?;
    // On Windows editors are often batch files, which only `cmd` starts: Rust quotes their arguments or refuses them.
    let names = if cfg!(windows) { vec![format!("{program}.cmd"), program.clone()] } else { vec![program.clone()] };
    let mut last = String::new();
    for name in names {
        let mut command = Command::new(name);
        command.args(rest).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        match command.spawn() {
            Ok(mut child) => {
                // Waited for elsewhere, so that it does not stay as a zombie.
                let reaper = std::thread::Builder::new().name("éditeur".into()).spawn(move || child.wait());
                drop(reaper);
                return Ok(());
            }
            Err(error) => last = error.to_string(),
        }
    }
    Err(last)
}

fn with_system(file: &Path) -> Result<(), String> {
    let (program, first): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &["-t"])
    } else if cfg!(windows) {
        ("notepad", &[])
    } else {
        ("xdg-open", &[])
    };
    let mut arguments = vec![program.to_owned()];
    arguments.extend(first.iter().map(ToString::to_string));
    arguments.push(file.to_string_lossy().into_owned());
    run(&arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands() {
        let check = |command: &str, expected: &[&str]| {
            assert_eq!(arguments(command, Path::new("/s/l'été a.md"), 3, 5), expected, "{command}");
        };
        check("code", &["code", "--goto", "/s/l'été a.md:3:5"]);
        check("/usr/bin/code -n", &["/usr/bin/code", "-n", "--goto", "/s/l'été a.md:3:5"]);
        check("\"C:\\Mes outils\\x.exe\" -l {line} {file}", &["C:\\Mes outils\\x.exe", "-l", "3", "/s/l'été a.md"]);
        check("inconnu", &["inconnu", "/s/l'été a.md"]);
    }
}
