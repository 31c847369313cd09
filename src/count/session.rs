//! What outlives a count: tables of the last n, and the choice of a popcount.

use std::sync::Arc;

use num_traits::ToPrimitive;

use super::checkpoint::Checkpoint;
use super::error::StartError;
use super::open::open;
use super::share::parts_to_save;
use crate::engine::enumerate::Cache;
use crate::engine::seam::{Engine, EngineError};
use crate::engine::{Request, Takes};
use crate::run::{Executor, Schedule};

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
        Ok(Checkpoint::done_in([Some(self), None], &phases))
    }
}
