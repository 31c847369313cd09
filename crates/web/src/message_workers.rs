//! Workers that share no memory with the count, each with an instance of the module of its own.

use std::cell::RefCell;
use std::sync::Arc;

use js_sys::Function;
use latin_rectangles::count::{Completed, Remote, Request, Session, messages};
use latin_rectangles::run::Meter;
use serde_json::from_str;
use wasm_bindgen::prelude::*;

use super::counter::Counter;
use super::exchange::json;
use super::memory::{Reserved, bytes_of};

#[wasm_bindgen]
impl Counter {
    /// The settled request that every message worker opens first.
    ///
    /// # Errors
    /// When nothing was started.
    #[wasm_bindgen(js_name = settledRequest)]
    pub fn settled_request(&self) -> Result<String, JsError> {
        Ok(json(self.count()?.request()))
    }

    /// How many workers the running count has: as many as there is memory for.
    #[wasm_bindgen(js_name = workersOfCount)]
    pub fn workers_of_count(&self) -> u32 {
        let workers = self.running.as_ref().map(|running| running.count.workers());
        workers.unwrap_or(0) as u32
    }

    /// How many phases there are whose units are all done, for message workers to fold.
    #[wasm_bindgen(js_name = lessons)]
    pub fn phases_to_fold(&self) -> u32 {
        let phases = self
            .running
            .as_ref()
            .map(|running| running.count.phase_outputs(0).len());
        phases.unwrap_or(0) as u32
    }

    /// The outputs of that phase for [`MessageWorker::fold`]; nothing when it is not done.
    #[wasm_bindgen(js_name = lesson)]
    pub fn phase_outputs(&self, phase: u32) -> Option<Vec<u8>> {
        let phases = self.running.as_ref()?.count.phase_outputs(phase as usize);
        Some(messages::outputs(phases.first()?))
    }

    /// Numbers of units of the current phase for a worker that has folded all phases before it; none when it has nothing to do.
    pub fn assign(&self, worker: u32) -> Vec<u32> {
        let units = self.running.as_ref();
        units.map_or_else(Vec::new, |running| running.count.assign(worker as usize))
    }

    /// Takes the outputs of units that a worker has run, as [`MessageWorker::completed`] gives them; a wrong one ends the
    /// count as failed.
    ///
    /// # Errors
    /// When the bytes are not such a list.
    pub fn complete(&mut self, worker: u32, completed: &[u8]) -> Result<(), JsError> {
        if let Some(running) = &mut self.running {
            for completed in messages::read_completed(completed)? {
                running.count.complete(worker as usize, completed);
            }
        }
        Ok(())
    }

    /// A worker returns units that it has not begun.
    #[wasm_bindgen(js_name = takeBack)]
    pub fn return_units(&mut self, worker: u32, units: &[u32]) {
        if let Some(running) = &mut self.running {
            running.count.return_units(worker as usize, units);
        }
    }

    /// Copies a worker's own meter.
    #[wasm_bindgen(js_name = syncMeter)]
    pub fn sync_meter(&self, worker: u32, meter: &[u64]) {
        if let Some(running) = &self.running {
            running.count.sync_meter(worker as usize, meter);
        }
    }

    /// A worker does nothing any more: after a cancel it has finished, otherwise it has failed.
    pub fn release(&self, worker: u32) {
        if let Some(running) = &self.running {
            running.count.release(worker as usize);
        }
    }
}

/// A worker that shares no memory with the count, in an instance of the module of its own: one count after another.
///
/// Code that runs in the middle of a unit may call `meter` and `completed`.
#[wasm_bindgen]
#[derive(Default)]
pub struct MessageWorker {
    session: Session,
    reserved: RefCell<Reserved>,
    remote: RefCell<Option<Remote>>,
    /// The meter of `remote`.
    meter: RefCell<Option<Arc<Meter>>>,
    /// Units that have been run and not yet been collected by [`MessageWorker::completed`].
    completed: RefCell<Vec<Completed>>,
}

#[wasm_bindgen]
impl MessageWorker {
    /// Without a count yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> MessageWorker {
        MessageWorker::default()
    }

    /// Opens the first phase of a settled request; the count before is dropped.
    ///
    /// # Errors
    /// When it is not a request, or there is not enough memory.
    pub fn open(&self, settled: &str) -> Result<(), JsError> {
        self.remote.take();
        self.completed.take();
        let settled: Request = from_str(settled)?;
        self.reserved.borrow_mut().grow_to(bytes_of(&settled, 1)?)?;
        let remote = Remote::open(&settled, &self.session)?;
        self.meter.replace(Some(remote.meter().clone()));
        self.remote.replace(Some(remote));
        Ok(())
    }

    /// Folds the outputs of the current phase, which leads to the next one; calls `reported` again and again meanwhile.
    ///
    /// # Errors
    /// When these cannot be its outputs.
    #[wasm_bindgen(js_name = learn)]
    pub fn fold(&self, outputs: &[u8], reported: &Function) -> Result<(), JsError> {
        let mut remote = self.remote.borrow_mut();
        let remote = remote.as_mut().ok_or_else(nothing_open)?;
        Ok(remote.fold(&messages::read_outputs(outputs)?, &calling(reported))?)
    }

    /// Runs a unit of the current phase; calls `reported` about every millisecond meanwhile.
    ///
    /// # Errors
    /// When nothing is open.
    pub fn run(&self, unit: u32, reported: &Function) -> Result<(), JsError> {
        let remote = self.remote.borrow();
        let remote = remote.as_ref().ok_or_else(nothing_open)?;
        let completed = remote.run(unit, &calling(reported));
        self.completed.borrow_mut().push(completed);
        Ok(())
    }

    /// The units that were run since the last call, for [`Counter::complete`].
    pub fn completed(&self) -> Vec<u8> {
        messages::completed(&self.completed.take())
    }

    /// What it is doing, in the words of `MeterField`; nothing before a count is open.
    pub fn meter(&self) -> Vec<u64> {
        let meter = self.meter.borrow();
        meter.as_ref().map_or_else(Vec::new, |meter| meter.words(0))
    }
}

/// Calls the function and ignores what it throws.
fn calling(function: &Function) -> impl Fn() {
    move || {
        let _ = function.call0(&JsValue::NULL);
    }
}

fn nothing_open() -> JsError {
    JsError::new("no count is open")
}
