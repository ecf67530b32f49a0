//! Diagnostics in a terminal, laid out as rustc lays them out.
//!
//! Decides nothing about the terminal: whether it has colours, how wide it is and what it can draw is its caller's to
//! find out and say in [`Style`]. Never prints; never lets an author's text act on the terminal.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::criterion::{criteria, told};
use super::excerpt::excerpt;
use super::locate::{Locator, Region};
use super::wording::clean;
use super::{Diagnostic, Language, Severity};

/// What the terminal can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// ANSI colours; without, the text is plain.
    pub color: bool,
    /// Columns that lines are cut and wrapped to.
    pub width: usize,
    /// Frames drawn with box characters rather than `-->` and `|`.
    pub unicode: bool,
}

impl Default for Style {
    /// Plain text: what goes to a file or a pipe.
    fn default() -> Self {
        Style { color: false, width: 100, unicode: false }
    }
}

/// Stands for the place while annotate-snippets draws: it counts columns from the start of what it is given, which is
/// cut, so the true place is written in afterwards. No message can hold this character: `wording::visible` takes it out.
const PLACE: char = '\u{e000}';

/// Wider than any line given to annotate-snippets, which then leaves lines as they are.
const UNCUT: usize = 10_000;

/// The diagnostics one after the other, a blank line between two, a line end after the last; no count of them.
pub fn terminal(diagnostics: &[(Severity, Diagnostic)], language: Language, style: Style) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let decor = if style.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii };
    let renderer = renderer.hyperlink(false).term_width(UNCUT).decor_style(decor);
    let mut locator = Locator::default();
    let mut out = String::new();
    for (severity, diagnostic) in diagnostics {
        let region = diagnostic.place.as_ref().map(|place| locator.region(place));
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&one(&renderer, *severity, diagnostic, region, language, style.width.clamp(40, 1_000)));
        out.push('\n');
    }
    out
}

fn one(
    renderer: &Renderer,
    severity: Severity,
    diagnostic: &Diagnostic,
    region: Option<Region<'_>>,
    language: Language,
    width: usize,
) -> String {
    let words = Words::of(language);
    let level = match severity {
        Severity::Error => Level::ERROR.with_name(words.error),
        Severity::Warning => Level::WARNING.with_name(words.warning),
        Severity::Note => Level::NOTE.with_name(words.note),
    };
    let gutter = region.map_or(1, |region| region.to.line.to_string().len()) + 3;
    let label = diagnostic.label(language).map(|label| clean(&label).replace('\n', " "));
    let title = level.primary_title(clean(&diagnostic.title(language))).id(diagnostic.code().as_str());
    let mut group = Group::with_title(title);
    let mut unplaced = None;
    match region.as_ref().map(|region| (region, excerpt(region, width - gutter))) {
        Some((region, Some(excerpt))) => {
            let annotation = AnnotationKind::Primary.span(excerpt.marks).label(label);
            let snippet = Snippet::source(excerpt.text).line_start(region.from.line as usize).path(PLACE.to_string());
            group = group.element(Element::from(snippet.annotation(annotation)));
        }
        Some((_, None)) => {
            group = group.element(Origin::path(PLACE.to_string()));
            unplaced = label;
        }
        None => unplaced = label,
    }
    if let Some(label) = unplaced {
        group = group.element(Level::NOTE.with_name(words.detail).message(label));
    }
    if let Some(help) = diagnostic.help(language) {
        let room = width.saturating_sub(gutter + words.help.chars().count() + 2);
        group = group.element(Level::HELP.with_name(words.help).message(wrap(&clean(&help), room)));
    }
    let told = told(criteria(diagnostic.code().as_str()), language);
    let told = told.map(|(word, numbers)| (format!("{word}{}", words.before_colon), numbers));
    if let Some((word, numbers)) = &told {
        group = group.element(Level::NOTE.with_name(word.as_str()).message(numbers.as_str()));
    }
    let drawn = renderer.render(&[group]);
    match (&diagnostic.place, region) {
        (Some(place), Some(region)) => located(&drawn, &clean(place.file.path.as_str()).replace('\n', " "), &region),
        _ => drawn,
    }
}

