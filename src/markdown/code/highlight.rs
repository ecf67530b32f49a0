//! The words of code told apart: spans of a dozen classes, made once for each text.
//!
//! A function of the language and the text. What is too long for the grammars' regular expressions stays plain.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use syntect::parsing::{BasicScopeStackOp, ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::classes::{Class, Effect, effect};
use super::escape;

/// A longer block stays plain, in bytes.
const BLOCK: usize = 64 << 10;

/// So does one with a longer line, in bytes.
const LINE: usize = 1000;

/// What is remembered, in bytes of HTML: a save highlights again only the blocks that it changes.
const MEMORY: usize = 8 << 20;

/// Read once, and only if a page has code.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

static MADE: LazyLock<Mutex<Memory>> = LazyLock::new(Mutex::default);

#[derive(Default)]
struct Memory {
    made: HashMap<[u8; 32], Arc<str>, foldhash::fast::FixedState>,
    bytes: usize,
}

/// Names that authors write and the grammars do not know.
const ALIASES: [(&str, &str); 26] = [
    ("apache", "htaccess"),
    ("bash session", "console"),
    ("caddy", "conf"),
    ("cplusplus", "cpp"),
    ("csharp", "cs"),
    ("docker", "dockerfile"),
    ("golang", "go"),
    ("html+jinja", "jinja2"),
    ("jinja", "jinja2"),
    ("javascript", "js"),
    ("json5", "js"),
    ("jsonc", "js"),
    ("jsonl", "json"),
    ("make", "makefile"),
    ("ndjson", "json"),
    ("nginxconf", "nginx"),
    ("node", "js"),
    ("objc", "objective-c"),
    ("postgresql", "sql"),
    ("mysql", "sql"),
    ("pwsh", "powershell"),
    ("python3", "python"),
    ("shell", "bash"),
    ("svg", "xml"),
    ("vb", "vbs"),
    ("xhtml", "html"),
];

/// What shows a session at a terminal.
const SESSIONS: [&str; 6] = ["console", "shell-session", "shellsession", "sh-session", "terminal", "bash-session"];

/// The HTML of `text`, each line whole in itself; `None` when the language is not known, or when the text is too long
/// or costs more than `budget`, from which it is taken.
pub(super) fn highlight(language: &str, text: &str, budget: &mut usize) -> Option<Arc<str>> {
    if text.len() > BLOCK || text.split('\n').any(|line| line.len() > LINE) {
        return None;
    }
    let name = language.to_lowercase();
    let session = SESSIONS.contains(&name.as_str());
    let syntax = syntax(if session { "bash" } else { &name })?;
    // What some regular expressions cost grows as the square of their line. Counted for what is remembered too: the
    // same text gives the same bytes.
    *budget = budget.checked_sub(text.split('\n').map(|line| line.len() * line.len()).sum())?;
    let mut hasher = blake3::Hasher::new();
    let key = *hasher.update(name.as_bytes()).update(b"\0").update(text.as_bytes()).finalize().as_bytes();
    if let Some(made) = MADE.lock().unwrap_or_else(PoisonError::into_inner).made.get(&key) {
        return Some(Arc::clone(made));
    }
    let mut out = Output { html: String::with_capacity(text.len() * 3), run: String::new(), class: None };
    match session {
        true => write_session(&mut out, syntax, text)?,
        false => Reader::new(syntax).write(&mut out, text)?,
    }
    out.end_run();
    let html: Arc<str> = out.html.into();
    let mut memory = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if memory.bytes + html.len() > MEMORY {
        *memory = Memory::default();
    }
    memory.bytes += html.len();
    memory.made.insert(key, Arc::clone(&html));
    Some(html)
}

/// The grammar of a language; none for plain text.
fn syntax(name: &str) -> Option<&'static SyntaxReference> {
    if name.is_empty() || matches!(name, "text" | "txt" | "plain" | "texte" | "plaintext" | "csv" | "tsv") {
        return None;
    }
    let name = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, name)| *name);
    SYNTAXES.find_syntax_by_token(name).filter(|syntax| syntax.name != "Plain Text")
}

