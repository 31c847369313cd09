//! The candidates for a row: derangements, filtered by their first value.

use latin_rectangles::latin::permutation::derangements;
use serde::Serialize;

use super::error::{LearnError, within};
use super::permutations::{all_symbols, bit};
use super::rows::{MOST_COLUMNS, small_shape};
use super::strip::Strip;

/// Which derangements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CandidatesRequest {
    /// n, from 1 to 7.
    pub columns: u32,
    /// The first value, from 2 to n; `null` for any.
    pub value: Option<u8>,
}

/// Derangements, even ones first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Candidates {
    /// How many derangements of n there are.
    pub derangements: String,
    /// Those with the first value: even ones, then odd ones, each in lexicographic order.
    pub candidates: Vec<Vec<u8>>,
    /// How many of them are even, and how many odd.
    pub even: usize,
    pub odd: usize,
}

impl Candidates {
    /// Lists them.
    ///
    /// # Errors
    /// When n is not from 1 to 7, or no derangement begins with that value.
    pub fn of(request: CandidatesRequest) -> Result<Self, LearnError> {
        let columns = small_shape(1, request.columns)?.columns();
        if let Some(value) = request.value {
            within("first value", value.into(), 2, columns.into())?;
        }
        let strip = strip(columns as usize, request.value);
        Ok(Candidates {
            derangements: derangements(columns).to_string(),
            even: strip.even,
            odd: strip.candidates.len() - strip.even,
            candidates: rows_of(&strip, columns as usize),
        })
    }
}

/// The derangements of n that begin with a value from 2 to n, or all of them.
pub fn strip(columns: usize, value: Option<u8>) -> Strip {
    let mut allowed = [0; MOST_COLUMNS];
    for (symbol, allowed) in (1..).zip(&mut allowed[..columns]) {
        *allowed = all_symbols(columns) & !bit(symbol);
    }
    if let Some(value) = value {
        allowed[0] = bit(value);
    }
    Strip::new(columns, &allowed)
}

/// The candidates as rows of n symbols.
pub fn rows_of(strip: &Strip, columns: usize) -> Vec<Vec<u8>> {
    strip
        .candidates
        .iter()
        .map(|row| row[..columns].to_vec())
        .collect()
}
