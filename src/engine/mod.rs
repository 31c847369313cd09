//! How it is counted: the engines, the choice of one, and what a count would take.

pub mod classes;
pub mod enumerate;
mod estimate;
pub mod seam;
mod unit;

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::latin::Shape;
use crate::run::{Stopped, Watch};
use enumerate::{Enumerate, Options, PopcountChoice};

pub use estimate::{Estimate, latin_rectangles_about};
pub use unit::{Prepared, Unit, UnitResult};

/// The engines there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum EngineName {
    /// Exhaustive over first columns: every reduced rectangle is counted.
    #[default]
    Enumerate,
}

impl EngineName {
    /// Every engine.
    pub const ALL: [EngineName; 1] = [EngineName::Enumerate];

    /// The name in URLs, on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            EngineName::Enumerate => "enumerate",
        }
    }

    /// Whether this engine takes the shape at all, whatever time it needs.
    ///
    /// # Errors
    /// [`EngineError::TooManyColumns`] says the largest n.
    pub fn accepts(self, shape: Shape) -> Result<(), EngineError> {
        match self {
            EngineName::Enumerate => enumerate::accepts(shape),
        }
    }

    /// What counting the shape would take on `workers` workers, each doing a word of bitset work in `word_seconds`.
    ///
    /// # Errors
    /// As [`EngineName::accepts`].
    pub fn estimate(self, shape: Shape, workers: u32, word_seconds: f64) -> Result<Estimate, EngineError> {
        match self {
            EngineName::Enumerate => enumerate::estimate(shape, workers, word_seconds),
        }
    }

    /// An engine ready to run units of the shape; it holds at most `memory` bytes with `workers` workers.
    ///
    /// # Errors
    /// As [`EngineName::accepts`], and [`EngineError::Memory`] before anything is allocated.
    pub fn open(
        self,
        shape: Shape,
        workers: u32,
        memory: u64,
        options: Options,
    ) -> Result<Box<dyn Engine>, EngineError> {
        match self {
            EngineName::Enumerate => Ok(Box::new(Enumerate::open(shape, workers, memory, options)?)),
        }
    }
}

impl std::fmt::Display for EngineName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for EngineName {
    type Err = EngineError;

    fn from_str(name: &str) -> Result<Self, EngineError> {
        EngineName::ALL
            .into_iter()
            .find(|engine| engine.name() == name)
            .ok_or_else(|| EngineError::Unknown {
                name: name.to_owned(),
            })
    }
}

/// Why an engine does not take a question.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EngineError {
    #[error("there is no engine {name:?}; there is: enumerate")]
    Unknown { name: String },
    #[error("columns n = {columns} is too large for {engine}: n goes up to {largest}")]
    TooManyColumns {
        engine: EngineName,
        columns: u32,
        largest: u32,
    },
    #[error("{shape} needs about {needed} MiB of memory, and {allowed} MiB are allowed here")]
    Memory { shape: Shape, needed: u64, allowed: u64 },
}

/// An engine that is ready for one shape.
pub trait Engine: Send + Sync {
    /// The shape it counts.
    fn shape(&self) -> Shape;

    /// Its name.
    fn name(&self) -> EngineName;

    /// Which code runs, for example `simd128` or `portable`.
    fn kernel(&self) -> &'static str;

    /// How the bits of leaves are counted, where that can be chosen.
    fn popcount(&self) -> Option<PopcountChoice>;

    /// A division of the whole count into units, every first column into about `parts` of them, in order.
    fn units(&self, parts: u32) -> Vec<Unit>;

    /// Makes the tables that a unit needs and that are not there yet.
    ///
    /// # Errors
    /// [`Stopped`] when the watch says so.
    ///
    /// # Panics
    /// On a unit that is not of this shape.
    fn prepare(&self, unit: Unit, watch: &dyn Watch) -> Result<Prepared, Stopped>;

    /// Counts one unit, whose tables are made first if need be: pure, the same result wherever and however often it is run.
    ///
    /// # Errors
    /// [`Stopped`] when the watch says so, within some milliseconds.
    ///
    /// # Panics
    /// On a unit that is not of this shape.
    fn run_unit(&self, unit: Unit, watch: &dyn Watch) -> Result<UnitResult, Stopped>;
}
