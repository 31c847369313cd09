//! What each worker has done.

use serde::Serialize;

use crate::count::Count;
use crate::latin::count::decimal;
use crate::run::MeterField;

/// What a worker has done since the start, as its meter says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct WorkerReport {
    /// Finished ones.
    pub units: u32,
    /// Reduced rectangles, or classes.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub counted: u64,
    /// For example matchings, as the phases say; 0 where steps are not reported.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub steps: u64,
    /// In finished units.
    pub busy_seconds: f64,
}

/// By number of worker.
pub(super) fn workers(count: &Count) -> Vec<WorkerReport> {
    let meter = count.meter();
    let worker = |worker: usize| WorkerReport {
        units: meter.read(worker, MeterField::UnitsDone) as u32,
        counted: meter.read(worker, MeterField::Positive) + meter.read(worker, MeterField::Negative),
        steps: meter.read(worker, MeterField::Steps),
        busy_seconds: meter.read(worker, MeterField::BusyMicroseconds) as f64 / 1e6,
    };
    (0..meter.workers()).map(worker).collect()
}
