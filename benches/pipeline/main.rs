//! The numbers of DESIGN §13, as a Markdown table:
//!
//! ```text
//! cargo bench --bench pipeline -- [SHEETS…] [--runs N] [--binary PROGRAM]
//! cargo bench --bench pipeline -- --write FOLDER SHEETS     only writes the corpus, for other tools
//! ```
//!
//! Each run is a process of its own, so that its memory is its own and no allocator is warm; the rows take turns, so that a
//! machine that slows down slows them all. Input and output are on tmpfs where there is one. Reports medians; judges nothing.

mod corpus;
mod measure;
mod words;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;

use classeur::config::SiteConfig;
use classeur::output::{self, Payload, Route};
use classeur::pipeline::Assembly;
use classeur::publish::Staging;
use classeur::render::Engine;
use classeur::site::{BuildOptions, Documents, Site, Theme};
use classeur::source::{Snapshot, scratch};
use measure::{Cost, Stopwatch};
use rayon::prelude::*;

/// The allocator of the program, so that the floor has the same.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A stage measured inside a process: what to call it, and what it does with a corpus and an output folder.
type Stage = (&'static str, fn(&Path, &Path) -> Result<Cost, String>);

/// The stages. Each times only its own part: what comes before it in the pipeline is done before its stopwatch starts.
const STAGES: &[Stage] = &[
    ("floor", floor),
    ("read", read),
    ("parse", parse),
    ("link", link),
    ("render", render),
    ("cards", cards),
    ("build, pages and feeds", build),
];

/// The rows that run the program itself: what to call it, and its arguments.
const COMMANDS: &[(&str, Search)] =
    &[("build, open data too", Search::Off), ("build, everything on, search and cards too", Search::On)];

/// Whether the program is asked for a search index and for cards.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Search {
    On,
    Off,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match &arguments[..] {
        [flag, stage, corpus, output] if flag == "--stage" => run_stage(stage, Path::new(corpus), Path::new(output)),
        [flag, folder, sheets, ..] if flag == "--write" => {
            number(sheets).and_then(|sheets| write_corpus(Path::new(folder), sheets)).map(drop)
        }
        _ => Plan::read(&arguments).and_then(|plan| plan.run()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// The floor: the sheets read, given to comrak with the extensions we use, wrapped in a constant, written, on all cores.
fn floor(corpus: &Path, output: &Path) -> Result<Cost, String> {
    const HEAD: &str =
        "<!doctype html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Fiche</title></head><body><main>";
    const FOOT: &str = "</main></body></html>";
    let watch = Stopwatch::start();
    let content = corpus.join("content");
    let mut sheets = Vec::new();
    for entry in walkdir::WalkDir::new(&content) {
        let entry = entry.map_err(|error| error.to_string())?;
        if entry.path().extension().is_some_and(|extension| extension == "md") {
            sheets.push(entry.into_path());
        }
    }
    let options = comrak_options();
    sheets
        .par_iter()
        .try_for_each(|path| {
            let text = std::fs::read_to_string(path)?;
            let html = [HEAD, &comrak::markdown_to_html(&text, &options), FOOT].concat();
            let folder = output.join(path.strip_prefix(&content).unwrap_or(path)).with_extension("");
            std::fs::create_dir_all(&folder)?;
            std::fs::write(folder.join("index.html"), html)
        })
        .map_err(|error: std::io::Error| error.to_string())?;
    Ok(watch.stop(sheets.len()))
}

/// The files of the corpus read into a snapshot.
fn read(corpus: &Path, _: &Path) -> Result<Cost, String> {
    let watch = Stopwatch::start();
    let stages = Stages::read(corpus);
    let cost = watch.stop(stages.sheets());
    std::mem::forget(stages);
    Ok(cost)
}

/// Their texts parsed.
fn parse(corpus: &Path, _: &Path) -> Result<Cost, String> {
    let stages = Stages::read(corpus);
    let watch = Stopwatch::start();
    let documents = Documents::parse(&stages.snapshot, &stages.config, None);
    let cost = watch.stop(stages.sheets());
    std::mem::forget((stages, documents));
    Ok(cost)
}

/// The documents linked into a site, its diagnostics and its routes.
fn link(corpus: &Path, _: &Path) -> Result<Cost, String> {
    let stages = Stages::read(corpus);
    let documents = Arc::new(Documents::parse(&stages.snapshot, &stages.config, None));
    let watch = Stopwatch::start();
    let site = stages.site(&documents);
    let found = classeur::check::check(&site);
    let routes = output::Routes::new(&site);
    routes.all();
    let cost = watch.stop(stages.sheets());
    std::mem::forget((stages, documents, site, found, routes));
    Ok(cost)
}

/// Every route but the search index and the cards made, in parallel, and thrown away.
fn render(corpus: &Path, _: &Path) -> Result<Cost, String> {
    make(corpus, |route| !matches!(route, Route::Card(_)))
}

/// The picture of every sheet made, in parallel, and thrown away.
fn cards(corpus: &Path, _: &Path) -> Result<Cost, String> {
    make(corpus, |route| matches!(route, Route::Card(_)))
}

fn make(corpus: &Path, kept: fn(&Route) -> bool) -> Result<Cost, String> {
    let stages = Stages::read(corpus);
    let documents = Arc::new(Documents::parse(&stages.snapshot, &stages.config, None));
    let site = stages.site(&documents);
    let routes = output::Routes::new(&site);
    let engine = Engine::new(&stages.theme, &stages.config.language, None, &mut Vec::new());
    let watch = Stopwatch::start();
    routes
        .all()
        .par_iter()
        .with_max_len(32)
        .filter(|(_, route)| kept(route))
        .try_for_each(|(_, route)| output::render(&site, &engine, route).map(drop))
        .map_err(|problem| format!("{problem:?}"))?;
    let cost = watch.stop(stages.sheets());
    std::mem::forget((stages, documents, site, routes));
    Ok(cost)
}

/// A whole build, from the folder to the published tree, but for the search index, the cards and the files of open data.
fn build(corpus: &Path, published: &Path) -> Result<Cost, String> {
    let watch = Stopwatch::start();
    let failed = |problem| format!("{problem:?}");
    let options = BuildOptions::on(jiff::civil::date(2026, 11, 22));
    let assembly = Assembly::of_folder(corpus, &options, None).map_err(failed)?;
    let found = assembly.diagnostics(false);
    let staging = Staging::begin(published, &[]).map_err(failed)?;
    let pages = assembly
        .routes
        .all()
        .par_iter()
        .with_max_len(32)
        .filter(|(_, route)| !matches!(route, Route::Data(_) | Route::PageData(_) | Route::Card(_)));
    pages
        .try_for_each(|(url, route)| {
            match output::render(&assembly.site, &assembly.engine, route).map_err(|problem| *problem)? {
                Payload::Bytes(bytes) => {
                    let written = staging.write(&url.output(), &bytes);
                    scratch::give_back(bytes);
                    written
                }
                Payload::File(file) => staging.copy(&url.output(), &file),
            }
        })
        .map_err(failed)?;
    staging.commit().map_err(failed)?;
    let cost = watch.stop(assembly.site.published().count());
    std::mem::forget((assembly, found));
    Ok(cost)
}

/// What comes before a stage of the pipeline.
struct Stages {
    snapshot: Arc<Snapshot>,
    config: Arc<SiteConfig>,
    theme: Arc<Theme>,
}

impl Stages {
    fn read(corpus: &Path) -> Self {
        let snapshot = Arc::new(Snapshot::read(corpus, &[], None));
        let file = snapshot.get("site.toml").expect("the corpus has one");
        let mut problems = Vec::new();
        let config = Arc::new(SiteConfig::read(file, &mut problems));
        let theme = Arc::new(Theme::read(&snapshot, &config, file, &mut problems));
        Stages { snapshot, config, theme }
    }

    fn site(&self, documents: &Arc<Documents>) -> Arc<Site> {
        let options =
            BuildOptions { date: jiff::civil::date(2026, 11, 22), drafts: false, portable: false, base_url: None };
        Arc::new(Site::new(&self.snapshot, &self.config, &self.theme, documents, &options, None))
    }

    fn sheets(&self) -> usize {
        self.snapshot.below("content/").filter(|file| file.path.as_str().ends_with(".md")).count()
    }
}

/// The extensions of DESIGN §5.4.
fn comrak_options() -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    let extension = &mut options.extension;
    extension.strikethrough = true;
    extension.table = true;
    extension.autolink = true;
    extension.tasklist = true;
    extension.superscript = true;
    extension.header_id_prefix = Some(String::new());
    extension.footnotes = true;
    extension.inline_footnotes = true;
    extension.description_lists = true;
    extension.front_matter_delimiter = Some("---".into());
    extension.alerts = true;
    extension.math_dollars = true;
    extension.wikilinks_title_after_pipe = true;
    extension.header_attributes = true;
    options
}

fn write_corpus(folder: &Path, sheets: usize) -> Result<corpus::Corpus, String> {
    corpus::write(folder, sheets).map_err(|error| format!("{}: {error}", folder.display()))
}

/// One run of one stage, in a process of its own: its cost goes to the standard output.
fn run_stage(name: &str, corpus: &Path, output: &Path) -> Result<(), String> {
    let (_, stage) = STAGES.iter().find(|(known, _)| *known == name).ok_or(format!("no stage {name}"))?;
    let Cost { wall, cpu, peak, pages } = stage(corpus, output)?;
    println!("{} {} {peak} {pages}", wall.as_nanos(), cpu.as_nanos());
    Ok(())
}

/// What to measure.
struct Plan {
    sizes: Vec<usize>,
    runs: usize,
    /// The program; its rows are left out when it is not built.
    binary: PathBuf,
}

impl Plan {
    fn read(arguments: &[String]) -> Result<Self, String> {
        let mut plan = Plan {
            sizes: Vec::new(),
            runs: 5,
            binary: option_env!("CARGO_BIN_EXE_classeur")
                .map_or_else(|| "target/release/classeur".into(), PathBuf::from),
        };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                // What cargo adds.
                "--bench" => {}
                "--runs" => plan.runs = number(value()?)?.max(1),
                "--binary" => plan.binary = value()?.into(),
                size => plan.sizes.push(number(size)?),
            }
        }
        if plan.sizes.is_empty() {
            plan.sizes.push(1000);
        }
        Ok(plan)
    }

    fn run(&self) -> Result<(), String> {
        let memory = Path::new("/dev/shm");
        let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let folder =
            tempfile::Builder::new().prefix("classeur-bench-").tempdir_in(base).map_err(|error| error.to_string())?;
        for &size in &self.sizes {
            let corpus = folder.path().join(format!("corpus-{size}"));
            let written = write_corpus(&corpus, size)?;
            let each = |total: usize| total / written.sheets.max(1);
            let cores = rayon::current_num_threads();
            println!(
                "\n### {size} sheets of {} words, {} bytes, {} runs, {cores} threads\n",
                each(written.words),
                each(written.bytes),
                self.runs
            );
            self.table(&corpus, &folder.path().join("output"), size)?;
            std::fs::remove_dir_all(&corpus).map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    fn table(&self, corpus: &Path, output: &Path, size: usize) -> Result<(), String> {
        let mut rows: Vec<(&str, Result<Vec<Cost>, String>)> = Vec::new();
        for round in 0..self.runs {
            let stages = STAGES.iter().map(|(name, _)| (*name, spawn_stage(name, corpus, output)));
            let commands =
                COMMANDS.iter().map(|(name, search)| (*name, self.spawn_build(*search, corpus, output, size)));
            for (at, (name, cost)) in stages.chain(commands).enumerate() {
                if round == 0 {
                    rows.push((name, Ok(Vec::new())));
                }
                match (&mut rows[at].1, cost) {
                    (Ok(costs), Ok(cost)) => costs.push(cost),
                    (row, Err(message)) => *row = Err(message),
                    (Err(_), Ok(_)) => {}
                }
            }
        }
        println!("| | wall s | CPU-s | CPU µs/page | × floor, wall | × floor, CPU | peak MiB |");
        println!("|---|---:|---:|---:|---:|---:|---:|");
        let mut floor = None;
        for (name, costs) in rows {
            match costs {
                Ok(costs) => print_row(name, median(costs), &mut floor),
                Err(message) => println!("| {name} | {message} | | | | | |"),
            }
        }
        Ok(())
    }

    fn spawn_build(&self, search: Search, corpus: &Path, output: &Path, pages: usize) -> Result<Cost, String> {
        if !self.binary.is_file() {
            return Err(format!("{} is not built", self.binary.display()));
        }
        clear(output)?;
        let mut command = Command::new(&self.binary);
        command.arg("build").arg("--site").arg(corpus).arg("--output").arg(output);
        let file = corpus.join("site.toml");
        let failed = |error: std::io::Error| format!("{}: {error}", file.display());
        let written = std::fs::read_to_string(&file).map_err(failed)?;
        if search == Search::Off {
            std::fs::write(&file, format!("{written}\n[search]\nenabled = false\n[social]\ncards = false\n"))
                .map_err(failed)?;
        }
        let cost = measure::run(command.args(["--date", "2026-11-22"]), pages);
        std::fs::write(&file, written).map_err(failed)?;
        cost
    }
}

fn spawn_stage(name: &str, corpus: &Path, output: &Path) -> Result<Cost, String> {
    clear(output)?;
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let done = Command::new(program)
        .arg("--stage")
        .arg(name)
        .args([corpus, output])
        .output()
        .map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&done.stdout);
    let numbers: Vec<u64> = said.split_whitespace().filter_map(|field| field.parse().ok()).collect();
    match numbers[..] {
        [wall, cpu, peak, pages] => Ok(Cost {
            wall: std::time::Duration::from_nanos(wall),
            cpu: std::time::Duration::from_nanos(cpu),
            peak,
            pages: pages as usize,
        }),
        _ => Err(String::from_utf8_lossy(&done.stderr).trim().replace('\n', " ")),
    }
}

/// Every run is a first one: nothing published is there yet.
fn clear(output: &Path) -> Result<(), String> {
    match std::fs::remove_dir_all(output) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.to_string()),
        _ => Ok(()),
    }
}

