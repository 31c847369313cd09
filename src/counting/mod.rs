//! One count from question to report: engine, job and executor put together, for the command and the page alike.

mod classes;
mod hand;
mod request;
mod units;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use num_traits::ToPrimitive;
use thiserror::Error;

use crate::engine::enumerate::Options;
use crate::engine::{EngineError, EngineName};
use crate::job::{Checkpoint, CheckpointError, Job, MOST_PARTS, MergeError, RecordError};
use crate::latin::Shape;
use crate::report::{CountResult, FinishedUnit, Performance, Plan, ProgressReport, ProgressState};
use crate::run::{Executor, Finished, Meter, Run, Schedule, State, Timing};
use units::{Manner, Units};

pub use classes::{ClassCounting, ClassesStartError};
pub use hand::{Errand, Hand, HandedBack, HandedOut};
pub use request::CountRequest;
pub use units::{Counted, Sharing};

/// A unit of a count that is kept lasts about so long at most, so that little is lost.
const KEPT_UNIT_SECONDS: f64 = 4.0;

/// Of a word of bitset work, about, on a machine of no great speed.
const NOMINAL_WORD_SECONDS: f64 = 0.5e-9;

/// Into how many parts every first column is cut when the count is kept: the same on every machine, so that
/// checkpoints of one shape fit together.
///
/// # Errors
/// When the engine does not take the shape.
pub fn parts_to_keep(engine: EngineName, shape: Shape) -> Result<u32, EngineError> {
    let estimate = engine.estimate(shape, 1, NOMINAL_WORD_SECONDS)?;
    let column_seconds = estimate.seconds / f64::from(estimate.first_columns);
    Ok(((column_seconds / KEPT_UNIT_SECONDS).ceil() as u32).clamp(1, MOST_PARTS))
}

/// A count that has been started.
pub struct Counting {
    units: Arc<Units>,
    job: Job,
    schedule: Schedule,
    workers: u32,
    run: Run<Units>,
    timings: Vec<Timing>,
    table_seconds: f64,
    before: Before,
    /// The units that are run here.
    share: Range<usize>,
    /// Why it has failed, whatever its workers say after that.
    failure: Option<CountError>,
    /// How many of these were not done before.
    to_do: usize,
}

/// What was done before this run.
#[derive(Default)]
struct Before {
    elapsed_seconds: f64,
    units: Vec<FinishedUnit>,
}

/// What is there of a count already, and which part of it is wanted.
#[derive(Clone, Debug, Default)]
pub struct Begun {
    /// Units done before are not counted again.
    pub checkpoint: Option<Checkpoint>,
    /// Only units with these numbers are counted; `None` for all.
    pub share: Option<Range<u32>>,
}

/// Why a count cannot be gone on with.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StartError {
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    #[error("there are no units {from}..{to}: this job has units 0..{units}")]
    Share { from: u32, to: u32, units: usize },
}

/// What to count, and how.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    pub shape: Shape,
    pub engine: EngineName,
    /// `None` takes the one that suits the number of first columns.
    pub schedule: Option<Schedule>,
    pub options: Options,
    pub sharing: Sharing,
    /// Into how many parts every first column is cut; `None` leaves it to the schedule.
    pub parts: Option<u32>,
}

impl Question {
    /// The shape, counted as it is best.
    pub fn of(shape: Shape) -> Self {
        Question {
            shape,
            engine: EngineName::default(),
            schedule: None,
            options: Options::default(),
            sharing: Sharing::default(),
            parts: None,
        }
    }
}

/// Why there is no result. Whatever it is, no figure is given.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CountError {
    #[error("the count was cancelled")]
    Cancelled,
    #[error("a worker failed: {0}")]
    Worker(String),
    /// The number of a worker that has died, from 0.
    #[error("worker {} does not answer any more", .0 + 1)]
    Silent(usize),
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    Merge(#[from] MergeError),
    #[error("the count is not finished")]
    Unfinished,
    /// A count by classes cannot be right, in its words.
    #[error("{0}")]
    Classes(String),
}

