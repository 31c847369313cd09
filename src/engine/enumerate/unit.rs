//! The unit of work, and how a count is divided into units.

use serde::{Deserialize, Serialize};

use super::candidates;
use crate::latin::{FirstColumn, Shape};

/// A first column is divided into at most this many parts.
pub const MOST_PARTS: u32 = 4096;

/// One first column, by rank, or the part of it whose second rows are number `from` to `to` − 1 of its candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Unit {
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub first_column: u64,
    pub from: u32,
    pub to: u32,
}

impl Unit {
    /// The whole count of a shape with n ≤ 10, every first column in about `parts` units, in order of first column and
    /// second rows; not in more than [`MOST_PARTS`], nor than there are second rows.
    pub fn all(shape: Shape, parts: u32) -> Vec<Unit> {
        let rows = second_rows(shape);
        let parts = clamped(parts).min(rows);
        let cut = |part: u32| (u64::from(rows) * u64::from(part) / u64::from(parts)) as u32;
        let columns = FirstColumn::all(shape).count() as u64;
        (0..columns)
            .flat_map(|first_column| {
                (0..parts).map(move |part| Unit {
                    first_column,
                    from: cut(part),
                    to: cut(part + 1),
                })
            })
            .collect()
    }

    /// Every first column as a unit of its own, without candidates.
    pub fn whole(shape: Shape) -> Vec<Unit> {
        let columns = 0..FirstColumn::all(shape).count() as u64;
        let whole = |first_column| Unit {
            first_column,
            from: 0,
            to: 1,
        };
        columns.map(whole).collect()
    }
}

/// The number of parts, limited to what is possible.
pub(super) fn clamped(parts: u32) -> u32 {
    parts.clamp(1, MOST_PARTS)
}

/// Candidates for each row after the first: derangements of n that start with one given symbol. 1 where there is none.
pub(super) fn second_rows(shape: Shape) -> u32 {
    if shape.rows() < 2 {
        1
    } else {
        candidates::number(shape.columns()) as u32
    }
}
