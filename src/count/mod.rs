//! A count from request to answer, over any engine: its phases one after the other on an executor.

mod checkpoint;
mod drive;
mod error;
pub mod messages;
mod open;
mod record;
mod remote;
mod session;
pub mod share;
#[cfg(test)]
mod tests;
mod wanted;
mod work;

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use web_time::Instant;

use crate::engine::seam::{Answer, EngineError, Output, Phase, SavedPhase};
use crate::latin::SignedCount;
use crate::run::{Executor, Meter, MeterField, Run, State};
use share::SHARES;
use wanted::has_units;
use work::SharedEngine;

pub use crate::engine::Request;
pub use checkpoint::{Age, Checkpoint, CheckpointError, Head, Saved, SavedUnits, text, without_mark};
pub use error::{CountError, StartError};
pub use record::Record;
pub use remote::{Completed, Remote};

pub use session::Session;
pub use share::{ShareNumber, parts_to_save};
pub use wanted::Share;
pub use work::PhaseWork;

/// What of a count is done already, and which part of it is to be run.
#[derive(Clone, Debug, Default)]
pub struct Resumed {
    /// Units in it are not run again, and what is run here is added to it.
    pub checkpoint: Option<Checkpoint>,
    /// Units in it are not run again either, but it is only read: lists or values that were made elsewhere.
    pub given: Option<Checkpoint>,
    /// Only these units are run; `None` for all, as always in a browser.
    pub share: Option<Share>,
}

/// A count that has been started.
pub struct Count {
    request: Request,
    engine: SharedEngine,
    executor: Arc<Executor>,
    meter: Arc<Meter>,
    started: Instant,
    /// Seconds of counting in earlier runs.
    before_seconds: f64,
    share: Option<Share>,
    current: Option<CurrentPhase>,
    /// Everything that is saved, including for a share the outputs of its phase.
    saved: Checkpoint,
    /// Outputs that are not saved again.
    given: Option<Checkpoint>,
    saved_phases: Vec<SavedPhase>,
    /// Every unit done of the phases that count rectangles.
    records: Vec<Record>,
    /// How many of these were done before this run.
    done_before: usize,
    /// Outputs of the phases whose units are done, for remote workers.
    phase_outputs: Vec<Vec<Output>>,
    /// The progress reported so far, so that it never goes back.
    reported: f64,
    cancelled: bool,
    failure: Option<CountError>,
    /// The state in which it ended, and after how many seconds.
    ended: Option<(State, f64)>,
}

/// The current phase.
struct CurrentPhase {
    phase: Phase,
    run: Run<PhaseWork>,
    /// Seconds from the start of the count to its beginning.
    begun: f64,
    outputs: Vec<Option<Output>>,
    /// Outputs that were saved before.
    before: usize,
    done: usize,
    /// How many units are run here.
    to_do: usize,
    /// Outputs that the engine has taken.
    taken: usize,
}

impl Count {
    /// Starts counting on the executor and returns at once.
    ///
    /// # Errors
    /// [`StartError`] when the engine does not take the request; nothing has been started then.
    pub fn start(request: Request, session: &Session, executor: Arc<Executor>) -> Result<Self, StartError> {
        Self::resume(request, Resumed::default(), session, executor)
    }

