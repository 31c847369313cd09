//! A checkpoint of any engine, as the text itself says.

use super::sealed::{Sealed, engine_of};
use super::{Checkpoint, CheckpointError, ClassCheckpoint};

/// A checkpoint, by the engine whose units it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnyCheckpoint {
    Enumerate(Checkpoint),
    Classes(ClassCheckpoint),
}

impl AnyCheckpoint {
    /// A checkpoint from a text that may be anything.
    ///
    /// # Errors
    /// [`CheckpointError`] says why it is refused.
    pub fn read(text: &str) -> Result<Self, CheckpointError> {
        if engine_of(text)?.as_deref() == Some(ClassCheckpoint::ENGINE) {
            ClassCheckpoint::read(text).map(AnyCheckpoint::Classes)
        } else {
            Checkpoint::read(text).map(AnyCheckpoint::Enumerate)
        }
    }

    /// That of `enumerate`.
    ///
    /// # Errors
    /// [`CheckpointError::OtherEngine`] when it is of another engine.
    pub fn of_enumerate(self) -> Result<Checkpoint, CheckpointError> {
        match self {
            AnyCheckpoint::Enumerate(checkpoint) => Ok(checkpoint),
            other => Err(other.is_not(Checkpoint::ENGINE)),
        }
    }

    /// That of `classes`.
    ///
    /// # Errors
    /// [`CheckpointError::OtherEngine`] when it is of another engine.
    pub fn of_classes(self) -> Result<ClassCheckpoint, CheckpointError> {
        match self {
            AnyCheckpoint::Classes(checkpoint) => Ok(checkpoint),
            other => Err(other.is_not(ClassCheckpoint::ENGINE)),
        }
    }

    fn is_not(&self, expected: &'static str) -> CheckpointError {
        CheckpointError::OtherEngine {
            found: self.engine().to_owned(),
            expected,
        }
    }

    /// What is done in either of two.
    ///
    /// # Errors
    /// [`CheckpointError`] when they are of different engines or jobs, or contradict each other.
    pub fn merge(self, other: AnyCheckpoint) -> Result<Self, CheckpointError> {
        match (self, other) {
            (AnyCheckpoint::Enumerate(one), AnyCheckpoint::Enumerate(other)) => {
                one.merge(other).map(AnyCheckpoint::Enumerate)
            }
            (AnyCheckpoint::Classes(one), AnyCheckpoint::Classes(other)) => {
                one.merge(other).map(AnyCheckpoint::Classes)
            }
            (one, other) => Err(other.is_not(one.engine())),
        }
    }

    /// The name of the engine.
    pub fn engine(&self) -> &'static str {
        match self {
            AnyCheckpoint::Enumerate(_) => Checkpoint::ENGINE,
            AnyCheckpoint::Classes(_) => ClassCheckpoint::ENGINE,
        }
    }

    /// Units done, of all units.
    pub fn done(&self) -> (usize, usize) {
        match self {
            AnyCheckpoint::Enumerate(checkpoint) => checkpoint.done(),
            AnyCheckpoint::Classes(checkpoint) => checkpoint.done(),
        }
    }

    /// As it stands in a file.
    pub fn text(&self) -> String {
        match self {
            AnyCheckpoint::Enumerate(checkpoint) => checkpoint.text(),
            AnyCheckpoint::Classes(checkpoint) => checkpoint.text(),
        }
    }
}
