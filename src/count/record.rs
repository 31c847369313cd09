//! The record of a unit that is done.

use crate::engine::seam::{Output, Prepared};

/// A unit that is done: who ran it, how long it took, and its output.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its number among the phase's units.
    pub unit: usize,
    /// From 0; `None` when it was done before this run.
    pub worker: Option<usize>,
    /// Seconds from the start of the count to its beginning; 0 when it was done before.
    pub begun: f64,
    pub seconds: f64,
    pub prepared: Prepared,
    pub output: Output,
}
