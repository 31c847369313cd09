//! Carrying out one step on a pool that is running: the same code in a browser and in the command.

use std::sync::Arc;
use std::time::Duration;

use latin_rectangles::count::{Count, CountError, Record, Request, Session, StartError};
use latin_rectangles::engine::EngineName;
use latin_rectangles::engine::enumerate::{
    Config, Enumerate, Optimisation, Options, ScannedRows, Sharing, settle_popcount,
};
use latin_rectangles::engine::naive::Naive;
use latin_rectangles::engine::seam::{Engine, EngineError};
use latin_rectangles::latin::{Shape, ShapeError, SignedCount};
use latin_rectangles::report::CountResult;
use latin_rectangles::run::{Executor, Meter, MeterField, Schedule, State, Stopped, Unwatched, Watch, Work};
use num_bigint::BigUint;
use thiserror::Error;
use web_time::Instant;

use super::step::{Bar, Batch, Outcome, Step, Task, UnitTimes, WorkerShare};

/// Why something could not be measured.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum LabError {
    #[error(transparent)]
    Shape(#[from] ShapeError),
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Start(#[from] StartError),
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
    #[error("workers that share no memory cannot be measured like this")]
    NoSharedMemory,
    #[error("a number of seconds is more than 0 and at most {most}")]
    Seconds { most: f64 },
    #[error("nothing has been measured for: {0}")]
    Missing(&'static str),
    #[error("this is not a report of the lab: {0}")]
    NotAReport(String),
    #[error("this report has format {found}, and only formats 1 to {known} can be read here")]
    Format { found: u32, known: u32 },
    #[error(
        "one first column of {shape} has {} even and {} odd rectangles by backtracking, but {} and {} by enumeration",
        naive.positive, naive.negative, enumerated.positive, enumerated.negative
    )]
    Contradiction {
        shape: Shape,
        naive: SignedCount,
        enumerated: SignedCount,
    },
}

/// A batch may last this many times as long as requested, including the time between counts.
const LONGEST: f64 = 4.0;

/// Carries out one step on its pool, holding at most `memory` bytes.
///
/// # Errors
/// [`LabError`] when the shape is not allowed or a count went wrong.
pub fn carry_out(
    step: &Step,
    session: &Session,
    executor: &Arc<Executor>,
    memory: u64,
) -> Result<Outcome, LabError> {
    match step.task {
        Task::Counts {
            shape,
            schedule,
            tables,
            at_least_seconds,
        } => {
            let request = Request {
                schedule: Some(schedule),
                sharing: tables,
                memory,
                ..Request::of(shape, EngineName::Enumerate)
            };
            Ok(Outcome::Counts(counts(
                &request,
                at_least_seconds,
                session,
                executor,
            )?))
        }
        Task::Unit {
            shape,
            without,
            at_least_seconds,
        } => Ok(Outcome::Unit(unit(shape, without, at_least_seconds, memory)?)),
        Task::Baseline {
            shape,
            at_least_seconds,
        } => Ok(Outcome::Baseline(baseline(shape, at_least_seconds, memory)?)),
        Task::Dispatch { at_least_seconds } => {
            let (jobs, seconds) = dispatch(at_least_seconds, executor);
            Ok(Outcome::Dispatch { seconds, jobs })
        }
    }
}

fn counts(
    request: &Request,
    at_least_seconds: f64,
    session: &Session,
    executor: &Arc<Executor>,
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
        let mut count = Count::start(request.clone(), session, executor.clone())?;
        while count.wait(Duration::from_secs(1)) == State::Running {}
        let result = CountResult::of(&count)?;
        let total = result.figures.first().and_then(|figures| figures.total.as_ref());
        let total = total.expect("what is counted by enumeration");
        let last_seconds = count.elapsed_seconds();
        let merge_seconds = count.age_seconds() - last_seconds;
        counts += 1;
        seconds += last_seconds;
        let engine = enumeration(&count, session)?;
        for record in count.records() {
            let worker = record.worker.expect("nothing was done before");
            let (share, rectangles) = &mut shares[worker];
            add(share, record, engine.scanned_rows(record.unit));
            *rectangles += count.signed(record).expect("a unit of rectangles").total();
        }
        for (worker, (share, _)) in shares.iter_mut().enumerate() {
            share.reports += count.meter().read(worker, MeterField::Heartbeat);
        }
        let enough = seconds >= at_least_seconds;
        if enough || start.elapsed().as_secs_f64() >= LONGEST * at_least_seconds {
            return Ok(Batch {
                counts,
                seconds,
                total: total.to_string(),
                workers: shares
                    .into_iter()
                    .map(|(share, rectangles)| WorkerShare {
                        rectangles: rectangles.to_string(),
                        ..share
                    })
                    .collect(),
                bars: bars(&count),
                last_seconds,
                merge_seconds,
            });
        }
    }
}

/// The engine of a count, for the rows that its units scan.
fn enumeration(count: &Count, session: &Session) -> Result<Enumerate, LabError> {
    let request = count.request();
    let shape = request.shape().expect("one shape");
    let config = Config {
        parts: request.parts.expect("a settled request"),
        options: request.options,
        popcount: request.popcount,
        sharing: Sharing::AllCounts,
        memory: request.memory,
    };
    Ok(Enumerate::open(shape, config, 1, session.cache())?)
}

