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
    #[error("{missing} of {units} units are not counted yet")]
    Missing { missing: usize, units: usize },
    #[error("the count is not finished")]
    Unfinished,
}
