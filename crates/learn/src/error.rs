//! Why there is no answer.

use latin_rectangles::count::{CountError, StartError};
use latin_rectangles::latin::ShapeError;
use latin_rectangles::latin::rectangle::RectangleError;
use thiserror::Error;

/// Why there is no answer; each says what is allowed.
#[derive(Debug, Error)]
pub enum LearnError {
    #[error(transparent)]
    Shape(#[from] ShapeError),
    #[error(transparent)]
    Rectangle(#[from] RectangleError),
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Count(#[from] CountError),
    #[error("a request says what its {name} is")]
    Missing { name: &'static str },
    #[error("columns n = {columns} is not possible here: n goes from 1 to {most}")]
    Columns { columns: u32, most: usize },
    #[error("cells are {rows} rows of {columns}, each empty or a symbol from 1 to {columns}")]
    Cells { rows: u32, columns: u32 },
    #[error("row 1 is 1 2 … n unless it is free, and its cells are empty or say so")]
    FirstRow,
    #[error("{what} {number} does not exist: the numbers go from {least} to {most}")]
    Number {
        what: &'static str,
        number: u64,
        least: u64,
        most: u64,
    },
    #[error("row 1 is not 1 2 … n, or the first column is not number {rank}")]
    OtherFirstColumn { rank: u32 },
    #[error("{given} rectangles were given: one is shown, and two of the same shape are compared")]
    Graphs { given: usize },
}

/// The number, where it exists.
///
/// # Errors
/// [`LearnError::Number`] outside `least`…`most`.
pub fn within(what: &'static str, number: u64, least: u64, most: u64) -> Result<usize, LearnError> {
    if (least..=most).contains(&number) {
        return Ok(number as usize);
    }
    Err(LearnError::Number {
        what,
        number,
        least,
        most,
    })
}
