//! What outlives a count: tables of the last n, and the choice of a popcount.

use std::sync::Arc;

use num_traits::ToPrimitive;

use super::checkpoint::Checkpoint;
use super::error::StartError;
use super::open::open;
use crate::engine::enumerate::{Cache, MOST_PARTS};
use crate::engine::seam::{Engine, EngineError};
use crate::engine::{EngineName, Request, Takes};
use crate::latin::Shape;
use crate::run::{Executor, Schedule};

/// A unit of a count whose progress is saved takes about this long at most, so that little is lost.
const SAVED_UNIT_SECONDS: f64 = 4.0;

/// About the time of a word of bitset work on a slow machine.
const NOMINAL_WORD_SECONDS: f64 = 0.5e-9;

/// Owns what outlives a count.
#[derive(Default)]
pub struct Session {
    cache: Arc<Cache>,
}

impl Session {
    /// What enumeration reuses from count to count.
    pub fn cache(&self) -> &Arc<Cache> {
        &self.cache
    }

    /// The same request with every choice made. First columns are divided as in the checkpoint, else as requested, else as
    /// suits the executor.
    ///
    /// # Errors
    /// [`StartError`] when the engine does not take the shapes, or the checkpoint is of another job.
    pub fn settle(
        &self,
        request: Request,
        checkpoint: Option<&Checkpoint>,
        executor: &Executor,
    ) -> Result<Request, StartError> {
        request.engine.accepts_all(request.columns, request.rows)?;
        if let Some(checkpoint) = checkpoint {
            checkpoint.is_of(&request)?;
        }
        let Some(shape) = request.shape().filter(|_| request.engine.takes() == Takes::Shape) else {
            return Ok(Request {
                schedule: Some(Schedule::Dynamic),
                ..request
            });
        };
        let workers = executor.workers();
        let columns = shape.first_columns().to_usize().unwrap_or(usize::MAX);
        let schedule = request
            .schedule
            .unwrap_or_else(|| Schedule::suited(columns, workers));
        let parts = match (
            checkpoint.and_then(|checkpoint| checkpoint.request().parts),
            request.parts,
        ) {
            (Some(parts), _) | (None, Some(parts)) => parts,
            (None, None) if request.saved => parts_to_save(request.engine, shape)?,
            (None, None) => schedule.parts(columns, workers),
        };
        let parts = request.engine.parts(parts);
        let popcount = request.engine.popcount(shape, &request.options, &self.cache);
        Ok(Request {
            schedule: Some(schedule),
            parts: Some(parts),
            popcount: request.popcount.or(popcount),
            ..request
        })
    }

    /// An engine for a settled request, with `workers_here` workers in this memory.
    ///
    /// # Errors
    /// [`EngineError::Refused`] when it does not take the shapes, or not in that memory.
    pub fn open(&self, settled: &Request, workers_here: usize) -> Result<Box<dyn Engine>, EngineError> {
        open(settled, workers_here, &self.cache)
    }
}

impl Checkpoint {
    /// Units done, and all units whose outputs are saved for this request; where their number is not yet known, as many as
    /// every count has found.
    ///
    /// # Errors
    /// When the engine does not take the request.
    #[inline]
    pub fn done(&self, session: &Session) -> Result<(usize, usize), EngineError> {
        let phases = session.open(self.request(), 1)?.saved_phases();
        Ok(self.done_of(phases.into_iter().map(|phase| (phase.of, phase.units))))
    }
}

/// Into how many parts every first column is divided when progress is saved: the same on every machine, so that checkpoints
/// of one shape can be merged.
///
/// # Errors
/// When the engine does not take the shape.
pub fn parts_to_save(engine: EngineName, shape: Shape) -> Result<u32, EngineError> {
    let estimate = engine.estimate(shape, 1, NOMINAL_WORD_SECONDS)?;
    let column_seconds = estimate.seconds / f64::from(estimate.first_columns);
    Ok(((column_seconds / SAVED_UNIT_SECONDS).ceil() as u32).clamp(1, MOST_PARTS))
}
