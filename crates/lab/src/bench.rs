//! Doing one step on a crew that is there: the same code in a browser and in the command.

use std::sync::Arc;
use std::time::Duration;

use latin_rectangles::counting::{CountError, Counted, Counting, Question};
use latin_rectangles::engine::enumerate::{Optimisation, Options};
use latin_rectangles::engine::{EngineError, EngineName};
use latin_rectangles::latin::{Shape, ShapeError};
use latin_rectangles::run::{Executor, Finished, MeterField, Schedule, State, Work};
use latin_rectangles::run::{Stopped, Unwatched, Watch};
use num_bigint::BigUint;
use thiserror::Error;
use web_time::Instant;

use super::step::{Bar, Batch, Outcome, Step, Task, UnitTimes, WorkerShare};

/// Why something could not be measured.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LabError {
    #[error(transparent)]
    Shape(#[from] ShapeError),
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Count(#[from] CountError),
    #[error(
        "{shape} takes about {seconds} s in sequence, which is too long here: at most {most} s are allowed"
    )]
    TooLong { shape: Shape, seconds: u64, most: u64 },
    #[error("workers = {workers} is not possible here: 1 to {most} are")]
    Workers { workers: u32, most: u32 },
    #[error("no pool could be started: {0}")]
    Pool(String),
    #[error("nothing has been measured for: {0}")]
    Missing(&'static str),
    #[error("this is not a report of the lab: {0}")]
    NotAReport(String),
    #[error("this report has format {found}, and only format {known} can be read here")]
    Format { found: u32, known: u32 },
}

/// A batch may last so many times what was asked, the time between counts included.
const LONGEST: f64 = 4.0;

/// Does one step on its crew, holding at most `memory` bytes.
///
/// # Errors
/// [`LabError`] when the shape is not allowed or a count went wrong.
pub fn carry_out(step: &Step, executor: &Executor, memory: u64) -> Result<Outcome, LabError> {
    match step.task {
        Task::Counts {
            shape,
            schedule,
            tables,
            at_least_seconds,
        } => {
            let question = Question {
                schedule: Some(schedule),
                sharing: tables,
                ..Question::of(shape)
            };
            Ok(Outcome::Counts(counts(
                question,
                at_least_seconds,
                executor,
                memory,
            )?))
        }
        Task::Unit {
            shape,
            without,
            at_least_seconds,
        } => Ok(Outcome::Unit(unit(shape, without, at_least_seconds, memory)?)),
        Task::Dispatch { at_least_seconds } => {
            let (jobs, seconds) = dispatch(at_least_seconds, executor);
            Ok(Outcome::Dispatch { seconds, jobs })
        }
    }
}

fn counts(
    question: Question,
    at_least_seconds: f64,
    executor: &Executor,
    memory: u64,
) -> Result<Batch, LabError> {
    let start = Instant::now();
    let mut shares: Vec<(WorkerShare, BigUint)> = (0..executor.workers())
        .map(|worker| {
            let share = WorkerShare {
                worker: worker as u32,
                ..WorkerShare::default()
            };
            (share, BigUint::ZERO)
        })
        .collect();
    let (mut counts, mut seconds) = (0, 0.0);
    loop {
        let mut counting = Counting::start(question, memory, executor)?;
        while counting.wait(Duration::from_secs(1)) == State::Running {}
        let finished = counting.collect()?;
        let result = counting.result()?;
        let last_seconds = counting.elapsed_seconds();
        let merge_seconds = counting.age_seconds() - last_seconds;
        counts += 1;
        seconds += last_seconds;
        for unit in &finished {
            let (share, rectangles) = &mut shares[unit.timing.worker];
            add(share, unit);
            *rectangles += unit.output.result.count.total();
        }
        for (worker, (share, _)) in shares.iter_mut().enumerate() {
            share.reports += counting.meter().read(worker, MeterField::Heartbeat);
        }
        let enough = seconds >= at_least_seconds;
        if enough || start.elapsed().as_secs_f64() >= LONGEST * at_least_seconds {
            return Ok(Batch {
                counts,
                seconds,
                total: result.summary.total.to_string(),
                workers: shares
                    .into_iter()
                    .map(|(share, rectangles)| WorkerShare {
                        rectangles: rectangles.to_string(),
                        ..share
                    })
                    .collect(),
                bars: bars(&finished),
                last_seconds,
                merge_seconds,
            });
        }
    }
}

