//! A count while it runs.

use serde::Serialize;

use crate::count::{Count, Record};
use crate::latin::SignedCount;
use crate::run::State;

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

impl ProgressReport {
    /// How far a count of one shape is, with the units done after the first `from`.
    pub fn of(count: &Count, from: usize) -> Self {
        let state = match count.state() {
            State::Running => ProgressState::Running,
            State::Done => ProgressState::Done,
            State::Cancelled => ProgressState::Cancelled,
            State::Failed(message) => ProgressState::Failed(message),
        };
        let finished = count.records()[from..].iter();
        ProgressReport {
            state,
            finished: finished.map(|record| FinishedUnit::of(count, record)).collect(),
            done: count.records().len() as u32,
        }
    }
}

impl FinishedUnit {
    /// What is known of a unit of a count of one shape.
    pub fn of(count: &Count, record: &Record) -> Self {
        FinishedUnit {
            unit: record.unit as u32,
            worker: record.worker.map(|worker| worker as u32),
            seconds: record.seconds,
            count: count.signed(record).expect("a unit of rectangles"),
        }
    }
}