impl Counting {
    /// Starts counting on the executor, holding at most `memory` bytes, and returns at once.
    ///
    /// # Errors
    /// [`EngineError`] when the engine does not take the shape; nothing has been started then.
    pub fn start(question: Question, memory: u64, executor: &Executor) -> Result<Self, EngineError> {
        match Self::go_on(question, Begun::default(), memory, executor) {
            Ok(counting) => Ok(counting),
            Err(StartError::Engine(error)) => Err(error),
            Err(error) => unreachable!("nothing was begun: {error}"),
        }
    }

    /// Starts counting what is not done yet of a count that was begun, and returns at once.
    ///
    /// # Errors
    /// [`StartError`] when the engine does not take the shape, the checkpoint is of another job, or there are no such
    /// units; nothing has been started then.
    pub fn go_on(
        question: Question,
        begun: Begun,
        memory: u64,
        executor: &Executor,
    ) -> Result<Self, StartError> {
        let workers = executor.workers();
        let manner = Manner {
            shape: question.shape,
            engine: question.engine,
            options: question.options,
            sharing: question.sharing,
            memory,
        };
        let units = Units::open(manner, executor.workers_here() as u32)?;
        let columns = question.shape.first_columns().to_usize().unwrap_or(usize::MAX);
        let schedule = question
            .schedule
            .unwrap_or_else(|| Schedule::suited(columns, workers));
        let parts = question.parts.unwrap_or_else(|| schedule.parts(columns, workers));
        let (job, before) = match &begun.checkpoint {
            None => (Job::new(units.engine(), parts), Before::default()),
            Some(checkpoint) => (checkpoint.job(units.engine())?, Before::of(checkpoint)),
        };
        let share = share(begun.share, job.units().len())?;
        let skipped: Vec<bool> = (0..job.units().len())
            .map(|unit| job.result(unit).is_some() || !share.contains(&unit))
            .collect();
        let to_do = skipped.iter().filter(|&&skipped| !skipped).count();
        let units = Arc::new(units.with(job.units().to_vec(), skipped));
        let run = executor.start(units.clone(), schedule);
        Ok(Counting {
            units,
            job,
            schedule,
            workers: workers as u32,
            run,
            timings: Vec::new(),
            table_seconds: 0.0,
            before,
            share,
            failure: None,
            to_do,
        })
    }

    /// What is done so far, to be gone on with later.
    pub fn checkpoint(&self) -> Checkpoint {
        let before = self
            .before
            .units
            .iter()
            .map(|done| (done.unit as usize, done.seconds));
        let here = self.timings.iter().map(|timing| (timing.unit, timing.seconds));
        let seconds: BTreeMap<usize, f64> = before.chain(here).collect();
        let elapsed = self.before.elapsed_seconds + self.elapsed_seconds();
        Checkpoint::of(
            &self.job,
            |unit| seconds.get(&unit).copied().unwrap_or(0.0),
            elapsed,
        )
    }

    /// The numbers of the units that are counted here.
    pub fn share(&self) -> Range<usize> {
        self.share.clone()
    }

    /// What is counted, unit by unit, and what of it was done before.
    pub fn plan(&self) -> Plan {
        Plan {
            before: self.before.units.clone(),
            before_seconds: self.before.elapsed_seconds,
            ..Plan::of(&self.job, self.schedule, self.workers)
        }
    }

    /// How far the run is.
    pub fn state(&self) -> State {
        match (self.run.state(), &self.failure) {
            (State::Running, _) => State::Running,
            (_, Some(error)) => State::Failed(error.to_string()),
            (state, None) => state,
        }
    }

    /// What each worker is doing.
    pub fn meter(&self) -> &Meter {
        self.run.meter()
    }

    /// Asks all workers to stop.
    pub fn cancel(&self) {
        self.run.cancel();
    }

    /// Ends it as failed, for the first reason that is given.
    pub fn fail(&mut self, error: CountError) -> CountError {
        self.run.cancel();
        self.failure.get_or_insert(error).clone()
    }

    /// On [`Executor::Caller`], counts the next unit here.
    pub fn step(&self) {
        self.run.step();
    }

