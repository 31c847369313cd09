//! The library for a dedicated worker in a browser, as thin as possible. What goes in and out as JSON has its
//! TypeScript types in `www/engine/generated.ts`.

#[cfg(feature = "lab")]
mod lab;

use std::cell::OnceCell;
use std::time::Duration;

use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_time::Instant;

use crate::counting::{Counting, Question, Sharing};
use crate::engine::{EngineName, enumerate};
use crate::job::MOST_PARTS;
use crate::latin::{Rectangle, Rectangles, Shape};
use crate::report::{ProgressReport, ProgressState};
use crate::run::{Executor, Schedule, WORDS_A_WORKER, Watchdog};

#[cfg(target_arch = "wasm32")]
pub use wasm_bindgen_rayon::init_thread_pool;

/// The most that the module's memory grows to; the linker is told the same in `.cargo/config.toml`.
const MEMORY: u64 = 256 << 20;

/// Room kept beside tables for everything else.
const SLACK: u64 = 24 << 20;

/// Grows memory once to what any shape that fits needs with that many workers, so that it never grows during a count.
///
/// Call it before the pool is started.
#[wasm_bindgen]
pub fn reserve(workers: u32) {
    let shapes = (1..=enumerate::LARGEST).flat_map(|n| (1..=n).flat_map(move |r| Shape::new(r, n)));
    let most = shapes
        .filter_map(|shape| EngineName::Enumerate.estimate(shape, workers, 0.0).ok())
        .map(|estimate| estimate.bytes)
        .filter(|&bytes| bytes <= MEMORY - SLACK)
        .max();
    // not seen through, or the compiler would leave an allocation out that nobody uses
    drop(std::hint::black_box(Vec::<u8>::with_capacity(
        most.unwrap_or(0) as usize
    )));
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

    /// Starts a count with `Options`, and returns its `Plan`; what was counted before is given up.
    ///
    /// # Errors
    /// When the shape, the engine, the schedule or an option is not allowed, or memory would not do; nothing is started then.
    pub fn start(
        &mut self,
        rows: u32,
        columns: u32,
        engine: &str,
        schedule: Option<String>,
        options: &str,
    ) -> Result<String, JsError> {
        let schedule = schedule.map(|name| name.parse::<Schedule>()).transpose()?;
        let question = Question {
            shape: accepted(rows, columns)?,
            engine: engine.parse()?,
            schedule,
            options: serde_json::from_str(options)?,
            sharing: Sharing::AllCounts,
            // the calling thread can do something else only between units, so they are short
            parts: matches!(self.executor, Executor::Caller).then_some(MOST_PARTS),
        };
        self.counting = None;
        let counting = Counting::start(question, MEMORY - SLACK, &self.executor)?;
        let plan = json(&counting.plan());
        let watchdog = Watchdog::new(counting.meter().workers(), self.now());
        self.counting = Some((counting, watchdog));
        Ok(plan)
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
