//! Workers that share no memory with the count: the messages to and from them, and the worker itself.

use std::sync::Arc;

use web_time::Instant;

use super::Count;
use super::error::CountError;
use super::session::Session;
use super::work::PhaseWork;
use crate::engine::Request;
use crate::engine::seam::{Engine, EngineError, Output, Phase, Prepared, Settled, UnitResult};
use crate::run::{Meter, Report, Stopped, Watch, WorkerMeter};

/// A unit that a remote worker has run.
#[derive(Clone, Debug, PartialEq)]
pub struct Completed {
    /// Its number among the phase's units.
    pub unit: u32,
    pub seconds: f64,
    pub prepared: Prepared,
    pub output: Vec<u8>,
}

/// A worker that shares no memory with the count: it has an engine and a meter of its own.
pub struct Remote {
    engine: Box<dyn Engine>,
    meter: Arc<Meter>,
}

impl Remote {
    /// Opens the first phase of a settled request, within its limit of memory.
    ///
    /// # Errors
    /// [`EngineError`] when the engine does not take the request.
    pub fn open(settled: &Request, session: &Session) -> Result<Self, EngineError> {
        Ok(Remote {
            engine: session.open(settled, 1)?,
            meter: Arc::new(Meter::new(1)),
        })
    }

    /// The phase whose units it can run.
    pub fn phase(&self) -> Option<&Phase> {
        self.engine.phase()
    }

    /// Folds all outputs of the phase, in order of unit, which leads to the next phase; calls `reported` between two slices,
    /// when the meter has been updated.
    ///
    /// # Errors
    /// [`EngineError`] when these cannot be its outputs.
    pub fn fold(&mut self, outputs: &[Output], reported: &dyn Fn()) -> Result<(), EngineError> {
        let worker_meter = self.meter.of_worker(0, &|| false);
        let slice_done = || {
            worker_meter.beat();
            reported();
        };
        for (unit, output) in outputs.iter().enumerate() {
            self.engine.take(unit, output)?;
            slice_done();
        }
        while self.engine.settle()? == Settled::NotYet {
            slice_done();
        }
        Ok(())
    }

    /// Its meter, which has one worker.
    pub fn meter(&self) -> &Arc<Meter> {
        &self.meter
    }

    /// Runs a unit of the phase, and calls `reported` about every millisecond meanwhile, when the meter has been updated.
    ///
    /// # Panics
    /// If there is no such unit.
    pub fn run(&self, unit: u32, reported: &dyn Fn()) -> Completed {
        let worker_meter = self.meter.of_worker(0, &|| false);
        worker_meter.begin(unit as usize);
        let start = Instant::now();
        let watch = Reporting {
            worker_meter: &worker_meter,
            reported,
        };
        let result = self.engine.run(unit as usize, 0, &watch);
        let UnitResult { output, prepared } = result.expect("nobody stops it");
        let seconds = start.elapsed().as_secs_f64();
        worker_meter.finish(seconds);
        Completed {
            unit,
            seconds,
            prepared,
            output,
        }
    }
}

struct Reporting<'r> {
    worker_meter: &'r WorkerMeter<'r>,
    reported: &'r dyn Fn(),
}

impl Watch for Reporting<'_> {
    fn report(&self, report: Report<'_>) -> Result<(), Stopped> {
        self.worker_meter.report(report)?;
        (self.reported)();
        Ok(())
    }
}

/// For [`Executor::Messages`](crate::run::Executor::Messages) only.
impl Count {
    /// Units of the current phase for a worker that has folded all phases before it; none where nothing is left for this
    /// worker, unless others return some.
    pub fn assign(&self, worker: usize) -> Vec<u32> {
        let Some(current) = &self.current else {
            return Vec::new();
        };
        let units = current.run.assign(worker);
        units.into_iter().map(|unit| unit as u32).collect()
    }

    /// Those units of the current phase as work for an executor of this process, which may run them as a worker would;
    /// `None` when nothing is left to count.
    pub fn work(&self, units: &[u32]) -> Option<PhaseWork> {
        let phase = &self.current.as_ref()?.phase;
        let mut skipped = vec![true; phase.units];
        for &unit in units {
            skipped[unit as usize] = false;
        }
        Some(PhaseWork {
            engine: self.engine.clone(),
            chunk: phase.chunk,
            skipped,
        })
    }

    /// The outputs of all phases whose units are done, from phase number `from` on, each in order of unit: what a worker
    /// that has folded `from` phases must fold next. Those of the last phase are not among them, as nothing follows.
    pub fn phase_outputs(&self, from: usize) -> &[Vec<Output>] {
        self.phase_outputs.get(from..).unwrap_or_default()
    }

    /// Takes the output of a unit that a worker has run. An output that cannot be that unit's ends the count as failed.
    pub fn complete(&mut self, worker: usize, completed: Completed) {
        if let Err(error) = self.completed(worker, completed) {
            self.fail(error);
            self.release(worker);
        }
        self.take_finished();
    }

    /// A worker returns these units, which it has not begun.
    pub fn return_units(&mut self, worker: usize, units: &[u32]) {
        let Some(current) = &self.current else {
            return;
        };
        let units: Vec<usize> = units.iter().map(|&unit| unit as usize).collect();
        if let Err(refused) = current.run.return_units(worker, &units) {
            self.fail(CountError::Worker(refused.to_string()));
            self.release(worker);
        }
    }

    fn completed(&self, worker: usize, completed: Completed) -> Result<(), CountError> {
        let Some(current) = &self.current else {
            return Ok(());
        };
        let unit = completed.unit as usize;
        if unit >= current.phase.units {
            return Err(EngineError::Foreign {
                phase: current.phase.name.clone(),
                unit,
                why: format!("there are units 0 to {}", current.phase.units - 1),
            }
            .into());
        }
        self.engine.read().read(unit, &completed.output)?;
        let result = UnitResult {
            output: completed.output,
            prepared: completed.prepared,
        };
        let taken = current.run.complete(worker, unit, completed.seconds, result);
        taken.map_err(|refused| CountError::Worker(refused.to_string()))
    }

    /// Copies a worker's own meter.
    pub fn sync_meter(&self, worker: usize, meter: &[u64]) {
        if let Some(current) = &self.current {
            current.run.sync(worker, meter);
        }
    }

    /// A worker does nothing any more: after a cancel it has finished, otherwise it has failed.
    pub fn release(&self, worker: usize) {
        if let Some(current) = &self.current {
            current.run.release(worker);
        }
    }
}
