//! A count by classes from question to report: its phases one after the other on an executor.

#[cfg(test)]
mod tests;
mod work;

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;
use web_time::Instant;

use super::CountError;
use crate::engine::classes::{Classes, ClassesError, Output};
use crate::job::{CheckpointError, ClassCheckpoint, spanning};
use crate::report::{ClassesProgress, ClassesResult, ClassesWorker, ProgressState};
use crate::run::{Executor, Meter, MeterField, Run, Schedule, State};
use work::PhaseWork;

/// Why a count by classes cannot be gone on with.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ClassesStartError {
    #[error(transparent)]
    Classes(#[from] ClassesError),
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
}

/// A count by classes that has been started.
pub struct ClassCounting {
    classes: Classes,
    /// Asked for here, or in the checkpoint that is gone on with.
    asked: RangeInclusive<u32>,
    executor: Arc<Executor>,
    /// The phase in hand, or the last one.
    now: Option<(Arc<PhaseWork>, Run<PhaseWork>)>,
    /// Phases begun.
    phases: usize,
    outputs: Vec<(usize, Output)>,
    /// What each worker has done in the phases before.
    before: Vec<ClassesWorker>,
    started: Instant,
    /// Seconds of counting in earlier runs.
    before_seconds: f64,
    /// Why it has failed, whatever its workers say after that.
    failure: Option<String>,
    /// How it has ended, and after how many seconds.
    ended: Option<(State, f64)>,
}

impl ClassCounting {
    /// Starts counting rectangles of `columns` columns for each number of rows in `rows` on the executor, whose workers
    /// must be in this memory, holding at most `memory` bytes; returns at once.
    ///
    /// # Errors
    /// [`ClassesError`] when the engine does not take the shapes; nothing has been started then.
    pub fn start(
        columns: u32,
        rows: RangeInclusive<u32>,
        memory: u64,
        executor: Arc<Executor>,
    ) -> Result<Self, ClassesError> {
        let classes = Classes::open(columns, rows.clone(), memory)?;
        Ok(Self::run(classes, rows, executor, 0.0))
    }

    /// The same without what is done, of these numbers of rows or of others with as many columns.
    ///
    /// # Errors
    /// [`ClassesStartError`] when the engine does not take the shapes, or the checkpoint is of another n; nothing has been
    /// started then.
    pub fn go_on(
        columns: u32,
        rows: RangeInclusive<u32>,
        checkpoint: Option<ClassCheckpoint>,
        memory: u64,
        executor: Arc<Executor>,
    ) -> Result<Self, ClassesStartError> {
        let before_seconds = checkpoint.as_ref().map_or(0.0, ClassCheckpoint::elapsed_seconds);
        let asked = match &checkpoint {
            None => rows.clone(),
            Some(checkpoint) => spanning(&checkpoint.rows(), &rows),
        };
        let levels = checkpoint
            .map(|checkpoint| checkpoint.levels(columns))
            .transpose()?;
        let classes = Classes::go_on(columns, rows, memory, levels.unwrap_or_default())?;
        Ok(Self::run(classes, asked, executor, before_seconds))
    }

    fn run(
        classes: Classes,
        asked: RangeInclusive<u32>,
        executor: Arc<Executor>,
        before_seconds: f64,
    ) -> Self {
        assert!(
            !matches!(*executor, Executor::Messages(_)),
            "the workers share the classes in memory"
        );
        let mut counting = ClassCounting {
            classes,
            asked,
            before: vec![ClassesWorker::default(); executor.workers()],
            executor,
            now: None,
            phases: 0,
            outputs: Vec::new(),
            started: Instant::now(),
            before_seconds,
            failure: None,
            ended: None,
        };
        counting.begin();
        counting
    }

    /// What is done so far, to be gone on with later, for the rows asked for here and in what this count went on with.
    pub fn checkpoint(&self) -> ClassCheckpoint {
        let levels = self.classes.kept(&self.outputs);
        let elapsed = self.before_seconds + self.elapsed_seconds();
        ClassCheckpoint::of(self.classes.columns(), self.asked.clone(), levels, elapsed)
    }

    /// Blocks of classes whose values are computed, of all that the count needs.
    pub fn blocks(&self) -> (u32, u32) {
        self.classes.blocks(&self.outputs)
    }

    /// How far it is, as far as it has been looked at.
    pub fn state(&self) -> State {
        self.ended
            .as_ref()
            .map_or(State::Running, |(state, _)| state.clone())
    }

    /// Asks all workers to stop.
    pub fn cancel(&self) {
        if let Some((_, run)) = &self.now {
            run.cancel();
        }
    }

    /// Ends it as failed, for the first reason that is given; what is done can still be kept.
    pub fn fail(&mut self, error: CountError) {
        self.cancel();
        self.failure.get_or_insert(error.to_string());
    }

    /// On [`Executor::Caller`], runs the next unit here; on a pool only looks whether the next phase can start.
    pub fn step(&mut self) {
        if let Some((_, run)) = &self.now {
            run.step();
        }
        self.look();
    }

