//! The command line.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::diagnostic::Language;

/// Classeur : des fiches en Markdown à un site publié sous licence libre.
#[derive(Debug, Parser)]
#[command(
    name = "classeur",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    help_template = TEMPLATE,
    subcommand_help_heading = "Commandes",
    subcommand_value_name = "COMMANDE"
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

const TEMPLATE: &str = "{about}\n\nUsage : {usage}\n\n{all-args}";

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options de toutes les commandes")]
pub(super) struct Common {
    /// Dossier du site (par défaut : ce dossier ou le premier parent qui contient site.toml)
    #[arg(long, global = true, value_name = "DOSSIER")]
    pub site: Option<PathBuf>,
    /// Date du jour pour la construction, AAAA-MM-JJ (par défaut : aujourd’hui)
    #[arg(long, global = true, value_name = "DATE")]
    pub date: Option<jiff::civil::Date>,
    /// Langue des messages : fr ou en
    #[arg(long, global = true, value_name = "LANGUE")]
    pub lang: Option<String>,
    /// N’affiche que les erreurs
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Affiche le détail des étapes et leurs durées
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Affiche cette aide
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// Affiche la version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Crée un nouveau site dans un dossier vide
    Init(InitArguments),
    /// Crée une fiche, en brouillon, avec ses champs et ses titres
    New(NewArguments),
    /// Construit le site dans public/
    Build(BuildArguments),
    /// Montre le site dans un navigateur et suit chaque enregistrement
    Serve(ServeArguments),
    /// Vérifie le site sans rien publier
    Check(CheckArguments),
    /// Écrit les schémas JSON des en-têtes et de site.toml, pour les éditeurs
    Schema(SchemaArguments),
    /// Liste les fiches à revoir, par responsable
    Review(ReviewArguments),
    /// Écrit une page qui dit où en est le site : à corriger, à juger, poids, licences, relectures
    Report(ReportArguments),
    /// Explique un code de diagnostic
    Explain(ExplainArguments),
    /// Écrit le script de complétion d’un interpréteur de commandes
    Completions(CompletionsArguments),
}

#[derive(Debug, Args)]
#[command(help_template = TEMPLATE)]
pub(super) struct InitArguments {
    /// Dossier à créer, ou dossier vide
    #[arg(value_name = "DOSSIER")]
    pub folder: PathBuf,
}

#[derive(Debug, Args)]
#[command(help_template = TEMPLATE)]
pub(super) struct NewArguments {
    /// Type de fiche : fiche, procedure, benchmark, modele, page, ou un type du site
    #[arg(value_name = "TYPE")]
    pub kind: String,
    /// Titre de la fiche, entre guillemets
    #[arg(value_name = "TITRE")]
    pub title: String,
    /// Crée un dossier pour la fiche et ses images (nom/index.md) plutôt qu’un fichier seul (nom.md)
    #[arg(long)]
    pub bundle: bool,
}

#[derive(Debug, Args)]
#[command(help_template = TEMPLATE)]
pub(super) struct BuildArguments {
    /// Dossier publié (par défaut : public/ dans le dossier du site)
    #[arg(short, long, value_name = "DOSSIER")]
    pub output: Option<PathBuf>,
    /// Adresse publique du site, à la place de base_url
    #[arg(long, value_name = "ADRESSE")]
    pub base_url: Option<String>,
    /// Publie aussi les brouillons, marqués comme tels
    #[arg(long)]
    pub drafts: bool,
    /// Site lisible depuis un disque ou une clé USB : les liens nomment index.html
    #[arg(long)]
    pub portable: bool,
    /// Les avertissements arrêtent aussi la construction
    #[arg(long)]
    pub strict: bool,
    /// Forme des diagnostics : terminal (par défaut), json, github ou sarif
    #[arg(long, value_enum, default_value_t = Format::Terminal, value_name = "FORME", hide_possible_values = true, hide_default_value = true)]
    pub format: Format,
}

#[derive(Debug, Args)]
#[command(help_template = TEMPLATE)]
pub(super) struct ServeArguments {
    /// Premier port essayé ; s’il est pris, le suivant
    #[arg(short, long, value_name = "PORT", default_value_t = 4400)]
    pub port: u16,
    /// Adresse d’écoute, pour montrer le site sur le réseau (par exemple 0.0.0.0) ; l’adresse affichée porte alors un jeton
    #[arg(long, value_name = "ADRESSE")]
    pub host: Option<std::net::IpAddr>,
    /// Ouvre le navigateur
    #[arg(long)]
    pub open: bool,
    /// Cherche les changements à intervalles réguliers, pour les lecteurs réseau
    #[arg(long)]
    pub poll: bool,
    /// Le navigateur suit la fiche en cours d’écriture, jusqu’au passage qui change
    #[arg(long)]
    pub follow: bool,
}

