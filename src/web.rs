//! The library for a dedicated worker in a browser, as thin as possible. What goes in and out as JSON has its
//! TypeScript types in `www/engine/generated.ts`.

use std::cell::OnceCell;
use std::time::Duration;

use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_time::Instant;

use crate::bitset::oracle;
use crate::counting::{CountRequest, Counting};
use crate::engine::{EngineName, enumerate};
use crate::job::{Checkpoint, MOST_PARTS};
use crate::lab::{LabPlan, LabReport, carry_out};
use crate::latin::{Rectangle, Rectangles, Shape};
use crate::measuring::{UnitQuestion, UnitReport};
use crate::report::{CheckpointReport, ProgressReport, ProgressState};
use crate::run::{Executor, WORDS_A_WORKER, Watchdog};

#[cfg(target_arch = "wasm32")]
pub use wasm_bindgen_rayon::init_thread_pool;

/// The most that the module's memory grows to; the linker is told the same in `.cargo/config.toml`.
const MEMORY: u64 = 256 << 20;

/// Room kept beside tables for everything else.
const SLACK: u64 = 24 << 20;

/// Grows memory once to what any shape that fits needs with that many workers, so that it never grows during a count.
///
/// Call it before the pool is started.
///
/// # Errors
/// When the browser gives less.
#[wasm_bindgen]
pub fn reserve(workers: u32) -> Result<(), JsError> {
    let shapes = (1..=enumerate::LARGEST).flat_map(|n| (1..=n).flat_map(move |r| Shape::new(r, n)));
    let most = shapes
        .filter_map(|shape| EngineName::Enumerate.estimate(shape, workers, 0.0).ok())
        .map(|estimate| estimate.bytes)
        .filter(|&bytes| bytes <= MEMORY - SLACK)
        .max();
    let bytes = most.unwrap_or(0);
    let mut room = Vec::<u8>::new();
    room.try_reserve_exact(bytes as usize).map_err(|_| {
        let message = format!("it needs {} MiB of memory, which the browser does not give", bytes >> 20);
        JsError::new(&message)
    })?;
    // not seen through, or the compiler would leave an allocation out that nobody uses
    drop(std::hint::black_box(room));
    Ok(())
}

/// This library's version.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// A `Rectangle` of the shape, drawn with `seed`.
///
/// # Errors
/// When the shape is not allowed.
#[wasm_bindgen(js_name = randomRectangle)]
pub fn random_rectangle(rows: u32, columns: u32, seed: u64) -> Result<String, JsError> {
    let shape = accepted(rows, columns)?;
    Ok(json(&Rectangle::random(
        shape,
        &mut fastrand::Rng::with_seed(seed),
    )))
}

/// `Rectangle[]`: from number `offset` on at most `limit` of those with that first column, in lexicographic order.
///
/// # Errors
/// When there is no such first column.
#[wasm_bindgen(js_name = listRectangles)]
pub fn list_rectangles(columns: u32, column: &[u8], offset: u32, limit: u32) -> Result<String, JsError> {
    let rectangles = Rectangles::with_first_column(column, columns)?;
    Ok(json(
        &rectangles
            .skip(offset as usize)
            .take(limit as usize)
            .collect::<Vec<_>>(),
    ))
}

/// Holds every bitset kernel of this build to bit-by-bit counting, at one length; says what differs, if anything.
#[wasm_bindgen(js_name = kernelDifference)]
pub fn kernel_difference(lanes: u32, seed: u64) -> Option<String> {
    oracle::check_kernels(lanes as usize, &mut fastrand::Rng::with_seed(seed)).err()
}

/// The `LabReport` that follows from `Measurements`.
///
/// # Errors
/// When a question was not measured.
#[wasm_bindgen(js_name = labReport)]
pub fn lab_report(measurements: &str) -> Result<String, JsError> {
    Ok(json(&LabReport::of(serde_json::from_str(measurements)?)?))
}

