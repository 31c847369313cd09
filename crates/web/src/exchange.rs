//! What comes in as numbers and goes out as JSON.

use latin_rectangles::count::{Checkpoint, Session};
use latin_rectangles::engine::{EngineName, Takes};
use latin_rectangles::latin::Shape;
use latin_rectangles::report::{CheckpointReport, ClassesCheckpointReport};
use serde::Serialize;
use wasm_bindgen::JsError;

/// A checkpoint with what the page wants to know of it.
pub fn report(checkpoint: &Checkpoint, session: &Session) -> Result<String, JsError> {
    let request = checkpoint.request();
    match request.engine.takes() {
        Takes::Columns => Ok(json(&ClassesCheckpointReport::of(checkpoint, session)?)),
        Takes::Shape if request.shape().is_some() => Ok(json(&CheckpointReport::of(checkpoint, session)?)),
        Takes::Shape => Err(JsError::new(&format!(
            "this checkpoint is of another job: {request}"
        ))),
    }
}

/// A shape that is counted first column by first column.
///
/// # Errors
/// When the shape is not allowed.
pub fn accepted(rows: u32, columns: u32) -> Result<Shape, JsError> {
    let shape = Shape::new(rows, columns)?;
    EngineName::Enumerate.accepts(shape)?;
    Ok(shape)
}

/// The value as JSON.
pub fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain data is JSON")
}
