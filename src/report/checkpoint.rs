//! What is kept of a count that is not finished.

use serde::Serialize;

use crate::count::{Checkpoint, Session};
use crate::engine::EngineName;
use crate::engine::seam::EngineError;
use crate::latin::Shape;

/// A checkpoint with what a reader wants to know of it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CheckpointReport {
    pub shape: Shape,
    #[cfg_attr(feature = "types", ts(type = "Exclude<EngineName, \"classes\">"))]
    pub engine: EngineName,
    /// Units done.
    pub done: u32,
    /// Units in all.
    pub units: u32,
    /// Seconds of counting so far, all runs together.
    pub elapsed_seconds: f64,
    /// As it stands in a file.
    pub text: String,
}

impl CheckpointReport {
    /// What a checkpoint of one shape holds.
    ///
    /// # Errors
    /// When its engine does not take the shape.
    ///
    /// # Panics
    /// On one of several shapes.
    #[inline]
    pub fn of(checkpoint: &Checkpoint, session: &Session) -> Result<Self, EngineError> {
        let (done, units) = checkpoint.done(session)?;
        let request = checkpoint.request();
        Ok(CheckpointReport {
            shape: request.shape().expect("one shape"),
            engine: request.engine,
            done: done as u32,
            units: units as u32,
            elapsed_seconds: checkpoint.elapsed().as_secs_f64(),
            text: checkpoint.text(),
        })
    }
}

/// The same of a count by classes, for rows from `from` to `to`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ClassesCheckpointReport {
    #[cfg_attr(feature = "types", ts(type = "\"classes\""))]
    pub engine: &'static str,
    pub columns: u32,
    pub from: u32,
    pub to: u32,
    /// Blocks of classes whose values are computed.
    pub done: u32,
    /// Those that the count needs.
    pub units: u32,
    /// Seconds of counting so far, all runs together.
    pub elapsed_seconds: f64,
    /// As it stands in a file.
    pub text: String,
}

impl ClassesCheckpointReport {
    /// What a checkpoint of one n holds.
    ///
    /// # Errors
    /// When its engine does not take the shapes.
    #[inline]
    pub fn of(checkpoint: &Checkpoint, session: &Session) -> Result<Self, EngineError> {
        let (done, units) = checkpoint.done(session)?;
        let request = checkpoint.request();
        Ok(ClassesCheckpointReport {
            engine: request.engine.name(),
            columns: request.columns.0,
            from: request.rows.0,
            to: request.rows.1,
            done: done as u32,
            units: units as u32,
            elapsed_seconds: checkpoint.elapsed().as_secs_f64(),
            text: checkpoint.text(),
        })
    }
}
