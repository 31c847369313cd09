//! The node of the search at which a method counts all completions.

use super::stage::Stage;
use super::tally::InProgress;

/// What the methods need to know of a node.
#[derive(Clone, Copy)]
pub struct Node<'s> {
    pub stage: &'s Stage,
    pub columns: u32,
    pub in_progress: InProgress<'s>,
    /// Whether nothing is chosen yet, so that every row of the first list is a second row.
    pub whole: bool,
    /// Whether rows of the first list must be chosen first.
    pub first_fixed: bool,
}
