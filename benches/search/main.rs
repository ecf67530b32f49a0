//! What the search index of a site costs: time, memory, size.
//!
//! ```text
//! node benches/search/corpus.mjs /dev/shm/corpus 10000
//! cargo bench --bench search -- /dev/shm/corpus
//! ```
//!
//! Quality, and what a query loads, are measured in a browser: see `compare.mjs`.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use classeur::pipeline::Assembly;
use classeur::search::SearchIndex;
use classeur::site::BuildOptions;
use rayon::prelude::*;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) else {
        eprintln!("cargo bench --bench search -- FOLDER");
        return ExitCode::FAILURE;
    };
    let options = BuildOptions::on(jiff::civil::date(2026, 11, 22));
    let assembly = match Assembly::of_folder(Path::new(&folder), &options, None) {
        Ok(assembly) => assembly,
        Err(problem) => {
            eprintln!("{problem:?}");
            return ExitCode::FAILURE;
        }
    };
    let site = &assembly.site;
    let (memory, cpu, started) = (peak(), cpu(), Instant::now());
    let index = SearchIndex::new(site);
    let (wall, cpu) = (started.elapsed(), crate::cpu() - cpu);
    println!("sheets: {}", site.published().count());
    println!("index: {:.2} s, {:.2} CPU-s", wall.as_secs_f64(), cpu);
    println!("peak memory: {} MiB before, {} MiB after", memory >> 10, peak() >> 10);
    let names = index.names();
    let sizes: Vec<(&str, usize)> = names
        .par_iter()
        .map(|name| {
            let folder = name.split_once('/').map_or("index.js", |(folder, _)| folder);
            (folder, index.file(site, name).map_or(0, |text| text.len()))
        })
        .collect();
    for folder in ["index.js", "d", "b", "p", "x", "f", "t"] {
        let of: Vec<usize> = sizes.iter().filter(|(name, _)| *name == folder).map(|(_, size)| *size).collect();
        let most = of.iter().max().unwrap_or(&0);
        println!("{folder}: {} files, {} bytes, the largest {most}", of.len(), of.iter().sum::<usize>());
    }
    ExitCode::SUCCESS
}

/// Processor time of this process, in seconds.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat.rsplit(')').next().unwrap_or("").split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Largest resident memory so far, in kilobytes.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
