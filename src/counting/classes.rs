//! A count by classes from question to report: its phases one after the other on an executor.

use std::ops::RangeInclusive;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use web_time::Instant;

use super::CountError;
use crate::engine::classes::{Classes, ClassesError, Output, Phase};
use crate::engine::{Stopped, Watch};
use crate::report::{ClassesProgress, ClassesResult, ClassesWorker, ProgressState};
use crate::run::{Executor, Meter, MeterField, Run, Schedule, State, Work};

/// A phase as work. It can be let go of while a worker that is at its end still holds the work.
struct PhaseWork {
    phase: RwLock<Option<Arc<Phase>>>,
    name: String,
    units: usize,
}

impl PhaseWork {
    fn new(phase: Arc<Phase>) -> Self {
        PhaseWork {
            name: phase.to_string(),
            units: phase.units(),
            phase: RwLock::new(Some(phase)),
        }
    }

    fn let_go(&self) {
        *self.phase.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Work for PhaseWork {
    type Output = Output;

    fn units(&self) -> usize {
        self.units
    }

    fn run(&self, unit: usize, _: usize, watch: &dyn Watch) -> Result<Output, Stopped> {
        let phase = self
            .phase
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
            .expect("a phase is let go of when all its units are done");
        phase.run(unit, watch)
    }
}

/// A count by classes that has been started.
pub struct ClassCounting {
    classes: Classes,
    executor: Arc<Executor>,
    /// The phase in hand, or the last one.
    now: Option<(Arc<PhaseWork>, Run<PhaseWork>)>,
    /// Phases begun.
    phases: usize,
    outputs: Vec<(usize, Output)>,
    /// What each worker has done in the phases before.
    before: Vec<ClassesWorker>,
    started: Instant,
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
        assert!(
            !matches!(*executor, Executor::Messages(_)),
            "the workers share the classes in memory"
        );
        let started = Instant::now();
        let mut counting = ClassCounting {
            classes: Classes::open(columns, rows, memory)?,
            before: vec![ClassesWorker::default(); executor.workers()],
            executor,
            now: None,
            phases: 0,
            outputs: Vec::new(),
            started,
            ended: None,
        };
        counting.begin();
        Ok(counting)
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
            State::Running => ProgressState::Running,
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
        ClassesProgress {
            state,
            phase,
            done,
            units,
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
                match self.classes.finish(std::mem::take(&mut self.outputs)) {
                    Ok(()) => self.begin(),
                    Err(error) => self.end(State::Failed(error.to_string())),
                }
            }
            State::Cancelled => self.stop(State::Cancelled),
            State::Failed(message) => self.stop(State::Failed(CountError::Worker(message).to_string())),
        }
    }

    /// Ends in the middle of a phase.
    fn stop(&mut self, state: State) {
        if let Some((work, run)) = &self.now {
            work.let_go();
            self.before = with(&self.before, run.meter());
        }
        self.outputs.clear();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counting::{Counting, Question};
    use crate::latin::Shape;

    const LONG: Duration = Duration::from_secs(600);

    fn start(columns: u32, rows: RangeInclusive<u32>, executor: Executor) -> ClassCounting {
        ClassCounting::start(columns, rows, u64::MAX, Arc::new(executor)).unwrap()
    }

    fn exhaustive(rows: u32, columns: u32) -> crate::report::CountSummary {
        let question = Question::of(Shape::new(rows, columns).unwrap());
        let mut counting = Counting::start(question, u64::MAX, &Executor::pool(2).unwrap()).unwrap();
        assert_eq!(counting.wait(LONG), State::Done);
        counting.collect().unwrap();
        counting.result().unwrap().summary
    }

    #[test]
    fn every_executor_counts_what_is_published_and_what_is_counted_exhaustively() {
        let executors = [
            Executor::Caller,
            Executor::pool(1).unwrap(),
            Executor::pool(2).unwrap(),
            Executor::pool(3).unwrap(),
        ];
        for executor in executors.map(Arc::new) {
            for n in 1..=8 {
                let mut counting = ClassCounting::start(n, 1..=n, u64::MAX, executor.clone()).unwrap();
                assert_eq!(counting.wait(LONG), State::Done);
                let result = counting.result().unwrap();
                assert!(result.counts.iter().map(|count| count.summary.rows).eq(1..=n));
                for count in &result.counts {
                    let published = count.published.as_ref().unwrap();
                    let count = &count.summary;
                    assert_eq!(
                        (&count.total, &count.reduced),
                        (&published.total, &published.reduced)
                    );
                    if let Some(signed) = &published.signed {
                        assert_eq!(
                            (&count.positive, &count.negative),
                            (&signed.positive, &signed.negative)
                        );
                    }
                    if executor.workers() == 2 && n <= 6 {
                        let other = exhaustive(count.rows, n);
                        assert_eq!(
                            (&count.positive, &count.negative),
                            (&other.positive, &other.negative)
                        );
                        assert_eq!(
                            (&count.reduced, &count.difference),
                            (&other.reduced, &other.difference)
                        );
                    }
                }
                let degrees = result.levels.iter().map(|level| level.degree);
                assert!(degrees.eq(2..=if n < 4 { 1 } else { n / 2 }), "n = {n}");
            }
        }
    }

    #[test]
    fn the_calling_thread_goes_unit_by_unit_and_says_how_far_it_is() {
        let mut counting = start(8, 5..=6, Executor::Caller);
        let mut seen = Vec::new();
        let mut matchings = 0;
        while counting.state() == State::Running {
            counting.step();
            let progress = counting.progress();
            assert!(progress.done <= progress.units && progress.workers.len() == 1);
            assert!(progress.workers[0].matchings >= matchings);
            matchings = progress.workers[0].matchings;
            if seen.last() != Some(&progress.phase) {
                seen.push(progress.phase);
            }
        }
        assert!(
            seen.contains(&"listing the classes of degree 4".to_owned()),
            "{seen:?}"
        );
        let progress = counting.progress();
        assert_eq!(progress.state, ProgressState::Done);
        assert!(progress.workers[0].classes > 0 && progress.workers[0].busy_seconds > 0.0);
        let rows: Vec<u32> = counting
            .result()
            .unwrap()
            .counts
            .iter()
            .map(|count| count.summary.rows)
            .collect();
        assert_eq!(rows, [5, 6]);
    }

    #[test]
    fn a_cancel_ends_it_soon_and_without_figures() {
        let mut counting = start(10, 1..=10, Executor::pool(2).unwrap());
        assert_eq!(counting.wait(Duration::from_millis(300)), State::Running);
        assert_eq!(counting.result().unwrap_err(), CountError::Unfinished);
        counting.cancel();
        let cancelled = Instant::now();
        assert_eq!(counting.wait(LONG), State::Cancelled);
        assert!(cancelled.elapsed() < Duration::from_secs(1));
        assert_eq!(counting.progress().state, ProgressState::Cancelled);
        assert_eq!(counting.result().unwrap_err(), CountError::Cancelled);
    }

    #[test]
    fn a_phase_that_is_not_whole_gives_no_figures() {
        let mut counting = start(8, 1..=8, Executor::Caller);
        counting.step();
        counting.outputs.pop();
        let State::Failed(message) = counting.wait(LONG) else {
            panic!("a unit was lost");
        };
        assert!(message.contains("results were given for the"), "{message}");
        assert_eq!(counting.result().unwrap_err().to_string(), message);
        assert_eq!(counting.progress().state, ProgressState::Failed(message));
    }
}