/// The `LabReport` in a file that may be anything.
///
/// # Errors
/// In a sentence, when it is none.
#[wasm_bindgen(js_name = readLabReport)]
pub fn read_lab_report(text: &str) -> Result<String, JsError> {
    Ok(json(&LabReport::read(text)?))
}

/// The `CheckpointReport` of a file that may be anything, joined with what is kept of the same count, if anything is.
///
/// # Errors
/// In a sentence, when it is no checkpoint of this version, or does not go together with the other.
#[wasm_bindgen(js_name = readCheckpoint)]
pub fn read_checkpoint(text: &str, beside: Option<String>) -> Result<String, JsError> {
    let mut checkpoint = Checkpoint::read(text)?;
    checkpoint.engine().accepts(checkpoint.shape())?;
    if let Some(beside) = beside {
        checkpoint = Checkpoint::read(&beside)?.merge(checkpoint)?;
    }
    Ok(json(&CheckpointReport::of(&checkpoint)))
}

/// One count at a time, on the rayon pool or on the calling thread.
#[wasm_bindgen]
pub struct Counter {
    executor: Executor,
    /// Seconds of a word of bitset work here, once they are measured.
    word_seconds: OnceCell<f64>,
    clock: Instant,
    counting: Option<(Counting, Watchdog)>,
}

#[wasm_bindgen]
impl Counter {
    /// On the pool that [`init_thread_pool`] has started, or without one.
    #[wasm_bindgen(constructor)]
    pub fn new(threads: bool) -> Counter {
        Counter {
            executor: if threads {
                Executor::Global
            } else {
                Executor::Caller
            },
            word_seconds: OnceCell::new(),
            clock: Instant::now(),
            counting: None,
        }
    }

    /// How many workers count.
    pub fn workers(&self) -> u32 {
        self.executor.workers() as u32
    }

    /// An `Estimate` of what the shape would take here; the first one measures this machine for some milliseconds.
    ///
    /// # Errors
    /// When the shape is not allowed.
    pub fn estimate(&self, rows: u32, columns: u32) -> Result<String, JsError> {
        let shape = accepted(rows, columns)?;
        let word_seconds = *self
            .word_seconds
            .get_or_init(|| enumerate::measure_word_seconds(None, 0.02));
        Ok(json(&EngineName::Enumerate.estimate(
            shape,
            self.workers(),
            word_seconds,
        )?))
    }

