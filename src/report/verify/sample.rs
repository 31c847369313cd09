//! Which units are counted again.

use std::collections::{BTreeMap, BTreeSet};

use crate::count::Checkpoint;
use crate::engine::seam::{EngineError, Key};
use crate::engine::{EngineName, Request, Takes};

/// About how long counting units again takes where nobody says how many.
const SECONDS: f64 = 10.0;

/// About the time of a word of bitset work without special instructions: nominal, as what is checked must be the same on
/// every machine.
pub const WORD_SECONDS: f64 = 0.5e-9;

/// Chosen units, by phase.
pub type Chosen = BTreeMap<Key, BTreeSet<u32>>;

/// So many of the units with outputs in these phases, each set of them as likely as any other; all where there are no more.
pub fn choose(checkpoint: &Checkpoint, phases: &[String], many: usize, seed: u32) -> Chosen {
    let mut all: Vec<(&Key, u32)> = checkpoint
        .phases()
        .filter(|(key, _)| phases.contains(&key.of))
        .flat_map(|(key, saved)| saved.done.keys().map(move |&unit| (key, unit)))
        .collect();
    fastrand::Rng::with_seed(seed.into()).shuffle(&mut all);
    let mut chosen = Chosen::new();
    for (key, unit) in all.into_iter().take(many) {
        chosen.entry(key.clone()).or_default().insert(unit);
    }
    chosen
}

/// How many units take some seconds, at least one; `units` is how many there are in all of the request.
///
/// # Errors
/// When the engine does not take it.
pub fn default_number(request: &Request, units: usize) -> Result<usize, EngineError> {
    let all = match request.engine.takes() {
        Takes::Columns | Takes::Rows => request.estimate(1, WORD_SECONDS)?.seconds,
        Takes::Shape => request
            .shapes()
            .map(|shape| Ok(request.engine.estimate(shape, 1, WORD_SECONDS)?.seconds))
            .sum::<Result<f64, EngineError>>()?,
    };
    Ok((SECONDS * units as f64 / all).max(1.0) as usize)
}

/// About how long a count takes on one thread of a nominal machine.
///
/// # Errors
/// When the engine does not take it.
pub fn seconds(engine: EngineName, columns: u32, rows: (u32, u32)) -> Result<f64, EngineError> {
    let estimate = engine.estimate_rows(columns, rows.0..=rows.1, 1, WORD_SECONDS)?;
    Ok(estimate.seconds)
}
