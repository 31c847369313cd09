//! A count while it runs.

use serde::Serialize;

use super::columns::FinishedUnit;
use super::worker::{WorkerReport, workers};
use crate::count::Count;
use crate::engine::seam::Phase;
use crate::run::State;

/// The progress of a count.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ProgressReport {
    pub state: ProgressState,
    /// The current phase, or the last one.
    pub phase: Option<PhaseReport>,
    /// Units whose outputs are saved, or would be: those of first columns, or blocks of classes whose values are computed.
    pub done: u32,
    /// Units that the count needs. Until that is known, as many as every count has found.
    pub units: u32,
    /// About how much of the whole count is done, from 0 to 1; it never goes back.
    pub share: f64,
    /// Units that have counted rectangles since the last report.
    pub finished: Vec<FinishedUnit>,
    pub workers: Vec<WorkerReport>,
    /// Of this run.
    pub elapsed_seconds: f64,
}

/// The progress of a phase of a count.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct PhaseReport {
    /// Phases before it.
    pub number: u32,
    /// For example "listing the classes of degree 4".
    pub name: String,
    /// Units that are done.
    pub done: u32,
    pub units: u32,
    /// What a step is, for example "matchings"; `null` where steps are not reported.
    pub steps: Option<&'static str>,
}

/// The state of a count.
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

impl ProgressReport {
    /// The progress of a count as of its last poll, with the units done after the first `from`.
    pub fn of(count: &mut Count, from: usize) -> Self {
        let state = match count.state() {
            State::Running => ProgressState::Running,
            State::Done => ProgressState::Done,
            State::Cancelled => ProgressState::Cancelled,
            State::Failed(message) => ProgressState::Failed(message),
        };
        let share = count.progress();
        let phase_done = count.phase_done();
        let (done, units) = count.saved();
        let finished = count.records()[from..].iter();
        ProgressReport {
            state,
            phase: count.phase().map(|phase| PhaseReport::of(phase, phase_done)),
            done: done as u32,
            units: units as u32,
            share,
            finished: finished
                .filter_map(|record| FinishedUnit::of(count, record))
                .collect(),
            workers: workers(count),
            elapsed_seconds: count.elapsed_seconds(),
        }
    }
}

impl PhaseReport {
    fn of(phase: &Phase, (done, units): (usize, usize)) -> Self {
        PhaseReport {
            number: phase.number as u32,
            name: phase.name.clone(),
            done: done as u32,
            units: units as u32,
            steps: phase.steps,
        }
    }
}
