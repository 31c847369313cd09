//! What is kept of a count that is not finished.

use serde::Serialize;

use crate::engine::EngineName;
use crate::job::{Checkpoint, ClassCheckpoint};
use crate::latin::Shape;

/// A checkpoint with what a reader wants to know of it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CheckpointReport {
    pub shape: Shape,
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
    /// What a checkpoint holds.
    pub fn of(checkpoint: &Checkpoint) -> Self {
        let (done, units) = checkpoint.done();
        CheckpointReport {
            shape: checkpoint.shape(),
            engine: checkpoint.engine(),
            done: done as u32,
            units: units as u32,
            elapsed_seconds: checkpoint.elapsed_seconds(),
            text: checkpoint.text(),
        }
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
    /// What a checkpoint holds; it is used up, as it may be large.
    pub fn of(checkpoint: ClassCheckpoint) -> Self {
        let (done, units) = checkpoint.done();
        ClassesCheckpointReport {
            engine: "classes",
            columns: checkpoint.columns(),
            from: *checkpoint.rows().start(),
            to: *checkpoint.rows().end(),
            done: done as u32,
            units: units as u32,
            elapsed_seconds: checkpoint.elapsed_seconds(),
            text: checkpoint.text(),
        }
    }
}
