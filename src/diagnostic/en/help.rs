//! What the author can do, one or two sentences a problem.

use crate::diagnostic::mistake::Mistake;
use crate::diagnostic::wording::{chain, list, one_line, quote};
use crate::diagnostic::{Expected, KeyContext, Problem, Visibility};
use crate::source::FaultKind;

/// What the author can do about it.
pub(in crate::diagnostic) fn help(problem: &Problem) -> Option<String> {
    Some(match problem {
        Problem::Sheet(fault) => super::sheet::help(fault),
        Problem::Claim(fault) => super::claim::help(fault),
        Problem::Licence(fault) => super::licence::help(fault),
        Problem::Image(fault) => super::image::help(fault),
        Problem::ThirdParty(fault) => super::third_party::help(fault),
        Problem::Accessibility(fault) => super::accessibility::help(fault),
        Problem::File(kind) => file(kind).into(),

        Problem::Syntax { context, message } => syntax(*context, message),
        Problem::UnclosedFrontMatter => "Add a line `---` after the last key, before the text (`+++` if the front matter opens with `+++`).".into(),
        Problem::UnknownKey { context, nearest, .. } => meant(nearest).unwrap_or_else(|| unknown_key(*context).into()),
        Problem::WrongValue { context, expected, nearest, .. } => meant(nearest).unwrap_or_else(|| value(*context, expected)),
        Problem::DuplicateKey { .. } => "Keep only one of the two lines.".into(),
        Problem::Disagreement { key, alias } => format!("Keep the right value under {} and remove {}.", quote(key), quote(alias)),
        Problem::LooseDate { iso, .. } => format!("Write {}: the year first, so that day and month cannot be confused.", quote(iso)),
        Problem::ForeignKey { key } if key == "layout" => {
            "You may leave it or remove it. To choose one of Classeur’s templates, the key is `gabarit` (or `template`).".into()
        }
        Problem::ForeignKey { .. } => "You may leave it or remove it.".into(),
        Problem::MissingField { field, visibility, .. } => {
            before_publishing(&format!("Add a line `{}: …` to the front matter.", one_line(field)), *visibility)
        }
        Problem::MissingSummary => "Add `resume: …` to the front matter: one or two sentences, shown in lists, in search and when shared.".into(),
        Problem::LongSummary { .. } => "Keep the essential in one or two sentences: the rest is cut in lists.".into(),
        Problem::UnknownKind { nearest, .. } => meant(nearest).unwrap_or_else(|| {
            "The kinds provided are `fiche`, `procedure`, `benchmark`, `modele` and `page`. A site adds its own in `site.toml`, under `[kinds.name]`.".into()
        }),
        Problem::KindDeclaration { .. } => "The other declarations are not affected. `classeur explain config/type` gives an example.".into(),
        Problem::NoSite { .. } => {
            "A site is a folder that holds `site.toml`. Open that folder, name it with `--site DIR`, or create a site with `classeur init DIR`.".into()
        }
        Problem::UnknownTheme { theme, nearest } => {
            meant(nearest).unwrap_or_else(|| format!("A theme is a folder `themes/{}/` that holds `theme.toml`. Without a `theme` key, the site takes Classeur’s own.", one_line(theme)))
        }
        Problem::ThemeTooNew { .. } => format!("Update Classeur (you have version {}), or take an older version of the theme.", env!("CARGO_PKG_VERSION")),
        Problem::UnknownCheck { nearest, .. } => meant(nearest).unwrap_or_else(|| {
            "`[checks]` accepts a code (`\"lien/introuvable\"`), a family (`\"lien/*\"`) or all (`\"*\"`). The code is the one each message shows in brackets.".into()
        }),
        Problem::BadBaseUrl { .. } => "Write the site’s public address in full, for instance `https://www.example.org/base/`, without `?` or `#`.".into(),
        Problem::UnknownTaxonomy { nearest, .. } => {
            meant(nearest).unwrap_or_else(|| "Declare it in `site.toml`, under `[taxonomies]`, or remove it from here.".into())
        }

        Problem::UrlCollision { .. } => "Rename one of the two files, or give one another address with the `slug` key.".into(),
        Problem::BadUrl { .. } => "Write a path that begins with `/`, without spaces, `?`, `#` or `..`, for instance `/guides/archiving/`.".into(),
        Problem::RedirectShadowed { .. } => "Remove it from `anciennes_adresses`: the current page keeps its address, the redirect does not happen.".into(),

        Problem::BrokenLink { nearest, visibility, .. } => before_publishing(
            &meant(nearest).unwrap_or_else(|| "Check the path: it starts from this sheet’s folder or, if it begins with `/`, from `content/`.".into()),
            *visibility,
        ),
        Problem::BrokenFragment { nearest, visibility, .. } => before_publishing(
            &nearest.as_ref().map_or_else(
                || "After `#` comes the heading meant, in lower case, without accents, with hyphens: `#points-to-watch`.".into(),
                |id| format!("Did you mean {}?", quote(&format!("#{}", id.trim_start_matches('#')))),
            ),
            *visibility,
        ),
        Problem::AmbiguousLink { candidates, .. } if candidates.is_empty() => "Write the page’s path rather than its title.".into(),
        Problem::AmbiguousLink { candidates, .. } => format!("Write the path of the one you mean: {}.", list(candidates, "or")),
        Problem::LinkToDraft { .. } => "Publish that sheet (`statut: validee`), or remove the link meanwhile: readers would find nothing.".into(),
        Problem::LinkCase { actual, .. } => format!("Write {}: many hosts tell upper from lower case.", quote(actual)),
        Problem::EmptyLink { .. } => "A link is written `[text of the link](page.md)`; the text says where it leads.".into(),
        Problem::UndefinedReference { label } => {
            let label = one_line(label);
            format!("Add a line `[{label}]: address` further down. If these brackets are not a link, write `\\[{label}\\]`.")
        }
        Problem::ForbiddenScheme { .. } => "A link begins with `https:`, `http:`, `mailto:` or `tel:`, or gives a path of the site.".into(),
        Problem::LinkOutsideSite { .. } => "Copy the file below `content/`, or give a complete address (`https://…`).".into(),
        Problem::ExternalBroken { status, .. } => external(*status).into(),
        Problem::ExternalUnreachable { .. } => "Check the address; if it is right, the site may be down: try again later.".into(),
        Problem::ExternalMoved { .. } => "Write the new address: the redirect will disappear one day.".into(),

        Problem::MissingImage { nearest, visibility, .. } => before_publishing(
            &meant(nearest).unwrap_or_else(|| "Check the path, and that the image is in the site’s folder.".into()),
            *visibility,
        ),
        Problem::UnreadableImage { .. } => "Open the image and save it again as PNG, JPEG, WebP, GIF or SVG.".into(),
        Problem::MissingAlt { target } => format!(
            "Say what it shows: `![description]({})`. If it adds nothing to the text, write `decorative: true` at its name, under `images:`, in the front matter.",
            one_line(target)
        ),
        Problem::ImagePosition { .. } => {
            "Remove its GPS position before publishing: `exiftool -gps:all= -xmp:geotag= photo.jpg`, or the properties of the file.".into()
        }
        Problem::UnknownImageEntry { nearest, .. } => {
            meant(nearest).unwrap_or_else(|| "Correct the file’s name under `images:`, or remove this description.".into())
        }

        Problem::ExtraTitle => "Write `##` instead of `#`: a page has one title. This one is shown one level lower.".into(),
        Problem::NoTitle => "Add `titre: …` to the front matter, or begin the text with `# Title`. Meanwhile the file’s name stands for it.".into(),
        Problem::EmptySection { visibility: Visibility::Draft, .. } => "Fill it in or remove its heading. On this draft it is marked as to be filled in.".into(),
        Problem::EmptySection { visibility: Visibility::Published, .. } => "Fill it in or remove its heading. Meanwhile readers do not see it.".into(),
        Problem::Blank { visibility, .. } => before_publishing(
            "Replace it with the final text. If the sheet is made for its readers to fill in, write `type: modele` in the front matter.",
            *visibility,
        ),
        Problem::HeadingSkip { from, .. } => {
            let marks = "#".repeat(usize::from(from.saturating_add(1).min(6)));
            format!("Write `{marks}`: screen readers find their way by levels, one at a time.")
        }
        Problem::DuplicateId { .. } => "Give this heading another anchor, for instance `## Heading {#other-name}`.".into(),
        Problem::TooDeep { .. } => "Put fewer lists, quotations or containers inside one another.".into(),
        Problem::TooLong { .. } => "Spread the content over several sheets, or attach it as a file (CSV, PDF).".into(),
        Problem::UnusedFootnote { name } => format!("Put `[^{}]` in the text, where it belongs, or remove the note.", one_line(name)),
        Problem::UnknownFootnote { name } => format!("Add a line `[^{}]: text of the note` further down.", one_line(name)),
        Problem::Math { .. } => "Formulas are written as in LaTeX. A `$` that does not open a formula is written `\\$`.".into(),
        Problem::ListMarker { .. } => "Begin the line with `- ` for a bullet or `1. ` for a number, space included.".into(),

        Problem::ForbiddenHtml { .. } => {
            "Remove it: it can run a program or call another site from the readers’ browser. A site that needs it allows it with `raw_html = \"trusted\"`, under `[markdown]`, in `site.toml`.".into()
        }
        Problem::CleanedHtml { .. } => "The text is kept. To see this message no more, paste without formatting (Ctrl+Shift+V) and write in Markdown.".into(),

        Problem::UnknownContainer { nearest, .. } => {
            meant(nearest).unwrap_or_else(|| "Check its name, or add a template of that name to the site’s `components/` folder.".into())
        }
        Problem::UnclosedContainer { .. } => "After its content, add a line made of as many `:` as the one that opens it.".into(),
        Problem::UnnamedContainer => "Write the container’s name after `:::`, for instance `::: note`. If this line was to close one, none is open here.".into(),
        Problem::ContainerAttributes { .. } => "Attributes are written `{key=\"value\"}`, with spaces between them.".into(),
        Problem::IncludeMissing { target, .. } if target.is_empty() => "Write its path after the name of the container: `::: inclure ../common.md`.".into(),
        Problem::IncludeMissing { nearest, .. } => {
            meant(nearest).unwrap_or_else(|| "Check the path: it starts from this sheet’s folder or, if it begins with `/`, from `content/`.".into())
        }
        Problem::IncludeLoop { .. } => "Remove one of these inclusions.".into(),

        Problem::DuplicateTerm { .. } => "Keep one definition only: pages use the first.".into(),

        Problem::TemplateSyntax { .. } => "Correct the template: every page that uses it depends on it.".into(),
        Problem::TemplateUndefined { page, chain: steps, nearest, .. } => {
            trace(meant(nearest).unwrap_or_else(|| "Check the name, or allow for its absence: `{% if name is defined %}`.".into()), page, steps)
        }
        Problem::TemplateMissing { nearest, .. } => {
            meant(nearest).unwrap_or_else(|| "Templates are in `templates/`, containers in `components/`, of the site or of its theme.".into())
        }
        Problem::TemplateFailed { page, chain: steps, .. } => trace("Correct the template at the place shown.".into(), page, steps),
        Problem::MissingString { language, .. } => format!("Add it to the file `i18n/{}.toml`. Meanwhile the French text is shown.", one_line(language)),

        Problem::ForeignFolder { .. } => {
            "To be safe, nothing in it was touched. Empty the folder if it holds nothing of use, or choose another with `--output DIR`.".into()
        }
        Problem::OutputInsideInput { .. } => "With `--output DIR`, choose a folder of its own, for instance `public`.".into(),
        Problem::DiskFull { .. } => "Free some room and try again. The site already published has not changed.".into(),
        Problem::ReadOnly { .. } => "Check your rights on this folder, and that no other program holds it open. The site already published has not changed.".into(),
        Problem::WriteFailed { .. } => "Mend the cause and try again. The site already published has not changed.".into(),
        Problem::OutputConflict { .. } => {
            "Rename one of the two: some disks do not tell upper from lower case, and a folder cannot have the name of a file.".into()
        }
    })
}

