//! The unit of work of every engine, its result, and what had to be made for it.

use serde::{Deserialize, Serialize};

use crate::latin::SignedCount;

/// One first column, by rank, or the part of it whose second rows are number `from` to `to` − 1 of its candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Unit {
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub first_column: u64,
    pub from: u32,
    pub to: u32,
}

/// N⁺ and N⁻ of one unit; the same whoever computes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct UnitResult {
    pub unit: Unit,
    pub count: SignedCount,
}

/// What a unit looks through, and what had to be made for it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Prepared {
    /// Tables that were begun.
    pub tables: u32,
    /// Lists in tables that were made.
    pub lists: u32,
    /// Seconds that making them took.
    pub seconds: f64,
    /// Rows in the unit's lists of candidates.
    pub candidates: u64,
    /// Even rows among these.
    pub even: u64,
    /// Rows there would be if a list had all derangements.
    pub derangements: u64,
}
