//! Rows that come in and go out: Latin rectangles of at most seven columns, normalised or not.

use latin_rectangles::latin::permutation::{is_permutation, sign};
use latin_rectangles::latin::rectangle::RectangleError;
use latin_rectangles::latin::{Shape, Sign};
use serde::Serialize;

use super::error::LearnError;

/// Columns at most.
pub const MOST_COLUMNS: usize = 7;

/// A row: symbols from 1 in the first n places, 0 in the others.
pub type Row = [u8; MOST_COLUMNS];

/// A Latin rectangle, normalised or not, and its sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SignedRows {
    /// Row 1 first, symbols from 1.
    pub rows: Vec<Vec<u8>>,
    /// 1 or −1: the product of the signs of the rows.
    pub sign: i8,
}

impl SignedRows {
    /// Rows that are permutations of 1…n.
    pub fn of(rows: Vec<Vec<u8>>) -> Self {
        let sign = rows.iter().map(|row| sign(row).value()).product();
        SignedRows { rows, sign }
    }
}

/// The shape, where it is small enough.
///
/// # Errors
/// When there is no such shape, or n > 7.
pub fn small_shape(rows: u32, columns: u32) -> Result<Shape, LearnError> {
    if !(1..=MOST_COLUMNS).contains(&(columns as usize)) {
        return Err(LearnError::Columns {
            columns,
            most: MOST_COLUMNS,
        });
    }
    Ok(Shape::new(rows, columns)?)
}

/// The shape of a Latin rectangle, normalised or not.
///
/// # Errors
/// When it is none, or n > 7.
pub fn shape_of(rows: &[Vec<u8>]) -> Result<Shape, LearnError> {
    let columns = rows.first().map_or(0, Vec::len);
    let shape = small_shape(rows.len() as u32, columns as u32)?;
    for (at, row) in rows.iter().enumerate() {
        if row.len() != columns || !is_permutation(row) {
            return Err(RectangleError::NotAPermutation { row: at + 1, columns }.into());
        }
        for (column, &symbol) in row.iter().enumerate() {
            if rows[..at].iter().any(|above| above[column] == symbol) {
                let column = column + 1;
                return Err(RectangleError::Repeated { column, symbol }.into());
            }
        }
    }
    Ok(shape)
}

/// The same row in a fixed length.
pub fn fixed(row: &[u8]) -> Row {
    let mut fixed = [0; MOST_COLUMNS];
    fixed[..row.len()].copy_from_slice(row);
    fixed
}

/// Whether a permutation is odd.
pub fn is_odd(row: &[u8]) -> bool {
    sign(row) == Sign::Odd
}

/// k! for k ≤ 20.
pub fn factorial(k: usize) -> u64 {
    (1..=k as u64).product()
}
