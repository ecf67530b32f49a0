//! Weighted totals, coverage and ranks.

use super::Benchmark;

/// Where a solution stands.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Standing {
    /// The weighted mean of its scores, to the hundredth as shown; `None` when nothing that counts was assessed.
    pub total: Option<f64>,
    /// The part of the weights that was assessed, 0 to 1.
    pub coverage: f64,
    /// Its rank, the same for equal totals.
    pub rank: Option<usize>,
    /// Whether another has its rank.
    pub tied: bool,
}

pub(super) fn standings(benchmark: &Benchmark) -> Vec<Standing> {
    let whole: f64 = benchmark.criteria.iter().map(|criterion| criterion.weight).sum();
    let mut standings: Vec<Standing> = (0..benchmark.solutions.len())
        .map(|solution| {
            let (mut sum, mut assessed) = (0.0, 0.0);
            for (at, criterion) in benchmark.criteria.iter().enumerate() {
                if let Some(score) = benchmark.score(at, solution) {
                    sum += criterion.weight * score.value;
                    assessed += criterion.weight;
                }
            }
            // Equal as shown is equal: a third decimal that nobody sees makes no winner.
            let total = (assessed > 0.0).then(|| (sum / assessed * 100.0).round() / 100.0);
            let coverage = if whole > 0.0 { assessed / whole } else { 0.0 };
            Standing { total, coverage, ..Standing::default() }
        })
        .collect();
    let totals: Vec<Option<f64>> = standings.iter().map(|standing| standing.total).collect();
    for standing in &mut standings {
        let Some(total) = standing.total else { continue };
        standing.rank = Some(1 + totals.iter().flatten().filter(|other| **other > total).count());
        standing.tied = totals.iter().flatten().filter(|other| **other == total).count() > 1;
    }
    standings
}
