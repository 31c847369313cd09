//! Three ways to spoil a parallel count, each measured beside the good way: variants of the engine's own loop for those who
//! learn, used nowhere else.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use latin_rectangles::count::{CountError, Session};
use latin_rectangles::engine::enumerate::{Config, Enumerate, MOST_PARTS, Sharing};
use latin_rectangles::engine::seam::Engine;
use latin_rectangles::latin::{Shape, SignedCount};
use latin_rectangles::run::{Executor, Meter, Schedule, State, Stopped, Watch, Work};
use num_traits::ToPrimitive;
use serde::{Deserialize, Serialize};
use web_time::Instant;

use super::bench::LabError;

/// Seconds that a spoilt way may count at most.
pub const MOST_SECONDS: f64 = 5.0;

/// Parts for each worker, at least, into which first columns are cut.
const PARTS_A_WORKER: usize = 16;

/// What is done badly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SpoiltWay {
    /// One counter, which every worker locks for every rectangle that its part of a first column has.
    SharedCounter,
    /// Three quarters of all parts are one unit, which one worker has to count.
    LargeUnit,
    /// Tables are built anew for each first column.
    OwnTables,
}

/// A spoilt way to be measured.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ComparisonRequest {
    pub way: SpoiltWay,
    /// The lab's timed shape.
    pub shape: Shape,
    /// Seconds after which no more parts are begun, more than 0 and at most 5.
    pub at_most_seconds: f64,
}

/// What a spoilt way cost: the same work both ways, with the same count.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Comparison {
    pub way: SpoiltWay,
    pub shape: Shape,
    /// With one worker nobody waits for a lock or for another worker.
    pub workers: u32,
    /// First columns or parts of them that were counted, both ways.
    pub parts: u32,
    /// How many there are; not all are counted where that takes too long.
    pub all_parts: u32,
    /// Even and odd reduced rectangles in the parts that were counted.
    pub count: SignedCount,
    pub spoilt: WayTimes,
    pub good: WayTimes,
    /// How many times as long the spoilt way took.
    pub times_slower: f64,
}

/// How long one way took.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct WayTimes {
    /// From the start to the end of the last worker.
    pub seconds: f64,
    /// Reduced rectangles a second.
    pub rate: f64,
    /// For each worker the seconds in which it counted.
    pub busy_seconds: Vec<f64>,
}

/// Parts of first columns, put together to units.
struct Parts {
    engine: Arc<Enumerate>,
    units: Vec<Vec<usize>>,
    /// Locked for every rectangle, where there is one.
    counter: Option<Mutex<[u64; 2]>>,
    until: Option<Instant>,
}

/// The parts of a unit that were counted.
struct Counted {
    parts: Vec<usize>,
    count: SignedCount,
}

impl Work for Parts {
    type Output = Counted;

    fn units(&self) -> usize {
        self.units.len()
    }

    fn run(&self, unit: usize, worker: usize, watch: &dyn Watch) -> Result<Counted, Stopped> {
        let mut counted = Counted {
            parts: Vec::new(),
            count: SignedCount::default(),
        };
        for &part in &self.units[unit] {
            if self.until.is_some_and(|until| Instant::now() >= until) {
                break;
            }
            let gave = self.engine.run(part, worker, watch)?;
            let read = self.engine.read(part, &gave.output);
            let count = read.ok().flatten().expect("a unit of rectangles");
            if let Some(counter) = &self.counter {
                let signs = [&count.positive, &count.negative];
                for (sign, count) in signs.into_iter().enumerate() {
                    for _ in 0..count.to_u64().expect("what was counted in seconds") {
                        counter.lock().unwrap_or_else(PoisonError::into_inner)[sign] += 1;
                    }
                }
            }
            counted.parts.push(part);
            counted.count = counted.count + count;
        }
        Ok(counted)
    }
}

/// One way, once it has been measured.
struct Measured {
    parts: Vec<usize>,
    count: SignedCount,
    seconds: f64,
    busy_seconds: Vec<f64>,
}