fn print_row(name: &str, cost: Cost, floor: &mut Option<Cost>) {
    let floor = *floor.get_or_insert(cost);
    let ratio =
        |one: std::time::Duration, other: std::time::Duration| one.as_secs_f64() / other.as_secs_f64().max(1e-9);
    println!(
        "| {name} | {:.3} | {:.3} | {:.1} | {:.2} | {:.2} | {:.0} |",
        cost.wall.as_secs_f64(),
        cost.cpu.as_secs_f64(),
        cost.cpu.as_secs_f64() * 1e6 / cost.pages.max(1) as f64,
        ratio(cost.wall, floor.wall),
        ratio(cost.cpu, floor.cpu),
        cost.peak as f64 / f64::from(1 << 20),
    );
}

/// The median of each number by itself.
fn median(costs: Vec<Cost>) -> Cost {
    fn middle<T: Ord + Copy>(mut values: Vec<T>) -> T {
        values.sort_unstable();
        values[values.len() / 2]
    }
    Cost {
        wall: middle(costs.iter().map(|cost| cost.wall).collect()),
        cpu: middle(costs.iter().map(|cost| cost.cpu).collect()),
        peak: middle(costs.iter().map(|cost| cost.peak).collect()),
        pages: middle(costs.iter().map(|cost| cost.pages).collect()),
    }
}

fn number(text: &str) -> Result<usize, String> {
    text.replace('_', "").parse().map_err(|error| format!("{text}: {error}"))
}
