//! A finished count.

use num_bigint::BigUint;
use serde::Serialize;

use super::summary::CountSummary;
use crate::count::{Count, CountError, Record};
use crate::engine::enumerate::{Enumerate, PopcountChoice};
use crate::latin::count::decimal;
use crate::latin::{FirstColumn, Published, SignedCount, permutation};
use crate::run::Schedule;

/// What the command gives as JSON: the count in short, with a part for each first column where asked for.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct ColumnReport {
    #[cfg_attr(feature = "types", ts(type = "number[]"), schemars(with = "Vec<u8>"))]
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
    /// The result of a count of one shape by enumeration that is done.
    ///
    /// # Errors
    /// As [`Count::answer`].
    ///
    /// # Panics
    /// On a count of another kind.
    pub fn of(count: &Count) -> Result<Self, CountError> {
        let answer = count.answer()?;
        let request = count.request();
        let shape = request.shape().expect("one shape");
        let parts = request.parts.expect("a settled request");
        let units = Enumerate::units(shape, parts);
        let column_of = |record: &Record| units[record.unit].first_column as usize;
        let mut per_column: Vec<ColumnReport> = FirstColumn::all(shape)
            .map(|column| ColumnReport {
                column,
                count: SignedCount::default(),
                seconds: 0.0,
                worker: None,
            })
            .collect();
        // whoever counted a unit before is not a worker of this run
        let mut workers_of = vec![Vec::new(); per_column.len()];
        let workers = count.workers();
        let mut rectangles = vec![BigUint::ZERO; workers];
        for record in count.records() {
            let column = &mut per_column[column_of(record)];
            let signed = count.signed(record).expect("a unit of rectangles");
            if let Some(worker) = record.worker {
                rectangles[worker] += signed.total();
            }
            column.seconds += record.seconds;
            column.count = std::mem::take(&mut column.count) + signed;
            workers_of[column_of(record)].push(record.worker);
        }
        for (column, workers) in per_column.iter_mut().zip(&workers_of) {
            column.worker = only(workers).map(|worker| worker as u32);
        }
        let per_worker = rectangles.into_iter().enumerate().map(|(worker, rectangles)| {
            let own = count
                .records()
                .iter()
                .filter(|record| record.worker == Some(worker));
            let alone = workers_of.iter().filter(|workers| only(workers) == Some(worker));
            WorkerReport {
                worker: worker as u32,
                first_columns: alone.count() as u32,
                units: own.clone().count() as u32,
                rectangles,
                busy_seconds: own.map(|record| record.seconds).sum(),
            }
        });
        let figures = answer.figures.first().expect("one shape");
        let signed = figures.signed().expect("both signs");
        let all = signed.total() * shape.first_rows();
        let reduced = per_column.first().expect("a first column").count.total();
        Ok(CountResult {
            summary: CountSummary::of(
                shape,
                signed,
                reduced,
                request.engine,
                workers as u32,
                count.before_seconds() + count.elapsed_seconds(),
            ),
            before_seconds: count.before_seconds(),
            all,
            candidates: Enumerate::second_rows(shape),
            derangements: permutation::derangements(shape.columns()),
            schedule: request.schedule.expect("a settled request"),
            kernel: count.kernel(),
            popcount: request.popcount,
            table_seconds: count.records().iter().map(|record| record.prepared.seconds).sum(),
            per_worker: per_worker.collect(),
            per_column,
            published: Published::of(shape),
        })
    }
}

/// The one worker that all are, if so.
fn only(workers: &[Option<usize>]) -> Option<usize> {
    let first = workers.first()?;
    workers.iter().all(|worker| worker == first).then_some(*first)?
}