fn file(kind: &FaultKind) -> &'static str {
    match kind {
        FaultKind::Decoded { .. } => {
            "It was understood. To see this message no more, save it as UTF-8: in Notepad, “Save as”, Encoding; in VS Code, at the bottom right."
        }
        FaultKind::Undecodable { .. } => "It is left out. Open it in the program that made it and save it as UTF-8.",
        FaultKind::Binary { .. } => {
            "It is left out. If it is a Word document, a PDF or an image, give it back its own extension."
        }
        FaultKind::TooLarge { .. } => {
            "It is left out. Spread it over several sheets, or attach it as a file (CSV, PDF)."
        }
        FaultKind::Special => "It is left out. Remove it from the site’s folder.",
        FaultKind::LinkOutside { .. } => "It is left out. Copy the file into the site’s folder in place of the link.",
        FaultKind::LinkLoop => "It is left out. Delete it, or make it lead to a file of the site.",
        FaultKind::Unreadable { .. } => {
            "Check your rights on this file, and that it is really on this disk (OneDrive: “Always keep on this device”)."
        }
        FaultKind::SameName => "The second is left out. Rename one of the two.",
        FaultKind::ShallowHistory { .. } => {
            "Fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` (GitHub), `GIT_DEPTH: 0` (GitLab). Else write `mis_a_jour_le` in the sheets, or `git_dates = false` below `[content]` in `site.toml`."
        }
        FaultKind::HistoryUnreadable { .. } => {
            "Sheets have only the dates that their authors wrote. If the folder belongs to another user, `git config --global --add safe.directory FOLDER` allows it; `git_dates = false`, below `[content]` in `site.toml`, asks git nothing any more."
        }
        FaultKind::BadPattern { .. } => {
            "It is left out. A pattern is written as in `.gitignore`: `*.docx`, `archives/`."
        }
    }
}

