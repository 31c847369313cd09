//! What is about to be counted.

use num_bigint::BigUint;
use serde::Serialize;

use super::progress::FinishedUnit;
use crate::count::Count;
use crate::engine::enumerate::{Enumerate, Unit};
use crate::engine::{EngineName, latin_rectangles_about};
use crate::latin::count::decimal;
use crate::latin::{FirstColumn, Shape};
use crate::run::Schedule;

/// A job before its first result: units by number, first columns by rank.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Plan {
    pub shape: Shape,
    pub engine: EngineName,
    pub schedule: Schedule,
    pub workers: u32,
    /// Every sorted first column, by rank.
    #[cfg_attr(feature = "types", ts(type = "number[][]"))]
    pub first_columns: Vec<FirstColumn>,
    pub units: Vec<Unit>,
    /// (r−1)!: the normalised rectangles that each counted one stands for.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub row_orders: BigUint,
    /// Candidates for the second row below one first column; a unit has `to` − `from` of them.
    pub second_rows: u32,
    /// Digits of K(r,n), about: for the room it takes.
    pub total_digits: u32,
    /// Units that were done before this run.
    pub before: Vec<FinishedUnit>,
    /// Seconds of counting before this run.
    pub before_seconds: f64,
}

impl Plan {
    /// The plan of a count of one shape by enumeration.
    ///
    /// # Panics
    /// On a count of another kind.
    pub fn of(count: &Count) -> Self {
        let request = count.request();
        let shape = request.shape().expect("one shape");
        let parts = request.parts.expect("a settled request");
        let first_columns: Vec<FirstColumn> = FirstColumn::all(shape).collect();
        let total = latin_rectangles_about(shape.rows(), shape.columns())
            * first_columns.len() as f64
            * (1..shape.rows()).map(f64::from).product::<f64>();
        let before = &count.records()[..count.done_before()];
        Plan {
            shape,
            engine: request.engine,
            schedule: request.schedule.expect("a settled request"),
            workers: count.workers() as u32,
            first_columns,
            units: Enumerate::units(shape, parts),
            row_orders: shape.row_orders(),
            second_rows: Enumerate::second_rows(shape),
            total_digits: total.log10().floor() as u32 + 1,
            before: before
                .iter()
                .map(|record| FinishedUnit::of(count, record))
                .collect(),
            before_seconds: count.before_seconds(),
        }
    }
}
