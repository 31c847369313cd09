//! Counts by classes, while they are made and when they are done.

use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::Zero;
use serde::Serialize;

use crate::engine::classes::{Classes, LevelReport, kernel};
use crate::latin::count::decimal;
use crate::latin::{Published, Shape, SignedCount};
use crate::report::{CountSummary, CountedBy, ProgressState};

/// Counts by classes for one n, with the check that stands behind them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
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

/// A count with what is known of it elsewhere.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ClassesCount {
    #[serde(flatten)]
    pub summary: CountSummary,
    /// L(r,n).
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub all: BigUint,
    pub published: Option<Published>,
}

/// The labelled graphs of the classes found are all that exist; a count where they are not ends as failed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct LevelCheck {
    pub degree: u32,
    pub classes: u64,
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "types", ts(type = "string"))]
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
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ClassesWorker {
    pub classes: u64,
    pub matchings: u64,
    /// In finished units.
    pub busy_seconds: f64,
}

impl ClassesResult {
    /// The result of a count that is done.
    pub fn of(classes: &Classes, per_worker: Vec<ClassesWorker>, before_seconds: f64, seconds: f64) -> Self {
        let elapsed_seconds = before_seconds + seconds;
        let columns = classes.columns();
        let workers = per_worker.len() as u32;
        let count = |(rows, count): (u32, SignedCount)| {
            let shape = Shape::new(rows, columns).expect("rows that were counted");
            let (reduced, rest) = count
                .total()
                .div_rem(&(shape.first_columns() * shape.row_orders()));
            assert!(rest.is_zero(), "every first column has as many rectangles");
            let by = CountedBy::Classes;
            let summary = CountSummary::of(shape, count, reduced, by, workers, elapsed_seconds);
            ClassesCount {
                all: shape.first_rows() * &summary.total,
                summary,
                published: Published::of(shape),
            }
        };
        ClassesResult {
            columns,
            workers,
            elapsed_seconds,
            before_seconds,
            kernel: kernel(),
            counts: classes.counts().into_iter().map(count).collect(),
            levels: classes.levels().iter().map(LevelCheck::of).collect(),
            per_worker,
        }
    }
}

impl LevelCheck {
    fn of(level: &LevelReport) -> Self {
        LevelCheck {
            degree: level.degree,
            classes: level.classes,
            graphs: level.found.clone(),
        }
    }
}
