//! Counts by classes, and what they are held against.

use std::sync::Arc;
use std::time::Duration;

use latin_rectangles::count::{Checkpoint, Count, CountError, Request, Resumed, Session};
use latin_rectangles::engine::{EngineName, classes};
use latin_rectangles::latin::{Published, Shape};
use latin_rectangles::report::{ClassesCheckpointReport, ClassesProgress, ClassesResult, ProgressState};
use latin_rectangles::run::{Executor, Watchdog};
use wasm_bindgen::prelude::*;
use web_time::Instant;

use super::{SLACK, grow_for, joined, json, nothing_started};

/// The most that the module's memory grows to; the linker is told the same in `.cargo/config.toml`.
const MEMORY: u64 = 512 << 20;

/// With a pool, a step waits at most so long, so that messages are heard after it.
const STEP: Duration = Duration::from_millis(20);

/// `(Published | null)[]`: what is published of each shape up to `columns` columns, n by n.
#[wasm_bindgen]
pub fn published(columns: u32) -> String {
    let shapes = (1..=columns).flat_map(|n| (1..=n).flat_map(move |r| Shape::new(r, n)));
    json(&shapes.map(Published::of).collect::<Vec<_>>())
}

/// The `ClassesCheckpointReport` of a file that may be anything, joined with what is kept of the same n, if anything is.
///
/// # Errors
/// In a sentence, when it is no checkpoint of this format, or does not go together with the other.
#[wasm_bindgen(js_name = readClassCheckpoint)]
pub fn read_class_checkpoint(text: &str, beside: Option<String>) -> Result<String, JsError> {
    let checkpoint = joined(text, beside)?;
    let request = checkpoint.request();
    if request.engine != EngineName::Classes {
        return Err(JsError::new(&format!(
            "this checkpoint is of another job: {request}"
        )));
    }
    Ok(json(&ClassesCheckpointReport::of(
        &checkpoint,
        &Session::default(),
    )?))
}

/// One count by classes at a time, on the rayon pool or on the calling thread.
#[wasm_bindgen]
pub struct ClassCounter {
    executor: Arc<Executor>,
    clock: Instant,
    session: Session,
    counting: Option<(Count, Watchdog)>,
}

#[wasm_bindgen]
impl ClassCounter {
    /// On the pool that [`init_thread_pool`](super::init_thread_pool) has started, or without one.
    #[wasm_bindgen(constructor)]
    pub fn new(threads: bool) -> ClassCounter {
        ClassCounter {
            executor: Arc::new(if threads {
                Executor::Global
            } else {
                Executor::Caller
            }),
            clock: Instant::now(),
            session: Session::default(),
            counting: None,
        }
    }

    /// Starts counting for `columns` columns and each number of rows from `from` to `to`, without what is done in a
    /// checkpoint, as it stands in a file, of any rows of the same n; what was counted before is given up.
    ///
    /// # Errors
    /// When the engine does not take the shapes, memory would not do or is not given, or the checkpoint is refused;
    /// nothing is started then.
    pub fn start(
        &mut self,
        columns: u32,
        from: u32,
        to: u32,
        checkpoint: Option<String>,
    ) -> Result<(), JsError> {
        self.counting = None;
        let checkpoint = checkpoint.as_deref().map(Checkpoint::read).transpose()?;
        let bytes = classes::estimate(columns, from..=to, 1, 0.0)?.bytes;
        // Growing bit by bit while workers count would hold them up.
        grow_for(bytes.min(MEMORY - SLACK))?;
        let request = Request {
            memory: MEMORY - SLACK,
            ..Request::by_classes(columns, from..=to)
        };
        let resumed = Resumed {
            checkpoint,
            share: None,
        };
        let count = Count::resume(request, resumed, &self.session, self.executor.clone())?;
        let watchdog = Watchdog::new(count.workers(), self.clock.elapsed());
        self.counting = Some((count, watchdog));
        Ok(())
    }

    /// Goes on for some milliseconds: with a pool waits for it and starts its next phases, without one runs a unit here.
    pub fn step(&mut self) {
        let alone = matches!(*self.executor, Executor::Caller);
        match &mut self.counting {
            Some((count, _)) if alone => count.step(),
            Some((count, _)) => {
                count.wait(STEP);
            }
            None => {}
        }
    }

    /// Asks all workers to stop.
    pub fn cancel(&mut self) {
        if let Some((count, _)) = &mut self.counting {
            count.cancel();
        }
    }

    /// A `ClassesProgress`; ask at least every 100 ms. A worker that has died makes it failed.
    ///
    /// # Errors
    /// When nothing was started.
    pub fn progress(&mut self) -> Result<String, JsError> {
        let now = self.clock.elapsed();
        let (count, watchdog) = self.counting.as_mut().ok_or_else(nothing_started)?;
        count.poll();
        let mut report = ClassesProgress::of(count);
        if report.state == ProgressState::Running
            && !matches!(*self.executor, Executor::Caller)
            && let Some(worker) = watchdog.dead(count.meter(), now)
        {
            let failure = count.fail(CountError::Silent(worker));
            report.state = ProgressState::Failed(failure.to_string());
        }
        Ok(json(&report))
    }

    /// A `ClassesCheckpointReport` of what is done so far, as far as progress has told it.
    ///
    /// # Errors
    /// When nothing was started.
    pub fn checkpoint(&self) -> Result<String, JsError> {
        let (count, _) = self.counting.as_ref().ok_or_else(nothing_started)?;
        let checkpoint = count.checkpoint();
        Ok(json(&ClassesCheckpointReport::of(&checkpoint, &self.session)?))
    }

    /// The `ClassesResult`, once progress says that it is done.
    ///
    /// # Errors
    /// In any other state.
    pub fn result(&self) -> Result<String, JsError> {
        let (count, _) = self.counting.as_ref().ok_or_else(nothing_started)?;
        Ok(json(&ClassesResult::of(count)?))
    }
}
