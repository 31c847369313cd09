//! The plan: which steps are done, in which order.

use latin_rectangles::count::Session;
use latin_rectangles::engine::EngineName;
use latin_rectangles::engine::enumerate::{self, Optimisation, PopcountChoice, Sharing};
use latin_rectangles::engine::seam::EngineError;
use latin_rectangles::latin::{FirstColumn, Shape};
use latin_rectangles::run::Schedule;
use serde::{Deserialize, Serialize};

use super::bench::{self, LabError};
use super::report::LabParameters;
use super::step::{PoolConfig, Purpose, Step, Task};

/// What the lab is to measure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct LabRequest {
    /// The shape for what is counted in numbers.
    pub counted: Shape,
    /// The shape for what is timed; `null` chooses one that takes long enough here.
    pub timed: Option<Shape>,
    pub workers: u32,
    pub cores: u32,
    /// Whether pools can be started at all.
    pub threads: bool,
}

/// What will be measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct LabPlan {
    #[serde(rename = "question")]
    pub parameters: LabParameters,
    /// How leaves are counted: given to every new pool, so that none races the popcounts again.
    pub popcount: PopcountChoice,
    /// The pools that are started before the first step and last until after the last.
    #[serde(rename = "crews")]
    pub configs: Vec<PoolConfig>,
    pub steps: Vec<Step>,
    /// About how long each step takes.
    pub about_seconds: Vec<f64>,
}

/// A pool of more workers is not measured.
pub const MOST_WORKERS: u32 = 64;
/// Pools are started up to the number of cores, but to no more than the first unless more are requested, and to no fewer
/// than the second, so that a line can be fitted.
const STARTED: (u32, u32) = (8, 4);

/// A batch lasts at least this long.
const BATCH_SECONDS: f64 = 0.05;
/// The first runs are slower; a browser compiles code again that runs often.
const WARM_UP_SECONDS: f64 = 0.2;

const RATE_ROUNDS: u32 = 7;
const START_ROUNDS: u32 = 5;
const ROUNDS: u32 = 3;

/// The first of these is timed that takes this long in sequence.
const TIMED: [(u32, u32); 3] = [(5, 6), (5, 7), (4, 8)];
const LONG_ENOUGH_SECONDS: f64 = 0.02;

/// Shapes of growing size, to find the smallest one for which a pool pays off.
const GROWING: [(u32, u32); 6] = [(3, 4), (4, 5), (5, 6), (4, 6), (4, 7), (5, 7)];

/// In sequence, at most.
const MOST_SECONDS: f64 = 2.0;

/// Seconds that starting a pool takes, about: a fixed part, and one for each worker.
const START_SECONDS: (f64, f64) = if cfg!(target_arch = "wasm32") {
    (0.06, 0.03)
} else {
    (0.001, 0.0002)
};
/// About how much slower a unit is without an optimisation.
const SLOWDOWN: f64 = 15.0;

/// Backtracking may take about this long for one first column; it is run once.
const MOST_BASELINE_SECONDS: f64 = 3.0;
/// The speed of backtracking is measured on one first column of this shape.
const BASELINE_TRIED: (u32, u32) = (5, 6);

impl LabPlan {
    /// The plan for a request. Measures for some ten milliseconds how long the shapes take here.
    ///
    /// # Errors
    /// [`LabError`] when a shape or the number of workers is not allowed.
    pub fn of(request: &LabRequest, session: &Session, memory: u64) -> Result<Self, LabError> {
        let workers = if request.threads { request.workers } else { 1 };
        if !(1..=MOST_WORKERS).contains(&workers) {
            return Err(LabError::Workers {
                workers: request.workers,
                most: MOST_WORKERS,
            });
        }
        for shape in [Some(request.counted), request.timed].into_iter().flatten() {
            refuse_long(shape)?;
        }
        let timed = match request.timed {
            Some(shape) => shape,
            None => long_enough(memory)?,
        };
        let parameters = LabParameters {
            counted: request.counted,
            timed,
            workers,
            most_workers: workers.max(request.cores.clamp(STARTED.1, STARTED.0)),
        };
        let baseline = Baseline::of(timed, Baseline::pace(memory)?)?;
        let steps = steps(&parameters, baseline.shape, request.threads);
        let timed_seconds = sequential_seconds(timed, memory)?;
        Ok(LabPlan {
            parameters,
            popcount: session.cache().popcount(),
            configs: pool_configs(workers, request.threads).collect(),
            about_seconds: steps
                .iter()
                .map(|step| about(step, timed, timed_seconds, baseline.seconds))
                .collect(),
            steps,
        })
    }
}

