//! What the view "How it works" shows.

use latin_rectangles_learn::LearnRequest;
use serde_json::from_str;
use wasm_bindgen::prelude::*;

use super::exchange::json;

/// The `LearnAnswer` to a `LearnRequest`.
///
/// # Errors
/// When something is not allowed, in a sentence that says what is.
#[wasm_bindgen]
pub fn learn(request: &str) -> Result<String, JsError> {
    let request: LearnRequest = from_str(request)?;
    Ok(json(&request.answer()?))
}