fn add(share: &mut WorkerShare, unit: &Finished<Counted>) {
    let prepared = &unit.output.prepared;
    share.units += 1;
    share.counting_seconds += unit.timing.seconds - unit.output.prepared_seconds;
    share.table_seconds += prepared.seconds;
    share.tables_built += prepared.tables;
    share.lists_built += prepared.lists;
    share.candidates += prepared.candidates;
    share.derangements += prepared.derangements;
    share.even += prepared.even;
}

fn bars(finished: &[Finished<Counted>]) -> Vec<Bar> {
    let mut bars: Vec<Bar> = finished
        .iter()
        .map(|Finished { timing, output }| Bar {
            worker: timing.worker as u32,
            first_column: output.result.unit.first_column as u32,
            second_rows: [output.result.unit.from, output.result.unit.to],
            from: timing.begun,
            tables: timing.begun + output.prepared_seconds,
            to: timing.begun + timing.seconds,
        })
        .collect();
    bars.sort_by(|a, b| a.worker.cmp(&b.worker).then(a.from.total_cmp(&b.from)));
    bars
}

/// Times the first unit of the shape, whole.
pub(super) fn unit(
    shape: Shape,
    without: Option<Optimisation>,
    at_least_seconds: f64,
    memory: u64,
) -> Result<UnitTimes, LabError> {
    let options = without.map_or_else(Options::default, Options::without);
    let engine = EngineName::Enumerate.open(shape, 1, memory, options)?;
    let unit = engine.units(1)[0];
    engine.prepare(unit, &Unwatched).expect("nobody stops it");
    let start = Instant::now();
    let mut times = 0;
    loop {
        let result = engine.run_unit(unit, &Unwatched).expect("nobody stops it");
        times += 1;
        let seconds = start.elapsed().as_secs_f64();
        if seconds >= at_least_seconds {
            return Ok(UnitTimes {
                rectangles: result.count.total().to_string(),
                seconds,
                times,
            });
        }
    }
}

/// A job with a unit for each worker, and nothing to do in it.
struct Nothing(usize);

impl Work for Nothing {
    type Output = ();

    fn units(&self) -> usize {
        self.0
    }

    fn run(&self, _: usize, _: usize, _: &dyn Watch) -> Result<(), Stopped> {
        Ok(())
    }
}

/// How many such jobs were done, and the seconds of each.
fn dispatch(at_least_seconds: f64, executor: &Executor) -> (u32, f64) {
    let work = Arc::new(Nothing(executor.workers()));
    let start = Instant::now();
    let (mut jobs, mut seconds) = (0, 0.0);
    while seconds < at_least_seconds && start.elapsed().as_secs_f64() < LONGEST * at_least_seconds {
        let run = executor.start(work.clone(), Schedule::Static);
        while run.wait(Duration::from_secs(1)) == State::Running {}
        jobs += 1;
        seconds += run.elapsed_seconds();
    }
    (jobs, seconds / f64::from(jobs.max(1)))
}