fn refuse_long(shape: Shape) -> Result<(), LabError> {
    let word_seconds = enumerate::measure_word_seconds(None, 0.005);
    let seconds = EngineName::Enumerate.estimate(shape, 1, word_seconds)?.seconds;
    if seconds > MOST_SECONDS {
        return Err(LabError::TooLong {
            shape,
            seconds: seconds as u64,
            most: MOST_SECONDS as u64,
        });
    }
    Ok(())
}

/// The shape of which one first column is counted by backtracking, and how long that takes about.
struct Baseline {
    shape: Shape,
    seconds: f64,
}

impl Baseline {
    /// Seconds of a word of its estimates, as measured here.
    fn pace(memory: u64) -> Result<f64, LabError> {
        let (rows, columns) = BASELINE_TRIED;
        let shape = Shape::new(rows, columns)?;
        let tried = bench::baseline(shape, 0.002, memory)?;
        Ok(tried.seconds / f64::from(tried.times) / Self::words(shape)?)
    }

    /// The estimate for one first column, in words of bitset work.
    fn words(shape: Shape) -> Result<f64, EngineError> {
        let all = EngineName::Naive.estimate(shape, 1, 1.0)?;
        Ok(all.seconds / all.first_columns as f64)
    }

    /// The timed shape, or one with fewer columns where backtracking takes too long for it.
    fn of(timed: Shape, pace: f64) -> Result<Self, LabError> {
        let mut shape = timed;
        loop {
            match Self::words(shape).map(|words| words * pace) {
                Ok(seconds) if seconds <= MOST_BASELINE_SECONDS || shape.columns() == 1 => {
                    return Ok(Baseline { shape, seconds });
                }
                _ => {
                    let columns = shape.columns() - 1;
                    shape = Shape::new(shape.rows().min(columns), columns)?;
                }
            }
        }
    }
}

/// From one first column, run twice.
fn sequential_seconds(shape: Shape, memory: u64) -> Result<f64, LabError> {
    bench::unit(shape, None, 0.0, memory)?;
    let seconds = bench::unit(shape, None, 0.0, memory)?.seconds;
    Ok(seconds * FirstColumn::all(shape).count() as f64)
}

fn long_enough(memory: u64) -> Result<Shape, LabError> {
    let mut shape = None;
    for (rows, columns) in TIMED {
        let next = Shape::new(rows, columns)?;
        shape = Some(next);
        if sequential_seconds(next, memory)? >= LONG_ENOUGH_SECONDS {
            break;
        }
    }
    shape.ok_or(LabError::Missing("a shape to be timed"))
}

/// No pool, then pools of 1 worker to all: every size up to four, then doubling.
fn pool_configs(workers: u32, threads: bool) -> impl Iterator<Item = PoolConfig> {
    let sizes = (1..=workers).filter(move |&size| size <= 4 || size.is_power_of_two() || size == workers);
    let pools = sizes.filter(move |_| threads).map(PoolConfig::pool);
    std::iter::once(PoolConfig::SEQUENTIAL).chain(pools)
}