    /// Starts counting what is not done yet, and returns at once.
    ///
    /// # Errors
    /// [`StartError`] when the engine does not take the request, a checkpoint is of another count or divided otherwise, or
    /// there are no such units; nothing has been started then.
    pub fn resume(
        request: Request,
        resumed: Resumed,
        session: &Session,
        executor: Arc<Executor>,
    ) -> Result<Self, StartError> {
        let Resumed {
            checkpoint,
            given,
            share,
        } = resumed;
        if !SHARES && share.is_some() {
            let why = "shares are counted by the command: a browser counts all units".to_owned();
            return Err(EngineError::Refused(why).into());
        }
        // tells the compiler of a browser's module that there is none
        let share = share.filter(|_| SHARES);
        let all_rows = request.rows;
        let request = match &share {
            Some(share) => share.of_request(request)?,
            None => request,
        };
        for found in checkpoint.iter().chain(&given) {
            found.is_of(&request)?;
            if matches!(share, Some(Share::Numbered(_))) {
                found.is_cut_as(&request)?;
            }
        }
        if let (Some(checkpoint), Some(given)) = (&checkpoint, &given) {
            given.is_cut_as(checkpoint.request())?;
        }
        let request = session.settle(request, checkpoint.as_ref().or(given.as_ref()), &executor)?;
        let engine = session.open(&request, executor.workers_here())?;
        if let (Some(Share::Units { phase: number, units }), Some(phase)) = (&share, engine.phase())
            && *number == phase.number
        {
            has_units(units, phase.units)?;
        }
        let of_all_rows = Request {
            rows: all_rows,
            ..request.clone()
        };
        let saved = match checkpoint {
            Some(found) => found.spanning(&of_all_rows),
            None => Checkpoint::new(of_all_rows),
        };
        let mut count = Count {
            saved_phases: engine.saved_phases(),
            engine: SharedEngine::new(engine),
            meter: Arc::new(Meter::new(executor.workers())),
            executor,
            started: Instant::now(),
            before_seconds: saved.elapsed().as_secs_f64(),
            share,
            current: None,
            saved,
            given,
            records: Vec::new(),
            done_before: 0,
            phase_outputs: Vec::new(),
            reported: 0.0,
            cancelled: false,
            failure: None,
            ended: None,
            request,
        };
        count.begin();
        // a checkpoint of another count is refused before anything is counted
        if let (None, Some(CountError::Checkpoint(error))) = (&count.current, &count.failure) {
            return Err(error.clone().into());
        }
        Ok(count)
    }

    /// What is counted, with every choice made.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// How many workers count.
    pub fn workers(&self) -> usize {
        self.meter.workers()
    }

