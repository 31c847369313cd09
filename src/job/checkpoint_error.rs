//! Why a checkpoint is not gone on with, in sentences.

use thiserror::Error;

use super::RecordError;
use super::sealed::{FORMAT, VERSION};
use crate::engine::classes::Contradiction;
use crate::latin::SignedCount;

/// Why a checkpoint is not gone on with. Nothing of it is used then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CheckpointError {
    #[error("this is not a checkpoint: {0}")]
    NotACheckpoint(String),
    #[error("this checkpoint has format {found}, and only format {FORMAT} can be read here")]
    Format { found: u32 },
    #[error("this checkpoint is of program version {found}, and this is version {VERSION}")]
    Version { found: String },
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

fn said(contradiction: Contradiction) -> String {
    match contradiction {
        Contradiction::List => ", as they belong to other lists of classes".to_owned(),
        Contradiction::Block(block) => format!(" in block {block}"),
    }
}