fn steps(parameters: &LabParameters, baseline: Shape, threads: bool) -> Vec<Step> {
    let &LabParameters {
        counted,
        timed,
        workers,
        most_workers,
    } = parameters;
    let configs: Vec<PoolConfig> = pool_configs(workers, threads).collect();
    let all = *configs.last().expect("the calling thread is one");
    let counts = |shape, schedule, tables, at_least_seconds| Task::Counts {
        shape,
        schedule,
        tables,
        at_least_seconds,
    };
    let timed_counts = |seconds| counts(timed, Schedule::Dynamic, Sharing::AllCounts, seconds);
    let mut steps = Vec::new();
    let mut add = |purpose, round, config, fresh, task| {
        steps.push(Step {
            purpose,
            round,
            config,
            fresh,
            task,
        });
    };

    for &config in &configs {
        add(Purpose::WarmUp, 0, config, false, timed_counts(WARM_UP_SECONDS));
    }
    for round in 0..RATE_ROUNDS {
        for &config in &configs {
            add(Purpose::Rate, round, config, false, timed_counts(BATCH_SECONDS));
        }
    }
    for round in 0..ROUNDS {
        for schedule in Schedule::ALL {
            let task = counts(counted, schedule, Sharing::AllCounts, 0.0);
            add(Purpose::Assignment, round, all, false, task);
        }
        for tables in [Sharing::OneCount, Sharing::Worker, Sharing::Unit] {
            let task = counts(counted, Schedule::Static, tables, BATCH_SECONDS);
            add(Purpose::Tables, round, all, false, task);
        }
        for without in [None].into_iter().chain(Optimisation::ALL.map(Some)) {
            let task = Task::Unit {
                shape: timed,
                without,
                at_least_seconds: BATCH_SECONDS,
            };
            add(Purpose::Optimisation, round, PoolConfig::SEQUENTIAL, false, task);
        }
        if all.workers > 1 {
            for shape in GROWING.map(|(rows, columns)| Shape::new(rows, columns).expect("a shape")) {
                for config in [PoolConfig::SEQUENTIAL, all] {
                    let task = counts(shape, Schedule::Dynamic, Sharing::AllCounts, BATCH_SECONDS);
                    add(Purpose::BreakEven, round, config, false, task);
                }
            }
        }
        for &config in configs.iter().filter(|config| config.pool) {
            let task = Task::Dispatch {
                at_least_seconds: BATCH_SECONDS,
            };
            add(Purpose::Dispatch, round, config, false, task);
        }
    }
    for task in [
        Task::Unit {
            shape: baseline,
            without: None,
            at_least_seconds: BATCH_SECONDS,
        },
        Task::Baseline {
            shape: baseline,
            at_least_seconds: BATCH_SECONDS,
        },
    ] {
        add(Purpose::Baseline, 0, PoolConfig::SEQUENTIAL, false, task);
    }
    for round in 0..if threads { START_ROUNDS } else { 0 } {
        for size in 1..=most_workers {
            let task = counts(timed, Schedule::Dynamic, Sharing::OneCount, 0.0);
            add(Purpose::Start, round, PoolConfig::pool(size), true, task);
        }
    }
    steps
}

