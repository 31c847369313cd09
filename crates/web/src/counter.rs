//! Counts, one at a time, by any engine.

use std::cell::OnceCell;
use std::sync::Arc;
use std::time::Duration;

use latin_rectangles::count::{Checkpoint, Count, CountError, Request, Resumed, Session};
use latin_rectangles::engine::enumerate::MOST_PARTS;
use latin_rectangles::engine::{Takes, enumerate};
use latin_rectangles::report::{CountRequest, CountResult, Plan, ProgressReport, ProgressState};
use latin_rectangles::run::{Executor, Schedule, State, WORDS_A_WORKER, Watchdog};
use serde_json::from_str;
use wasm_bindgen::prelude::*;
use web_time::Instant;

use super::checkpoint::{CheckpointFile, read};
use super::exchange::json;
use super::memory::{FOR_A_COUNT, Reserved, bytes_of, message_workers, why_fewer};

/// With a pool, a step waits at most this long, so that messages are handled in between.
const STEP: Duration = Duration::from_millis(20);

/// A unit for a message worker lasts about this long at most, so that the worker soon handles messages again.
const UNIT_SECONDS: f64 = 0.02;

/// One count at a time, on the rayon pool, on the calling thread or on message workers.
#[wasm_bindgen]
pub struct Counter {
    pub(super) executor: Arc<Executor>,
    pub(super) session: Session,
    /// Seconds of a word of bitset work here, once they are measured.
    word_seconds: OnceCell<f64>,
    clock: Instant,
    reserved: Reserved,
    pub(super) running: Option<Running>,
}

/// A count, and how much of it has been reported.
pub(super) struct Running {
    pub(super) count: Count,
    executor: Arc<Executor>,
    watchdog: Watchdog,
    /// Units whose results have been reported.
    reported: usize,
}

#[wasm_bindgen]
impl Counter {
    /// On the pool that [`init_thread_pool`](super::init_thread_pool) has started, or without one.
    #[wasm_bindgen(constructor)]
    pub fn new(threads: bool) -> Counter {
        Counter::on(if threads {
            Executor::Global
        } else {
            Executor::Caller
        })
    }

    /// On so many message workers, each with a [`MessageWorker`](super::message_workers::MessageWorker) of its own, or on
    /// fewer where memory is not enough for all.
    #[wasm_bindgen(js_name = withMessageWorkers)]
    pub fn with_message_workers(workers: u32) -> Counter {
        Counter::on(Executor::Messages(workers as usize))
    }

    /// How many workers count.
    pub fn workers(&self) -> u32 {
        self.executor.workers() as u32
    }

    /// An `Estimate` of what every number of rows from `from` to `to` of one n, or of each from `least_columns` up to it, would
    /// take an engine here, together, for one `Figure` or all that is known; the first one measures this machine for some
    /// milliseconds.
    ///
    /// # Errors
    /// When the engine does not take these shapes together: its message.
    pub fn estimate(
        &self,
        engine: &str,
        columns: u32,
        from: u32,
        to: u32,
        least_columns: Option<u32>,
        figure: Option<String>,
    ) -> Result<String, JsError> {
        let least = least_columns.unwrap_or(columns);
        let request = Request {
            figure: figure.map(|figure| figure.parse()).transpose()?,
            ..Request::new(engine.parse()?, (least, columns), (from, to))
        };
        let workers = self.workers_for(bytes_of(&request, 1)?);
        Ok(json(&request.estimate(workers as u32, self.word_seconds())?))
    }

    /// Why the running count has fewer workers than there are, in a sentence; nothing when it has all.
    #[wasm_bindgen(js_name = whyFewerWorkers)]
    pub fn why_fewer_workers(&self) -> Option<String> {
        let running = self.running.as_ref()?;
        let bytes = bytes_of(running.count.request(), 1).ok()?;
        why_fewer(running.count.workers(), self.executor.workers(), bytes)
    }

    /// Starts the count of a `CountRequest`, resumed from a checkpoint if there is one, and returns its `Plan`; the count
    /// before is dropped.
    ///
    /// # Errors
    /// When the shapes, the engine, the schedule or an option is not allowed, there is not enough memory, or the
    /// checkpoint is of another count; nothing is started then.
    pub fn start(&mut self, request: &str, checkpoint: Option<Vec<u8>>) -> Result<String, JsError> {
        let asked: CountRequest = from_str(request)?;
        let request = asked.request();
        let checkpoint = checkpoint.as_deref().map(read).transpose()?;
        let bytes = bytes_of(&request, self.executor.workers_here() as u32)?;
        let request = Request {
            parts: self.parts(&request)?,
            ..request
        };
        Ok(json(&Plan::of(self.begin(request, checkpoint, bytes)?)))
    }

    /// Races the popcounts for so many seconds, and returns the `PopcountChoice`.
    pub fn race(&self, seconds: f64) -> String {
        json(&self.session.cache().race(seconds))
    }

    /// Sets a `PopcountChoice` that was found by a race elsewhere on this machine.
    ///
    /// # Errors
    /// When it is not one.
    #[wasm_bindgen(js_name = settlePopcount)]
    pub fn settle_popcount(&self, choice: &str) -> Result<(), JsError> {
        self.session.cache().set_popcount(from_str(choice)?);
        Ok(())
    }

    /// Runs for some milliseconds: with a pool waits for it and starts its next phases, without one runs a unit here. With
    /// message workers folds the units that these have completed. False when the count is over.
    pub fn step(&mut self) -> bool {
        let Some(Running { count, executor, .. }) = &mut self.running else {
            return false;
        };
        match **executor {
            Executor::Caller => count.step(),
            Executor::Pool(_) | Executor::Global => {
                count.wait(STEP);
            }
            Executor::Messages(_) => {
                count.poll();
            }
        }
        count.state() == State::Running
    }

