//! Where a search stands when a method takes over.

use super::stage::Stage;
use super::tally::InProgress;

/// What the methods need to know of a stage.
#[derive(Clone, Copy)]
pub struct Here<'s> {
    pub stage: &'s Stage,
    pub columns: u32,
    pub in_progress: InProgress<'s>,
    /// Whether nothing is chosen yet, so that every row of the first list is a second row.
    pub whole: bool,
    /// Whether rows of the first list must be chosen first.
    pub first_fixed: bool,
}
