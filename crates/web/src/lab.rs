//! The lab: its plan, its steps and its report, single units by themselves, and the test of the kernels.

use latin_rectangles::engine::EngineName;
use latin_rectangles::simd::bits::oracle;
use latin_rectangles_lab::measuring::{UnitReport, UnitRequest};
use latin_rectangles_lab::{LabPlan, LabReport, carry_out};
use serde_json::from_str;
use wasm_bindgen::prelude::*;

use super::counter::Counter;
use super::exchange::{accepted, json};
use super::memory::FOR_A_COUNT;

/// Checks every bitset kernel of this build against bit-by-bit counting, at one length; says what differs, if anything.
#[wasm_bindgen(js_name = kernelDifference)]
pub fn kernel_difference(lanes: u32, seed: u64) -> Option<String> {
    oracle::check_kernels(lanes as usize, &mut fastrand::Rng::with_seed(seed)).err()
}

/// The `LabReport` in a file that may be anything.
///
/// # Errors
/// In a sentence, when it is not one.
#[wasm_bindgen(js_name = readLabReport)]
pub fn read_lab_report(text: &str) -> Result<String, JsError> {
    Ok(json(&LabReport::read(text)?))
}

#[wasm_bindgen]
impl Counter {
    /// The `UnitReport` of part number `part` of `parts` of a first column, run so often here, with `Options`.
    ///
    /// # Errors
    /// When the shape or an option is not allowed, or there is no such part.
    #[wasm_bindgen(js_name = timeUnit)]
    #[expect(
        clippy::too_many_arguments,
        reason = "plain numbers are what a module can be given"
    )]
    pub fn time_unit(
        &self,
        rows: u32,
        columns: u32,
        first_column: u32,
        part: u32,
        parts: u32,
        repetitions: u32,
        options: &str,
    ) -> Result<String, JsError> {
        let request = UnitRequest {
            shape: accepted(rows, columns)?,
            engine: EngineName::Enumerate,
            first_column: first_column.into(),
            part,
            parts,
            repetitions,
            options: from_str(options)?,
        };
        Ok(json(&UnitReport::run(&request, FOR_A_COUNT)?))
    }

    /// The `LabPlan` for a `LabRequest`; what the shapes take is measured here for some ten milliseconds.
    ///
    /// # Errors
    /// When a shape or the number of workers is not allowed.
    #[wasm_bindgen(js_name = labPlan)]
    pub fn lab_plan(&self, request: &str) -> Result<String, JsError> {
        let request = from_str(request)?;
        Ok(json(&LabPlan::of(&request, &self.session, FOR_A_COUNT)?))
    }

    /// The `LabReport` that follows from `Measurements`.
    ///
    /// # Errors
    /// When a measurement is missing.
    #[wasm_bindgen(js_name = labReport)]
    pub fn lab_report(&self, measurements: &str) -> Result<String, JsError> {
        let measurements = from_str(measurements)?;
        Ok(json(&LabReport::of(measurements, &self.session)?))
    }

    /// Does a `Step` of a plan here, and returns its `Outcome` when it is over.
    ///
    /// # Errors
    /// When the shape is not allowed or a count went wrong.
    #[wasm_bindgen(js_name = labStep)]
    pub fn lab_step(&self, step: &str) -> Result<String, JsError> {
        let step = from_str(step)?;
        Ok(json(&carry_out(
            &step,
            &self.session,
            &self.executor,
            FOR_A_COUNT,
        )?))
    }
}
