//! Conversions of arguments and results.

use latin_rectangles::engine::EngineName;
use latin_rectangles::latin::Shape;
use serde::Serialize;
use wasm_bindgen::JsError;

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
