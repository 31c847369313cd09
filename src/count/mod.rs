//! A count from request to answer, over any engine: its phases one after the other on an executor.

mod checkpoint;
mod error;
pub mod messages;
mod open;
mod record;
mod remote;
mod session;
pub mod share;
#[cfg(test)]
mod tests;
mod work;

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use web_time::Instant;

use crate::engine::Takes;
use crate::engine::seam::{
    Answer, Counted, Engine, EngineError, Output, Phase, Prepared, SavedPhase, Settled, UnitResult,
};
use crate::latin::SignedCount;
use crate::run::{Executor, Finished, Meter, MeterField, Run, Schedule, State};
use share::{SHARES, missing_units};
use work::SharedEngine;

pub use crate::engine::Request;
pub use checkpoint::{Age, Checkpoint, CheckpointError, Head, Saved, SavedUnits, text, without_mark};
pub use error::{CountError, StartError};
pub use record::Record;
pub use remote::{Completed, Remote};

pub use session::Session;
pub use share::{ShareNumber, parts_to_save};
pub use work::PhaseWork;

/// Slices between phases run for at least this long before control returns to the caller.
const SLICES: Duration = Duration::from_millis(5);

/// The only units of a count that are to be run here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Share {
    /// Of the phase with that number, from 0. What comes before is run here too.
    Units { phase: usize, units: Range<u32> },
    /// One of several shares, for which first columns are cut as [`share::parts_to_share`] says.
    Numbered(ShareNumber),
    /// The same of a phase, by the first part of its key, one of those of
    /// [`EngineName::phases_to_share`](crate::engine::EngineName::phases_to_share). What comes before has to be there, and what
    /// comes after is not run here.
    OfPhase { of: String, share: ShareNumber },
}

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

    /// The units of a phase that are to be run here, where it is shared out.
    fn units_shared_out(&self, phase: &Phase) -> Option<Range<u32>> {
        let all = phase.units as u32;
        match heeded(&self.share)? {
            Share::Units { phase: number, units } => (*number == phase.number).then(|| {
                if has_units(units, phase.units).is_ok() {
                    units.clone()
                } else {
                    0..0
                }
            }),
            // what is not saved is short, and every share needs it
            Share::Numbered(share) => phase.saved.then(|| share.units(all)),
            Share::OfPhase { of, share } => (*of == phase.key.of).then(|| share.units(all)),
        }
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

    /// Begins the engine's current phase, with what is saved of it.
    fn begin(&mut self) {
        self.current = None;
        let Some(phase) = self.engine.read().phase().cloned() else {
            return self.end(State::Done);
        };
        if self.cancelled {
            return self.end(State::Cancelled);
        }
        let mut outputs = vec![None; phase.units];
        let taken = self.take_saved(&phase, &mut outputs);
        if let Err(error) = taken.and_then(|()| self.is_complete(&phase, &outputs)) {
            self.failure.get_or_insert(error);
            return self.end(State::Cancelled);
        }
        let wanted = self.units_shared_out(&phase).unwrap_or(0..phase.units as u32);
        if let Some(Share::Numbered(share) | Share::OfPhase { share, .. }) = heeded(&self.share)
            && self.units_shared_out(&phase).is_some()
        {
            self.saved
                .share_out(&phase.key, phase.units as u32, share.shares());
        }
        let done = outputs.iter().flatten().count();
        let skipped: Vec<bool> = outputs
            .iter()
            .enumerate()
            .map(|(unit, output)| output.is_some() || !wanted.contains(&(unit as u32)))
            .collect();
        let to_do = skipped.iter().filter(|&&skipped| !skipped).count();
        let work = PhaseWork {
            engine: self.engine.clone(),
            chunk: phase.chunk,
            skipped,
        };
        let schedule = self.request.schedule.unwrap_or(Schedule::Dynamic);
        // before the workers start, as they may run for a while before this thread runs again
        let begun = self.started.elapsed().as_secs_f64();
        let run = self.executor.start(Arc::new(work), schedule, self.meter.clone());
        self.current = Some(CurrentPhase {
            phase,
            run,
            begun,
            outputs,
            before: done,
            done,
            to_do,
            taken: 0,
        });
    }

    /// Takes the outputs of a phase that are saved or given, each checked by the engine.
    fn take_saved(&mut self, phase: &Phase, outputs: &mut [Option<Output>]) -> Result<(), CountError> {
        let engine = self.engine.read();
        let engine: &dyn Engine = &**engine;
        for file in self.given.iter().chain([&self.saved]) {
            let Some(units) = file.of(&phase.key)? else {
                continue;
            };
            if let Some((&unit, _)) = units.done.iter().find(|(unit, _)| **unit as usize >= phase.units) {
                return Err(CheckpointError::NoUnit {
                    of: phase.key.of.clone(),
                    unit,
                    units: phase.units as u32,
                }
                .into());
            }
            let units: Vec<(u32, &Saved)> = units.done.iter().map(|(&unit, saved)| (unit, saved)).collect();
            // keys of classes are computed anew, which takes as long as listing them
            let check = |(unit, saved): &(u32, &Saved)| engine.read(*unit as usize, &saved.output).map(drop);
            self.executor.each(&units, check)?;
            for (unit, saved) in units {
                let output = &mut outputs[unit as usize];
                if let Some(before) = output {
                    if *before == saved.output {
                        continue;
                    }
                    let of = phase.key.of.clone();
                    return Err(CheckpointError::Contradiction { of, unit }.into());
                }
                *output = Some(saved.output.clone());
                if phase.counted == Counted::BySign {
                    self.records.push(Record {
                        unit: unit as usize,
                        worker: None,
                        begun: 0.0,
                        seconds: saved.microseconds as f64 / 1e6,
                        prepared: Prepared::default(),
                        output: saved.output.clone(),
                    });
                    self.done_before += 1;
                }
            }
        }
        Ok(())
    }

    /// Checks that a phase before the one that is shared out is complete.
    fn is_complete(&self, phase: &Phase, outputs: &[Option<Output>]) -> Result<(), CountError> {
        let Some(Share::OfPhase { of, .. }) = heeded(&self.share) else {
            return Ok(());
        };
        let missing = missing_units(outputs.len() as u32, |unit| outputs[unit as usize].is_some());
        if *of == phase.key.of || missing.is_empty() {
            return Ok(());
        }
        Err(CountError::Incomplete {
            of: phase.key.of.clone(),
            missing: share::ranges(&missing),
            units: outputs.len(),
        })
    }

    /// Takes what has finished; when the phase is over, does the work between phases for at most about that long.
    fn drive(&mut self, at_most: Duration) {
        let start = Instant::now();
        let at_most = at_most.max(SLICES);
        loop {
            if self.ended.is_some() {
                return;
            }
            let Some(current) = &self.current else {
                return;
            };
            // read before the outputs are taken, so that none is missed when it is over
            let state = current.run.state();
            self.take_finished();
            match state {
                State::Running => return,
                State::Done if self.failure.is_none() => self.advance(),
                State::Done | State::Cancelled => self.end(State::Cancelled),
                State::Failed(message) => self.end(State::Failed(message)),
            }
            if start.elapsed() >= at_most {
                return;
            }
        }
    }

    /// Records the units that have finished; remote workers can get the outputs of a phase before it is folded here.
    fn take_finished(&mut self) {
        let Some(current) = &self.current else {
            return;
        };
        for unit in current.run.take_finished() {
            self.record(unit);
        }
        let Some(current) = &self.current else {
            return;
        };
        let is_last = current.phase.progress.end >= 1.0;
        let is_there = self.phase_outputs.len() > current.phase.number;
        if current.done == current.phase.units
            && !is_last
            && !is_there
            && matches!(*self.executor, Executor::Messages(_))
        {
            self.phase_outputs
                .push(current.outputs.iter().flatten().cloned().collect());
        }
    }

    /// Records a unit that is done.
    fn record(
        &mut self,
        Finished {
            timing,
            output: result,
        }: Finished<UnitResult>,
    ) {
        let shared_out = self.is_shared_out();
        let current = self.current.as_mut().expect("a unit belongs to a phase");
        let UnitResult { output, prepared } = result;
        let output: Output = output.into();
        current.done += 1;
        current.outputs[timing.unit] = Some(output.clone());
        if current.phase.saved || shared_out {
            let saved = Saved {
                microseconds: (timing.seconds * 1e6).round() as u64,
                output: output.clone(),
            };
            self.saved.add(
                &current.phase.key,
                current.phase.units as u32,
                timing.unit as u32,
                saved,
            );
        }
        if current.phase.counted == Counted::BySign {
            self.records.push(Record {
                unit: timing.unit,
                worker: Some(timing.worker),
                begun: current.begun + timing.begun,
                seconds: timing.seconds,
                prepared,
                output,
            });
        }
    }

    /// Whether the current phase is shared out.
    fn is_shared_out(&self) -> bool {
        let current = self.current.as_ref();
        current.is_some_and(|current| self.units_shared_out(&current.phase).is_some())
    }

    /// One slice of the work after the last unit of the current phase.
    fn advance(&mut self) {
        let shared_out = self.is_shared_out();
        let current = self.current.as_mut().expect("there is a current phase");
        let is_last_here = shared_out && matches!(heeded(&self.share), Some(Share::OfPhase { .. }));
        if is_last_here || current.outputs.iter().any(Option::is_none) {
            // the others belong to other shares
            return self.end(State::Done);
        }
        // a cancel after the very last unit is too late
        let last = current.phase.progress.end >= 1.0;
        if self.cancelled && !last {
            return self.end(State::Cancelled);
        }
        let mut slice = |engine: &SharedEngine| -> Result<bool, EngineError> {
            let mut engine = engine.write();
            if let Some(output) = current.outputs.get(current.taken) {
                let output = output.as_ref().expect("every output is there");
                engine.take(current.taken, output)?;
                current.taken += 1;
                return Ok(false);
            }
            Ok(engine.settle()? == Settled::Yes)
        };
        match slice(&self.engine) {
            Ok(false) => {}
            Ok(true) => {
                if !current.phase.saved {
                    // the engine has what it needs of it
                    if let Some(given) = &mut self.given {
                        given.drop_phase(&current.phase.key);
                    }
                    if !shared_out {
                        self.saved.drop_phase(&current.phase.key);
                    }
                }
                if self.engine.read().phase().is_some() {
                    self.saved_phases = self.engine.read().saved_phases();
                    self.begin();
                } else {
                    self.end(State::Done);
                }
            }
            Err(error) => {
                self.failure.get_or_insert(error.into());
                self.end(State::Cancelled);
            }
        }
    }

    fn end(&mut self, state: State) {
        let state = match &self.failure {
            Some(error) => State::Failed(error.to_string()),
            None => match state {
                State::Failed(message) => {
                    let error = CountError::Worker(message);
                    State::Failed(self.failure.insert(error).to_string())
                }
                state => state,
            },
        };
        self.ended = Some((state, self.started.elapsed().as_secs_f64()));
    }
}

