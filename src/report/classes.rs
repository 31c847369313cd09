//! Counts by classes, while they are made and when they are done.

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};
use serde::Serialize;

use crate::engine::classes::{Classes, LevelReport, kernel};
use crate::latin::count::decimal;
use crate::latin::{Published, Shape, SignedCount};
use crate::report::ProgressState;

/// Counts by classes for one n, with the check that stands behind them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
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
}

/// K-values; `reduced` is R.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ClassesCount {
    pub rows: u32,
    #[serde(with = "decimal")]
    #[cfg_attr(test, ts(type = "string"))]
    pub total: BigUint,
    #[serde(with = "decimal")]
    #[cfg_attr(test, ts(type = "string"))]
    pub positive: BigUint,
    #[serde(with = "decimal")]
    #[cfg_attr(test, ts(type = "string"))]
    pub negative: BigUint,
    #[serde(with = "decimal")]
    #[cfg_attr(test, ts(type = "string"))]
    pub difference: BigInt,
    #[serde(with = "decimal")]
    #[cfg_attr(test, ts(type = "string"))]
    pub reduced: BigUint,
    pub published: Option<Published>,
}

/// One count by classes in short, with the keys of every count of the command.
#[derive(Clone, Debug, Serialize)]
pub struct ClassesSummary<'r> {
    pub rows: u32,
    pub columns: u32,
    pub engine: &'static str,
    pub workers: u32,
    #[serde(with = "decimal")]
    pub total: &'r BigUint,
    #[serde(with = "decimal")]
    pub positive: &'r BigUint,
    #[serde(with = "decimal")]
    pub negative: &'r BigUint,
    #[serde(with = "decimal")]
    pub difference: &'r BigInt,
    #[serde(with = "decimal")]
    pub reduced: &'r BigUint,
    pub first_columns: u32,
    pub elapsed_seconds: f64,
}

/// The labelled graphs of the classes found are all that exist; a count where they are not ends as failed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LevelCheck {
    pub degree: u32,
    pub classes: u64,
    #[serde(with = "decimal")]
    #[cfg_attr(test, ts(type = "string"))]
    pub graphs: BigUint,
}

/// How far a count by classes is.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
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
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ClassesWorker {
    pub classes: u64,
    pub matchings: u64,
    /// In finished units.
    pub busy_seconds: f64,
}

impl ClassesResult {
    /// The result of a count that is done.
    pub fn of(classes: &Classes, workers: u32, before_seconds: f64, seconds: f64) -> Self {
        let columns = classes.columns();
        let counts = classes.counts();
        ClassesResult {
            columns,
            workers,
            elapsed_seconds: before_seconds + seconds,
            before_seconds,
            kernel: kernel(),
            counts: counts
                .into_iter()
                .map(|(rows, count)| ClassesCount::of(rows, columns, count))
                .collect(),
            levels: classes.levels().iter().map(LevelCheck::of).collect(),
        }
    }

    /// Each count in short.
    pub fn summaries(&self) -> impl Iterator<Item = ClassesSummary<'_>> {
        self.counts.iter().map(|count| ClassesSummary {
            rows: count.rows,
            columns: self.columns,
            engine: "classes",
            workers: self.workers,
            total: &count.total,
            positive: &count.positive,
            negative: &count.negative,
            difference: &count.difference,
            reduced: &count.reduced,
            first_columns: shape(count.rows, self.columns)
                .first_columns()
                .to_u32()
                .expect("few rows where there are many columns"),
            elapsed_seconds: self.elapsed_seconds,
        })
    }
}

fn shape(rows: u32, columns: u32) -> Shape {
    Shape::new(rows, columns).expect("rows that were counted")
}

impl ClassesCount {
    fn of(rows: u32, columns: u32, count: SignedCount) -> Self {
        let shape = shape(rows, columns);
        let total = count.total();
        let (reduced, rest) = total.div_rem(&(shape.first_columns() * shape.row_orders()));
        assert!(rest.is_zero(), "every first column has as many rectangles");
        ClassesCount {
            rows,
            difference: count.difference(),
            positive: count.positive,
            negative: count.negative,
            total,
            reduced,
            published: Published::of(shape),
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