/// Commands are what follows `$ `, up to a line that does not end with `\`; all else is what they print, left plain.
fn write_session(out: &mut Output, syntax: &'static SyntaxReference, text: &str) -> Option<()> {
    let mut command: Option<Reader> = None;
    for line in text.split_inclusive('\n') {
        let mut words = line;
        if command.is_none()
            && let Some(after) = line.strip_prefix("$ ")
        {
            out.push("$ ", Some(Class::Comment));
            command = Some(Reader::new(syntax));
            words = after;
        }
        match &mut command {
            Some(reader) => reader.write(out, words)?,
            None => out.push(words, None),
        }
        if !line.trim_end_matches('\n').ends_with('\\') {
            command = None;
        }
    }
    Some(())
}

/// A grammar at some place of a text.
struct Reader {
    state: ParseState,
    scopes: ScopeStack,
    /// What each of the scopes makes of the text.
    classes: Vec<Option<Class>>,
    /// Names of scopes are asked of a table behind a lock: once each.
    names: HashMap<Scope, String, foldhash::fast::FixedState>,
}

impl Reader {
    fn new(syntax: &SyntaxReference) -> Self {
        Reader {
            state: ParseState::new(syntax),
            scopes: ScopeStack::new(),
            classes: Vec::new(),
            names: HashMap::default(),
        }
    }

    /// Writes whole lines; `None` when the grammar fails.
    fn write(&mut self, out: &mut Output, text: &str) -> Option<()> {
        for line in text.split_inclusive('\n') {
            let mut at = 0;
            for (offset, change) in self.state.parse_line(line, &SYNTAXES).ok()? {
                out.push(line.get(at..offset)?, self.classes.last().copied().flatten());
                at = offset;
                let (classes, names) = (&mut self.classes, &mut self.names);
                let applied = self.scopes.apply_with_hook(&change, |change, _| match change {
                    BasicScopeStackOp::Push(scope) => {
                        let around = classes.last().copied().flatten();
                        let name = names.entry(scope).or_insert_with(|| scope.build_string());
                        classes.push(match effect(name, around) {
                            Effect::Inherit => around,
                            Effect::Plain => None,
                            Effect::Class(class) => Some(class),
                        });
                    }
                    BasicScopeStackOp::Pop => {
                        classes.pop();
                    }
                });
                applied.ok()?;
            }
            out.push(&line[at..], self.classes.last().copied().flatten());
        }
        Some(())
    }
}

/// HTML, and the run of one class that is not yet written.
struct Output {
    html: String,
    run: String,
    class: Option<Class>,
}

impl Output {
    /// Appends a piece, which holds a line end only as its last character.
    fn push(&mut self, text: &str, class: Option<Class>) {
        let (words, newline) = text.strip_suffix('\n').map_or((text, ""), |words| (words, "\n"));
        if !words.is_empty() {
            // Spaces have no colour of their own.
            if class != self.class && !words.chars().all(char::is_whitespace) {
                self.end_run();
                self.class = class;
            }
            self.run.push_str(words);
        }
        if !newline.is_empty() {
            self.end_run();
            self.html.push('\n');
        }
    }

    fn end_run(&mut self) {
        let class = self.class.take();
        if self.run.is_empty() {
            return;
        }
        let (start, words) = self.run.split_at(self.run.len() - self.run.trim_start().len());
        let (words, end) = words.split_at(words.trim_end().len());
        escape(&mut self.html, start);
        match class.filter(|_| !words.is_empty()) {
            Some(class) => {
                self.html.push_str("<span class=\"");
                self.html.push_str(class.name());
                self.html.push_str("\">");
                escape(&mut self.html, words);
                self.html.push_str("</span>");
            }
            None => escape(&mut self.html, words),
        }
        escape(&mut self.html, end);
        self.run.clear();
    }
}

#[cfg(test)]
mod tests;
