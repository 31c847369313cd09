//! One count from question to report: engine, job and executor put together, for the command and the page alike.

use std::sync::Arc;

use num_traits::ToPrimitive;
use thiserror::Error;

use crate::engine::enumerate::Options;
use crate::engine::{Engine, EngineError, EngineName, Stopped, Unit, UnitResult, Watch};
use crate::job::{Job, MergeError, RecordError};
use crate::latin::Shape;
use crate::report::{CountResult, Performance, Plan, ProgressReport, ProgressState};
use crate::run::{Executor, Finished, Meter, Run, Schedule, State, Timing, Work};

/// A count that has been started.
pub struct Counting {
    units: Arc<Units>,
    job: Job,
    schedule: Schedule,
    workers: u32,
    run: Run<Units>,
    timings: Vec<Timing>,
}

/// What to count, and how.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    pub shape: Shape,
    pub engine: EngineName,
    /// `None` takes the one that suits the number of first columns.
    pub schedule: Option<Schedule>,
    pub options: Options,
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

struct Units {
    engine: Box<dyn Engine>,
    units: Vec<Unit>,
}

impl Work for Units {
    type Output = UnitResult;

    fn units(&self) -> usize {
        self.units.len()
    }

    fn run(&self, unit: usize, watch: &dyn Watch) -> Result<UnitResult, Stopped> {
        self.engine.run_unit(self.units[unit], watch)
    }
}

impl Counting {
    /// Starts counting on the executor, holding at most `memory` bytes, and returns at once.
    ///
    /// # Errors
    /// [`EngineError`] when the engine does not take the shape; nothing has been started then.
    pub fn start(question: Question, memory: u64, executor: &Executor) -> Result<Self, EngineError> {
        let workers = executor.workers();
        let engine = question
            .engine
            .open(question.shape, workers as u32, memory, question.options)?;
        let columns = question.shape.first_columns().to_usize().unwrap_or(usize::MAX);
        let schedule = question
            .schedule
            .unwrap_or_else(|| Schedule::suited(columns, workers));
        let parts = match executor {
            // a caller can do something else only between units, so they are short
            Executor::Caller => u32::MAX,
            Executor::Pool(_) | Executor::Global => schedule.parts(columns, workers),
        };
        let job = Job::new(&*engine, parts);
        let units = Arc::new(Units {
            engine,
            units: job.units().to_vec(),
        });
        let run = executor.start(units.clone(), schedule);
        Ok(Counting {
            units,
            job,
            schedule,
            workers: workers as u32,
            run,
            timings: Vec::new(),
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

    /// Units done, of all units.
    pub fn done(&self) -> (usize, usize) {
        (self.job.done(), self.job.units().len())
    }

    /// Seconds since the start, or of the whole run once it has ended.
    pub fn elapsed_seconds(&self) -> f64 {
        self.run.elapsed_seconds()
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
        let finished = finished.into_iter().map(Into::into).collect();
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
    pub fn collect(&mut self) -> Result<Vec<Finished<UnitResult>>, CountError> {
        let finished = self.run.take_finished();
        for unit in &finished {
            self.job.record(unit.output.clone())?;
            self.timings.push(unit.timing);
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
                    kernel: self.units.engine.kernel(),
                    popcount: self.units.engine.popcount(),
                    elapsed_seconds: self.elapsed_seconds(),
                    table_seconds: self.units.engine.table_seconds(),
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
        Question {
            shape: Shape::new(r, n).unwrap(),
            engine: EngineName::Enumerate,
            schedule: None,
            options: Options::default(),
        }
    }

    fn wait(counting: &mut Counting) {
        while counting.state() == State::Running {
            std::thread::yield_now();
        }
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
