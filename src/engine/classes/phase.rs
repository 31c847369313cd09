//! What phases are called, for people and in files.

use std::ops::RangeInclusive;

use super::steps::Step;
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
