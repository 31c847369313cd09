//! How far a count is, as it was measured.

use latin_rectangles::count::Count;
use latin_rectangles::engine::seam::Counted;
use latin_rectangles::run::MeterField;
use pyo3::prelude::*;

/// How far a count is.
#[pyclass(frozen, get_all, module = "latinrect._native")]
pub struct Progress {
    /// About how much of it is done, from 0 to 1; it never goes back.
    share: f64,
    /// For example "listing the classes of degree 4"; empty when there is none.
    phase: String,
    /// Units of the phase that are done.
    done: usize,
    units: usize,
    /// What was counted or done here since the start, for a rate, and what that is.
    steps: u64,
    what: &'static str,
    /// Seconds since the start.
    seconds: f64,
}

impl Progress {
    pub fn of(count: &mut Count) -> Self {
        let share = count.progress();
        let (done, units) = count.phase_done();
        let meter = count.meter();
        let sum = |field| {
            (0..meter.workers())
                .map(|worker| meter.read(worker, field))
                .sum::<u64>()
        };
        let (steps, what) = match count.phase() {
            Some(phase) if phase.counted == Counted::BySign => {
                let counted = sum(MeterField::Positive) + sum(MeterField::Negative);
                (counted, "reduced rectangles")
            }
            Some(phase) => (sum(MeterField::Steps), phase.steps.unwrap_or("units")),
            None => (0, "units"),
        };
        Progress {
            share,
            phase: count.phase().map_or_else(String::new, |phase| phase.name.clone()),
            done,
            units,
            steps,
            what,
            seconds: count.elapsed_seconds(),
        }
    }
}