/// The shortest step that the clock makes, of some hundred; in a browser it is coarse on purpose.
pub(super) fn timer_seconds() -> f64 {
    const STEPS: usize = 200;
    /// A clock that does not go is not waited for.
    const LOOKS: usize = 2_000_000;
    let mut least = f64::INFINITY;
    let mut last = Instant::now();
    let mut steps = 0;
    for _ in 0..LOOKS {
        let now = Instant::now();
        if now > last {
            least = least.min(now.duration_since(last).as_secs_f64());
            steps += 1;
            if steps == STEPS {
                break;
            }
            last = now;
        }
    }
    if least.is_finite() { least } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::step::{Crew, Purpose};
    use super::*;
    use latin_rectangles::counting::Sharing;
    use latin_rectangles::latin::Published;

    fn step(crew: Crew, task: Task) -> Step {
        Step {
            purpose: Purpose::Rate,
            round: 0,
            crew,
            fresh: false,
            task,
        }
    }

    fn batch(executor: &Executor, schedule: Schedule, tables: Sharing) -> Batch {
        let task = Task::Counts {
            shape: Shape::new(5, 6).unwrap(),
            schedule,
            tables,
            at_least_seconds: 0.002,
        };
        match carry_out(&step(Crew::SEQUENTIAL, task), executor, u64::MAX).unwrap() {
            Outcome::Counts(batch) => batch,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn workers_together_have_counted_the_result() {
        let published = Published::of(Shape::new(5, 6).unwrap()).unwrap();
        for executor in [
            Executor::Caller,
            Executor::pool(1).unwrap(),
            Executor::pool(3).unwrap(),
        ] {
            for schedule in Schedule::ALL {
                let batch = batch(&executor, schedule, Sharing::AllCounts);
                assert_eq!(batch.total, published.total.to_string());
                let rectangles: BigUint = batch
                    .workers
                    .iter()
                    .map(|share| share.rectangles.parse::<BigUint>().unwrap())
                    .sum();
                assert_eq!(rectangles, &published.reduced * 5u32 * batch.counts);
            }
        }
    }

    #[test]
    fn bars_of_a_worker_follow_each_other_within_the_count() {
        let executor = Executor::pool(2).unwrap();
        for schedule in Schedule::ALL {
            for tables in [
                Sharing::AllCounts,
                Sharing::OneCount,
                Sharing::Worker,
                Sharing::Unit,
            ] {
                let batch = batch(&executor, schedule, tables);
                for bar in &batch.bars {
                    assert!(
                        0.0 <= bar.from && bar.from <= bar.tables && bar.tables <= bar.to,
                        "{bar:?}"
                    );
                    assert!(bar.to <= batch.last_seconds, "{bar:?}, {}", batch.last_seconds);
                }
                assert!(batch.merge_seconds > 0.0);
                for pair in batch.bars.windows(2) {
                    assert!(
                        pair[0].worker < pair[1].worker || pair[0].to <= pair[1].from,
                        "{pair:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_static_schedule_gives_two_and_three() {
        let batch = batch(&Executor::pool(2).unwrap(), Schedule::Static, Sharing::OneCount);
        let taken = |worker: u32| -> Vec<u32> {
            let bars = batch.bars.iter().filter(|bar| bar.worker == worker);
            bars.map(|bar| bar.first_column).collect()
        };
        assert_eq!((taken(0), taken(1)), (vec![0, 1], vec![2, 3, 4]));
    }

    #[test]
    fn every_optimisation_left_out_gives_the_same_unit() {
        let shape = Shape::new(4, 6).unwrap();
        let reduced = Published::of(shape).unwrap().reduced.to_string();
        for without in [None].into_iter().chain(Optimisation::ALL.map(Some)) {
            let times = unit(shape, without, 0.0, u64::MAX).unwrap();
            assert_eq!((times.rectangles, times.times), (reduced.clone(), 1));
        }
    }

    #[test]
    fn jobs_with_nothing_to_do_end() {
        let (jobs, seconds) = dispatch(0.002, &Executor::pool(2).unwrap());
        assert!(jobs > 0 && seconds > 0.0);
    }

    #[test]
    fn the_clock_goes_in_steps() {
        assert!((1e-10..0.1).contains(&timer_seconds()));
    }
}
