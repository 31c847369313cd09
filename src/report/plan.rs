//! What is about to be counted.

use serde::Serialize;

use super::columns::ColumnsPlan;
use crate::count::Count;
use crate::engine::EngineName;

/// A count before its first result, of n columns, or of each n up to it, and `from` to `to` rows.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Plan {
    pub engine: EngineName,
    pub columns: u32,
    pub from: u32,
    pub to: u32,
    pub workers: u32,
    /// Seconds of counting before this run.
    pub before_seconds: f64,
    /// `null` unless it goes first column by first column.
    pub by_column: Option<ColumnsPlan>,
}

impl Plan {
    /// The plan of a count.
    pub fn of(count: &Count) -> Self {
        let request = count.request();
        Plan {
            engine: request.engine,
            columns: request.columns.1,
            from: request.rows.0,
            to: request.rows.1,
            workers: count.workers() as u32,
            before_seconds: count.before_seconds(),
            by_column: ColumnsPlan::of(count),
        }
    }
}
