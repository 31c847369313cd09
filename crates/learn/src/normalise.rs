//! From any rectangle to a normalised one, and to one with a sorted first column.

use std::sync::Arc;

use latin_rectangles::count::{Count, CountError, Request, Session};
use latin_rectangles::engine::EngineName;
use latin_rectangles::latin::Shape;
use latin_rectangles::report::{CountFigures, CountResult};
use latin_rectangles::run::{Executor, State};
use serde::Serialize;

use super::error::LearnError;
use super::rows::{SignedRows, is_odd, shape_of};

/// A rectangle before and after sorting, and what each step divides the number of rectangles by.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Normalised {
    pub given: SignedRows,
    /// The column of the given one that each column of the normalised one was, from 1.
    pub column_order: Vec<u8>,
    /// Whether bringing the columns into this order is an odd permutation.
    pub column_order_is_odd: bool,
    /// Row 1 is 1 2 … n.
    pub normalised: SignedRows,
    /// The row of the normalised one that each row of the sorted one was, from 1.
    pub row_order: Vec<u8>,
    /// Rows 2 … r are in order of their first symbols.
    pub sorted: SignedRows,
    /// Whether the first column is 1 2 … r now.
    pub is_reduced: bool,
    /// n!, of first rows: L = n! · K.
    pub first_rows: String,
    /// (r − 1)!, of orders of rows 2 … r, and C(n − 1, r − 1), of sorted first columns: K is their product times R.
    pub row_orders: String,
    pub first_columns: String,
    /// L, K and R of this shape, counted by classes.
    pub figures: CountFigures,
}

impl Normalised {
    /// Sorts the columns of a Latin rectangle by its first row, then its rows by the first column.
    ///
    /// # Errors
    /// When it is no Latin rectangle, or n > 7.
    pub fn of(rows: &[Vec<u8>]) -> Result<Self, LearnError> {
        let shape = shape_of(rows)?;
        let column_order = order_of(&rows[0]);
        let mut normalised = Vec::new();
        for row in rows {
            let cells = column_order.iter().map(|&column| row[usize::from(column) - 1]);
            normalised.push(cells.collect::<Vec<u8>>());
        }
        let first_column: Vec<u8> = normalised.iter().map(|row| row[0]).collect();
        let row_order = order_of(&first_column);
        let sorted: Vec<Vec<u8>> = row_order
            .iter()
            .map(|&row| normalised[usize::from(row) - 1].clone())
            .collect();
        Ok(Normalised {
            given: SignedRows::of(rows.to_vec()),
            column_order_is_odd: is_odd(&column_order),
            column_order,
            normalised: SignedRows::of(normalised),
            row_order,
            is_reduced: (1..).zip(&sorted).all(|(number, row)| row[0] == number),
            sorted: SignedRows::of(sorted),
            first_rows: shape.first_rows().to_string(),
            row_orders: shape.row_orders().to_string(),
            first_columns: shape.first_columns().to_string(),
            figures: figures(shape)?,
        })
    }
}

/// The places, from 1, in order of what stands there.
fn order_of(symbols: &[u8]) -> Vec<u8> {
    let mut order: Vec<u8> = (1..=symbols.len() as u8).collect();
    order.sort_by_key(|&place| symbols[usize::from(place) - 1]);
    order
}

/// Counts the shape.
fn figures(shape: Shape) -> Result<CountFigures, LearnError> {
    let request = Request::of(shape, EngineName::Classes);
    let mut count = Count::start(request, &Session::default(), Arc::new(Executor::Caller))?;
    while count.state() == State::Running {
        count.step();
    }
    let mut figures = CountResult::of(&count)?.figures;
    figures.pop().ok_or(LearnError::Count(CountError::Unfinished))
}
