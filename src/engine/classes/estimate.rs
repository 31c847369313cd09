//! What a count by classes would take, before it is started.

use std::ops::RangeInclusive;

use super::error::ClassesError;
use super::limits::accepts;
use super::steps::{Step, steps};

/// About how much time and memory a count needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// On the workers asked for, about.
    pub seconds: f64,
    /// Memory in bytes, at most.
    pub bytes: u64,
}

/// What one degree takes.
struct Measured {
    columns: u32,
    degree: u32,
    /// Pairs of classes that transposition exchanges; above n/2 of complements.
    pairs: u64,
    /// Perfect matchings through one edge of a graph of each pair: so many values are looked up. It depends a little on
    /// which graphs and edges are taken.
    matchings: u64,
}

const fn measured(columns: u32, degree: u32, pairs: u64, matchings: u64) -> Measured {
    Measured {
        columns,
        degree,
        pairs,
        matchings,
    }
}

/// As counted in runs of this engine; smaller n take no time to speak of.
const MEASURED: [Measured; 14] = [
    measured(8, 3, 41, 522),
    measured(8, 4, 130, 8_624),
    measured(8, 5, 41, 10_198),
    measured(9, 3, 157, 2_995),
    measured(9, 4, 1_981, 226_324),
    measured(9, 5, 1_981, 1_067_346),
    measured(9, 6, 157, 314_480),
    measured(10, 3, 725, 18_714),
    measured(10, 4, 62_616, 12_727_500),
    measured(10, 5, 304_496, 352_028_650),
    measured(10, 6, 62_616, 317_335_406),
    measured(10, 7, 725, 13_075_211),
    measured(11, 3, 4_196, 149_341),
    measured(11, 4, 2_806_508, 1_005_228_471),
];

/// Seconds for each, about, on one thread.
struct Costs {
    /// Once.
    small: f64,
    /// Of every n.
    columns: f64,
    /// Of a pair of classes that is listed.
    listing: f64,
    matching: f64,
    sum: f64,
    /// Of a word of bitset work there and then, by which another machine is compared.
    word: f64,
}

/// As measured on one processor (x86-64 with AVX2; Chromium 156 on the same), 2026.
const COSTS: Costs = if cfg!(target_arch = "wasm32") {
    Costs {
        small: 0.03,
        columns: 0.2e-3,
        listing: 20e-6,
        matching: 135e-9,
        sum: 2e-6,
        word: 0.55e-9,
    }
} else {
    Costs {
        small: 0.02,
        columns: 0.1e-3,
        listing: 10e-6,
        matching: 65e-9,
        sum: 1.2e-6,
        word: 0.285e-9,
    }
};

/// Bytes for all that is small, and for each pair of the largest list: its keys and outputs, and the tables too where
/// its values are looked up. In WebAssembly less was needed: 1 MiB for n = 9, 11 MiB for n = 10 up to five rows, 73 MiB for
/// all rows, 379 MiB for n = 11 up to five, most of them while a checkpoint is written and read.
const SMALL_BYTES: u64 = 8 << 20;
const LISTED_BYTES: u64 = 140;
const LOOKED_UP_BYTES: u64 = 260;

/// Pairs of classes of a degree, where they were counted.
pub fn pairs(columns: u32, degree: usize) -> Option<usize> {
    Some(measured_degree(columns, degree)?.pairs as usize)
}

fn measured_degree(columns: u32, degree: usize) -> Option<&'static Measured> {
    MEASURED
        .iter()
        .find(|measured| (measured.columns, measured.degree as usize) == (columns, degree))
}

/// Seconds that a step takes on one thread, about; 0 where no time to speak of.
pub fn step_seconds(columns: u32, step: Step) -> f64 {
    let Some(measured) = measured_degree(columns, step.degree(columns as usize)) else {
        return 0.0;
    };
    match step {
        Step::List(_) => measured.pairs as f64 * COSTS.listing,
        Step::Values(_) => measured.matchings as f64 * COSTS.matching,
        Step::Sum(_) | Step::Close => measured.pairs as f64 * COSTS.sum,
    }
}

/// Bytes that counting `rows` rows of `columns` columns would hold, at most.
///
/// # Errors
/// As [`estimate`].
pub fn bytes(columns: u32, rows: RangeInclusive<u32>) -> Result<u64, ClassesError> {
    Ok(estimate(columns..=columns, rows, 1, 0.0)?.bytes)
}

/// What counting `rows` rows of every n in `columns`, one after the other, would take on `workers` workers, each doing a word
/// of bitset work in `word_seconds`. An n of several that has no such rows is passed over.
///
/// # Errors
/// As [`accepts`].
pub fn estimate(
    columns: RangeInclusive<u32>,
    rows: RangeInclusive<u32>,
    workers: u32,
    word_seconds: f64,
) -> Result<Estimate, ClassesError> {
    let several = columns.start() < columns.end();
    let (mut seconds, mut most_bytes) = (COSTS.small, 0);
    for n in columns {
        let (from, mut to) = (*rows.start(), *rows.end());
        if several {
            to = to.min(n);
            if from > to {
                continue;
            }
        }
        accepts(n, from..=to)?;
        seconds += COSTS.columns;
        let steps = steps(n, from, to);
        for &step in &steps {
            seconds += step_seconds(n, step);
            let degree = step.degree(n as usize);
            let Some(measured) = measured_degree(n, degree) else {
                continue;
            };
            let is_looked_up = steps.contains(&Step::Values(degree + 1)) || steps.contains(&Step::Close);
            let bytes = if is_looked_up {
                LOOKED_UP_BYTES
            } else {
                LISTED_BYTES
            };
            most_bytes = most_bytes.max(measured.pairs * bytes);
        }
    }
    Ok(Estimate {
        seconds: seconds / f64::from(workers) * word_seconds / COSTS.word,
        bytes: SMALL_BYTES + most_bytes,
    })
}