/// Counts on all workers.
fn measure(work: Parts, executor: &Executor) -> Result<Measured, LabError> {
    let workers = executor.workers();
    let work = Arc::new(work);
    let run = executor.start(work.clone(), Schedule::Dynamic, Arc::new(Meter::new(workers)));
    let state = loop {
        match run.wait(Duration::from_secs(1)) {
            State::Running => {}
            state => break state,
        }
    };
    if let State::Failed(why) = state {
        return Err(CountError::Worker(why).into());
    }
    let mut measured = Measured {
        parts: Vec::new(),
        count: SignedCount::default(),
        seconds: run.elapsed_seconds(),
        busy_seconds: vec![0.0; workers],
    };
    for finished in run.take_finished() {
        measured.busy_seconds[finished.timing.worker] += finished.timing.seconds;
        measured.parts.extend(finished.output.parts);
        measured.count = measured.count + finished.output.count;
    }
    measured.parts.sort_unstable();
    if let Some(counter) = &work.counter {
        let [positive, negative] = *counter.lock().unwrap_or_else(PoisonError::into_inner);
        agree(&measured.count, &SignedCount::new(positive, negative))?;
    }
    Ok(measured)
}

fn agree(one: &SignedCount, other: &SignedCount) -> Result<(), LabError> {
    if one == other {
        return Ok(());
    }
    let why = "the spoilt way and the good way have counted differently".to_owned();
    Err(CountError::Worker(why).into())
}

impl Measured {
    fn times(self) -> WayTimes {
        WayTimes {
            seconds: self.seconds,
            rate: self.count.total().to_f64().unwrap_or(0.0) / self.seconds,
            busy_seconds: self.busy_seconds,
        }
    }
}

impl Comparison {
    /// Counts as much as can be counted in that time the spoilt way, and then the same the good way, holding at most
    /// `memory` bytes. Workers that share no memory leave tables to the caller, by itself.
    ///
    /// # Errors
    /// [`LabError`] when the shape or the time is not allowed, workers would have to share memory and do not, or both counts
    /// are not equal.
    pub fn of(
        request: &ComparisonRequest,
        session: &Session,
        executor: &Executor,
        memory: u64,
    ) -> Result<Self, LabError> {
        let &ComparisonRequest {
            way,
            shape,
            at_most_seconds,
        } = request;
        let executor = match (executor, way) {
            // one worker builds tables alone
            (Executor::Messages(_), SpoiltWay::OwnTables) => &Executor::Caller,
            (Executor::Messages(_), _) => return Err(LabError::NoSharedMemory),
            (executor, _) => executor,
        };
        if !(at_most_seconds > 0.0 && at_most_seconds <= MOST_SECONDS) {
            return Err(LabError::Seconds { most: MOST_SECONDS });
        }
        let workers = executor.workers();
        let columns = Enumerate::units(shape, 1).len();
        let open = |sharing: Sharing| -> Result<Arc<Enumerate>, LabError> {
            let parts = match way {
                // short parts, so that workers meet at the lock all the time
                SpoiltWay::SharedCounter => MOST_PARTS,
                SpoiltWay::LargeUnit => (PARTS_A_WORKER * workers).div_ceil(columns) as u32,
                SpoiltWay::OwnTables => 1,
            };
            let config = Config {
                parts,
                sharing,
                memory,
                ..Config::default()
            };
            let engine = Enumerate::open(shape, config, workers, session.cache())?;
            Ok(Arc::new(engine))
        };
        let (spoilt, good) = match way {
            SpoiltWay::OwnTables => (open(Sharing::Unit)?, open(Sharing::OneCount)?),
            SpoiltWay::SharedCounter | SpoiltWay::LargeUnit => {
                let engine = open(Sharing::AllCounts)?;
                engine.make_lists(0);
                (engine.clone(), engine)
            }
        };
        let all_parts = good.phase().map_or(0, |phase| phase.units);
        let large = match way {
            SpoiltWay::LargeUnit => 3 * all_parts / 4,
            SpoiltWay::SharedCounter | SpoiltWay::OwnTables => 0,
        };
        let one_by_one =
            |parts: &mut dyn Iterator<Item = usize>| parts.map(|part| vec![part]).collect::<Vec<_>>();
        let mut units = one_by_one(&mut (large..all_parts));
        if large > 0 {
            units.insert(0, (0..large).collect());
        }
        let spoilt = measure(
            Parts {
                engine: spoilt,
                units,
                counter: (way == SpoiltWay::SharedCounter).then(Mutex::default),
                until: Some(Instant::now() + Duration::from_secs_f64(at_most_seconds)),
            },
            executor,
        )?;
        let good = measure(
            Parts {
                engine: good,
                units: one_by_one(&mut spoilt.parts.iter().copied()),
                counter: None,
                until: None,
            },
            executor,
        )?;
        agree(&spoilt.count, &good.count)?;
        Ok(Comparison {
            way,
            shape,
            workers: workers as u32,
            parts: spoilt.parts.len() as u32,
            all_parts: all_parts as u32,
            count: good.count.clone(),
            times_slower: spoilt.seconds / good.seconds,
            spoilt: spoilt.times(),
            good: good.times(),
        })
    }
}

