//! What phases are called, for people and in files.

use std::ops::RangeInclusive;

use super::blocks::pairs_of;
use super::steps::Step;
use super::values::{Narrow, Stored, Values};
use crate::engine::seam::Key;

/// For example "listing the classes of degree 4", "values of the classes of degree 5", "sums over the classes of
/// degree 5".
pub fn name(step: Step, n: usize) -> String {
    let what = match step {
        Step::List(_) => "listing the classes of degree",
        Step::Values(_) => "values of the classes of degree",
        Step::Sum(_) | Step::Close => "sums over the classes of degree",
    };
    format!("{what} {}", step.degree(n))
}

/// What a round of a listing gives, which rests on the outputs of the level so far, by their checksum.
pub fn round_key(n: usize, degree: usize, round: usize, outputs: u32) -> Key {
    Key {
        of: format!("round {round} of the classes of degree {degree} for n = {n}"),
        over: format!("outputs {outputs:08x}"),
    }
}

/// What rests on a complete list of classes, by its checksum and length.
pub fn list_key(of: String, checksum: u32, pairs: usize) -> Key {
    Key {
        of,
        over: format!("list {checksum:08x}, {pairs} pairs"),
    }
}

/// The values of a degree, in a key.
pub fn values_of(n: usize, degree: usize) -> String {
    format!("values of degree {degree} for n = {n}")
}

/// The sums for these rows, in a key.
pub fn sums_of(n: usize, rows: RangeInclusive<usize>) -> String {
    if rows.start() == rows.end() {
        format!("sums of {} rows for n = {n}", rows.end())
    } else {
        format!("sums of {} and {} rows for n = {n}", rows.start(), rows.end())
    }
}

/// For example "classes of degree 4".
pub fn classes_of(degree: usize) -> String {
    format!("classes of degree {degree}")
}

/// The key of the values of a degree, over a list of classes with that checksum and so many pairs.
pub fn values_key(columns: u32, degree: u32, list: u32, pairs: u32) -> Key {
    list_key(values_of(columns as usize, degree as usize), list, pairs as usize)
}

/// Bytes of the output of a unit of values.
pub fn value_bytes(columns: u32, degree: u32, pairs: u32, unit: u32) -> usize {
    let bytes = if degree <= columns / 2 {
        Narrow::BYTES
    } else {
        Values::BYTES
    };
    pairs_of(pairs as usize, unit as usize).len() * bytes
}