fn syntax(context: KeyContext, message: &str) -> String {
    let usual = match Mistake::of(message) {
        Some(Mistake::UnquotedValue) => {
            Some("Put the value in straight quotes: `titre: \"Archives: deposit a collection\"`.")
        }
        Some(Mistake::Tab) => Some("Replace the tab with spaces."),
        Some(Mistake::Indentation) => {
            Some("Align the keys of one group, and the hyphens of one list, on the same column.")
        }
        Some(Mistake::UnclosedQuote) => Some("Close the quotes before the end of the line."),
        Some(Mistake::UnclosedBracket) => Some("Close each `[` with `]` and each `{` with `}`."),
        Some(Mistake::MissingColon) => Some("Write `key: value`, with a space after the colon."),
        Some(Mistake::MissingEquals) => Some("Write `key = \"value\"`."),
        Some(Mistake::MissingQuotes) => Some("Put the text in straight quotes: `key = \"value\"`."),
        Some(Mistake::BadEscape) => Some("Double the backslash (`\\\\`), or write paths with `/`."),
        Some(Mistake::Comma) => Some("Put one comma, and only one, between values: `[\"a\", \"b\"]`."),
        Some(Mistake::Twice) => Some("Keep only one of the two."),
        None => None,
    };
    match (usual, context) {
        (Some(usual), _) => usual.into(),
        (None, KeyContext::FrontMatter) => {
            "One key a line, as `key: value`. A value that holds `:` or `#` goes in straight quotes.".into()
        }
        (None, KeyContext::Site | KeyContext::Theme | KeyContext::Reuse) => {
            "One key a line, as `key = \"value\"`.".into()
        }
        (None, KeyContext::Container) => "Attributes are written `{key=\"value\"}`, with spaces between them.".into(),
    }
}

