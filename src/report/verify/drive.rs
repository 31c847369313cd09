//! Runs an engine here, on the current rayon pool.

use rayon::prelude::*;

use super::options::VerifyError;
use crate::engine::seam::{Answer, Engine, EngineError, Output, Settled};
use crate::run::{Stopped, Watch};

/// The outputs of these units of the current phase, in their order.
pub fn run(engine: &dyn Engine, units: &[usize], watch: &(dyn Watch + Sync)) -> Result<Vec<Output>, Stopped> {
    let output = |&unit: &usize| {
        let worker = rayon::current_thread_index().unwrap_or(0);
        Ok(engine.run(unit, worker, watch)?.output.into())
    };
    units.par_iter().map(output).collect()
}

/// Gives the engine every output of the current phase, and goes on to the next.
pub fn take<'o>(
    engine: &mut dyn Engine,
    outputs: impl Iterator<Item = &'o Output>,
) -> Result<(), EngineError> {
    for (unit, output) in outputs.enumerate() {
        engine.take(unit, output)?;
    }
    while engine.settle()? == Settled::NotYet {}
    Ok(())
}

/// Counts all that is left, or says why there is no count.
pub fn count(
    engine: &mut dyn Engine,
    watch: &(dyn Watch + Sync),
) -> Result<Result<Answer, EngineError>, VerifyError> {
    while let Some(phase) = engine.phase() {
        let units: Vec<usize> = (0..phase.units).collect();
        let outputs = run(engine, &units, watch)?;
        if let Err(error) = take(engine, outputs.iter()) {
            return Ok(Err(error));
        }
    }
    Ok(Ok(engine.answer()))
}
