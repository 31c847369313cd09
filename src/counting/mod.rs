//! One count from question to report: engine, job and executor put together, for the command and the page alike.

mod units;

use std::sync::Arc;
use std::time::Duration;

use num_traits::ToPrimitive;
use thiserror::Error;

use crate::engine::enumerate::Options;
use crate::engine::{EngineError, EngineName};
use crate::job::{Job, MergeError, RecordError};
use crate::latin::Shape;
use crate::report::{CountResult, FinishedUnit, Performance, Plan, ProgressReport, ProgressState};
use crate::run::{Executor, Finished, Meter, Run, Schedule, State, Timing};
use units::{Manner, Units};

pub use units::{Counted, Sharing};

/// A count that has been started.
pub struct Counting {
    units: Arc<Units>,
    job: Job,
    schedule: Schedule,
    workers: u32,
    run: Run<Units>,
    timings: Vec<Timing>,
    table_seconds: f64,
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
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    Merge(#[from] MergeError),
}

impl Counting {
    /// Starts counting on the executor, holding at most `memory` bytes, and returns at once.
    ///
    /// # Errors
    /// [`EngineError`] when the engine does not take the shape; nothing has been started then.
    pub fn start(question: Question, memory: u64, executor: &Executor) -> Result<Self, EngineError> {
        let workers = executor.workers();
        let manner = Manner {
            shape: question.shape,
            engine: question.engine,
            options: question.options,
            sharing: question.sharing,
            memory,
        };
        let units = Units::open(manner, workers as u32)?;
        let columns = question.shape.first_columns().to_usize().unwrap_or(usize::MAX);
        let schedule = question
            .schedule
            .unwrap_or_else(|| Schedule::suited(columns, workers));
        let parts = question.parts.unwrap_or_else(|| schedule.parts(columns, workers));
        let job = Job::new(units.engine(), parts);
        let units = Arc::new(units.with(job.units().to_vec()));
        let run = executor.start(units.clone(), schedule);
        Ok(Counting {
            units,
            job,
            schedule,
            workers: workers as u32,
            run,
            timings: Vec::new(),
            table_seconds: 0.0,
        })
    }

    /// What is counted, unit by unit.
    pub fn plan(&self) -> Plan {
        Plan::of(&self.job, self.schedule, self.workers)
    }

    /// How far the run is.
    pub fn state(&self) -> State {
        self.run.state()
    }

    /// What each worker is doing.
    pub fn meter(&self) -> &Meter {
        self.run.meter()
    }

    /// Asks all workers to stop.
    pub fn cancel(&self) {
        self.run.cancel();
    }

    /// On [`Executor::Caller`], counts the next unit here.
    pub fn step(&self) {
        self.run.step();
    }

    /// Waits until it is over, at most for so long; on [`Executor::Caller`] counts meanwhile. The state then.
    pub fn wait(&self, at_most: Duration) -> State {
        self.run.wait(at_most)
    }

    /// Units done, of all units.
    pub fn done(&self) -> (usize, usize) {
        (self.job.done(), self.job.units().len())
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
        let state = match self.state() {
            State::Running => ProgressState::Running,
            State::Done => ProgressState::Done,
            State::Cancelled => ProgressState::Cancelled,
            State::Failed(message) => ProgressState::Failed(CountError::Worker(message).to_string()),
        };
        let (state, finished) = match self.collect() {
            Ok(finished) => (state, finished),
            Err(error) => {
                self.cancel();
                (ProgressState::Failed(error.to_string()), Vec::new())
            }
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
    /// [`CountError::Record`] when a result contradicts another.
    pub fn collect(&mut self) -> Result<Vec<Finished<Counted>>, CountError> {
        let finished = self.run.take_finished();
        for unit in &finished {
            self.job.record(unit.output.result.clone())?;
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
        match self.state() {
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
                    table_seconds: self.table_seconds,
                    timings: &self.timings,
                },
            )?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn a_cancelled_count_gives_no_figure() {
        let mut counting = Counting::start(question(5, 8), u64::MAX, &Executor::pool(2).unwrap()).unwrap();
        counting.cancel();
        wait(&mut counting);
        assert_eq!(counting.result().unwrap_err(), CountError::Cancelled);
    }
}