    /// Which code runs, for example `simd128` or `portable`.
    pub fn kernel(&self) -> &'static str {
        self.engine.read().kernel()
    }

    /// The current phase, or the last one.
    pub fn phase(&self) -> Option<&Phase> {
        self.current.as_ref().map(|current| &current.phase)
    }

    /// Units of the current phase that are done, and all its units.
    pub fn phase_done(&self) -> (usize, usize) {
        self.current
            .as_ref()
            .map_or((0, 0), |current| (current.done, current.phase.units))
    }

    /// Units of the current phase that were run here, and all that are to be.
    pub fn done_here(&self) -> (usize, usize) {
        self.current
            .as_ref()
            .map_or((0, 0), |current| (current.done - current.before, current.to_do))
    }

    /// The units of the current phase that are to be run here or were done before.
    pub fn units_here(&self) -> Range<usize> {
        let Some(current) = &self.current else {
            return 0..0;
        };
        let Range { start, end } = self
            .units_shared_out(&current.phase)
            .unwrap_or(0..current.phase.units as u32);
        start as usize..end as usize
    }

    /// What each worker is doing, and has done since the start.
    pub fn meter(&self) -> &Arc<Meter> {
        &self.meter
    }

    /// The progress so far, to be resumed later.
    pub fn checkpoint(&self) -> Checkpoint {
        let mut checkpoint = self.saved.clone();
        checkpoint.set_elapsed(Duration::from_secs_f64(
            self.before_seconds + self.elapsed_seconds(),
        ));
        checkpoint
    }

    /// Units whose outputs are saved here or given, and all that the count saves.
    pub fn saved(&self) -> (usize, usize) {
        Checkpoint::done_in([Some(&self.saved), self.given.as_ref()], &self.saved_phases)
    }

    /// Every unit done of the phases that count rectangles, those of earlier runs first.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// How many of the records are of units that were done before this run.
    pub fn done_before(&self) -> usize {
        self.done_before
    }

    /// N⁺ and N⁻ of a unit of the current phase, or of the last one.
    pub fn signed(&self, record: &Record) -> Option<SignedCount> {
        self.engine
            .read()
            .read(record.unit, &record.output)
            .ok()
            .flatten()
    }

    /// The state, as of the last call that took what had finished.
    pub fn state(&self) -> State {
        self.ended
            .as_ref()
            .map_or(State::Running, |(state, _)| state.clone())
    }

    /// About how much of it is done, from 0 to 1; it never goes back.
    pub fn progress(&mut self) -> f64 {
        let progress = match (&self.ended, &self.current) {
            (Some((State::Done, _)), _) => 1.0,
            (_, Some(current)) => {
                let in_progress: u64 = (0..self.meter.workers())
                    .filter(|&worker| self.meter.read(worker, MeterField::Unit) > 0)
                    .map(|worker| self.meter.read(worker, MeterField::Share))
                    .sum();
                let done = (current.done as f64 + in_progress as f64 / 1e6) / current.phase.units as f64;
                let Range { start, end } = current.phase.progress;
                start + (end - start) * done.min(1.0)
            }
            _ => 0.0,
        };
        self.reported = self.reported.max(progress);
        self.reported
    }

    /// Asks all workers to stop.
    pub fn cancel(&mut self) {
        self.cancelled = true;
        if let Some(current) = &self.current {
            current.run.cancel();
        }
    }

    /// Ends it as failed, for the first reason given; what is done can still be saved.
    pub fn fail(&mut self, error: CountError) -> CountError {
        if let Some(current) = &self.current {
            current.run.cancel();
        }
        self.failure.get_or_insert(error).clone()
    }

    /// On [`Executor::Caller`], runs the next unit here, or does the next slice between phases.
    pub fn step(&mut self) {
        if let Some(current) = &self.current {
            current.run.step();
        }
        self.drive(Duration::ZERO);
    }

    /// Waits until it is over, at most for about that long, going from phase to phase; on [`Executor::Caller`] counts
    /// meanwhile. Returns the state then.
    pub fn wait(&mut self, at_most: Duration) -> State {
        let start = Instant::now();
        while self.ended.is_none() {
            let Some(left) = at_most.checked_sub(start.elapsed()) else {
                break;
            };
            if let Some(current) = &self.current {
                current.run.wait(left);
            }
            self.drive(at_most.saturating_sub(start.elapsed()));
        }
        self.state()
    }

    /// Takes what has finished since the last call, and moves on to the next phase where it can do so at once.
    pub fn poll(&mut self) -> State {
        self.drive(Duration::ZERO);
        self.state()
    }

    /// Seconds since the start, or of the whole run once it has ended.
    pub fn elapsed_seconds(&self) -> f64 {
        match self.ended {
            Some((_, seconds)) => seconds,
            None => self.started.elapsed().as_secs_f64(),
        }
    }

    /// Seconds since the start, including the time after the end of the run.
    pub fn age_seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// Seconds of counting in earlier runs.
    pub fn before_seconds(&self) -> f64 {
        self.before_seconds
    }

    /// The answer, once the state is [`State::Done`].
    ///
    /// # Errors
    /// [`CountError`] in every other state, and while units of other shares are missing.
    pub fn answer(&self) -> Result<Answer, CountError> {
        if let Some(error) = &self.failure {
            return Err(error.clone());
        }
        match self.state() {
            State::Done if self.engine.read().phase().is_none() => Ok(self.engine.read().answer()),
            State::Done => {
                let (done, units) = self.phase_done();
                Err(CountError::Missing {
                    missing: units - done,
                    units,
                })
            }
            State::Running => Err(CountError::Unfinished),
            State::Cancelled => Err(CountError::Cancelled),
            State::Failed(message) => Err(CountError::Worker(message)),
        }
    }
}
