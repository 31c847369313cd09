//! Counts, one at a time, by any engine.

use std::cell::OnceCell;
use std::sync::Arc;
use std::time::Duration;

use latin_rectangles::count::{Checkpoint, Count, CountError, Request, Resumed, Session};
use latin_rectangles::engine::enumerate::MOST_PARTS;
use latin_rectangles::engine::{EngineName, Takes, classes, enumerate};
use latin_rectangles::latin::Shape;
use latin_rectangles::report::{
    ClassesProgress, ClassesResult, CountRequest, CountResult, Plan, ProgressReport, ProgressState,
};
use latin_rectangles::run::{Executor, Schedule, State, WORDS_A_WORKER, Watchdog};
use wasm_bindgen::prelude::*;
use web_time::Instant;

use super::exchange::{accepted, json, report};
use super::memory::{FOR_A_COUNT, Reserved};

/// With a pool, a step waits at most so long, so that messages are heard after it.
const STEP: Duration = Duration::from_millis(20);

/// A unit that is handed out lasts about so long at most, so that its hand soon hears again.
const UNIT_SECONDS: f64 = 0.02;

/// One count at a time, on the rayon pool, on the calling thread or on hands.
#[wasm_bindgen]
pub struct Counter {
    pub(super) executor: Arc<Executor>,
    pub(super) session: Session,
    /// Seconds of a word of bitset work here, once they are measured.
    word_seconds: OnceCell<f64>,
    clock: Instant,
    reserved: Reserved,
    pub(super) counting: Option<Running>,
}

/// A count, and what is told of it.
pub(super) struct Running {
    pub(super) count: Count,
    executor: Arc<Executor>,
    watchdog: Watchdog,
    /// Units whose results were told.
    told: usize,
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

    /// On so many hands, each a [`PlainHand`](super::hands::PlainHand) somewhere else. These count first columns; by
    /// classes it is counted on the calling thread.
    #[wasm_bindgen(js_name = withHands)]
    pub fn with_hands(workers: u32) -> Counter {
        Counter::on(Executor::Messages(workers as usize))
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
        let estimate = classes::estimate(columns, from..=to, workers, self.word_seconds());
        Some(estimate.ok()?.seconds)
    }

    /// Starts what a `CountRequest` asks for, and returns its `Plan`; what was counted before is given up.
    ///
    /// # Errors
    /// When the shape, the engine, the schedule or an option is not allowed, memory would not do or is not given, or the
    /// checkpoint is not one of this count; nothing is started then.
    pub fn start(&mut self, request: &str) -> Result<String, JsError> {
        let asked: CountRequest = serde_json::from_str(request)?;
        let (request, checkpoint) = asked.request()?;
        if request.engine.takes() != Takes::Shape {
            return Err(JsError::new(
                "what counts several shapes at once is started by startClasses",
            ));
        }
        let request = Request {
            parts: self.parts(asked.shape, request.engine, request.schedule)?,
            ..request
        };
        let workers = self.executor.workers_here() as u32;
        let bytes = request.engine.estimate(asked.shape, workers, 0.0)?.bytes;
        let executor = self.executor.clone();
        Ok(json(&Plan::of(self.begin(request, checkpoint, bytes, executor)?)))
    }

