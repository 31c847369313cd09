//! Which part of a whole count each phase is, about.

use std::ops::Range;

use super::estimate::step_seconds;
use super::steps::Step;

/// What a step takes at least, so that small counts move too.
const LEAST_SECONDS: f64 = 1e-4;

/// How far a count has come, by the seconds that its steps take.
pub struct Progress {
    columns: u32,
    all: f64,
    done: f64,
    /// The share at which the last phase ends.
    reported: f64,
}

impl Progress {
    /// At the beginning of these steps.
    pub fn new(columns: u32, steps: &[Step]) -> Self {
        Progress {
            columns,
            all: steps.iter().map(|&step| seconds(columns, step)).sum(),
            done: 0.0,
            reported: 0.0,
        }
    }

    /// A step is done.
    pub fn end(&mut self, step: Step) {
        self.done += seconds(self.columns, step);
    }

    /// The share of a phase that is this part of a step; it begins where the last one ended, or later, so that nothing
    /// ever goes back.
    pub fn phase(&mut self, step: Step, part: Range<f64>) -> Range<f64> {
        let share = |part: f64| (self.done + part * seconds(self.columns, step)) / self.all;
        let start = share(part.start).clamp(self.reported, 1.0);
        let end = share(part.end).clamp(start, 1.0);
        self.reported = end;
        start..end
    }
}

fn seconds(columns: u32, step: Step) -> f64 {
    step_seconds(columns, step).max(LEAST_SECONDS)
}