    /// Waits until it is over, at most for so long; on [`Executor::Caller`] counts meanwhile. The state then.
    pub fn wait(&self, at_most: Duration) -> State {
        self.run.wait(at_most);
        self.state()
    }

    /// Units done, of all units.
    pub fn done(&self) -> (usize, usize) {
        (self.job.done(), self.job.units().len())
    }

    /// Units done in this run, of all that it has to do.
    pub fn done_here(&self) -> (usize, usize) {
        (self.timings.len(), self.to_do)
    }

    /// Seconds since the start, or of the whole run once it has ended.
    pub fn elapsed_seconds(&self) -> f64 {
        self.run.elapsed_seconds()
    }

    /// Seconds since the start, whatever is done with the units after the end of the run included.
    pub fn age_seconds(&self) -> f64 {
        self.run.age_seconds()
    }

    /// How far it is, with the units done since the last call; a wrong result ends it as failed.
    pub fn progress(&mut self) -> ProgressReport {
        let state = match self.run.state() {
            State::Running => ProgressState::Running,
            State::Done => ProgressState::Done,
            State::Cancelled => ProgressState::Cancelled,
            State::Failed(message) => ProgressState::Failed(CountError::Worker(message).to_string()),
        };
        let (state, finished) = match self.collect() {
            Ok(finished) => (state, finished),
            Err(error) => (ProgressState::Failed(error.to_string()), Vec::new()),
        };
        let finished = finished
            .iter()
            .map(|unit| FinishedUnit::of(unit.timing, &unit.output.result))
            .collect();
        ProgressReport {
            state,
            finished,
            done: self.job.done() as u32,
        }
    }

    /// Records what was done since the last call, and returns it.
    ///
    /// # Errors
    /// [`CountError::Record`] when a result contradicts another; all workers are asked to stop then, and every later call
    /// says the same.
    pub fn collect(&mut self) -> Result<Vec<Finished<Counted>>, CountError> {
        if let Some(error) = &self.failure {
            return Err(error.clone());
        }
        let finished = self.run.take_finished();
        for unit in &finished {
            if let Err(error) = self.job.record(unit.output.result.clone()) {
                return Err(self.fail(error.into()));
            }
            self.timings.push(unit.timing);
            self.table_seconds += unit.output.prepared.seconds;
        }
        Ok(finished)
    }

    /// The result, once [`Counting::state`] is no longer running and everything is collected.
    ///
    /// # Errors
    /// [`CountError`] unless every unit is done and all first columns agree.
    pub fn result(&self) -> Result<CountResult, CountError> {
        if let Some(error) = &self.failure {
            return Err(error.clone());
        }
        match self.run.state() {
            State::Failed(message) => Err(CountError::Worker(message)),
            State::Cancelled => Err(CountError::Cancelled),
            State::Running | State::Done => Ok(CountResult::of(
                &self.job,
                &Performance {
                    workers: self.workers,
                    schedule: self.schedule,
                    kernel: self.units.engine().kernel(),
                    popcount: self.units.engine().popcount(),
                    elapsed_seconds: self.elapsed_seconds(),
                    before_seconds: self.before.elapsed_seconds,
                    before: &self.before.units,
                    table_seconds: self.table_seconds,
                    timings: &self.timings,
                },
            )?),
        }
    }
}

impl Before {
    fn of(checkpoint: &Checkpoint) -> Self {
        Before {
            elapsed_seconds: checkpoint.elapsed_seconds(),
            units: checkpoint.units_done().iter().map(FinishedUnit::before).collect(),
        }
    }
}

