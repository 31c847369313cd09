//! Why a checkpoint is not resumed, in sentences.

use std::fmt;

use thiserror::Error;

use super::version::FORMAT;
use crate::engine::EngineName;

/// Why a checkpoint is not resumed; then nothing of it is used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CheckpointError {
    #[error("this is not a checkpoint: {0}")]
    NotACheckpoint(String),
    #[error(
        "this checkpoint has format {found}, of {age} of this program, and only formats up to {FORMAT} can be read here"
    )]
    Format { found: u64, age: Age },
    #[error("this checkpoint is of the engine {found}, not {expected}")]
    OtherEngine { found: EngineName, expected: EngineName },
    #[error("this checkpoint is damaged: its checksum is {found}, and should be {expected}")]
    Damaged { found: String, expected: String },
    #[error("this checkpoint is of another job: {found}, not {expected}")]
    OtherJob { found: String, expected: String },
    #[error("the saved {of} rest on something else: {found}, not {expected}")]
    OtherBasis {
        of: String,
        found: String,
        expected: String,
    },
    #[error("the saved {of} have a unit number {unit}, but there are {units} units, from 0")]
    NoUnit { of: String, unit: u32, units: u32 },
    #[error("unit {unit} of {of} is not the same in both: one of them is wrong")]
    Contradiction { of: String, unit: u32 },
}

/// Whether another format is newer or older.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    Newer,
    Older,
}

impl fmt::Display for Age {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Age::Newer => "a newer version",
            Age::Older => "an older version",
        })
    }
}
