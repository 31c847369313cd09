//! Spoilt ways to count, measured beside the good way, as the view "How it works" shows them.

use latin_rectangles_lab::Comparison;
use serde_json::from_str;
use wasm_bindgen::prelude::*;

use super::counter::Counter;
use super::exchange::json;
use super::memory::FOR_A_COUNT;

#[wasm_bindgen]
impl Counter {
    /// The `Comparison` of a spoilt way with the good one, for a `ComparisonRequest`, when it is over.
    ///
    /// # Errors
    /// When the shape or the time is not allowed, the workers share no memory, or a count went wrong.
    #[wasm_bindgen(js_name = labComparison)]
    pub fn lab_comparison(&self, request: &str) -> Result<String, JsError> {
        let request = from_str(request)?;
        let comparison = Comparison::of(&request, &self.session, &self.executor, FOR_A_COUNT)?;
        Ok(json(&comparison))
    }
}
