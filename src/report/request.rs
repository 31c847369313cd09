//! What a page asks to be counted.

use serde::Deserialize;

use crate::count::{Checkpoint, CheckpointError, Request};
use crate::engine::EngineName;
use crate::engine::enumerate::Options;
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
    /// As it stands in a file, to be resumed.
    pub checkpoint: Option<String>,
}

impl CountRequest {
    /// What is to be counted, and what of it is done.
    ///
    /// # Errors
    /// When the checkpoint cannot be read.
    pub fn request(&self) -> Result<(Request, Option<Checkpoint>), CheckpointError> {
        let request = Request {
            schedule: self.schedule,
            options: self.options,
            saved: self.keep,
            ..Request::of(self.shape, self.engine)
        };
        let checkpoint = self.checkpoint.as_deref().map(Checkpoint::read).transpose()?;
        Ok((request, checkpoint))
    }
}
