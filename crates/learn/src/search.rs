//! The loop over one first column, as the engine does it: what it goes through.

use latin_rectangles::latin::FirstColumn;
use serde::Serialize;

use super::candidates::{rows_of, strip};
use super::error::LearnError;
use super::first_columns::ranked;
use super::strip::Strip;

/// One first column of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SearchRequest {
    /// r, from 1 to n.
    pub rows: u32,
    /// n, from 1 to 7.
    pub columns: u32,
    /// The rank of the first column.
    pub column: u32,
}

/// The candidates of every row from the second on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Search {
    pub first_column: FirstColumn,
    /// One for each row from 2 to r.
    pub strips: Vec<StripCells>,
}

/// The candidates of one row, and where they stand in its bitsets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct StripCells {
    /// From 2.
    pub row: usize,
    /// Even ones, then odd ones.
    pub candidates: Vec<Vec<u8>>,
    /// How many are even.
    pub even: usize,
    /// The bit of each: number `% 64` of word `/ 64`, bit 0 the lowest. The odd part begins with a word of its own.
    pub bits: Vec<usize>,
    /// Words of the even part, and of both.
    pub even_words: usize,
    pub words: usize,
}

/// The strips of a first column's rows 2 … r.
pub fn strips(columns: usize, first_column: &FirstColumn) -> Vec<Strip> {
    let values = first_column.symbols()[1..].iter();
    values.map(|&value| strip(columns, Some(value))).collect()
}

impl Search {
    /// What is gone through below a first column.
    ///
    /// # Errors
    /// When there is no such shape here, or no such first column.
    pub fn of(request: SearchRequest) -> Result<Self, LearnError> {
        let (shape, first_column) = ranked(request.rows, request.columns, request.column)?;
        let columns = shape.columns() as usize;
        let mut cells = Vec::new();
        for (row, strip) in (2..).zip(strips(columns, &first_column)) {
            cells.push(StripCells {
                row,
                candidates: rows_of(&strip, columns),
                even: strip.even,
                bits: (0..strip.candidates.len())
                    .map(|candidate| strip.bit(candidate))
                    .collect(),
                even_words: strip.even_words,
                words: strip.words,
            });
        }
        Ok(Search {
            first_column,
            strips: cells,
        })
    }
}
