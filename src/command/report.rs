//! What commands print: diagnostics in the form asked for, summaries, durations.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use crate::diagnostic::{self, Diagnostic, Language, Severity, Style};

use super::arguments::{Common, Format};

/// Today where the machine is. The only clock of the program: the date is an argument of everything else.
pub(super) fn today() -> jiff::civil::Date {
    // jiff's own zone data is not compiled in: a day's error around midnight matters to no sheet, but TZ is honoured
    // where the system has it.
    jiff::Zoned::now().date()
}

/// The site's folder, or its absence said.
pub(super) fn site_folder(common: &Common) -> Result<PathBuf, u8> {
    let found = match &common.site {
        Some(folder) if folder.join("site.toml").is_file() => Ok(folder.clone()),
        Some(folder) => Err(Diagnostic::nowhere(diagnostic::Problem::NoSite { folder: folder.display().to_string() })),
        None => crate::pipeline::find_site(&PathBuf::from(".")),
    };
    found.map_err(|problem| {
        print(&[(Severity::Error, problem)], common.language(None), Format::Terminal);
        super::USAGE
    })
}

/// Prints diagnostics: for people on the error stream, for programs on the output.
pub(super) fn print(diagnostics: &[(Severity, Diagnostic)], language: Language, format: Format) {
    match format {
        Format::Terminal => {
            if diagnostics.is_empty() {
                return;
            }
            let text = diagnostic::terminal(diagnostics, language, style());
            let mut stream = anstream::stderr().lock();
            // A reader that went away (`| head`) is no error of ours.
            let _ = stream.write_all(text.as_bytes());
        }
        Format::Json => write_out(&diagnostic::json(diagnostics, language)),
        Format::Github => write_out(&diagnostic::github(diagnostics, language)),
        Format::Sarif => write_out(&diagnostic::sarif(diagnostics, language)),
    }
}

fn write_out(text: &str) {
    let mut stream = std::io::stdout().lock();
    let _ = stream.write_all(text.as_bytes());
    if !text.ends_with('\n') {
        let _ = stream.write_all(b"\n");
    }
}

/// Colours only on a terminal, unless `NO_COLOR`, `CLICOLOR_FORCE` or `TERM=dumb` say otherwise.
fn style() -> Style {
    let terminal = std::io::stderr().is_terminal();
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    Style { color: !set("NO_COLOR") && (set("CLICOLOR_FORCE") || (terminal && !dumb)), ..Style::default() }
}

/// A duration for people: `85 ms`, `1,2 s`.
pub(super) fn duration(elapsed: std::time::Duration, language: Language) -> String {
    let millis = elapsed.as_millis();
    if millis < 1000 {
        return format!("{millis} ms");
    }
    let text = format!("{:.1} s", elapsed.as_secs_f64());
    if language == Language::French { text.replace('.', ",") } else { text }
}