/// Writes `path:line:column` where annotate-snippets wrote the stand-in and its own count.
fn located(drawn: &str, path: &str, region: &Region<'_>) -> String {
    let Some((before, after)) = drawn.split_once(PLACE) else { return drawn.to_owned() };
    let after = after.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
    if region.text.is_empty() {
        format!("{before}{path}{after}")
    } else {
        format!("{before}{path}:{}:{}{after}", region.from.line, region.from.column)
    }
}

/// `text` with lines of at most `width` characters, broken at plain spaces; no-break spaces hold.
fn wrap(text: &str, width: usize) -> String {
    let width = width.max(20);
    let mut out = String::with_capacity(text.len() + 8);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let mut column = 0;
        for word in line.split(' ') {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > width {
                out.push('\n');
                column = 0;
            } else if column > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
        }
    }
    out
}

/// The words of the frame.
struct Words {
    error: &'static str,
    warning: &'static str,
    note: &'static str,
    detail: &'static str,
    help: &'static str,
    before_colon: &'static str,
}

impl Words {
    fn of(language: Language) -> Self {
        match language {
            // A no-break space before the `:` that annotate-snippets writes. Titles keep the code's `]` before theirs.
            Language::French => Words {
                error: "erreur",
                warning: "avertissement",
                note: "note",
                detail: "détail\u{a0}",
                help: "aide\u{a0}",
                before_colon: "\u{a0}",
            },
            Language::English => Words {
                error: "error",
                warning: "warning",
                note: "note",
                detail: "detail",
                help: "help",
                before_colon: "",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{KeyContext, Problem, Visibility};
    use crate::source::{Role, SourceFile, Span};

    fn plain(diagnostic: Diagnostic, language: Language) -> String {
        // Golden texts are easier to read with plain spaces.
        terminal(&[(Severity::Error, diagnostic)], language, Style::default()).replace('\u{a0}', " ")
    }

    fn broken(nearest: Option<&str>) -> Problem {
        Problem::BrokenLink {
            target: "guide.md".into(),
            nearest: nearest.map(str::to_owned),
            visibility: Visibility::Published,
        }
    }

    #[test]
    fn carets_stand_under_accents_tabs_and_wide_characters() {
        let text = "---\ntitre: L’été\n---\n\n\tDéjà « cœur » 漢字 [le guide](guide.md).\n";
        let file = SourceFile::in_memory("content/été.md", Role::Content, text);
        let at = text.find("guide.md").expect("written above");
        let shown = plain(Diagnostic::new(broken(Some("guides.md")), &file, Span::new(at, at + 8)), Language::French);
        assert_eq!(
            shown,
            "\
erreur[lien/introuvable]: Le lien mène à `guide.md`, qui n’existe pas
 --> content/été.md:5:30
  |
5 |     Déjà « cœur » 漢字 [le guide](guide.md).
  |                                   ^^^^^^^^ introuvable
  |
  = aide : Vouliez-vous dire `guides.md` ?
"
        );
    }

    #[test]
    fn what_has_no_text_or_no_place_is_still_told() {
        let empty = SourceFile::in_memory("content/vide.md", Role::Content, "");
        let problem = Problem::Syntax { context: KeyContext::Site, message: "odd\nmessage".into() };
        assert_eq!(
            plain(Diagnostic::new(problem, &empty, Span::new(7, 9)), Language::English),
            "\
error[config/syntaxe]: The site’s configuration cannot be read
--> content/vide.md
 = detail: odd
 = help: One key a line, as `key = \"value\"`.
"
        );
        let shown = plain(Diagnostic::nowhere(Problem::DiskFull { path: "public".into() }), Language::French);
        assert!(
            shown.starts_with(
                "erreur[publication/disque-plein]: Il n’y a plus de place sur le disque pour écrire `public`\n"
            ),
            "{shown}"
        );
    }

    #[test]
    fn several_are_apart_and_long_help_is_wrapped() {
        let file = SourceFile::in_memory("content/a.md", Role::Content, "un\ndeux\n");
        let diagnostics = [
            (Severity::Warning, Diagnostic::new(Problem::MissingSummary, &file, Span::default())),
            (Severity::Note, Diagnostic::new(Problem::ForeignKey { key: "layout".into() }, &file, Span::new(3, 7))),
        ];
        let shown = terminal(&diagnostics, Language::English, Style { width: 60, ..Style::default() });
        assert_eq!(
            shown,
            "\
warning[entete/resume-absent]: This sheet has no summary
 --> content/a.md:1:1
  |
1 | un
  | ^
  |
  = help: Add `resume: …` to the front matter: one or two
          sentences, shown in lists, in search and when
          shared.

note[entete/autre-outil]: The key `layout` belongs to another tool and has no effect
 --> content/a.md:2:1
  |
2 | deux
  | ^^^^
  |
  = help: You may leave it or remove it. To choose one of
          Classeur’s templates, the key is `gabarit` (or
          `template`).
"
        );
        assert_eq!(terminal(&[], Language::French, Style::default()), "");
    }

    #[test]
    fn long_lines_and_far_lines_keep_their_true_place() {
        let text = format!("{}{}[x](guide.md){}\n", "a\n".repeat(1233), "mot ".repeat(4000), " fin".repeat(5000));
        let file = SourceFile::in_memory("content/long.md", Role::Content, &text);
        let at = text.find("guide.md").expect("written above");
        let shown = plain(Diagnostic::new(broken(None), &file, Span::new(at, at + 8)), Language::French);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[1], "    --> content/long.md:1234:16005");
        assert!(
            lines[3].starts_with("1234 | …") && lines[3].ends_with('…') && lines[3].chars().count() <= 100,
            "{shown}"
        );
        let column = |line: &str, what: char| line.chars().position(|c| c == what);
        assert_eq!(column(lines[3], 'g'), column(lines[4], '^'));
    }

    #[test]
    fn nothing_from_a_file_acts_on_the_terminal() {
        let text = "a\u{1b}[31m\u{9b}31m\u{7}\u{202e}b\u{e000}\u{0}";
        let file = SourceFile::in_memory("content/\u{1b}[2J\u{e000}.md", Role::Content, text);
        let problem = Problem::ForbiddenHtml { what: text.into() };
        let shown = terminal(
            &[(Severity::Error, Diagnostic::new(problem, &file, Span::new(1, 99)))],
            Language::French,
            Style::default(),
        );
        assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{shown:?}");
        assert!(!shown.contains(['\u{202e}', '\u{e000}']), "{shown:?}");
        assert!(shown.contains("--> content/␛[2J\u{fffd}.md:1:2\n"), "{shown}");
    }

    #[test]
    fn odd_spans_never_panic() {
        let texts = [
            "",
            "\n",
            "\n\n\n",
            "é",
            "a\r\nb\r\n",
            "\t\t\n\t",
            "漢\u{200d}字\n👩\u{200d}🚒 a\u{301}\n",
            "{\n}\n// x\n\n)\n\n\nfin\n\n",
            "   \n   \n",
        ];
        for text in texts {
            let file = SourceFile::in_memory("content/a.md", Role::Content, text);
            for start in 0..text.len() + 3 {
                for end in start..text.len() + 4 {
                    let diagnostic = Diagnostic::new(Problem::NoTitle, &file, Span::new(start, end));
                    let line = diagnostic.place.as_ref().map(|place| place.line_column().line);
                    for (width, unicode) in [(0, false), (80, true), (usize::MAX, false)] {
                        let shown = terminal(
                            &[(Severity::Error, diagnostic.clone())],
                            Language::French,
                            Style { color: false, width, unicode },
                        );
                        let place = format!("content/a.md:{}:", line.unwrap_or(0));
                        assert!(text.is_empty() || shown.contains(&place), "{text:?} {start}..{end}: {shown}");
                    }
                }
            }
        }
        let file = SourceFile::in_memory("a.md", Role::Content, "abc");
        let far = Diagnostic::new(Problem::NoTitle, &file, Span::new(usize::MAX, usize::MAX));
        assert!(terminal(&[(Severity::Error, far)], Language::French, Style::default()).contains("a.md:1:4"));
    }
}
