//! The text of a new sheet: front matter with every field as a comment, every role as a heading.
//!
//! A key that is commented out is `#clé:`, words about it are `# …`: a key is put to use by removing one character.

use jiff::civil::Date;

use crate::config::{FieldDef, FieldType, Kind, RoleDef, SiteConfig, Status};
use crate::diagnostic::Language;

/// The sheet of `kind` titled `title`, in the site's language.
pub(super) fn text(kind: &Kind, title: &str, config: &SiteConfig, date: Date) -> String {
    let words = Words { french: Language::of_tag(&config.language) != Some(Language::English), tag: &config.language };
    let mut out = String::from("---\n");
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    line(format!("titre: {}", quoted(title)));
    line(format!("type: {}", kind.name));
    line(format!("statut: {}", Status::Draft.name()));
    line(format!("mis_a_jour_le: {date}"));
    line(words.pick(
        "# Une ou deux phrases, 300 caractères au plus : ce que le lecteur y trouvera.",
        "# A sentence or two, 300 characters at most: what the reader will find in it.",
    ));
    line("#resume: \"\"".into());
    line("#responsable: \"\"".into());
    line("#auteurs: []".into());
    line("#revision: 12 mois".into());
    for taxonomy in &config.taxonomies {
        line(format!("#{}: []", taxonomy.key));
    }
    if !kind.fields.is_empty() {
        line(words.pick(
            "# Propres à ce type de fiche ; retirez le # devant ceux que vous remplissez.",
            "# Of this kind of sheet; remove the # before those that you fill in.",
        ));
    }
    for field in &kind.fields {
        line(format!("# {}", words.about(field)));
        for example in example(field, date) {
            line(format!("#{example}"));
        }
    }
    line("---".into());
    body(&mut out, kind, &words);
    out
}

/// The headings of every role, those of a phase below a first phase.
fn body(out: &mut String, kind: &Kind, words: &Words) {
    if kind.roles.is_empty() {
        out.push('\n');
        out.push_str(&words.pick("<!-- Le texte de la page. -->\n", "<!-- The text of the page. -->\n"));
        return;
    }
    let mut inside_part = false;
    for role in &kind.roles {
        if role.level > 2 && !inside_part {
            let part = words.pick(
                "\n## 01 Première phase\n\n<!-- Une phase par titre de niveau 2, numérotée ; ses rubriques en dessous. -->\n",
                "\n## 01 First phase\n\n<!-- One phase a heading of level 2, numbered; its parts below. -->\n",
            );
            out.push_str(&part);
        }
        inside_part = role.level > 2;
        let level = if inside_part { "###" } else { "##" };
        out.push_str(&format!("\n{level} {}\n\n<!-- {} -->\n", role.label.get(words.tag), words.hint(role)));
    }
}

/// A text between straight quotes, as YAML reads it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A field as YAML, one line of it each, with a value of its type.
fn example(field: &FieldDef, date: Date) -> Vec<String> {
    let key = &field.key;
    match &field.kind {
        FieldType::List(item) => {
            let mut lines = vec![format!("{key}:")];
            match &**item {
                FieldType::Table(fields) => lines.extend(item_lines(fields, date)),
                item => lines.push(format!("  - {}", scalar(item, date))),
            }
            lines
        }
        FieldType::Table(fields) => {
            let inside = fields.iter().flat_map(|field| example(field, date)).map(|line| format!("  {line}"));
            [format!("{key}:")].into_iter().chain(inside).collect()
        }
        scalar_type => vec![format!("{key}: {}", scalar(scalar_type, date))],
    }
}

/// One item of a list of tables.
fn item_lines(fields: &[FieldDef], date: Date) -> Vec<String> {
    let lines = fields.iter().flat_map(|field| example(field, date)).enumerate();
    lines.map(|(at, line)| if at == 0 { format!("  - {line}") } else { format!("    {line}") }).collect()
}

fn scalar(kind: &FieldType, date: Date) -> String {
    match kind {
        FieldType::Integer | FieldType::Number => "0".into(),
        FieldType::Date => date.to_string(),
        FieldType::Boolean => "true".into(),
        FieldType::Enumeration(values) => values.first().map_or_else(String::new, |(name, _)| name.clone()),
        FieldType::List(_) => "[]".into(),
        FieldType::Table(_) => "{}".into(),
        FieldType::Text | FieldType::Page => "\"\"".into(),
    }
}

/// Words in the site's language.
struct Words<'c> {
    french: bool,
    tag: &'c str,
}

impl Words<'_> {
    fn pick(&self, french: &str, english: &str) -> String {
        if self.french { french.into() } else { english.into() }
    }

    /// `Maturité (choix) : où en est la pratique. Valeurs : idee (Idée), pilote (Pilote).`
    fn about(&self, field: &FieldDef) -> String {
        let colon = self.pick(" :", ":");
        let mut about = format!("{} ({})", field.label.get(self.tag), self.type_name(&field.kind));
        let description = field.description.get(self.tag);
        if !description.is_empty() {
            about.push_str(&format!("{colon} {}", description.trim_end_matches('.')));
        }
        about.push('.');
        if let FieldType::Enumeration(values) = &field.kind {
            let values: Vec<String> =
                values.iter().map(|(name, label)| format!("{name} ({})", label.get(self.tag))).collect();
            about.push_str(&format!(" {}{colon} {}.", self.pick("Valeurs", "Values"), values.join(", ")));
        }
        if let Some(status) = field.required_from {
            let demanded = self.pick("Demandé à partir du statut", "Required from the status");
            about.push_str(&format!(" {demanded} {}.", status.name()));
        }
        about.replace('\n', " ")
    }

    fn type_name(&self, kind: &FieldType) -> String {
        match kind {
            FieldType::Text => self.pick("texte", "text"),
            FieldType::Integer => self.pick("nombre entier", "whole number"),
            FieldType::Number => self.pick("nombre", "number"),
            FieldType::Date => "date".into(),
            FieldType::Boolean => self.pick("true ou false", "true or false"),
            FieldType::Enumeration(_) => self.pick("au choix", "choice"),
            FieldType::List(_) => self.pick("liste", "list"),
            FieldType::Table(_) => self.pick("clés et valeurs", "keys and values"),
            FieldType::Page => self.pick("chemin d’une page", "path of a page"),
        }
    }

    /// What to write below a role's heading.
    fn hint(&self, role: &RoleDef) -> String {
        let description = role.description.get(self.tag);
        let mut hint = if description.is_empty() {
            self.pick("À écrire, ou supprimez ce titre.", "To be written, or remove this heading.")
        } else {
            description.to_owned()
        };
        if let Some(status) = role.required_from {
            let demanded = self.pick("Demandé à partir du statut", "Required from the status");
            hint.push_str(&format!(" {demanded} {}.", status.name()));
        }
        // `--` ends a comment.
        hint.replace("--", "–")
    }
}
