//! Opens an engine for a request: one that takes all of it at once, or several one after the other.

use std::sync::Arc;

use super::share::SHARES;
use crate::engine::enumerate::{Cache, Config};
use crate::engine::seam::{Answer, Engine, EngineError, Output, Phase, SavedPhase, Settled, UnitResult};
use crate::engine::{Request, Takes};
use crate::latin::SignedCount;
use crate::run::{Stopped, Watch};

/// An engine for a settled request.
///
/// # Errors
/// [`EngineError::Refused`] when it does not take the shapes, or not in that memory.
pub fn open(
    settled: &Request,
    workers_here: usize,
    cache: &Arc<Cache>,
) -> Result<Box<dyn Engine>, EngineError> {
    let (columns, rows) = (settled.columns, settled.rows);
    settled.engine.accepts_all(columns, rows)?;
    let at_once = match settled.engine.takes() {
        Takes::Shape => settled.shape().is_some(),
        Takes::Columns => columns.0 == columns.1,
        Takes::Rows => rows.0 == rows.1,
    };
    if !at_once {
        return Ok(Box::new(InTurn::open(settled, workers_here, cache)?));
    }
    let rows = rows.0..=rows.1.min(columns.1);
    if settled.lists_only && SHARES {
        return settled.engine.open_lists(columns.1, rows, settled.memory);
    }
    let config = Config {
        parts: settled.parts.unwrap_or(1),
        options: settled.options,
        popcount: settled.popcount,
        sharing: settled.sharing,
        memory: settled.memory,
    };
    let columns = columns.0..=columns.1;
    settled
        .engine
        .open(columns, rows, settled.figure, config, workers_here, cache)
}

/// One engine after another for the parts of a request, each opened when the one before is done.
struct InTurn {
    parts: Vec<Request>,
    /// Parts that are done.
    done: usize,
    now: Box<dyn Engine>,
    /// The phase of the current engine, numbered among the phases of all engines.
    phase: Option<Phase>,
    /// Phases of the engines before.
    phases_before: usize,
    answers: Answer,
    workers_here: usize,
    cache: Arc<Cache>,
}

impl InTurn {
    fn open(settled: &Request, workers_here: usize, cache: &Arc<Cache>) -> Result<Self, EngineError> {
        let parts: Vec<Request> = match settled.engine.takes() {
            Takes::Shape => settled.shapes().map(|shape| settled.only(shape)).collect(),
            Takes::Columns => (settled.columns.0..=settled.columns.1)
                .map(|columns| Request {
                    columns: (columns, columns),
                    rows: (settled.rows.0, settled.rows.1.min(columns)),
                    ..settled.clone()
                })
                .filter(|part| part.rows.0 <= part.rows.1)
                .collect(),
            Takes::Rows => (settled.rows.0..=settled.rows.1.min(settled.columns.1))
                .map(|rows| Request {
                    columns: (settled.columns.0.max(rows), settled.columns.1),
                    rows: (rows, rows),
                    ..settled.clone()
                })
                .collect(),
        };
        let first = parts.first().expect("a request has a shape at least");
        let mut all = InTurn {
            now: open(first, workers_here, cache)?,
            parts,
            done: 0,
            phase: None,
            phases_before: 0,
            answers: Answer::default(),
            workers_here,
            cache: cache.clone(),
        };
        all.next_phase()?;
        Ok(all)
    }

    /// Sets the current phase, that of the first engine that has one.
    fn next_phase(&mut self) -> Result<(), EngineError> {
        loop {
            if let Some(phase) = self.now.phase() {
                let number = self.phases_before + phase.number;
                let progress = |part: f64| (self.done as f64 + part) / self.parts.len() as f64;
                self.phase = Some(Phase {
                    number,
                    progress: progress(phase.progress.start)..progress(phase.progress.end),
                    ..phase.clone()
                });
                return Ok(());
            }
            self.phases_before = self
                .phase
                .take()
                .map_or(self.phases_before, |last| last.number + 1);
            self.done += 1;
            let Some(next) = self.parts.get(self.done) else {
                return Ok(());
            };
            let Answer { figures, evidence } = self.now.answer();
            self.answers.figures.extend(figures);
            self.answers.evidence.extend(evidence);
            self.now = open(next, self.workers_here, &self.cache)?;
        }
    }
}

impl Engine for InTurn {
    fn phase(&self) -> Option<&Phase> {
        self.phase.as_ref()
    }

    fn run(&self, unit: usize, worker: usize, watch: &dyn Watch) -> Result<UnitResult, Stopped> {
        self.now.run(unit, worker, watch)
    }

    fn read(&self, unit: usize, output: &[u8]) -> Result<Option<SignedCount>, EngineError> {
        self.now.read(unit, output)
    }

    fn take(&mut self, unit: usize, output: &Output) -> Result<(), EngineError> {
        self.now.take(unit, output)
    }

    fn settle(&mut self) -> Result<Settled, EngineError> {
        let settled = self.now.settle()?;
        if settled == Settled::Yes {
            self.next_phase()?;
        }
        Ok(settled)
    }

    fn answer(&self) -> Answer {
        let Answer { figures, evidence } = self.now.answer();
        let mut all = self.answers.clone();
        all.figures.extend(figures);
        all.figures
            .sort_by_key(|figures| (figures.shape.columns(), figures.shape.rows()));
        all.evidence.extend(evidence);
        all
    }

    fn saved_phases(&self) -> Vec<SavedPhase> {
        let of = |part: &Request| match open(part, self.workers_here, &self.cache) {
            Ok(engine) => engine.saved_phases(),
            // it will be refused when its turn comes
            Err(_) => Vec::new(),
        };
        self.parts.iter().flat_map(of).collect()
    }

    fn kernel(&self) -> &'static str {
        self.now.kernel()
    }
}
