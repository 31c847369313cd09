//! What a stage takes, in a report.

use latin_rectangles::count::share::parts_to_share;
use latin_rectangles::engine::Takes;
use latin_rectangles::engine::classes::{PlannedPhase, planned};
use latin_rectangles::engine::seam::EngineError;
use latin_rectangles::latin::Shape;

use super::cost::Costs;
use super::figures::{Figure, figure};
use super::report::{PartReport, StageReport};
use super::stages::{Job, Kind, Stage};

/// Bytes of the program itself, and of what it reads and writes at once.
const PROGRAM_BYTES: u64 = 16 << 20;

/// What is known of a job.
pub struct Describe<'a> {
    pub job: &'a Job,
    pub shape: Shape,
    pub costs: &'a Costs,
    /// Bytes that a count of all of it holds at most, on the threads of a part; `None` where the engine cannot say it.
    pub held: Option<u64>,
}

impl Describe<'_> {
    /// A stage with what it takes.
    ///
    /// # Errors
    /// When the engine does not take the shape.
    pub fn stage(&self, stage: &Stage) -> Result<StageReport, EngineError> {
        let cost = self.costs.of(stage);
        let begin = cost.map_or(0.0, |cost| cost.begin_seconds);
        let units = self.units(stage)?;
        let part = |number| PartReport {
            file: stage.output(number),
            arguments: stage.arguments(number),
        };
        Ok(StageReport {
            name: stage.name.clone(),
            kind: stage.kind,
            after: stage.after.clone(),
            workers: stage.workers,
            units,
            seconds: cost.map(|cost| cost.seconds + begin * f64::from(stage.parts)),
            source: cost.map(|cost| cost.source),
            part_seconds: cost
                .map(|cost| begin + cost.seconds * longest(units, stage.parts) / f64::from(stage.workers)),
            memory: self.memory(stage),
            files: self.files(stage, units),
            parts: (0..stage.parts).map(part).collect(),
        })
    }

    fn units(&self, stage: &Stage) -> Result<Option<u64>, EngineError> {
        Ok(match (stage.kind, self.job.engine.takes()) {
            (Kind::Count, Takes::Shape) => {
                let parts = parts_to_share(self.job.engine, self.shape, stage.parts)?;
                let units = self.job.engine.units(self.shape, parts);
                units.map(|units| units.len() as u64)
            }
            (Kind::Count, Takes::Rows) => self.job.units.map(u64::from).filter(|&units| units > 0),
            (Kind::Values | Kind::Sums, _) => {
                let units = self.phases(stage).map(|phase| phase.units.map(u64::from));
                units.sum()
            }
            _ => None,
        })
    }

    /// The phases of a stage by classes.
    fn phases(&self, stage: &Stage) -> impl Iterator<Item = PlannedPhase> {
        let all = planned(self.job.columns, self.job.rows.clone());
        all.into_iter().filter(|phase| stage.phases.contains(&phase.of))
    }

    /// What was recorded of a stage, each figure of all its phases.
    fn recorded(&self, stage: &Stage, of: impl Fn(&Figure) -> Option<f64>) -> Option<Vec<f64>> {
        let figures = self.phases(stage);
        figures
            .filter(|phase| !phase.of.starts_with("values of degree 2 "))
            .map(|phase| of(&figure(self.job.columns, phase.step)?))
            .collect()
    }

    fn memory(&self, stage: &Stage) -> Option<u64> {
        let recorded = match stage.kind {
            Kind::Lists | Kind::Values | Kind::Sums => self.recorded(stage, |figure| figure.memory),
            Kind::Count | Kind::Merge => None,
        };
        let recorded = recorded.map(|mib| bytes(mib.into_iter().fold(0.0, f64::max)));
        // what was recorded is of all rows, and what is held at most is of those that are asked for
        let most = self.held.map(|held| held + PROGRAM_BYTES);
        recorded.into_iter().chain(most).min()
    }

    fn files(&self, stage: &Stage, units: Option<u64>) -> Option<u64> {
        match (stage.kind, self.costs) {
            (Kind::Count, Costs::Columns { unit_bytes, .. }) => Some(units? * (*unit_bytes)?),
            (Kind::Merge, _) => None,
            _ => Some(bytes(
                self.recorded(stage, |figure| figure.files)?.into_iter().sum(),
            )),
        }
    }
}

fn bytes(mib: f64) -> u64 {
    (mib * f64::from(1 << 20)) as u64
}

/// Which share of a stage its longest part is.
fn longest(units: Option<u64>, parts: u32) -> f64 {
    match units {
        Some(units) => units.div_ceil(u64::from(parts)) as f64 / units as f64,
        None => 1.0 / f64::from(parts),
    }
}