fn add(share: &mut WorkerShare, record: &Record, scanned_rows: ScannedRows) {
    let prepared = record.prepared;
    share.units += 1;
    share.counting_seconds += record.seconds - prepared.until;
    share.table_seconds += prepared.seconds;
    share.tables_built += prepared.tables;
    share.lists_built += prepared.lists;
    share.candidates += scanned_rows.candidates;
    share.derangements += scanned_rows.derangements;
    share.even += scanned_rows.even;
}

fn bars(count: &Count) -> Vec<Bar> {
    let request = count.request();
    let shape = request.shape().expect("one shape");
    let units = Enumerate::units(shape, request.parts.expect("a settled request"));
    let bar = |record: &Record| {
        let unit = units[record.unit];
        Bar {
            worker: record.worker.expect("nothing was done before") as u32,
            first_column: unit.first_column as u32,
            second_rows: [unit.from, unit.to],
            from: record.begun,
            tables: record.begun + record.prepared.until,
            to: record.begun + record.seconds,
        }
    };
    let mut bars: Vec<Bar> = count.records().iter().map(bar).collect();
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
    let cache = Arc::default();
    let config = Config {
        parts: 1,
        options,
        popcount: settle_popcount(shape, &options, &cache),
        sharing: Sharing::OneCount,
        memory,
    };
    let engine = Enumerate::open(shape, config, 1, &cache)?;
    engine.make_lists(0);
    let (times, _) = first_unit(&engine, at_least_seconds)?;
    Ok(times)
}

/// Times the first unit by plain backtracking, and compares its figures with those by enumeration.
pub(super) fn baseline(shape: Shape, at_least_seconds: f64, memory: u64) -> Result<UnitTimes, LabError> {
    let config = Config {
        memory,
        ..Config::default()
    };
    let (_, enumerated) = first_unit(&Enumerate::open(shape, config, 1, &Arc::default())?, 0.0)?;
    let (times, naive) = first_unit(&Naive::open(shape)?, at_least_seconds)?;
    if naive == enumerated {
        Ok(times)
    } else {
        Err(LabError::Contradiction {
            shape,
            naive,
            enumerated,
        })
    }
}

/// Runs the first unit of an engine again and again, for at least that long.
fn first_unit(engine: &impl Engine, at_least_seconds: f64) -> Result<(UnitTimes, SignedCount), LabError> {
    let start = Instant::now();
    let mut times = 0;
    loop {
        let result = engine.run(0, 0, &Unwatched).expect("nobody stops it");
        times += 1;
        let seconds = start.elapsed().as_secs_f64();
        if seconds >= at_least_seconds {
            let count = engine.read(0, &result.output)?.expect("a unit of rectangles");
            let rectangles = count.total().to_string();
            let times = UnitTimes {
                rectangles,
                seconds,
                times,
            };
            return Ok((times, count));
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
        let meter = Arc::new(Meter::new(executor.workers()));
        let run = executor.start(work.clone(), Schedule::Static, meter);
        while run.wait(Duration::from_secs(1)) == State::Running {}
        jobs += 1;
        seconds += run.elapsed_seconds();
    }
    (jobs, seconds / f64::from(jobs.max(1)))
}

/// The shortest of some hundred steps of the clock, which is coarse on purpose in a browser.
pub(super) fn timer_seconds() -> f64 {
    const STEPS: usize = 200;
    /// A clock that stands still is not waited for.
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
    use super::super::step::{PoolConfig, Purpose};
    use super::*;
    use latin_rectangles::latin::Published;

    fn step(config: PoolConfig, task: Task) -> Step {
        Step {
            purpose: Purpose::Rate,
            round: 0,
            config,
            fresh: false,
            task,
        }
    }

    fn batch(executor: &Arc<Executor>, schedule: Schedule, tables: Sharing) -> Batch {
        let task = Task::Counts {
            shape: Shape::new(5, 6).unwrap(),
            schedule,
            tables,
            at_least_seconds: 0.002,
        };
        match carry_out(
            &step(PoolConfig::SEQUENTIAL, task),
            &Session::default(),
            executor,
            u64::MAX,
        )
        .unwrap()
        {
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
        ]
        .map(Arc::new)
        {
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
        let executor = Arc::new(Executor::pool(2).unwrap());
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
        let batch = batch(
            &Arc::new(Executor::pool(2).unwrap()),
            Schedule::Static,
            Sharing::OneCount,
        );
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
    fn backtracking_gives_the_same_unit() {
        for (rows, columns) in [(1, 4), (2, 6), (4, 6), (5, 6), (6, 6)] {
            let shape = Shape::new(rows, columns).unwrap();
            let by_enumeration = unit(shape, None, 0.0, u64::MAX).unwrap().rectangles;
            let times = baseline(shape, 0.0, u64::MAX).unwrap();
            assert_eq!((times.rectangles, times.times), (by_enumeration, 1), "{shape}");
        }
        let refused = baseline(Shape::new(4, 8).unwrap(), 0.0, u64::MAX).unwrap_err();
        assert!(refused.to_string().contains("too large for naive"), "{refused}");
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