fn heeded(share: &Option<Share>) -> Option<&Share> {
    share.as_ref().filter(|_| SHARES)
}

impl Share {
    /// The request with first columns cut for this share, or with the rows only that its phase is needed for.
    fn of_request(&self, request: Request) -> Result<Request, StartError> {
        let (columns, rows) = (request.columns, request.rows);
        let phases = |rows: Range<u32>| {
            request
                .engine
                .phases_to_share(columns.0, rows.start..=rows.end - 1)
        };
        let no_phase = |asked: Option<&String>| StartError::Phase {
            asked: asked.cloned(),
            phases: phases(rows.0..rows.1 + 1),
        };
        match (self, request.shape()) {
            (Share::Units { .. }, _) => Ok(request),
            (Share::Numbered(share), Some(shape)) if request.engine.takes() == Takes::Shape => {
                let parts = share::parts_to_share(request.engine, shape, share.shares())?;
                Ok(Request {
                    parts: Some(parts),
                    ..request
                })
            }
            (Share::Numbered(_), _) if request.engine.takes() == Takes::Rows && rows.0 == rows.1 => {
                Ok(request)
            }
            (Share::Numbered(_), _) => Err(no_phase(None)),
            (Share::OfPhase { of, .. }, _) => {
                // the sums for other rows are not in the way then
                let row = (rows.0..=rows.1).find(|&row| phases(row..row + 1).contains(of));
                let row = row
                    .filter(|_| columns.0 == columns.1)
                    .ok_or_else(|| no_phase(Some(of)))?;
                Ok(Request {
                    rows: (row, row),
                    ..request
                })
            }
        }
    }
}

fn has_units(units: &Range<u32>, all: usize) -> Result<(), StartError> {
    let Range { start, end } = *units;
    if start < end && end as usize <= all {
        return Ok(());
    }
    Err(StartError::Share {
        from: start,
        to: end,
        units: all,
    })
}
