//! What a page asks to be counted.

use serde::Deserialize;

use super::{Begun, Question, StartError, parts_to_keep};
use crate::engine::EngineName;
use crate::engine::enumerate::Options;
use crate::job::Checkpoint;
use crate::latin::Shape;
use crate::run::Schedule;

/// A shape to be counted, and how.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct CountRequest {
    pub shape: Shape,
    pub engine: EngineName,
    /// `null` takes the one that suits the number of first columns.
    pub schedule: Option<Schedule>,
    #[cfg_attr(feature = "types", ts(type = "Partial<Options>"))]
    pub options: Options,
    /// The count is long: its units are cut so that little is lost by an interruption.
    pub keep: bool,
    /// As it stands in a file, to be gone on with.
    pub checkpoint: Option<String>,
}

impl CountRequest {
    /// What is to be counted, and what of it is done.
    ///
    /// # Errors
    /// When the engine does not take the shape, or the checkpoint cannot be read.
    pub fn question(&self) -> Result<(Question, Begun), StartError> {
        self.engine.accepts(self.shape)?;
        let parts = if self.keep {
            Some(parts_to_keep(self.engine, self.shape)?)
        } else {
            None
        };
        let question = Question {
            engine: self.engine,
            schedule: self.schedule,
            options: self.options,
            parts,
            ..Question::of(self.shape)
        };
        let begun = Begun {
            checkpoint: self.checkpoint.as_deref().map(Checkpoint::read).transpose()?,
            share: None,
        };
        Ok((question, begun))
    }
}
