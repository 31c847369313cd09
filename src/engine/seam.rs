//! What an engine is to everything else: phases of units whose outputs are bytes, and an answer.
//!
//! A count goes through *phases*, one at a time. The units of a phase run in any order, on any threads, local or remote;
//! the output of each is bytes that only its engine reads. When all are done, one thread gives the engine every output in
//! order of unit ([`Engine::take`]) and lets it settle ([`Engine::settle`]) until the next phase is known. The state of the
//! engine then follows from the request and from these outputs, in their order, and from nothing else: a worker that shares
//! no memory has an engine of its own, takes the same outputs, and then has the same state.

use std::ops::Range;
use std::sync::Arc;

use num_bigint::{BigInt, BigUint};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::latin::count::decimal;
use crate::latin::{Shape, SignedCount};
use crate::run::{Stopped, Watch};

/// The output of a unit, as bytes that only its engine reads; count, engine and file share one copy.
pub type Output = Arc<[u8]>;

/// Identifies the outputs of a phase: under equal keys the outputs of a unit are the same. Only the engine writes a key;
/// everything else compares keys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// What they are, whatever rows were asked for: "values of degree 5 for n = 10", "first columns of 5 × 8".
    pub of: String,
    /// What they depend on: "list fdf18716, 304496 pairs", "8 parts, 280 units"; the same `of` over something else is refused.
    pub over: String,
}

/// A part of a count whose units run in any order, anywhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Phases before it.
    pub number: usize,
    /// For people, for example "listing the classes of degree 4".
    pub name: String,
    /// Every phase has one, saved or not, so that any phase can be shared out.
    pub key: Key,
    /// Whether a checkpoint has its outputs; others are computed again on resuming.
    pub saved: bool,
    /// How many; never 0.
    pub units: usize,
    /// How many units in a row are one piece of work, divided only so that workers handle messages in between; 1 as a rule.
    pub chunk: usize,
    /// What the two figures of a report count.
    pub counted: Counted,
    /// What a step of a report is, for example "matchings"; `None` where steps are not reported.
    pub steps: Option<&'static str>,
    /// The progress of the whole count at its beginning and at its end, about: from 0 to 1, never back.
    pub progress: Range<f64>,
}

/// What the two figures of a report count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Reduced rectangles, even and odd: N⁺ and N⁻.
    BySign,
    /// In the first figure these; nothing in the second.
    Items(&'static str),
}

/// The result of running a unit.
#[derive(Clone, Debug)]
pub struct UnitResult {
    pub output: Vec<u8>,
    pub prepared: Prepared,
}

/// The tables that had to be built before a unit could be counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Prepared {
    /// Tables that were begun.
    pub tables: u32,
    /// Lists in tables that were built.
    pub lists: u32,
    /// Seconds that building them took here.
    pub seconds: f64,
    /// Seconds from the beginning of the unit until they were ready, whichever worker built them.
    pub until: f64,
}

/// Whether the next phase is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Call again.
    NotYet,
    /// The next phase is known, or all is done.
    Yes,
}

/// A phase whose outputs a checkpoint has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedPhase {
    /// The first part of its key.
    pub of: String,
    /// How many units it has, as far as that is known before it begins.
    pub units: usize,
}

/// Why an engine gives no figures.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EngineError {
    /// The engine does not count that, or not in this memory: what is allowed, in a sentence.
    #[error("{0}")]
    Refused(String),
    /// These bytes cannot be the output of that unit.
    #[error("what is given for unit {unit} of {phase} cannot be: {why}")]
    Foreign { phase: String, unit: usize, why: String },
    /// The count contradicts itself.
    #[error("{0}")]
    Wrong(String),
}

/// The results of a count so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// One for each shape of which something is known, by columns and rows.
    pub figures: Vec<Figures>,
    /// Evidence that they are right.
    pub evidence: Vec<Evidence>,
}

/// What is known of one shape; K⁺, K⁻, R and L follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    pub shape: Shape,
    /// K(r,n).
    pub total: Option<BigUint>,
    /// D(r,n) = K⁺ − K⁻.
    pub difference: Option<BigInt>,
}

/// Two figures that must be equal: one found by this count, the other known independently, for example the labelled graphs
/// of 4 classes of degree 3. A count in which they differ ends without figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Evidence {
    /// What was compared, for example "labelled graphs".
    pub what: String,
    /// How many `things` it was found in.
    pub count: u64,
    /// For example "classes of degree 3".
    pub things: String,
    /// Of the classes of graphs whose completeness it proves; `None` where it proves something else.
    pub degree: Option<u32>,
    #[serde(with = "decimal")]
    #[cfg_attr(
        feature = "types",
        ts(type = "string"),
        schemars(with = "crate::latin::count::Digits")
    )]
    pub found: BigUint,
    #[serde(with = "decimal")]
    #[cfg_attr(
        feature = "types",
        ts(type = "string"),
        schemars(with = "crate::latin::count::Digits")
    )]
    pub expected: BigUint,
}

impl Figures {
    /// K⁺ and K⁻, where both K and D are known.
    pub fn signed(&self) -> Option<SignedCount> {
        SignedCount::split(self.total.as_ref()?, self.difference.as_ref()?)
    }
}

/// A way to count, opened for a request.
pub trait Engine: Send + Sync {
    /// The current phase; `None` when all is done, and after an error.
    fn phase(&self) -> Option<&Phase>;

    /// Runs a unit of the phase; the output is the same wherever and however often it runs. `worker` numbers the workers in
    /// this memory, from 0, which may have tables of their own.
    ///
    /// # Errors
    /// [`Stopped`] when the watch says so, within some milliseconds.
    ///
    /// # Panics
    /// If there is no such unit.
    fn run(&self, unit: usize, worker: usize, watch: &dyn Watch) -> Result<UnitResult, Stopped>;

    /// Checks that this can be the output of the unit; returns its N⁺ and N⁻ where it counts rectangles. Bytes from a file or
    /// from a remote worker are checked before they are taken; whatever they are, they are refused or read, without a panic.
    ///
    /// # Errors
    /// [`EngineError::Foreign`].
    fn read(&self, unit: usize, output: &[u8]) -> Result<Option<SignedCount>, EngineError>;

    /// Takes the output of every unit of the phase, once, in order of unit. One call is one slice of work, well within a
    /// second.
    ///
    /// # Errors
    /// [`EngineError::Foreign`], and [`EngineError::Wrong`] when the count is invalid; there is no phase then.
    fn take(&mut self, unit: usize, output: &Output) -> Result<(), EngineError>;

    /// After the last output: does the work between phases, one slice a call.
    ///
    /// # Errors
    /// As [`Engine::take`].
    fn settle(&mut self) -> Result<Settled, EngineError>;

    /// The answer so far, which is complete when there is no phase.
    fn answer(&self) -> Answer;

    /// Every phase whose outputs are saved, from first to last.
    fn saved_phases(&self) -> Vec<SavedPhase>;

    /// Which code runs, for example `simd128` or `portable`.
    fn kernel(&self) -> &'static str;
}