    /// Asks all workers to stop.
    pub fn cancel(&mut self) {
        if let Some(running) = &mut self.running {
            running.count.cancel();
        }
    }

    /// A `ProgressReport` with the units done since the last call; ask at least every 100 ms. A worker that has died makes it
    /// failed.
    ///
    /// # Errors
    /// When nothing was started.
    pub fn progress(&mut self) -> Result<String, JsError> {
        let now = self.now();
        let running = self.running.as_mut().ok_or_else(nothing_started)?;
        running.count.poll();
        let failed = running.failed_silently(now);
        let mut report = ProgressReport::of(&mut running.count, running.reported);
        running.reported = running.count.records().len();
        report.state = failed.unwrap_or(report.state);
        Ok(json(&report))
    }

    /// The `CountResult`, once progress says that it is done.
    ///
    /// # Errors
    /// Unless every unit is done and all first columns agree.
    pub fn result(&self) -> Result<String, JsError> {
        Ok(json(&CountResult::of(self.count()?)?))
    }

    /// A checkpoint of the units that are done, as of the last call of `progress`.
    ///
    /// # Errors
    /// When nothing was started.
    pub fn checkpoint(&self) -> Result<CheckpointFile, JsError> {
        CheckpointFile::of(self.count()?.checkpoint(), &self.session)
    }

    /// The address of the running count's meter in memory; its fields are `MeterField`.
    #[wasm_bindgen(js_name = meterAddress)]
    pub fn meter_address(&self) -> Option<usize> {
        self.running
            .as_ref()
            .map(|running| running.count.meter().address() as usize)
    }

    /// 64-bit words that each worker has in the meter.
    #[wasm_bindgen(js_name = meterWords)]
    pub fn meter_words() -> usize {
        WORDS_A_WORKER
    }
}

impl Counter {
    fn on(executor: Executor) -> Counter {
        Counter {
            executor: Arc::new(executor),
            session: Session::default(),
            word_seconds: OnceCell::new(),
            clock: Instant::now(),
            reserved: Reserved::default(),
            running: None,
        }
    }

    /// Reserves so many bytes, and starts.
    fn begin(
        &mut self,
        request: Request,
        checkpoint: Option<Checkpoint>,
        bytes: u64,
    ) -> Result<&Count, JsError> {
        self.running = None;
        let executor = match *self.executor {
            Executor::Messages(_) => Arc::new(Executor::Messages(self.workers_for(bytes))),
            Executor::Pool(_) | Executor::Global | Executor::Caller => self.executor.clone(),
        };
        let request = Request {
            memory: FOR_A_COUNT,
            ..request
        };
        let resumed = Resumed {
            checkpoint,
            ..Resumed::default()
        };
        self.reserved.grow_to(bytes)?;
        let count = Count::resume(request, resumed, &self.session, executor.clone())?;
        let running = self.running.insert(Running {
            watchdog: Watchdog::new(count.workers(), self.clock.elapsed()),
            reported: count.done_before(),
            executor,
            count,
        });
        Ok(&running.count)
    }

    pub(super) fn count(&self) -> Result<&Count, JsError> {
        let running = self.running.as_ref().ok_or_else(nothing_started)?;
        Ok(&running.count)
    }

    /// How many workers a count has that holds so many bytes.
    fn workers_for(&self, bytes: u64) -> usize {
        match *self.executor {
            Executor::Messages(workers) => message_workers(workers, bytes),
            Executor::Pool(_) | Executor::Global | Executor::Caller => self.executor.workers(),
        }
    }

    fn now(&self) -> Duration {
        self.clock.elapsed()
    }

    fn word_seconds(&self) -> f64 {
        *self
            .word_seconds
            .get_or_init(|| enumerate::measure_word_seconds(None, 0.02))
    }

    /// Into how many parts a first column is divided, where the schedule does not decide alone.
    fn parts(&self, request: &Request) -> Result<Option<u32>, JsError> {
        let Some(shape) = request.shape().filter(|_| request.engine.takes() == Takes::Shape) else {
            return Ok(None);
        };
        match *self.executor {
            Executor::Pool(_) | Executor::Global => Ok(None),
            // the calling thread can do something else only between units, so they are short
            Executor::Caller => Ok(Some(MOST_PARTS)),
            Executor::Messages(workers) => {
                let whole = request.engine.estimate(shape, 1, self.word_seconds())?;
                let columns = whole.first_columns as usize;
                let schedule = request.schedule;
                let schedule = schedule.unwrap_or_else(|| Schedule::suited(columns, workers));
                let short = (whole.seconds / whole.first_columns as f64 / UNIT_SECONDS).ceil() as u32;
                Ok(Some(schedule.parts(columns, workers).max(short)))
            }
        }
    }
}

impl Running {
    /// Fails a count one of whose workers has died.
    fn failed_silently(&mut self, now: Duration) -> Option<ProgressState> {
        // the calling thread is silent in its units, and alive
        if matches!(*self.executor, Executor::Caller) || self.count.state() != State::Running {
            return None;
        }
        let worker = self.watchdog.dead(self.count.meter(), now)?;
        let failure = self.count.fail(CountError::Silent(worker));
        Some(ProgressState::Failed(failure.to_string()))
    }
}

fn nothing_started() -> JsError {
    JsError::new("nothing has been started")
}
