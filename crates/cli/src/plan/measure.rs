//! Measures what counting takes here, for some seconds.

use std::cell::Cell;
use std::sync::Arc;
use std::time::{Duration, Instant};

use latin_rectangles::count::share::parts_to_share;
use latin_rectangles::count::{Checkpoint, Count, Request, Saved, Session, StartError};
use latin_rectangles::engine::EngineName;
use latin_rectangles::engine::classes::{PlannedPhase, Step, accepts, planned};
use latin_rectangles::engine::seam::Settled;
use latin_rectangles::latin::Shape;
use latin_rectangles::run::{Executor, Report, State, Stopped, Unwatched, Watch};

/// So many seconds at most are measured for a plan.
pub const SECONDS: f64 = 8.0;

/// Of a unit that is not finished, or of a phase, this much must be done at least to say how long the whole takes.
const LEAST_SHARE: f64 = 0.05;

/// What the whole of a shape takes.
pub struct MeasuredUnits {
    /// Seconds of one thread, by a sample of its units; `None` where too little of it could be done.
    pub seconds: Option<f64>,
    /// Seconds until the first unit could begin, its lists included.
    pub begin_seconds: f64,
    /// Bytes that a unit has in a file; `None` where none was finished.
    pub unit_bytes: Option<u64>,
}

/// The sample is cut so many times as finely as the count: enough units in some seconds, and little that each takes besides.
const FINER: u32 = 4;

/// Counts units of a shape, chosen at random, for at most so many seconds; the count is cut for so many shares.
///
/// # Errors
/// When the engine does not take the shape, or not in that memory.
pub fn by_units(
    engine: EngineName,
    shape: Shape,
    shares: u32,
    memory: u64,
    at_most: f64,
) -> Result<MeasuredUnits, StartError> {
    let start = Instant::now();
    let session = Session::default();
    let request = Request {
        parts: Some(parts_to_share(engine, shape, shares)?.saturating_mul(FINER)),
        memory,
        ..Request::of(shape, engine)
    };
    let settled = session.settle(request, None, &Executor::Caller)?;
    let mut opened = session.open(&settled, 1)?;
    // what every part does, and quickly
    while let Some(phase) = opened.phase().filter(|phase| !phase.saved) {
        for unit in 0..phase.units {
            let Ok(result) = opened.run(unit, 0, &Unwatched) else {
                unreachable!("nobody stops it");
            };
            opened.take(unit, &result.output.into())?;
        }
        while opened.settle()? == Settled::NotYet {}
    }
    let Some(phase) = opened.phase() else {
        return Ok(MeasuredUnits {
            begin_seconds: start.elapsed().as_secs_f64(),
            seconds: Some(0.0),
            unit_bytes: None,
        });
    };
    let units = phase.units;
    let mut file = Checkpoint::new(settled.clone());
    let empty = file.text().len();
    let watch = Deadline {
        end: start + Duration::from_secs_f64(at_most),
        share: Cell::default(),
    };
    // any seed will do; with the same one plans of one machine differ by its speed only
    let mut random = fastrand::Rng::with_seed(1);
    let mut order: Vec<usize> = (0..units).collect();
    random.shuffle(&mut order);
    let (mut seconds, mut done) = (0.0, 0.0);
    let mut begin_seconds = start.elapsed().as_secs_f64();
    for unit in order {
        watch.share.set(0);
        let (elapsed, result) = timed(|| opened.run(unit, 0, &watch));
        seconds += elapsed.as_secs_f64();
        match result {
            // lists and tables are made once for many units
            Ok(result) => {
                if done == 0.0 {
                    begin_seconds += result.prepared.seconds;
                }
                (seconds, done) = (seconds - result.prepared.seconds, done + 1.0);
                let saved = Saved {
                    microseconds: elapsed.as_micros() as u64,
                    output: result.output.into(),
                };
                file.add(&phase.key, units as u32, unit as u32, saved);
            }
            Err(Stopped) => {
                done += watch.share.get() as f64 / 1e6;
                break;
            }
        }
        if Instant::now() >= watch.end {
            break;
        }
    }
    let saved = file
        .of(&phase.key)
        .ok()
        .flatten()
        .map_or(0, |saved| saved.done.len());
    Ok(MeasuredUnits {
        begin_seconds,
        seconds: (done >= LEAST_SHARE).then(|| seconds / done * units as f64),
        unit_bytes: (saved > 0).then(|| ((file.text().len() - empty) / saved) as u64),
    })
}

/// How long the work takes the processor, which may have other work too.
fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let begun = thread_time();
    let done = work();
    (thread_time().saturating_sub(begun), done)
}

/// How long this thread has run.
#[cfg(unix)]
fn thread_time() -> Duration {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the call writes into `time`, and into nothing else.
    let status = unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
    assert_eq!(status, 0, "every thread has a clock");
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// The time of day, which is as long where nothing else runs.
#[cfg(not(unix))]
fn thread_time() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

/// Stops a unit at some moment, and remembers how much of it was done.
struct Deadline {
    end: Instant,
    share: Cell<u64>,
}

impl Watch for Deadline {
    fn report(&self, report: Report<'_>) -> Result<(), Stopped> {
        self.share.set(report.share);
        if Instant::now() < self.end {
            Ok(())
        } else {
            Err(Stopped)
        }
    }
}

/// What a phase took here.
#[derive(Clone, Debug)]
pub struct MeasuredPhase {
    pub columns: u32,
    pub phase: PlannedPhase,
    /// Seconds of one thread; of a phase that was not finished, according to what was done of it.
    pub seconds: f64,
}

/// The largest n of which something can be measured in that time by classes.
const LARGEST: u32 = 10;

/// Phases of a count by classes, of the n that is asked for or the largest that can be measured, run for at most so many
/// seconds.
///
/// # Errors
/// When the engine does not take the shapes in that memory.
pub fn by_classes(
    columns: u32,
    rows: (u32, u32),
    memory: u64,
    at_most: f64,
) -> Result<Vec<MeasuredPhase>, StartError> {
    let columns = columns.min(LARGEST);
    let rows = rows.0.min(columns)..=rows.1.min(columns);
    if accepts(columns, rows.clone()).is_err() {
        return Ok(Vec::new());
    }
    let phases = planned(columns, rows.clone());
    let request = Request {
        memory,
        ..Request::by_classes(columns, rows)
    };
    let start = Instant::now();
    let mut count = Count::start(request, &Session::default(), Arc::new(Executor::Caller))?;
    let mut measured: Vec<MeasuredPhase> = Vec::new();
    while count.state() == State::Running && start.elapsed().as_secs_f64() < at_most {
        let name = count
            .phase()
            .map(|phase| (phase.key.of.clone(), phase.name.clone()));
        let (elapsed, ()) = timed(|| count.step());
        let seconds = elapsed.as_secs_f64();
        let Some((of, name)) = name else { continue };
        let Some(phase) = phases.iter().find(|phase| phase.of == of || phase.of == name) else {
            continue;
        };
        match measured.last_mut() {
            Some(last) if last.phase == *phase => last.seconds += seconds,
            _ => measured.push(MeasuredPhase {
                columns,
                phase: phase.clone(),
                seconds,
            }),
        }
    }
    if count.state() == State::Running
        && let Some(last) = measured.pop()
    {
        let (done, units) = count.phase_done();
        let share = done as f64 / units as f64;
        if !matches!(last.phase.step, Step::List(_)) && share >= LEAST_SHARE {
            measured.push(MeasuredPhase {
                seconds: last.seconds / share,
                ..last
            });
        }
        count.cancel();
    }
    Ok(measured)
}
