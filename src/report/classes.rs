//! Counts by classes, while they are made and when they are done.

use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::Zero;
use serde::Serialize;

use super::progress::ProgressState;
use super::summary::CountSummary;
use crate::count::{Count, CountError};
use crate::engine::seam::{Evidence, Figures};
use crate::latin::Published;
use crate::latin::count::decimal;
use crate::run::{MeterField, State};

/// Counts by classes for one n, with the check that stands behind them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct ClassesResult {
    pub columns: u32,
    pub workers: u32,
    /// Of all runs together.
    pub elapsed_seconds: f64,
    /// Of the runs before this one.
    pub before_seconds: f64,
    /// Which code ran, for example `simd128` or `portable`.
    pub kernel: &'static str,
    /// One for each number of rows asked for, in order.
    pub counts: Vec<ClassesCount>,
    /// One for each degree whose classes were listed.
    pub levels: Vec<LevelCheck>,
    pub per_worker: Vec<ClassesWorker>,
}

/// A table in JSON, with what positive and negative mean.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(schemars::JsonSchema))]
pub struct TableReport<'r> {
    /// In words.
    pub sign: String,
    #[serde(flatten)]
    pub result: &'r ClassesResult,
}

/// A count with what is known of it elsewhere.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct ClassesCount {
    #[serde(flatten)]
    pub summary: CountSummary,
    /// L(r,n).
    #[serde(with = "decimal")]
    #[cfg_attr(
        feature = "types",
        ts(type = "string"),
        schemars(with = "crate::latin::count::Digits")
    )]
    pub all: BigUint,
    pub published: Option<Published>,
}

/// The labelled graphs of the classes found are all that exist; a count where they are not ends as failed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct LevelCheck {
    pub degree: u32,
    pub classes: u64,
    #[serde(with = "decimal")]
    #[cfg_attr(
        feature = "types",
        ts(type = "string"),
        schemars(with = "crate::latin::count::Digits")
    )]
    pub graphs: BigUint,
}

/// How far a count by classes is.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ClassesProgress {
    pub state: ProgressState,
    /// What is being done, for example "listing the classes of degree 4".
    pub phase: String,
    /// Units of this phase that are done.
    pub done: u32,
    /// Units of this phase.
    pub units: u32,
    /// Blocks of classes, of all degrees, whose values are computed.
    pub blocks_done: u32,
    /// Those that the count needs. Before a list of classes is complete, its blocks are as many as every count has found.
    pub blocks: u32,
    pub workers: Vec<ClassesWorker>,
    pub elapsed_seconds: f64,
}

/// What one worker has done since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct ClassesWorker {
    pub classes: u64,
    pub matchings: u64,
    /// In finished units.
    pub busy_seconds: f64,
}

impl ClassesProgress {
    /// How far a count by classes is, as far as it has been looked at.
    pub fn of(count: &Count) -> Self {
        let state = match count.state() {
            State::Running => ProgressState::Running,
            State::Done => ProgressState::Done,
            State::Cancelled => ProgressState::Cancelled,
            State::Failed(message) => ProgressState::Failed(message),
        };
        let (done, units) = count.phase_done();
        let (blocks_done, blocks) = count.saved();
        ClassesProgress {
            state,
            phase: count.phase().map_or_else(String::new, |phase| phase.name.clone()),
            done: done as u32,
            units: units as u32,
            blocks_done: blocks_done as u32,
            blocks: blocks as u32,
            workers: workers(count),
            elapsed_seconds: count.elapsed_seconds(),
        }
    }
}

fn workers(count: &Count) -> Vec<ClassesWorker> {
    let meter = count.meter();
    let worker = |worker: usize| ClassesWorker {
        classes: meter.read(worker, MeterField::Positive),
        matchings: meter.read(worker, MeterField::Steps),
        busy_seconds: meter.read(worker, MeterField::BusyMicroseconds) as f64 / 1e6,
    };
    (0..meter.workers()).map(worker).collect()
}

impl ClassesResult {
    /// The result of a count by classes that is done.
    ///
    /// # Errors
    /// As [`Count::answer`].
    pub fn of(count: &Count) -> Result<Self, CountError> {
        let answer = count.answer()?;
        let elapsed_seconds = count.before_seconds() + count.elapsed_seconds();
        let per_worker = workers(count);
        let workers = per_worker.len() as u32;
        let of = |figures: &Figures| {
            let shape = figures.shape;
            let signed = figures.signed().expect("both signs");
            let (reduced, rest) = signed
                .total()
                .div_rem(&(shape.first_columns() * shape.row_orders()));
            assert!(rest.is_zero(), "every first column has as many rectangles");
            let engine = count.request().engine;
            let summary = CountSummary::of(shape, signed, reduced, engine, workers, elapsed_seconds);
            ClassesCount {
                all: shape.first_rows() * &summary.total,
                summary,
                published: Published::of(shape),
            }
        };
        Ok(ClassesResult {
            columns: count.request().columns.0,
            workers,
            elapsed_seconds,
            before_seconds: count.before_seconds(),
            kernel: count.kernel(),
            counts: answer.figures.iter().map(of).collect(),
            levels: answer.evidence.iter().filter_map(LevelCheck::of).collect(),
            per_worker,
        })
    }
}

impl LevelCheck {
    /// Of evidence that a list of classes is complete.
    fn of(evidence: &Evidence) -> Option<Self> {
        let of_list = evidence.what == "labelled graphs";
        let degree = evidence
            .things
            .strip_prefix("classes of degree ")
            .filter(|_| of_list)?;
        Some(LevelCheck {
            degree: degree.parse().ok()?,
            classes: evidence.count,
            graphs: evidence.found.clone(),
        })
    }
}