#[cfg(test)]
mod tests {
    use latin_rectangles::latin::Published;

    use super::*;

    const WAYS: [SpoiltWay; 3] = [
        SpoiltWay::SharedCounter,
        SpoiltWay::LargeUnit,
        SpoiltWay::OwnTables,
    ];

    fn compared(
        way: SpoiltWay,
        shape: Shape,
        seconds: f64,
        executor: &Executor,
    ) -> Result<Comparison, LabError> {
        let request = ComparisonRequest {
            way,
            shape,
            at_most_seconds: seconds,
        };
        Comparison::of(&request, &Session::default(), executor, u64::MAX)
    }

    #[test]
    fn every_way_gives_the_same_count() {
        let shape = Shape::new(5, 6).unwrap();
        let published = Published::of(shape).unwrap();
        for executor in [
            Executor::Caller,
            Executor::pool(1).unwrap(),
            Executor::pool(3).unwrap(),
        ] {
            for way in WAYS {
                let compared = compared(way, shape, MOST_SECONDS, &executor).unwrap();
                assert_eq!(compared.parts, compared.all_parts);
                assert_eq!(compared.count.total(), &published.reduced * shape.first_columns());
                let sum = &compared.count * &shape.row_orders();
                assert_eq!(Some(sum), published.signed, "{way:?}");
                for times in [&compared.spoilt, &compared.good] {
                    assert!(times.seconds > 0.0 && times.rate > 0.0);
                    assert_eq!(times.busy_seconds.len(), executor.workers());
                }
            }
        }
    }

    #[test]
    fn work_that_takes_too_long_is_cut_and_is_the_same_both_ways() {
        let shape = Shape::new(6, 7).unwrap();
        let executor = Executor::pool(2).unwrap();
        let compared = compared(SpoiltWay::SharedCounter, shape, 0.02, &executor).unwrap();
        assert!(
            0 < compared.parts && compared.parts < compared.all_parts,
            "{compared:?}"
        );
    }

    #[test]
    fn what_is_not_possible_is_refused() {
        let shape = Shape::new(3, 5).unwrap();
        for seconds in [0.0, 5.5, f64::NAN] {
            let refused = compared(SpoiltWay::LargeUnit, shape, seconds, &Executor::Caller).unwrap_err();
            assert!(refused.to_string().contains("at most 5"), "{refused}");
        }
        let refused = compared(SpoiltWay::LargeUnit, shape, 1.0, &Executor::Messages(2)).unwrap_err();
        assert!(refused.to_string().contains("share no memory"), "{refused}");
        let alone = compared(SpoiltWay::OwnTables, shape, 1.0, &Executor::Messages(2)).unwrap();
        assert_eq!(alone.workers, 1);
    }
}