    /// Starts counting by classes for `columns` columns and each number of rows from `from` to `to`, without what is done in
    /// a checkpoint, as it stands in a file, of any rows of the same n; what was counted before is given up.
    ///
    /// # Errors
    /// When the engine does not take the shapes, memory would not do or is not given, or the checkpoint is refused; nothing
    /// is started then.
    #[wasm_bindgen(js_name = startClasses)]
    pub fn start_classes(
        &mut self,
        columns: u32,
        from: u32,
        to: u32,
        checkpoint: Option<String>,
    ) -> Result<(), JsError> {
        let checkpoint = checkpoint.as_deref().map(Checkpoint::read).transpose()?;
        let bytes = classes::estimate(columns, from..=to, 1, 0.0)?.bytes;
        let executor = match *self.executor {
            Executor::Messages(_) => Arc::new(Executor::Caller),
            Executor::Pool(_) | Executor::Global | Executor::Caller => self.executor.clone(),
        };
        self.begin(
            Request::by_classes(columns, from..=to),
            checkpoint,
            bytes,
            executor,
        )?;
        Ok(())
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

    /// Goes on for some milliseconds: with a pool waits for it and starts its next phases, without one runs a unit here.
    /// A count on hands goes on by what these give back. False when it is over.
    pub fn step(&mut self) -> bool {
        let Some(Running { count, executor, .. }) = &mut self.counting else {
            return false;
        };
        match **executor {
            Executor::Caller => count.step(),
            Executor::Pool(_) | Executor::Global => {
                count.wait(STEP);
            }
            Executor::Messages(_) => {}
        }
        count.state() == State::Running
    }

    /// Asks all workers to stop.
    pub fn cancel(&mut self) {
        if let Some(running) = &mut self.counting {
            running.count.cancel();
        }
    }

    /// A `ProgressReport` with the units done since the last call, or a `ClassesProgress`; ask at least every 100 ms. A
    /// worker that has died makes it failed.
    ///
    /// # Errors
    /// When nothing was started.
    pub fn progress(&mut self) -> Result<String, JsError> {
        let now = self.now();
        let running = self.counting.as_mut().ok_or_else(nothing_started)?;
        running.count.poll();
        let failed = running.failed_silently(now);
        let Running { count, told, .. } = running;
        Ok(match count.request().engine.takes() {
            Takes::Shape => {
                let mut report = ProgressReport::of(count, *told);
                *told = count.records().len();
                report.state = failed.unwrap_or(report.state);
                json(&report)
            }
            Takes::Columns => {
                let mut report = ClassesProgress::of(count);
                report.state = failed.unwrap_or(report.state);
                json(&report)
            }
        })
    }

    /// The `CountResult` or `ClassesResult`, once progress says that it is done.
    ///
    /// # Errors
    /// Unless every unit is done and all first columns agree.
    pub fn result(&self) -> Result<String, JsError> {
        let count = self.count()?;
        Ok(match count.request().engine.takes() {
            Takes::Shape => json(&CountResult::of(count)?),
            Takes::Columns => json(&ClassesResult::of(count)?),
        })
    }

    /// A `CheckpointReport` or `ClassesCheckpointReport` of what is done so far, as far as progress has told it.
    ///
    /// # Errors
    /// When nothing was started.
    pub fn checkpoint(&self) -> Result<String, JsError> {
        report(&self.count()?.checkpoint(), &self.session)
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
}

impl Counter {
    fn on(executor: Executor) -> Counter {
        Counter {
            executor: Arc::new(executor),
            session: Session::default(),
            word_seconds: OnceCell::new(),
            clock: Instant::now(),
            reserved: Reserved::default(),
            counting: None,
        }
    }

    /// Makes room for so many bytes, and starts.
    fn begin(
        &mut self,
        request: Request,
        checkpoint: Option<Checkpoint>,
        bytes: u64,
        executor: Arc<Executor>,
    ) -> Result<&Count, JsError> {
        self.counting = None;
        let request = Request {
            memory: FOR_A_COUNT,
            ..request
        };
        let resumed = Resumed {
            checkpoint,
            share: None,
        };
        self.reserved.make_room(bytes)?;
        let count = Count::resume(request, resumed, &self.session, executor.clone())?;
        let running = self.counting.insert(Running {
            watchdog: Watchdog::new(count.workers(), self.clock.elapsed()),
            told: count.done_before(),
            executor,
            count,
        });
        Ok(&running.count)
    }

    pub(super) fn count(&self) -> Result<&Count, JsError> {
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

impl Running {
    /// Ends a count of which a worker has died as failed.
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
