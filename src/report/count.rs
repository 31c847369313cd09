//! A finished count.

use num_bigint::{BigInt, BigUint};
use serde::Serialize;

use crate::engine::EngineName;
use crate::job::{Job, MergeError};
use crate::latin::count::decimal;
use crate::latin::{FirstColumn, Published, SignedCount};
use crate::run::{Schedule, Timing};

/// A finished count in short. `total`, `positive`, `negative` and `difference` are K-values, `reduced` is R.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CountReport {
    pub rows: u32,
    pub columns: u32,
    pub engine: EngineName,
    pub workers: u32,
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
    pub first_columns: u32,
    pub elapsed_seconds: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub per_column: Option<Vec<ColumnReport>>,
}

/// One first column: N⁺ and N⁻, and what counting it took.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ColumnReport {
    #[cfg_attr(test, ts(type = "number[]"))]
    pub column: FirstColumn,
    #[serde(flatten)]
    pub count: SignedCount,
    /// Of work, all its workers together.
    pub seconds: f64,
    /// From 1; `null` when several workers shared the column.
    pub worker: Option<u32>,
}

/// What one worker did.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WorkerReport {
    /// From 1.
    pub worker: u32,
    /// First columns that it counted alone.
    pub first_columns: u32,
    pub units: u32,
    /// Reduced rectangles.
    #[serde(with = "decimal")]
    #[cfg_attr(test, ts(type = "string"))]
    pub rectangles: BigUint,
    pub busy_seconds: f64,
}

/// A finished count with all that stands behind it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CountResult {
    #[serde(flatten)]
    pub report: CountReport,
    /// L(r,n).
    #[serde(with = "decimal")]
    #[cfg_attr(test, ts(type = "string"))]
    pub all: BigUint,
    pub schedule: Schedule,
    /// Which code ran, for example `simd128` or `portable`.
    pub kernel: &'static str,
    /// Of the workers' time, spent on tables.
    pub table_seconds: f64,
    pub per_worker: Vec<WorkerReport>,
    pub published: Option<Published>,
}

impl CountReport {
    /// The report of a job whose units were run so, with or without a line for each first column.
    ///
    /// # Errors
    /// As [`Job::merge`].
    pub fn of(
        job: &Job,
        workers: u32,
        elapsed_seconds: f64,
        timings: &[Timing],
        per_column: bool,
    ) -> Result<Self, MergeError> {
        let merged = job.merge()?;
        let mut columns: Vec<ColumnReport> = merged
            .columns
            .into_iter()
            .map(|(column, count)| ColumnReport {
                column,
                count,
                seconds: 0.0,
                worker: None,
            })
            .collect();
        let workers_of = column_workers(job, timings);
        for (column, workers) in columns.iter_mut().zip(&workers_of) {
            column.worker = only(workers).map(|worker| worker as u32 + 1);
        }
        for timing in timings {
            columns[job.units()[timing.unit].first_column as usize].seconds += timing.seconds;
        }
        Ok(CountReport {
            rows: job.shape().rows(),
            columns: job.shape().columns(),
            engine: job.engine(),
            workers,
            total: merged.total.total(),
            difference: merged.total.difference(),
            positive: merged.total.positive,
            negative: merged.total.negative,
            reduced: merged.reduced.total(),
            first_columns: columns.len() as u32,
            elapsed_seconds,
            per_column: per_column.then_some(columns),
        })
    }
}

impl CountResult {
    /// `report` with the rest of what is known of the job and its run.
    pub fn of(
        report: CountReport,
        job: &Job,
        schedule: Schedule,
        kernel: &'static str,
        table_seconds: f64,
        timings: &[Timing],
    ) -> Self {
        let columns = column_workers(job, timings);
        let per_worker = (0..report.workers as usize)
            .map(|worker| {
                let own = || timings.iter().filter(move |timing| timing.worker == worker);
                WorkerReport {
                    worker: worker as u32 + 1,
                    first_columns: columns
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
        CountResult {
            all: &report.total * job.shape().first_rows(),
            report,
            schedule,
            kernel,
            table_seconds,
            per_worker,
            published: Published::of(job.shape()),
        }
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
