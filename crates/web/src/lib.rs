//! The library for a dedicated worker in a browser, as thin as possible. What goes in and out as JSON has its
//! TypeScript types in `www/engine/generated.ts`.

mod classes;
mod lab;

use std::cell::OnceCell;
use std::sync::Arc;
use std::time::Duration;

use js_sys::Function;
use latin_rectangles::count::{Checkpoint, Completed, Count, CountError, Remote, Request, Resumed, Session};
use latin_rectangles::engine::enumerate::MOST_PARTS;
use latin_rectangles::engine::{EngineName, enumerate};
use latin_rectangles::latin::{Rectangle, Rectangles, Shape};
use latin_rectangles::report::{
    CheckpointReport, CountRequest, CountResult, HandedOut, Plan, ProgressReport, ProgressState,
};
use latin_rectangles::run::{Executor, Schedule, WORDS_A_WORKER, Watchdog};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_time::Instant;

#[cfg(target_arch = "wasm32")]
pub use wasm_bindgen_rayon::init_thread_pool;

/// The most that memory grows to for a count of first columns.
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
    grow_for(most.unwrap_or(0))
}

/// Grows memory once, where it has no room for so many bytes.
fn grow_for(bytes: u64) -> Result<(), JsError> {
    let mut room = Vec::<u8>::new();
    room.try_reserve_exact(bytes as usize).map_err(|_| {
        let message = format!(
            "it needs {} MiB of memory, which the browser does not give",
            bytes >> 20
        );
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

/// The `CheckpointReport` of a file that may be anything, joined with what is kept of the same count, if anything is.
///
/// # Errors
/// In a sentence, when it is no checkpoint of this format, or does not go together with the other.
#[wasm_bindgen(js_name = readCheckpoint)]
pub fn read_checkpoint(text: &str, beside: Option<String>) -> Result<String, JsError> {
    let checkpoint = joined(text, beside)?;
    let request = checkpoint.request();
    if request.shape().is_none() || request.engine == EngineName::Classes {
        return Err(JsError::new(&format!(
            "this checkpoint is of another job: {request}"
        )));
    }
    Ok(json(&CheckpointReport::of(&checkpoint, &Session::default())?))
}

/// The checkpoint of a file that may be anything, joined with what is saved of the same count, if anything is.
fn joined(text: &str, beside: Option<String>) -> Result<Checkpoint, JsError> {
    let checkpoint = Checkpoint::read(text)?;
    Ok(match beside {
        None => checkpoint,
        Some(beside) => Checkpoint::read(&beside)?.merge(checkpoint)?,
    })
}

/// A unit that is handed out lasts about so long at most, so that its hand soon hears again.
const UNIT_SECONDS: f64 = 0.02;

/// One count at a time, on the rayon pool, on the calling thread or on hands.
#[wasm_bindgen]
pub struct Counter {
    executor: Arc<Executor>,
    session: Session,
    /// Seconds of a word of bitset work here, once they are measured.
    word_seconds: OnceCell<f64>,
    clock: Instant,
    counting: Option<Running>,
}

/// A count, and what is told of it.
struct Running {
    count: Count,
    watchdog: Watchdog,
    /// Units whose results were told.
    told: usize,
}

#[wasm_bindgen]
impl Counter {
    /// On the pool that [`init_thread_pool`] has started, or without one.
    #[wasm_bindgen(constructor)]
    pub fn new(threads: bool) -> Counter {
        Counter {
            executor: Arc::new(if threads {
                Executor::Global
            } else {
                Executor::Caller
            }),
            session: Session::default(),
            word_seconds: OnceCell::new(),
            clock: Instant::now(),
            counting: None,
        }
    }

    /// On so many hands, each a [`PlainHand`] somewhere else.
    #[wasm_bindgen(js_name = withHands)]
    pub fn with_hands(workers: u32) -> Counter {
        Counter {
            executor: Arc::new(Executor::Messages(workers as usize)),
            ..Counter::new(false)
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
        Ok(json(&EngineName::Enumerate.estimate(
            shape,
            self.workers(),
            self.word_seconds(),
        )?))
    }

    /// Seconds that a count by classes would take here for each number of rows from `from` to `to`, about;
    /// nothing where it does not take these shapes.
    #[wasm_bindgen(js_name = classesSeconds)]
    pub fn classes_seconds(&self, columns: u32, from: u32, to: u32) -> Option<f64> {
        let workers = self.executor.workers_here() as u32;
        let estimate =
            latin_rectangles::engine::classes::estimate(columns, from..=to, workers, self.word_seconds());
        Some(estimate.ok()?.seconds)
    }

    /// Starts what a `CountRequest` asks for, and returns its `Plan`; what was counted before is given up.
    ///
    /// # Errors
    /// When the shape, the engine, the schedule or an option is not allowed, memory would not do, or the checkpoint is
    /// not one of this count; nothing is started then.
    pub fn start(&mut self, request: &str) -> Result<String, JsError> {
        let asked: CountRequest = serde_json::from_str(request)?;
        let (request, checkpoint) = asked.request()?;
        request.engine.accepts(asked.shape)?;
        let request = Request {
            parts: self.parts(asked.shape, request.engine, request.schedule)?,
            memory: MEMORY - SLACK,
            ..request
        };
        self.counting = None;
        let resumed = Resumed {
            checkpoint,
            share: None,
        };
        let count = Count::resume(request, resumed, &self.session, self.executor.clone())?;
        let plan = json(&Plan::of(&count));
        self.counting = Some(Running {
            watchdog: Watchdog::new(count.workers(), self.now()),
            told: count.done_before(),
            count,
        });
        Ok(plan)
    }

    /// Tries which popcount is quickest here, for so many seconds, and returns the `PopcountChoice`.
    pub fn race(&self, seconds: f64) -> String {
        json(&self.session.cache().race(seconds))
    }

    /// Takes over a `PopcountChoice` that was found by a race elsewhere on this machine.
    ///
    /// # Errors
    /// When it is none.
    #[wasm_bindgen(js_name = settlePopcount)]
    pub fn settle_popcount(&self, choice: &str) -> Result<(), JsError> {
        self.session.cache().set_popcount(serde_json::from_str(choice)?);
        Ok(())
    }

    /// Without a pool, counts the next unit here.
    pub fn step(&mut self) {
        if let Some(running) = &mut self.counting {
            running.count.step();
        }
    }

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

    /// Asks all workers to stop.
    pub fn cancel(&mut self) {
        if let Some(running) = &mut self.counting {
            running.count.cancel();
        }
    }

    /// A `ProgressReport`, with the units done since the last call; ask at least every 100 ms. A worker that has
    /// died makes it failed.
    ///
    /// # Errors
    /// When nothing was started.
    pub fn progress(&mut self) -> Result<String, JsError> {
        let now = self.now();
        let with_pool = !matches!(*self.executor, Executor::Caller);
        let Running {
            count,
            watchdog,
            told,
        } = self.counting.as_mut().ok_or_else(nothing_started)?;
        count.poll();
        let mut report = ProgressReport::of(count, *told);
        *told = count.records().len();
        if with_pool
            && report.state == ProgressState::Running
            && let Some(worker) = watchdog.dead(count.meter(), now)
        {
            let failure = count.fail(CountError::Silent(worker));
            report.state = ProgressState::Failed(failure.to_string());
        }
        Ok(json(&report))
    }

    /// The `CountResult`, once progress says that it is done.
    ///
    /// # Errors
    /// Unless every unit is done and all first columns agree.
    pub fn result(&self) -> Result<String, JsError> {
        Ok(json(&CountResult::of(self.count()?)?))
    }

    /// A `CheckpointReport` of what is done so far, as far as progress has told it.
    ///
    /// # Errors
    /// When nothing was started.
    pub fn checkpoint(&self) -> Result<String, JsError> {
        let checkpoint = self.count()?.checkpoint();
        Ok(json(&CheckpointReport::of(&checkpoint, &self.session)?))
    }

    /// Where the meter of the running count is in memory; its fields are `MeterField`.
    #[wasm_bindgen(js_name = meterAddress)]
    pub fn meter_address(&self) -> Option<usize> {
        self.counting
            .as_ref()
            .map(|running| running.count.meter().address() as usize)
    }

    /// 64-bit words that each worker has in the meter.
    #[wasm_bindgen(js_name = meterWords)]
    pub fn meter_words() -> usize {
        WORDS_A_WORKER
    }

    fn count(&self) -> Result<&Count, JsError> {
        let running = self.counting.as_ref().ok_or_else(nothing_started)?;
        Ok(&running.count)
    }

    fn now(&self) -> Duration {
        self.clock.elapsed()
    }

    fn word_seconds(&self) -> f64 {
        *self
            .word_seconds
            .get_or_init(|| enumerate::measure_word_seconds(None, 0.02))
    }

    /// Into how many parts a first column is cut, where the schedule is not alone to say so.
    fn parts(
        &self,
        shape: Shape,
        engine: EngineName,
        schedule: Option<Schedule>,
    ) -> Result<Option<u32>, JsError> {
        match *self.executor {
            Executor::Pool(_) | Executor::Global => Ok(None),
            // the calling thread can do something else only between units, so they are short
            Executor::Caller => Ok(Some(MOST_PARTS)),
            Executor::Messages(workers) => {
                let whole = engine.estimate(shape, 1, self.word_seconds())?;
                let columns = whole.first_columns as usize;
                let schedule = schedule.unwrap_or_else(|| Schedule::suited(columns, workers));
                let short = (whole.seconds / f64::from(whole.first_columns) / UNIT_SECONDS).ceil() as u32;
                Ok(Some(schedule.parts(columns, workers).max(short)))
            }
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
