//! The phase of an engine as work for an executor.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::engine::seam::{Engine, UnitResult};
use crate::run::{Stopped, Watch, Work};

/// A unit holds it for reading, a slice between phases for writing.
#[derive(Clone)]
pub(super) struct SharedEngine(Arc<RwLock<Box<dyn Engine>>>);

impl SharedEngine {
    pub fn new(engine: Box<dyn Engine>) -> Self {
        SharedEngine(Arc::new(RwLock::new(engine)))
    }

    pub fn read(&self) -> RwLockReadGuard<'_, Box<dyn Engine>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn write(&self) -> RwLockWriteGuard<'_, Box<dyn Engine>> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The units of a phase that are to be run.
pub struct PhaseWork {
    pub(super) engine: SharedEngine,
    pub(super) chunk: usize,
    /// For each unit whether it is not to be run, because it is done or belongs to another share.
    pub(super) skipped: Vec<bool>,
}

impl Work for PhaseWork {
    type Output = UnitResult;

    fn units(&self) -> usize {
        self.skipped.len()
    }

    fn skips(&self, unit: usize) -> bool {
        self.skipped[unit]
    }

    fn chunk(&self) -> usize {
        self.chunk
    }

    fn run(&self, unit: usize, worker: usize, watch: &dyn Watch) -> Result<UnitResult, Stopped> {
        self.engine.read().run(unit, worker, watch)
    }
}
