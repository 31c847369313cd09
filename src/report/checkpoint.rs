//! The saved progress of a count.

use serde::Serialize;

use crate::count::{Checkpoint, Session};
use crate::engine::EngineName;
use crate::engine::seam::EngineError;

/// The progress in a checkpoint of n columns and `from` to `to` rows, or of each n up to it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CheckpointReport {
    pub engine: EngineName,
    pub columns: u32,
    pub from: u32,
    pub to: u32,
    /// The least n, where it is not the only one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub least_columns: Option<u32>,
    /// Units whose outputs are saved.
    pub done: u32,
    /// Units that the count saves. Until that is known, as many as every count has found.
    pub units: u32,
    /// Seconds of counting so far, all runs together.
    pub elapsed_seconds: f64,
}

impl CheckpointReport {
    /// What a checkpoint holds.
    ///
    /// # Errors
    /// When its engine does not take the shapes.
    #[inline]
    pub fn of(checkpoint: &Checkpoint, session: &Session) -> Result<Self, EngineError> {
        let (done, units) = checkpoint.done(session)?;
        let request = checkpoint.request();
        Ok(CheckpointReport {
            engine: request.engine,
            columns: request.columns.1,
            least_columns: Some(request.columns.0).filter(|&least| least < request.columns.1),
            from: request.rows.0,
            to: request.rows.1,
            done: done as u32,
            units: units as u32,
            elapsed_seconds: checkpoint.elapsed().as_secs_f64(),
        })
    }
}
