//! Carrying out a plan with pools of this process.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use latin_rectangles::count::Session;
use latin_rectangles::run::Executor;

use super::bench::{LabError, carry_out};
use super::plan::{LabPlan, LabRequest};
use super::report::Measurements;
use super::step::{PoolConfig, Start, Step, StepRecord};

/// Carries out the whole plan, holding at most `memory` bytes for each pool; calls `done` with the number of steps done.
///
/// # Errors
/// [`LabError`] when a step went wrong.
pub fn measure(
    plan: &LabPlan,
    request: &LabRequest,
    session: &Session,
    memory: u64,
    mut done: impl FnMut(usize),
) -> Result<Measurements, LabError> {
    let begin = Instant::now();
    let shared: Vec<(PoolConfig, Arc<Executor>)> = plan
        .configs
        .iter()
        .map(|&config| Ok((config, Pool::start(config)?.executor)))
        .collect::<Result<_, LabError>>()?;
    let mut records = Vec::new();
    for step in &plan.steps {
        let found = shared
            .iter()
            .find(|(config, _)| *config == step.config && !step.fresh);
        records.push(match found {
            Some((_, executor)) => StepRecord {
                step: step.clone(),
                start: None,
                outcome: carry_out(step, session, executor, memory)?,
            },
            None => on_new_pool(step, session, memory)?,
        });
        done(records.len());
    }
    Ok(Measurements {
        measured_at: SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs()),
        seconds: begin.elapsed().as_secs_f64(),
        parameters: plan.parameters,
        platform: format!(
            "the command on {} {}",
            std::env::consts::OS,
            std::env::consts::ARCH
        ),
        cores: request.cores,
        no_threads: None,
        memory_gib: None,
        records,
    })
}

fn on_new_pool(step: &Step, session: &Session, memory: u64) -> Result<StepRecord, LabError> {
    let asked = Instant::now();
    let pool = Pool::start(step.config)?;
    let ready = asked.elapsed().as_secs_f64();
    let begun = asked.elapsed().as_secs_f64();
    let outcome = carry_out(step, session, &pool.executor, memory)?;
    let start = Start {
        loaded: 0.0,
        ready,
        begun,
        ending: pool.end(),
    };
    Ok(StepRecord {
        step: step.clone(),
        start: Some(start),
        outcome,
    })
}

/// An executor, and how many of its threads have ended.
struct Pool {
    executor: Arc<Executor>,
    ended: Arc<AtomicUsize>,
}

impl Pool {
    /// Returns when all its threads are running.
    fn start(config: PoolConfig) -> Result<Self, LabError> {
        let ended = Arc::new(AtomicUsize::new(0));
        if !config.pool {
            return Ok(Pool {
                executor: Arc::new(Executor::Caller),
                ended,
            });
        }
        let at_end = ended.clone();
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(config.workers as usize)
            .exit_handler(move |_| {
                at_end.fetch_add(1, Ordering::Relaxed);
            })
            .build()
            .map_err(|error| LabError::Pool(format!("{} threads: {error}", config.workers)))?;
        pool.broadcast(|_| ());
        Ok(Pool {
            executor: Arc::new(Executor::Pool(pool)),
            ended,
        })
    }

    /// Seconds until all its threads have ended.
    fn end(self) -> f64 {
        let threads = match &*self.executor {
            Executor::Pool(pool) => pool.current_num_threads(),
            Executor::Global | Executor::Caller | Executor::Messages(_) => 0,
        };
        let start = Instant::now();
        drop(self.executor);
        while self.ended.load(Ordering::Relaxed) < threads {
            std::thread::sleep(Duration::from_micros(20));
        }
        start.elapsed().as_secs_f64()
    }
}
