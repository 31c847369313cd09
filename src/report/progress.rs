//! A count while it runs.

use serde::Serialize;

use crate::engine::UnitResult;
use crate::job::DoneUnit;
use crate::latin::SignedCount;
use crate::run::Timing;

/// How far a count is, and the units done since it was asked last.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ProgressReport {
    pub state: ProgressState,
    pub finished: Vec<FinishedUnit>,
    /// Units with a result so far.
    pub done: u32,
}

/// Whether it goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase", tag = "kind", content = "message")]
pub enum ProgressState {
    Running,
    Done,
    Cancelled,
    /// In one sentence, why.
    Failed(String),
}

/// One unit done: N⁺ and N⁻, without the orders of rows 2 to r.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FinishedUnit {
    /// Its number among the plan's units.
    pub unit: u32,
    /// From 0; `null` when it was counted before this run.
    pub worker: Option<u32>,
    pub seconds: f64,
    #[serde(flatten)]
    pub count: SignedCount,
}

impl FinishedUnit {
    /// What stands in a checkpoint.
    pub fn before(done: &DoneUnit) -> Self {
        FinishedUnit {
            unit: done.unit,
            worker: None,
            seconds: done.microseconds as f64 / 1e6,
            count: done.count.clone(),
        }
    }

    /// What a worker has done.
    pub fn of(timing: Timing, result: &UnitResult) -> Self {
        FinishedUnit {
            unit: timing.unit as u32,
            worker: Some(timing.worker as u32),
            seconds: timing.seconds,
            count: result.count.clone(),
        }
    }
}
