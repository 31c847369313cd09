//! How a running unit is watched and stopped.

use thiserror::Error;

/// The unit was stopped before its end, so it has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("stopped before the end")]
pub struct Stopped;

/// What a running unit reports, about every millisecond.
#[derive(Clone, Copy, Debug, Default)]
pub struct Report<'a> {
    /// Counted since the last report; the phase says what.
    pub counted: [u64; 2],
    /// Steps since the last report; the phase says what a step is.
    pub steps: u64,
    /// How much of the unit is done, in millionths.
    pub share: u64,
    /// The state of the unit, a word for each part; for `enumerate` the chosen rows, four bits a symbol, column 1 lowest.
    pub in_progress: &'a [u64],
}

/// Receives the reports of a running unit, and can stop it.
pub trait Watch {
    /// Takes a report.
    ///
    /// # Errors
    /// [`Stopped`] when the unit must end without a result.
    fn report(&self, report: Report<'_>) -> Result<(), Stopped>;
}

/// Lets every unit run to its end.
pub struct Unwatched;

impl Watch for Unwatched {
    fn report(&self, _: Report<'_>) -> Result<(), Stopped> {
        Ok(())
    }
}
