//! A finished count.

use num_bigint::BigUint;
use serde::Serialize;

use crate::engine::enumerate::{Enumerate, PopcountChoice};
use crate::job::{Job, MergeError};
use crate::latin::count::decimal;
use crate::latin::{FirstColumn, Published, SignedCount, permutation};
use crate::report::{CountSummary, FinishedUnit};
use crate::run::{Schedule, Timing};

/// What the command gives as JSON: the count in short, with a part for each first column where asked for.
#[derive(Clone, Debug, Serialize)]
pub struct CountReport<'r> {
    #[serde(flatten)]
    pub summary: &'r CountSummary,
    /// What positive and negative mean, in words.
    pub sign: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_column: Option<&'r [ColumnReport]>,
}

/// One first column: N⁺ and N⁻, and what counting it took.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ColumnReport {
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub column: FirstColumn,
    #[serde(flatten)]
    pub count: SignedCount,
    /// Of work, all its workers together.
    pub seconds: f64,
    /// From 0; `null` when several workers shared the column.
    pub worker: Option<u32>,
}

/// What one worker did.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct WorkerReport {
    /// From 0.
    pub worker: u32,
    /// First columns that it counted alone.
    pub first_columns: u32,
    pub units: u32,
    /// Reduced rectangles.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub rectangles: BigUint,
    pub busy_seconds: f64,
}

/// A finished count with all that stands behind it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CountResult {
    #[serde(flatten)]
    pub summary: CountSummary,
    /// L(r,n).
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub all: BigUint,
    pub schedule: Schedule,
    /// Candidates for each row after the first: the derangements of n that begin with one given symbol.
    pub candidates: u32,
    /// All derangements of n.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub derangements: BigUint,
    /// Which code ran, for example `simd128` or `portable`.
    pub kernel: &'static str,
    /// How the leaves below three lists were counted; `null` where there are no such.
    pub popcount: Option<PopcountChoice>,
    /// The part of `elapsed_seconds` that runs before this one took, for a count that was gone on with.
    pub before_seconds: f64,
    /// Of the workers' time, spent on tables.
    pub table_seconds: f64,
    pub per_column: Vec<ColumnReport>,
    pub per_worker: Vec<WorkerReport>,
    pub published: Option<Published>,
}

/// How a job was run.
#[derive(Clone, Debug)]
pub struct Performance<'r> {
    pub workers: u32,
    pub schedule: Schedule,
    pub kernel: &'static str,
    pub popcount: Option<PopcountChoice>,
    pub elapsed_seconds: f64,
    /// Seconds of the runs before this one.
    pub before_seconds: f64,
    /// The units that were done before.
    pub before: &'r [FinishedUnit],
    pub table_seconds: f64,
    /// One for each unit that was run here.
    pub timings: &'r [Timing],
}

impl<'r> CountReport<'r> {
    /// The count in short.
    pub fn of(summary: &'r CountSummary) -> Self {
        CountReport {
            summary,
            sign: summary.sign_words(),
            per_column: None,
        }
    }
}

impl CountResult {
    /// The result of a job that is done.
    ///
    /// # Errors
    /// As [`Job::merge`].
    pub fn of(job: &Job, performance: &Performance<'_>) -> Result<Self, MergeError> {
        let merged = job.merge()?;
        let workers_of = column_workers(job, performance.timings);
        let mut per_column: Vec<ColumnReport> = merged
            .columns
            .into_iter()
            .zip(&workers_of)
            .map(|((column, count), workers)| ColumnReport {
                column,
                count,
                seconds: 0.0,
                worker: only(workers).map(|worker| worker as u32),
            })
            .collect();
        for timing in performance.timings {
            per_column[job.units()[timing.unit].first_column as usize].seconds += timing.seconds;
        }
        for done in performance.before {
            let column = &mut per_column[job.units()[done.unit as usize].first_column as usize];
            column.seconds += done.seconds;
            // whoever counted it then is not a worker of this run
            column.worker = None;
        }
        let per_worker = (0..performance.workers as usize)
            .map(|worker| {
                let own = || {
                    performance
                        .timings
                        .iter()
                        .filter(move |timing| timing.worker == worker)
                };
                WorkerReport {
                    worker: worker as u32,
                    first_columns: workers_of
                        .iter()
                        .filter(|workers| only(workers) == Some(worker))
                        .count() as u32,
                    units: own().count() as u32,
                    rectangles: own()
                        .filter_map(|timing| job.result(timing.unit))
                        .map(SignedCount::total)
                        .sum(),
                    busy_seconds: own().map(|timing| timing.seconds).sum(),
                }
            })
            .collect();
        Ok(CountResult {
            summary: CountSummary::of(
                job.shape(),
                merged.total,
                merged.reduced.total(),
                job.engine().into(),
                performance.workers,
                performance.before_seconds + performance.elapsed_seconds,
            ),
            before_seconds: performance.before_seconds,
            all: merged.all,
            candidates: Enumerate::second_rows(job.shape()),
            derangements: permutation::derangements(job.shape().columns()),
            schedule: performance.schedule,
            kernel: performance.kernel,
            popcount: performance.popcount,
            table_seconds: performance.table_seconds,
            per_column,
            per_worker,
            published: Published::of(job.shape()),
        })
    }
}

/// For each first column the workers that ran its units, from 0.
fn column_workers(job: &Job, timings: &[Timing]) -> Vec<Vec<usize>> {
    let columns = job
        .units()
        .last()
        .map_or(0, |unit| unit.first_column as usize + 1);
    let mut workers = vec![Vec::new(); columns];
    for timing in timings {
        workers[job.units()[timing.unit].first_column as usize].push(timing.worker);
    }
    workers
}

/// The one value that all are, if so.
fn only(values: &[usize]) -> Option<usize> {
    let first = values.first()?;
    values.iter().all(|value| value == first).then_some(*first)
}
