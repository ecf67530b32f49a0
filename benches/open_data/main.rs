//! What the files of open data cost, as a Markdown table: each file of the whole base, then what each page has beside it,
//! next to its HTML.
//!
//! ```text
//! cargo bench --bench open_data -- [SHEETS…] [--runs N]
//! ```
//!
//! In one process, warm, on all cores for pages and as the program does for the rest. Reports medians; judges nothing.

#[path = "../pipeline/corpus.rs"]
mod corpus;
#[path = "../pipeline/words.rs"]
mod words;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use classeur::output::{self, Payload, Route};
use classeur::pipeline::Assembly;
use classeur::render::Subject;
use classeur::site::BuildOptions;
use rayon::prelude::*;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let mut sizes: Vec<usize> = Vec::new();
    let mut runs = 5;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--bench" => {}
            "--runs" => runs = arguments.next().and_then(|runs| runs.parse().ok()).unwrap_or(runs).max(1),
            size => sizes.extend(size.replace('_', "").parse::<usize>()),
        }
    }
    if sizes.is_empty() {
        sizes.push(10_000);
    }
    for size in sizes {
        if let Err(message) = measure(size, runs) {
            eprintln!("{message}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn measure(size: usize, runs: usize) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    corpus::write(folder.path(), size).map_err(|error| error.to_string())?;
    let options = BuildOptions::on(jiff::civil::date(2026, 11, 22));
    let assembly = Assembly::of_folder(folder.path(), &options, None).map_err(|problem| format!("{problem:?}"))?;
    println!("\n### {size} sheets, {runs} runs, {} threads\n", rayon::current_num_threads());
    println!("| | routes | wall ms | µs a page | bytes a page |");
    println!("|---|---:|---:|---:|---:|");
    let of = |wanted: &dyn Fn(&Route) -> bool| -> Vec<&Route> {
        assembly.routes.all().iter().map(|(_, route)| route).filter(|route| wanted(route)).collect()
    };
    for file in assembly.site.data_files() {
        row(&assembly, file.path().trim_start_matches('/'), &of(&|route| *route == Route::Data(file)), size, runs)?;
    }
    row(&assembly, "index.json", &of(&|route| matches!(route, Route::PageData(_))), size, runs)?;
    row(&assembly, "index.md", &of(&|route| matches!(route, Route::Markdown(_))), size, runs)?;
    row(&assembly, "index.html", &of(&|route| matches!(route, Route::Html(Subject::Page(_)))), size, runs)?;
    row(
        &assembly,
        "/credits/, /donnees-ouvertes/",
        &of(&|route| matches!(route, Route::Html(Subject::Generated(_)))),
        size,
        runs,
    )
}

fn row(assembly: &Assembly, name: &str, routes: &[&Route], pages: usize, runs: usize) -> Result<(), String> {
    let mut times: Vec<Duration> = Vec::new();
    let mut bytes = 0;
    for _ in 0..runs {
        let started = Instant::now();
        let sizes: Result<Vec<usize>, String> = routes
            .par_iter()
            .map(|route| match output::render(&assembly.site, &assembly.engine, route) {
                Ok(Payload::Bytes(bytes)) => Ok(bytes.len()),
                Ok(Payload::File(_)) => Ok(0),
                Err(problem) => Err(format!("{problem:?}")),
            })
            .collect();
        times.push(started.elapsed());
        bytes = sizes?.iter().sum();
    }
    times.sort();
    let median = times[times.len() / 2];
    println!(
        "| {name} | {} | {:.1} | {:.2} | {} |",
        routes.len(),
        median.as_secs_f64() * 1e3,
        median.as_secs_f64() * 1e6 / pages as f64,
        bytes / pages.max(1),
    );
    Ok(())
}
