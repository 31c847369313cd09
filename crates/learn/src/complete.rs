//! Completing a rectangle at random.

use serde::Serialize;

use super::cells::{Cells, Filled};
use super::completions::Rows;
use super::error::LearnError;
use super::rows::{Row, SignedRows};

/// A rectangle to be completed at random; with all cells empty, a random one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CompleteRequest {
    pub given: Cells,
    /// The same one gives the same rectangle.
    pub seed: u32,
}

/// A completed rectangle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Complete {
    /// `null` where there is none, or none was found in time.
    pub rectangle: Option<SignedRows>,
    /// Whether each completion comes up equally often. Otherwise there are too many to be counted within a second, and the
    /// rows were drawn one after the other.
    pub uniform: bool,
    /// Whether there is a completion; `null` where none was found in time.
    pub possible: Option<bool>,
}

impl Complete {
    /// Draws one of the completions, by their counts where these are known.
    ///
    /// # Errors
    /// As [`Cells::filled`].
    pub fn of(request: &CompleteRequest) -> Result<Self, LearnError> {
        let filled = request.given.filled()?;
        let none = Complete {
            rectangle: None,
            uniform: false,
            possible: Some(false),
        };
        if !filled.conflicts().is_empty() {
            return Ok(none);
        }
        let mut random = fastrand::Rng::with_seed(request.seed.into());
        let mut rows = Rows::of(&filled);
        let (found, uniform) = match rows.draw(&mut random) {
            Ok(found) => (Ok(found), true),
            Err(_) => {
                rows.allow_more();
                (rows.find(&mut random), false)
            }
        };
        Ok(match found {
            Ok(Some(chosen)) => Complete {
                rectangle: Some(put_together(&filled, &rows, chosen, &mut random)),
                uniform,
                possible: Some(true),
            },
            Ok(None) => none,
            Err(_) => Complete {
                possible: None,
                ..none
            },
        })
    }
}

/// The rectangle of the rows chosen; those that are empty in it come in any order, and where all are, symbols are renamed.
fn put_together(
    filled: &Filled,
    rows: &Rows,
    mut chosen: Vec<Row>,
    random: &mut fastrand::Rng,
) -> SignedRows {
    let full = chosen.len() - rows.empty;
    random.shuffle(&mut chosen[full..]);
    let columns = filled.shape.columns() as usize;
    let mut rectangle = vec![Vec::new(); chosen.len()];
    for (&at, row) in rows.order.iter().zip(&chosen) {
        rectangle[at] = row[..columns].to_vec();
    }
    if filled.renamings() > 1 {
        let mut symbols: Vec<u8> = (1..=columns as u8).collect();
        random.shuffle(&mut symbols);
        for symbol in rectangle.iter_mut().flatten() {
            *symbol = symbols[usize::from(*symbol) - 1];
        }
    }
    SignedRows::of(rectangle)
}
