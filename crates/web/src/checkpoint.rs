//! Checkpoints, as the bytes of files.

use latin_rectangles::count::{Checkpoint, CheckpointError, Session};
use latin_rectangles::engine::Takes;
use latin_rectangles::report::CheckpointReport;
use wasm_bindgen::prelude::*;

use super::exchange::json;

/// A checkpoint: a report to be shown, and separately its bytes.
#[wasm_bindgen]
pub struct CheckpointFile {
    checkpoint: Checkpoint,
    report: String,
}

#[wasm_bindgen]
impl CheckpointFile {
    /// A `CheckpointReport`.
    pub fn report(&self) -> String {
        self.report.clone()
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> Vec<u8> {
        self.checkpoint.text().into_bytes()
    }
}

impl CheckpointFile {
    /// # Errors
    /// In a sentence, when it is of several shapes that no engine here counts at once.
    pub fn of(checkpoint: Checkpoint, session: &Session) -> Result<Self, JsError> {
        let request = checkpoint.request();
        if request.engine.takes() == Takes::Shape && request.shape().is_none() {
            let message = format!("this checkpoint is of another job: {request}");
            return Err(JsError::new(&message));
        }
        let report = json(&CheckpointReport::of(&checkpoint, session)?);
        Ok(CheckpointFile { checkpoint, report })
    }
}

/// A checkpoint from the bytes of a file that may be anything, merged with the saved progress of the same count, if any.
///
/// # Errors
/// In a sentence, when it is not a checkpoint, is of several shapes that no engine here counts at once, or contradicts the
/// saved progress.
#[wasm_bindgen(js_name = readCheckpoint)]
pub fn read_checkpoint(bytes: &[u8], beside: Option<Vec<u8>>) -> Result<CheckpointFile, JsError> {
    let checkpoint = read(bytes)?;
    let whole = match beside {
        None => checkpoint,
        Some(beside) => read(&beside)?.merge(checkpoint)?,
    };
    CheckpointFile::of(whole, &Session::default())
}

/// The checkpoint in the bytes of a file.
///
/// # Errors
/// [`CheckpointError`] says why they are refused.
pub fn read(bytes: &[u8]) -> Result<Checkpoint, CheckpointError> {
    // bytes that are not text are refused as not being a checkpoint
    Checkpoint::read(&String::from_utf8_lossy(bytes))
}
