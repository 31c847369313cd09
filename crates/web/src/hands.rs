//! Workers that share no memory with the count, each with an instance of the module of its own.

use js_sys::Function;
use latin_rectangles::count::{Completed, Remote, Request, Session};
use latin_rectangles::report::HandedOut;
use wasm_bindgen::prelude::*;

use super::counter::Counter;
use super::exchange::json;

#[wasm_bindgen]
impl Counter {
    /// The settled request that every hand is told before its first unit.
    ///
    /// # Errors
    /// When nothing was started.
    pub fn errand(&self) -> Result<String, JsError> {
        Ok(json(self.count()?.request()))
    }

    /// `HandedOut[]`: at most so many units for a worker on a hand; none when it has nothing left to do.
    #[wasm_bindgen(js_name = handOut)]
    pub fn hand_out(&self, worker: u32, most: u32) -> String {
        let units = self.counting.as_ref().map_or_else(Vec::new, |running| {
            running.count.assign(worker as usize, most as usize)
        });
        let units = units.into_iter().map(|number| HandedOut { number });
        json(&units.collect::<Vec<_>>())
    }

    /// Takes what a hand has made of a unit, which ends the count as failed when it is wrong.
    ///
    /// # Errors
    /// When it is nothing of the kind.
    #[wasm_bindgen(js_name = takeBack)]
    pub fn take_back(&mut self, worker: u32, back: &str) -> Result<(), JsError> {
        if let Some(running) = &mut self.counting {
            let completed: Completed = serde_json::from_str(back)?;
            running.count.complete(worker as usize, completed);
        }
        Ok(())
    }

    /// Takes over the meter of a worker on a hand.
    pub fn hear(&self, worker: u32, meter: &[u64]) {
        if let Some(running) = &self.counting {
            running.count.sync_meter(worker as usize, meter);
        }
    }

    /// A worker on a hand does nothing any more: its end after a cancel, and else a failure.
    #[wasm_bindgen(js_name = letGo)]
    pub fn let_go(&self, worker: u32) {
        if let Some(running) = &self.counting {
            running.count.release(worker as usize);
        }
    }
}

/// A worker that shares no memory with the count, in an instance of the module of its own.
#[wasm_bindgen]
pub struct PlainHand(Remote);

#[wasm_bindgen]
impl PlainHand {
    /// Ready for the units of a settled request.
    ///
    /// # Errors
    /// When it is none, or memory would not do.
    #[wasm_bindgen(constructor)]
    pub fn new(errand: &str) -> Result<PlainHand, JsError> {
        let settled: Request = serde_json::from_str(errand)?;
        Ok(PlainHand(Remote::open(&settled, &Session::default())?))
    }

    /// What it is doing, in the words of `MeterField`.
    pub fn meter(&self) -> Vec<u64> {
        self.0.meter()
    }

    /// Counts a `HandedOut`, and returns what it gave for [`Counter::take_back`]; calls `told` about every millisecond meanwhile.
    ///
    /// # Errors
    /// When it is none.
    pub fn run(&self, unit: &str, told: &Function) -> Result<String, JsError> {
        let HandedOut { number } = serde_json::from_str(unit)?;
        let told = || {
            // what it throws is its own affair
            let _ = told.call0(&JsValue::NULL);
        };
        Ok(json(&self.0.run(number, &told)))
    }
}
