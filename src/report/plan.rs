//! What is about to be counted.

use num_bigint::BigUint;
use serde::Serialize;

use crate::engine::enumerate::Enumerate;
use crate::engine::{EngineName, Unit, latin_rectangles_about};
use crate::job::Job;
use crate::latin::count::decimal;
use crate::latin::{FirstColumn, Shape};
use crate::report::FinishedUnit;
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
    /// The plan of a job that is about to be run so, without what was done before.
    pub fn of(job: &Job, schedule: Schedule, workers: u32) -> Self {
        let shape = job.shape();
        let first_columns: Vec<FirstColumn> = FirstColumn::all(shape).collect();
        let total = latin_rectangles_about(shape.rows(), shape.columns())
            * first_columns.len() as f64
            * (1..shape.rows()).map(f64::from).product::<f64>();
        Plan {
            shape,
            engine: job.engine(),
            schedule,
            workers,
            first_columns,
            units: job.units().to_vec(),
            row_orders: shape.row_orders(),
            second_rows: Enumerate::second_rows(shape),
            total_digits: total.log10().floor() as u32 + 1,
            before: Vec::new(),
            before_seconds: 0.0,
        }
    }
}
