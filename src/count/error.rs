//! Why a count does not start, or gives no figures, in sentences.

use thiserror::Error;

use super::checkpoint::CheckpointError;
use crate::engine::seam::EngineError;

/// Why a count does not start.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum StartError {
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    #[error("there are no units {from}..{to}: this job has units 0..{units}")]
    Share { from: u32, to: u32, units: usize },
    /// Which phase is shared out does not say itself, or there is none of that name.
    #[error("{}", phase_sentence(.asked.as_deref(), .phases))]
    Phase {
        asked: Option<String>,
        /// Those that can be shared out.
        phases: Vec<String>,
    },
}

fn phase_sentence(asked: Option<&str>, phases: &[String]) -> String {
    match (asked, phases) {
        (_, []) => "no phase of this count can be shared out by its name".to_owned(),
        (None, phases) => format!(
            "a share of this count is one of a phase that has to be named: {}",
            phases.join(", ")
        ),
        (Some(asked), phases) => format!(
            "this count has no phase \"{asked}\" to be shared out; it has: {}",
            phases.join(", ")
        ),
    }
}

/// Why there is no result. No figure is given then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CountError {
    #[error("the count was cancelled")]
    Cancelled,
    #[error("a worker failed: {0}")]
    Worker(String),
    /// The number of a worker that has died, from 0.
    #[error("worker {} stopped responding", .0 + 1)]
    Silent(usize),
    /// The count contradicts itself, or saved outputs do.
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// A phase that another depends on is not complete in what is given, and is not computed for a share.
    #[error(
        "{of} must be complete before a phase after it is shared out: of {units} units {missing} are missing"
    )]
    Incomplete {
        of: String,
        /// For example "3,7,12-14".
        missing: String,
        units: usize,
    },
    #[error("{missing} of {units} units are not counted yet")]
    Missing { missing: usize, units: usize },
    #[error("the count is not finished")]
    Unfinished,
}