    /// Starts what a `CountRequest` asks for, and returns its `Plan`; what was counted before is given up.
    ///
    /// # Errors
    /// When the shape, the engine, the schedule or an option is not allowed, memory would not do, or the checkpoint is
    /// not one of this count; nothing is started then.
    pub fn start(&mut self, request: &str) -> Result<String, JsError> {
        let request: CountRequest = serde_json::from_str(request)?;
        let (mut question, begun) = request.question()?;
        if matches!(self.executor, Executor::Caller) {
            // the calling thread can do something else only between units, so they are short
            question.parts = Some(MOST_PARTS);
        }
        self.counting = None;
        let counting = Counting::go_on(question, begun, MEMORY - SLACK, &self.executor)?;
        let plan = json(&counting.plan());
        let watchdog = Watchdog::new(counting.meter().workers(), self.now());
        self.counting = Some((counting, watchdog));
        Ok(plan)
    }

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
        let question = UnitQuestion {
            shape: accepted(rows, columns)?,
            engine: EngineName::Enumerate,
            first_column: first_column.into(),
            part,
            parts,
            repetitions,
            options: serde_json::from_str(options)?,
        };
        Ok(json(&UnitReport::run(&question, MEMORY - SLACK)?))
    }

    /// Tries which popcount is quickest here, for so many seconds, and returns the `PopcountChoice`.
    pub fn race(&self, seconds: f64) -> String {
        json(&enumerate::race(seconds))
    }

    /// Takes over a `PopcountChoice` that was found by a race elsewhere on this machine.
    ///
    /// # Errors
    /// When it is none.
    #[wasm_bindgen(js_name = settlePopcount)]
    pub fn settle_popcount(&self, choice: &str) -> Result<(), JsError> {
        enumerate::settle(serde_json::from_str(choice)?);
        Ok(())
    }

    /// The `LabPlan` for a `LabRequest`; what the shapes take is measured here for some ten milliseconds.
    ///
    /// # Errors
    /// When a shape or the number of workers is not allowed.
    #[wasm_bindgen(js_name = labPlan)]
    pub fn lab_plan(&self, request: &str) -> Result<String, JsError> {
        let request = serde_json::from_str(request)?;
        Ok(json(&LabPlan::of(&request, MEMORY - SLACK)?))
    }

    /// Does a `Step` of a plan here, and returns its `Outcome` when it is over.
    ///
    /// # Errors
    /// When the shape is not allowed or a count went wrong.
    #[wasm_bindgen(js_name = labStep)]
    pub fn lab_step(&self, step: &str) -> Result<String, JsError> {
        let step = serde_json::from_str(step)?;
        Ok(json(&carry_out(&step, &self.executor, MEMORY - SLACK)?))
    }

    /// Without a pool, counts the next unit here.
    pub fn step(&self) {
        if let Some((counting, _)) = &self.counting {
            counting.step();
        }
    }

    /// Asks all workers to stop.
    pub fn cancel(&self) {
        if let Some((counting, _)) = &self.counting {
            counting.cancel();
        }
    }

    /// A `ProgressReport`, with the units done since the last call; ask at least every 100 ms. A worker that has
    /// died makes it failed.
    ///
    /// # Errors
    /// When nothing was started.
    pub fn progress(&mut self) -> Result<String, JsError> {
        let now = self.now();
        let with_pool = !matches!(self.executor, Executor::Caller);
        let (counting, watchdog) = self.counting.as_mut().ok_or_else(nothing_started)?;
        let mut report: ProgressReport = counting.progress();
        if with_pool
            && report.state == ProgressState::Running
            && let Some(worker) = watchdog.dead(counting.meter(), now)
        {
            counting.cancel();
            report.state = ProgressState::Failed(format!("worker {} does not answer any more", worker + 1));
        }
        Ok(json(&report))
    }

    /// The `CountResult`, once progress says that it is done.
    ///
    /// # Errors
    /// Unless every unit is done and all first columns agree.
    pub fn result(&self) -> Result<String, JsError> {
        let (counting, _) = self.counting.as_ref().ok_or_else(nothing_started)?;
        Ok(json(&counting.result()?))
    }

    /// A `CheckpointReport` of what is done so far, as far as progress has told it.
    ///
    /// # Errors
    /// When nothing was started.
    pub fn checkpoint(&self) -> Result<String, JsError> {
        let (counting, _) = self.counting.as_ref().ok_or_else(nothing_started)?;
        Ok(json(&CheckpointReport::of(&counting.checkpoint())))
    }

    /// Where the meter of the running count is in memory; its fields are `MeterField`.
    #[wasm_bindgen(js_name = meterAddress)]
    pub fn meter_address(&self) -> Option<usize> {
        self.counting
            .as_ref()
            .map(|(counting, _)| counting.meter().address() as usize)
    }

    /// 64-bit words that each worker has in the meter.
    #[wasm_bindgen(js_name = meterWords)]
    pub fn meter_words() -> usize {
        WORDS_A_WORKER
    }

    fn now(&self) -> Duration {
        self.clock.elapsed()
    }
}

fn accepted(rows: u32, columns: u32) -> Result<Shape, JsError> {
    let shape = Shape::new(rows, columns)?;
    EngineName::Enumerate.accepts(shape)?;
    Ok(shape)
}

fn nothing_started() -> JsError {
    JsError::new("nothing has been started")
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain data is JSON")
}
