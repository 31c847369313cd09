//! What only a count of one shape, first column by first column, reports.

use num_bigint::BigUint;
use serde::Serialize;

use crate::count::{Count, Record};
use crate::engine::enumerate::{PopcountChoice, Unit};
use crate::engine::latin_rectangles_about;
use crate::latin::count::decimal;
use crate::latin::{FirstColumn, SignedCount, permutation};
use crate::run::Schedule;

/// A count before its first result: units by number, first columns by rank.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ColumnsPlan {
    pub schedule: Schedule,
    /// Every sorted first column, by rank.
    #[cfg_attr(feature = "types", ts(type = "number[][]"))]
    pub first_columns: Vec<FirstColumn>,
    pub units: Vec<Unit>,
    /// (r−1)!: how many normalised rectangles each counted one represents.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub row_orders: BigUint,
    /// Digits of K(r,n), about: for the width it takes.
    pub total_digits: u32,
    /// Units that were done before this run.
    pub before: Vec<FinishedUnit>,
}

/// One unit done: N⁺ and N⁻, without the orders of rows 2 to r.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FinishedUnit {
    /// Its number among the phase's units.
    pub unit: u32,
    /// From 0; `null` when it was counted before this run.
    pub worker: Option<u32>,
    pub seconds: f64,
    #[serde(flatten)]
    pub count: SignedCount,
}

/// How a finished count was done.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ColumnsResult {
    pub schedule: Schedule,
    /// Candidates for each row after the first, the derangements of n that begin with one given symbol; `null` where the
    /// engine has no lists of them.
    pub candidates: Option<u32>,
    /// All derangements of n.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub derangements: BigUint,
    /// How the leaves below three lists were counted; `null` where there are no such.
    pub popcount: Option<PopcountChoice>,
    /// Of the workers' time, spent on tables.
    pub table_seconds: f64,
    pub per_column: Vec<ColumnReport>,
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

impl ColumnsPlan {
    /// `None` of a count of another kind.
    pub(super) fn of(count: &Count) -> Option<Self> {
        let request = count.request();
        let shape = request.shape()?;
        let units = request.engine.units(shape, request.parts?)?;
        let first_columns: Vec<FirstColumn> = FirstColumn::all(shape).collect();
        let total = latin_rectangles_about(shape.rows(), shape.columns())
            * first_columns.len() as f64
            * (1..shape.rows()).map(f64::from).product::<f64>();
        let before = count.records()[..count.done_before()].iter();
        Some(ColumnsPlan {
            schedule: request.schedule?,
            first_columns,
            units,
            row_orders: shape.row_orders(),
            total_digits: total.log10().floor() as u32 + 1,
            before: before
                .filter_map(|record| FinishedUnit::of(count, record))
                .collect(),
        })
    }
}

impl FinishedUnit {
    /// `None` of a unit that counts no rectangles.
    pub(super) fn of(count: &Count, record: &Record) -> Option<Self> {
        Some(FinishedUnit {
            unit: record.unit as u32,
            worker: record.worker.map(|worker| worker as u32),
            seconds: record.seconds,
            count: count.signed(record)?,
        })
    }
}

impl ColumnsResult {
    /// `None` of a count of another kind.
    pub(super) fn of(count: &Count) -> Option<Self> {
        let request = count.request();
        let shape = request.shape()?;
        let units = request.engine.units(shape, request.parts?)?;
        let mut per_column: Vec<ColumnReport> = FirstColumn::all(shape)
            .map(|column| ColumnReport {
                column,
                count: SignedCount::default(),
                seconds: 0.0,
                worker: None,
            })
            .collect();
        // units done before have no worker of this run
        let mut workers_of = vec![Vec::new(); per_column.len()];
        for record in count.records() {
            let at = units[record.unit].first_column as usize;
            let column = &mut per_column[at];
            column.seconds += record.seconds;
            column.count = std::mem::take(&mut column.count) + count.signed(record)?;
            workers_of[at].push(record.worker);
        }
        for (column, workers) in per_column.iter_mut().zip(&workers_of) {
            column.worker = only(workers).map(|worker| worker as u32);
        }
        Some(ColumnsResult {
            schedule: request.schedule?,
            candidates: request.engine.candidates(shape),
            derangements: permutation::derangements(shape.columns()),
            popcount: request.popcount,
            table_seconds: count.records().iter().map(|record| record.prepared.seconds).sum(),
            per_column,
        })
    }
}

/// The one worker that all are, if so.
fn only(workers: &[Option<usize>]) -> Option<usize> {
    let first = workers.first()?;
    workers.iter().all(|worker| worker == first).then_some(*first)?
}