#[derive(Debug, Args)]
#[command(help_template = TEMPLATE)]
pub(super) struct CheckArguments {
    /// Vérifie aussi les liens vers d’autres sites
    #[arg(long)]
    pub external: bool,
    /// Les avertissements comptent comme des erreurs
    #[arg(long)]
    pub strict: bool,
    /// Forme des diagnostics : terminal (par défaut), json, github ou sarif
    #[arg(long, value_enum, default_value_t = Format::Terminal, value_name = "FORME", hide_possible_values = true, hide_default_value = true)]
    pub format: Format,
}

#[derive(Debug, Args)]
#[command(help_template = TEMPLATE)]
pub(super) struct SchemaArguments {
    /// Un type de fiche, ou site pour site.toml
    #[arg(value_name = "NOM", required_unless_present = "output", conflicts_with = "output")]
    pub name: Option<String>,
    /// Écrit tous les schémas dans ce dossier, nom.schema.json
    #[arg(short, long, value_name = "DOSSIER")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(help_template = TEMPLATE)]
pub(super) struct ReviewArguments {
    /// Celles à revoir d’ici là : "2 semaines", "0 jour" pour les seules échues ; à défaut, 3 mois ou ce que dit site.toml
    #[arg(long, value_name = "DURÉE")]
    pub within: Option<String>,
    /// Forme de la liste
    #[arg(long, value_enum, default_value_t = ReviewFormat::Table, value_name = "FORME")]
    pub format: ReviewFormat,
}

#[derive(Debug, Args)]
#[command(help_template = TEMPLATE)]
pub(super) struct ReportArguments {
    /// Fichier écrit (par défaut : rapport.html dans le dossier du site)
    #[arg(short, long, value_name = "FICHIER")]
    pub output: Option<PathBuf>,
    /// Une page, ou du JSON sur la sortie
    #[arg(long, value_enum, default_value_t = ReportFormat::Html, value_name = "FORME")]
    pub format: ReportFormat,
}

#[derive(Debug, Args)]
#[command(help_template = TEMPLATE)]
pub(super) struct ExplainArguments {
    /// Le code, par exemple lien/introuvable ; sans code, la liste
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

#[derive(Debug, Args)]
#[command(help_template = TEMPLATE)]
pub(super) struct CompletionsArguments {
    /// bash, zsh, fish, powershell ou elvish
    #[arg(value_name = "INTERPRÉTEUR", hide_possible_values = true)]
    pub shell: clap_complete::Shell,
}

/// How a list of sheets is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReviewFormat {
    /// Pour des personnes
    Table,
    /// Pour des programmes
    Json,
    /// Pour un agenda
    Ics,
}

/// How the report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// Pour des personnes
    Html,
    /// Pour des programmes
    Json,
}

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Pour des personnes
    Terminal,
    /// Pour des programmes
    Json,
    /// Annotations de GitHub Actions
    Github,
    /// SARIF 2.1.0
    Sarif,
}

impl Common {
    /// The language of messages: `--lang`, else the environment, else `site`, else French.
    pub fn language(&self, site: Option<&str>) -> Language {
        let environment = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty());
        self.lang
            .as_deref()
            .and_then(Language::of_tag)
            .or_else(|| environment.as_deref().and_then(Language::of_tag))
            .or_else(|| site.and_then(Language::of_tag))
            .unwrap_or_default()
    }

    /// The date of the build: `--date`, else today where the machine is.
    pub fn date(&self) -> jiff::civil::Date {
        self.date.unwrap_or_else(super::report::today)
    }
}

/// Says what is wrong with a command line, in French; help and version are not errors.
pub(super) fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        let _ = error.print();
        return ExitCode::from(super::OK);
    }
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    let suggestion = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .map(context)
        .concat();
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("`{}` n’est pas une commande de Classeur", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("l’option `{argument}` n’existe pas ici"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{value}` ne convient pas pour `{argument}` (possible : {})", context(ContextKind::ValidValue))
        }
        ErrorKind::MissingRequiredArgument => format!("il manque {argument}"),
        ErrorKind::ArgumentConflict => format!("`{argument}` ne va pas avec `{}`", context(ContextKind::PriorArg)),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            let _ = Arguments::command().print_help();
            return ExitCode::from(super::USAGE);
        }
        _ => error.to_string(),
    };
    let message = message.replace(" (possible : )", "");
    let suggestion =
        if suggestion.is_empty() { String::new() } else { format!("\n  vouliez-vous dire `{suggestion}` ?") };
    anstream::eprintln!("erreur : {message}{suggestion}\n  aide : classeur --help");
    ExitCode::from(super::USAGE)
}