fn share(wanted: Option<Range<u32>>, units: usize) -> Result<Range<usize>, StartError> {
    let Some(Range { start, end }) = wanted else {
        return Ok(0..units);
    };
    if start < end && end as usize <= units {
        Ok(start as usize..end as usize)
    } else {
        Err(StartError::Share {
            from: start,
            to: end,
            units,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::UnitResult;
    use crate::latin::SignedCount;

    fn question(r: u32, n: u32) -> Question {
        Question::of(Shape::new(r, n).unwrap())
    }

    fn wait(counting: &mut Counting) {
        while counting.wait(Duration::from_secs(1)) == State::Running {}
        counting.collect().unwrap();
    }

    #[test]
    fn the_meter_ends_at_the_reduced_rectangles_counted() {
        let mut counting = Counting::start(question(4, 6), u64::MAX, &Executor::pool(2).unwrap()).unwrap();
        wait(&mut counting);
        let result = counting.result().unwrap();
        let counted: u64 = (0..2)
            .map(|worker| {
                let read = |field| counting.meter().read(worker, field);
                read(crate::run::MeterField::Positive) + read(crate::run::MeterField::Negative)
            })
            .sum();
        assert_eq!(
            result.summary.reduced * result.summary.first_columns,
            counted.into()
        );
        assert_eq!(
            result.per_worker.iter().map(|worker| worker.units).sum::<u32>(),
            10
        );
    }

    #[test]
    fn the_calling_thread_counts_the_same() {
        let mut counting = Counting::start(question(4, 5), u64::MAX, &Executor::Caller).unwrap();
        while counting.state() == State::Running {
            counting.step();
        }
        counting.collect().unwrap();
        assert_eq!(counting.result().unwrap().summary.total.to_string(), "1344");
    }

    #[test]
    fn a_count_in_shares_and_pieces_is_the_whole_count() {
        let executor = Executor::pool(2).unwrap();
        let whole = Question {
            parts: Some(3),
            ..question(4, 6)
        };
        let run = |begun: Begun| {
            let mut counting = Counting::go_on(whole, begun, u64::MAX, &executor).unwrap();
            wait(&mut counting);
            counting
        };
        let share = |share: Range<u32>| Begun {
            checkpoint: None,
            share: Some(share),
        };
        let part = run(share(3..11));
        assert!(matches!(
            part.result(),
            Err(CountError::Merge(MergeError::Missing { .. }))
        ));
        assert_eq!(part.checkpoint().done(), (8, 30));
        let merged = part.checkpoint().merge(run(share(0..5)).checkpoint()).unwrap();
        assert_eq!(merged.done(), (11, 30));
        let rest = run(Begun {
            checkpoint: Some(merged.clone()),
            share: None,
        });
        let result = rest.result().unwrap();
        assert_eq!(
            result.summary.total.to_string(),
            run(Begun::default()).result().unwrap().summary.total.to_string()
        );
        assert_eq!(
            result.per_worker.iter().map(|worker| worker.units).sum::<u32>(),
            19
        );
        assert!(result.before_seconds > 0.0 && result.summary.elapsed_seconds > result.before_seconds);
        assert!(result.per_column.iter().all(|column| column.seconds > 0.0));
        let again = run(Begun {
            checkpoint: Some(rest.checkpoint()),
            share: None,
        });
        assert_eq!(again.result().unwrap().summary.total, result.summary.total);
        assert!(matches!(
            Counting::go_on(whole, share(20..31), u64::MAX, &executor),
            Err(StartError::Share {
                from: 20,
                to: 31,
                units: 30
            })
        ));
    }

    #[test]
    fn a_count_that_contradicts_itself_stays_failed() {
        let mut counting = Counting::start(question(4, 6), u64::MAX, &Executor::Caller).unwrap();
        counting.step();
        // what the unit gives contradicts what is known of it already
        let unit = counting.job.units()[0];
        let count = SignedCount::new(1u32, 2u32);
        counting.job.record(UnitResult { unit, count }).unwrap();
        let ProgressState::Failed(message) = counting.progress().state else {
            panic!("a contradiction was taken");
        };
        counting.wait(Duration::MAX);
        for _ in 0..2 {
            assert_eq!(counting.progress().state, ProgressState::Failed(message.clone()));
            assert_eq!(counting.state(), State::Failed(message.clone()));
            assert_eq!(counting.collect().unwrap_err().to_string(), message);
            assert_eq!(counting.result().unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn a_cancelled_count_gives_no_figure() {
        let mut counting = Counting::start(question(5, 8), u64::MAX, &Executor::pool(2).unwrap()).unwrap();
        counting.cancel();
        wait(&mut counting);
        assert_eq!(counting.result().unwrap_err(), CountError::Cancelled);
    }
}
