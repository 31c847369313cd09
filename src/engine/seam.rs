//! What every engine is to whoever counts with it: phases of units that give bytes, and an answer.
//!
//! A count goes through *phases*, one at a time. The units of a phase run in any order, on any threads, here or elsewhere;
//! each gives bytes that only its engine reads. When all are there, one thread gives the engine every output in order of
//! unit ([`Engine::take`]) and lets it settle ([`Engine::settle`]) until the next phase is known. What the engine holds
//! then follows from the request and from these outputs, in their order, and from nothing else: a worker that shares no
//! memory has an engine of its own, takes the same outputs, and then holds the same.

use std::ops::Range;
use std::sync::Arc;

use num_bigint::{BigInt, BigUint};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::latin::count::decimal;
use crate::latin::{Shape, SignedCount};
use crate::run::{Stopped, Watch};

/// What a unit gave, as bytes that only its engine reads; count, engine and file share one copy.
pub type Output = Arc<[u8]>;

/// Names the outputs of a phase: those of units under equal keys stand for each other. The engine writes it, everybody
/// else only compares.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// What they are, whatever rows were asked for: "values of degree 5 for n = 10", "first columns of 5 × 8".
    pub of: String,
    /// What they rest on: "list fdf18716, 304496 pairs", "8 parts, 280 units"; the same `of` over something else is refused.
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
    /// Which part of the whole count it is, about: from 0 to 1, never back.
    pub share: Range<f64>,
}

/// What the two figures of a report count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Reduced rectangles, even and odd: N⁺ and N⁻.
    BySign,
    /// In the first figure these; nothing in the second.
    Items(&'static str),
}

/// What running a unit gave.
#[derive(Clone, Debug)]
pub struct Gave {
    pub output: Vec<u8>,
    pub prepared: Prepared,
}

/// What had to be made before a unit could be counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Prepared {
    /// Tables that were begun.
    pub tables: u32,
    /// Lists in tables that were made.
    pub lists: u32,
    /// Seconds that making them took here.
    pub seconds: f64,
    /// Seconds from the beginning of the unit until they were there, whoever made them.
    pub until: f64,
}

/// Whether the next phase is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Call again.
    NotYet,
    /// The next phase is there, or all is done.
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
    /// It does not count that, or not in this memory: what is allowed, in a sentence.
    #[error("{0}")]
    Refused(String),
    /// No unit of the phase gives such bytes.
    #[error("what is given for unit {unit} of {phase} cannot be: {why}")]
    Foreign { phase: String, unit: usize, why: String },
    /// The count contradicts itself.
    #[error("{0}")]
    Wrong(String),
}

/// What a count has found so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// One for each shape that something is known of, by columns and rows.
    pub figures: Vec<Figures>,
    /// Why they can be believed.
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

/// Something that was found and must equal something known otherwise, for example the labelled graphs of 4 classes of
/// degree 3. A count in which they differ ends without figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
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
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub found: BigUint,
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub expected: BigUint,
}

impl Figures {
    /// K⁺ and K⁻, where both K and D are known.
    pub fn signed(&self) -> Option<SignedCount> {
        let (total, difference) = self.total.as_ref().zip(self.difference.as_ref())?;
        let positive = (BigInt::from(total.clone()) + difference) / 2u32;
        let negative = (BigInt::from(total.clone()) - difference) / 2u32;
        Some(SignedCount::new(positive.to_biguint()?, negative.to_biguint()?))
    }
}

/// A way to count, opened for a request.
pub trait Engine: Send + Sync {
    /// What is to be run now; `None` when all is done, or nothing can be after an error.
    fn phase(&self) -> Option<&Phase>;

    /// Runs a unit of the phase: the same bytes wherever and however often. `worker` counts those in this memory, from 0,
    /// for tables of their own.
    ///
    /// # Errors
    /// [`Stopped`] when the watch says so, within some milliseconds.
    ///
    /// # Panics
    /// On a unit that there is not.
    fn run(&self, unit: usize, worker: usize, watch: &dyn Watch) -> Result<Gave, Stopped>;

    /// Whether the unit of the phase can have given that, and its N⁺ and N⁻ where it counts rectangles. Whatever comes from
    /// a file or from a worker elsewhere is read before it is taken; bytes of any kind are refused or read, without a panic.
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

    /// After the last output: what is to be done between phases, one slice a call.
    ///
    /// # Errors
    /// As [`Engine::take`].
    fn settle(&mut self) -> Result<Settled, EngineError>;

    /// What is known so far, all of it when there is no phase.
    fn answer(&self) -> Answer;

    /// Every phase whose outputs are saved, from first to last.
    fn saved_phases(&self) -> Vec<SavedPhase>;

    /// Which code runs, for example `simd128` or `portable`.
    fn kernel(&self) -> &'static str;
}