fn unknown_key(context: KeyContext) -> &'static str {
    match context {
        KeyContext::FrontMatter => "Correct its name or remove it. If a template uses it, put it under `extra:`.",
        KeyContext::Site => "Correct its name or remove it. If a template uses it, put it under `[extra]`.",
        KeyContext::Theme => "Correct its name or remove it. If the theme uses it, put it under `[extra]`.",
        KeyContext::Reuse | KeyContext::Container => "Correct its name or remove it.",
    }
}

fn value(context: KeyContext, expected: &Expected) -> String {
    match expected {
        Expected::Text => "Write a text, in straight quotes if it looks like a number or a date: `\"2026\"`.".into(),
        Expected::Integer => "Write a number without decimals or quotes: `12`.".into(),
        Expected::Number => "Write a number without quotes, with a point for decimals: `12.5`.".into(),
        Expected::Boolean => "Write `true` (yes) or `false` (no), without quotes.".into(),
        Expected::Date => "Write the date year-month-day: `2026-11-22`.".into(),
        Expected::Duration => "Write a number and a unit: `12 mois`, `2 ans`, `30 jours`.".into(),
        Expected::List => "Write a list in brackets: `[\"first\", \"second\"]`.".into(),
        Expected::Table => match context {
            KeyContext::FrontMatter => "Write keys and their values, one a line, indented below this one.".into(),
            _ => "Write keys and their values in braces: `{ key = \"value\" }`.".into(),
        },
        Expected::OneOf(words) if words.is_empty() => "No value is provided for here: remove this key.".into(),
        Expected::OneOf(words) => format!("Write {}.", list(words, "or")),
        Expected::Url => {
            "Write a complete address, `https://www.example.org/page`, or a path of the site, `/guides/`.".into()
        }
        Expected::LanguageTag => "Write a language code: `fr`, `en`, `pt-BR`.".into(),
        Expected::Page => "Write the path of a sheet, starting from this one: `../guides/archiving.md`.".into(),
    }
}

fn external(status: u16) -> &'static str {
    match status {
        404 | 410 => "The page is gone. Look for its new address, for a copy on `web.archive.org`, or remove the link.",
        401 | 403 | 407 | 429 => {
            "The site may refuse automatic checks: open the page in a browser before you change the link."
        }
        500..=599 => "The site may be down: try again later before you change the link.",
        _ => "Open the page in a browser, then correct or remove the link.",
    }
}

fn meant(nearest: &Option<String>) -> Option<String> {
    nearest.as_ref().map(|nearest| format!("Did you mean {}?", quote(nearest)))
}

/// On a draft the problem is a warning, and an error once published: said beforehand.
fn before_publishing(advice: &str, visibility: Visibility) -> String {
    match visibility {
        Visibility::Published => advice.to_owned(),
        Visibility::Draft => format!("{advice} To be settled before the sheet is published."),
    }
}

fn trace(advice: String, page: &str, steps: &[String]) -> String {
    let mut out = advice;
    if !page.is_empty() {
        out.push_str(&format!("\nPage: {}", quote(page)));
    }
    if !steps.is_empty() {
        out.push_str(&format!("\nTemplates: {}", chain(steps)));
    }
    out
}
