//! Why a checkpoint is not gone on with, in sentences.

use std::fmt;

use thiserror::Error;

use super::RecordError;
use super::sealed::FORMAT;
use crate::engine::classes::Contradiction;
use crate::latin::SignedCount;

/// Why a checkpoint is not gone on with. Nothing of it is used then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CheckpointError {
    #[error("this is not a checkpoint: {0}")]
    NotACheckpoint(String),
    #[error(
        "this checkpoint has format {found}, of {age} of this program, and only format {FORMAT} can be read here"
    )]
    Format { found: u64, age: Age },
    #[error("this checkpoint is of the engine {found}, not {expected}")]
    OtherEngine { found: String, expected: &'static str },
    #[error("this checkpoint is damaged: its checksum is {found}, and should be {expected}")]
    Damaged { found: String, expected: String },
    #[error("this checkpoint is of another job: {found}, not {expected}")]
    OtherJob { found: String, expected: String },
    #[error("this checkpoint has a unit number {unit}, but there are {units} units, from 0")]
    NoUnit { unit: u32, units: u32 },
    #[error(
        "unit {unit} gave {} + {} in one and {} + {} in the other: one of them is wrong",
        .one.positive, .one.negative, .other.positive, .other.negative
    )]
    Contradiction {
        unit: u32,
        one: Box<SignedCount>,
        other: Box<SignedCount>,
    },
    #[error("the values of degree {degree} are not the same in both{}: one of them is wrong", said(*.contradiction))]
    Values {
        degree: u32,
        contradiction: Contradiction,
    },
    #[error(transparent)]
    Record(#[from] RecordError),
}

/// Which way a format is another one.
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

fn said(contradiction: Contradiction) -> String {
    match contradiction {
        Contradiction::List => ", as they belong to other lists of classes".to_owned(),
        Contradiction::Block(block) => format!(" in block {block}"),
    }
}