    /// Waits until it is over, at most for so long, going from phase to phase; on [`Executor::Caller`] counts
    /// meanwhile. The state then.
    pub fn wait(&mut self, at_most: Duration) -> State {
        let start = Instant::now();
        while self.ended.is_none() {
            let Some(left) = at_most.checked_sub(start.elapsed()) else {
                break;
            };
            if let Some((_, run)) = &self.now {
                run.wait(left);
            }
            self.look();
        }
        self.state()
    }

    /// How many phases have been begun, and what each worker is doing in the last of them; `None` where there is none.
    pub fn meter(&self) -> Option<(usize, &Meter)> {
        self.now.as_ref().map(|(_, run)| (self.phases, run.meter()))
    }

    /// Seconds since the start, or of the whole count once it has ended.
    pub fn elapsed_seconds(&self) -> f64 {
        match self.ended {
            Some((_, seconds)) => seconds,
            None => self.started.elapsed().as_secs_f64(),
        }
    }

    /// How far it is; the next phase is started if it can be.
    pub fn progress(&mut self) -> ClassesProgress {
        self.look();
        let state = match self.state() {
            State::Running => match &self.failure {
                None => ProgressState::Running,
                Some(message) => ProgressState::Failed(message.clone()),
            },
            State::Done => ProgressState::Done,
            State::Cancelled => ProgressState::Cancelled,
            State::Failed(message) => ProgressState::Failed(message),
        };
        let (phase, done, units) = match &self.now {
            None => (String::new(), 0, 0),
            Some((work, run)) => {
                let meter = run.meter();
                let done = (0..meter.workers()).map(|worker| meter.read(worker, MeterField::UnitsDone));
                (work.name.clone(), done.sum::<u64>() as u32, work.units as u32)
            }
        };
        let (blocks_done, blocks) = self.blocks();
        ClassesProgress {
            state,
            phase,
            done,
            units,
            blocks_done,
            blocks,
            workers: self.workers(),
            elapsed_seconds: self.elapsed_seconds(),
        }
    }

    /// The result, once the state is [`State::Done`].
    ///
    /// # Errors
    /// [`CountError`] in every other state.
    pub fn result(&self) -> Result<ClassesResult, CountError> {
        match self.state() {
            State::Done => Ok(ClassesResult::of(
                &self.classes,
                self.workers(),
                self.before_seconds,
                self.elapsed_seconds(),
            )),
            State::Running => Err(CountError::Unfinished),
            State::Cancelled => Err(CountError::Cancelled),
            State::Failed(message) => Err(CountError::Classes(message)),
        }
    }

    fn workers(&self) -> Vec<ClassesWorker> {
        match &self.now {
            Some((_, run)) if self.ended.is_none() => with(&self.before, run.meter()),
            _ => self.before.clone(),
        }
    }

    /// Takes over what is done, and goes on when the phase is over.
    fn look(&mut self) {
        if self.ended.is_some() {
            return;
        }
        let Some((work, run)) = &self.now else {
            return;
        };
        let state = run.state();
        let finished = run.take_finished().into_iter();
        self.outputs
            .extend(finished.map(|unit| (unit.timing.unit, unit.output)));
        match state {
            State::Running => {}
            State::Done => {
                work.let_go();
                self.before = with(&self.before, run.meter());
                // a cancel that came after the last unit of this phase is for the next one
                let cancelled = run.is_cancelled();
                match self.classes.finish(std::mem::take(&mut self.outputs)) {
                    Ok(()) if cancelled && self.classes.phase().is_some() => self.give_up(State::Cancelled),
                    Ok(()) => self.begin(),
                    Err(error) => self.end(State::Failed(error.to_string())),
                }
            }
            State::Cancelled => self.stop(State::Cancelled),
            State::Failed(message) => self.stop(State::Failed(CountError::Worker(message).to_string())),
        }
    }

    /// Ends in the middle of a phase; what is done of it stays, to be kept.
    fn stop(&mut self, state: State) {
        if let Some((work, run)) = &self.now {
            work.let_go();
            self.before = with(&self.before, run.meter());
        }
        self.give_up(state);
    }

    fn give_up(&mut self, state: State) {
        self.classes.give_up();
        self.end(state);
    }

    fn begin(&mut self) {
        match self.classes.phase() {
            None => self.end(State::Done),
            Some(phase) => {
                let work = Arc::new(PhaseWork::new(phase));
                let run = self.executor.start(work.clone(), Schedule::Dynamic);
                self.now = Some((work, run));
                self.phases += 1;
            }
        }
    }

    fn end(&mut self, state: State) {
        let state = self.failure.clone().map_or(state, State::Failed);
        self.ended = Some((state, self.started.elapsed().as_secs_f64()));
    }
}

/// What each worker has done, with what its meter says.
fn with(before: &[ClassesWorker], meter: &Meter) -> Vec<ClassesWorker> {
    let worker = |(at, worker): (usize, &ClassesWorker)| ClassesWorker {
        classes: worker.classes + meter.read(at, MeterField::Positive),
        matchings: worker.matchings + meter.read(at, MeterField::Negative),
        busy_seconds: worker.busy_seconds + meter.read(at, MeterField::BusyMicroseconds) as f64 / 1e6,
    };
    before.iter().enumerate().map(worker).collect()
}
