//! A phase of a count by classes as work for an executor.

use std::sync::{Arc, PoisonError, RwLock};

use crate::engine::classes::{Output, Phase};
use crate::run::Work;
use crate::run::{Stopped, Watch};

/// A phase as work. It can be let go of while a worker that is at its end still holds the work.
pub struct PhaseWork {
    phase: RwLock<Option<Arc<Phase>>>,
    pub name: String,
    pub units: usize,
}

impl PhaseWork {
    pub fn new(phase: Arc<Phase>) -> Self {
        PhaseWork {
            name: phase.to_string(),
            units: phase.units(),
            phase: RwLock::new(Some(phase)),
        }
    }

    pub fn let_go(&self) {
        *self.phase.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Work for PhaseWork {
    type Output = Output;

    fn units(&self) -> usize {
        self.units
    }

    fn run(&self, unit: usize, _: usize, watch: &dyn Watch) -> Result<Output, Stopped> {
        let phase = self
            .phase
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
            .expect("a phase is let go of when all its units are done");
        phase.run(unit, watch)
    }
}