fn about(step: &Step, timed: Shape, timed_seconds: f64, baseline_seconds: f64) -> f64 {
    let starting = if step.fresh {
        START_SECONDS.0 + START_SECONDS.1 * f64::from(step.config.workers)
    } else {
        0.0
    };
    let columns = FirstColumn::all(timed).count() as f64;
    starting
        + match step.task {
            Task::Counts {
                shape,
                at_least_seconds,
                ..
            } if shape == timed => {
                let seconds = timed_seconds / f64::from(step.config.workers);
                at_least_seconds + seconds / if at_least_seconds > seconds { 2.0 } else { 1.0 }
            }
            // the work between two short counts takes about as long again
            Task::Counts { at_least_seconds, .. } => 2.0 * at_least_seconds,
            Task::Unit {
                shape,
                without,
                at_least_seconds,
            } if shape == timed => {
                let slowdown = if without.is_some() { SLOWDOWN } else { 1.0 };
                at_least_seconds.max(slowdown * timed_seconds / columns)
            }
            Task::Unit { at_least_seconds, .. } => at_least_seconds,
            Task::Baseline { at_least_seconds, .. } => at_least_seconds.max(baseline_seconds),
            Task::Dispatch { at_least_seconds } => 2.0 * at_least_seconds,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> LabRequest {
        LabRequest {
            counted: Shape::new(5, 6).unwrap(),
            timed: None,
            workers: 2,
            cores: 2,
            threads: true,
        }
    }

    #[test]
    fn every_step_has_its_pool_and_its_time() {
        let plan = LabPlan::of(&request(), &Session::default(), u64::MAX).unwrap();
        assert_eq!(
            plan.configs,
            [PoolConfig::SEQUENTIAL, PoolConfig::pool(1), PoolConfig::pool(2)]
        );
        assert_eq!(plan.steps.len(), plan.about_seconds.len());
        assert!(
            plan.steps
                .iter()
                .all(|step| step.fresh || plan.configs.contains(&step.config))
        );
        assert!(plan.about_seconds.iter().all(|&seconds| seconds >= 0.0));
        assert_eq!(plan.parameters.most_workers, 4);
        let starts = plan.steps.iter().filter(|step| step.fresh);
        assert_eq!(starts.count() as u32, START_ROUNDS * 4);
    }

    #[test]
    fn rates_of_the_pools_are_interleaved() {
        let plan = LabPlan::of(&request(), &Session::default(), u64::MAX).unwrap();
        let rates = plan.steps.iter().filter(|step| step.purpose == Purpose::Rate);
        let configs: Vec<PoolConfig> = rates.map(|step| step.config).collect();
        assert_eq!(
            configs[..6],
            [plan.configs.clone(), plan.configs.clone()].concat()
        );
    }

    #[test]
    fn backtracking_has_a_smaller_shape_where_the_timed_one_is_too_large_for_it() {
        for (timed, baseline) in [
            ((5, 6), (5, 6)),
            ((4, 8), (4, 7)),
            ((6, 7), (6, 6)),
            ((1, 1), (1, 1)),
        ] {
            let [timed, baseline] = [timed, baseline].map(|(r, n)| Shape::new(r, n).unwrap());
            let steps = steps_of(timed, 1e-9);
            let tasks: Vec<&Task> = steps
                .iter()
                .filter(|step| step.purpose == Purpose::Baseline)
                .map(|step| &step.task)
                .collect();
            assert!(
                matches!(
                    tasks[..],
                    [&Task::Unit { shape, without: None, .. }, &Task::Baseline { shape: by_backtracking, .. }]
                        if shape == baseline && by_backtracking == baseline
                ),
                "{timed}: {tasks:?}"
            );
        }
        // a slow machine has a smaller one sooner
        let slow = Baseline::of(Shape::new(5, 7).unwrap(), 1e-7).unwrap();
        assert_eq!(slow.shape, Shape::new(5, 6).unwrap());
        assert!(slow.seconds > 0.0);
    }

    fn steps_of(timed: Shape, word_seconds: f64) -> Vec<Step> {
        let parameters = LabParameters {
            counted: timed,
            timed,
            workers: 1,
            most_workers: 1,
        };
        let baseline = Baseline::of(timed, word_seconds).unwrap();
        steps(&parameters, baseline.shape, false)
    }

    #[test]
    fn without_threads_there_is_the_calling_thread_only() {
        let request = LabRequest {
            threads: false,
            ..request()
        };
        let plan = LabPlan::of(&request, &Session::default(), u64::MAX).unwrap();
        assert_eq!(
            (plan.configs, plan.parameters.workers),
            (vec![PoolConfig::SEQUENTIAL], 1)
        );
        assert!(plan.steps.iter().all(|step| !step.config.pool && !step.fresh));
    }

    #[test]
    fn says_what_is_allowed() {
        let refused = |request: LabRequest| {
            LabPlan::of(&request, &Session::default(), u64::MAX)
                .unwrap_err()
                .to_string()
        };
        let long = LabRequest {
            timed: Some(Shape::new(5, 9).unwrap()),
            ..request()
        };
        assert!(refused(long).ends_with("which is too long here: at most 2 s are allowed"));
        let crowd = LabRequest {
            workers: 65,
            ..request()
        };
        assert_eq!(refused(crowd), "workers = 65 is not possible here: 1 to 64 are");
    }
}
