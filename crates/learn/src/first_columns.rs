//! Sorted first columns, and the renaming that takes the rectangles of one to those of another.

use latin_rectangles::latin::{FirstColumn, Rectangle, Rectangles, Shape};
use serde::Serialize;

use super::error::{LearnError, within};
use super::rows::{SignedRows, is_odd, small_shape};

/// The sorted first columns of a shape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FirstColumns {
    /// All of them in lexicographic order: the place from 0 is the rank.
    pub columns: Vec<FirstColumn>,
    /// (r − 1)!: how many orders of rows 2 … r each stands for.
    pub row_orders: String,
}

impl FirstColumns {
    /// Those of a shape.
    ///
    /// # Errors
    /// When n > 7.
    pub fn of(shape: Shape) -> Result<Self, LearnError> {
        let shape = small_shape(shape.rows(), shape.columns())?;
        Ok(FirstColumns {
            columns: FirstColumn::all(shape).collect(),
            row_orders: shape.row_orders().to_string(),
        })
    }
}

/// Two first columns of a shape, and a rectangle with the first of them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RenamingRequest {
    /// r, from 1 to n.
    pub rows: u32,
    /// n, from 1 to 7.
    pub columns: u32,
    /// The ranks of the first columns.
    pub from: u32,
    pub to: u32,
    /// Normalised, with first column `from`; `null` for the first one in lexicographic order.
    pub rectangle: Option<Vec<Vec<u8>>>,
}

/// A rectangle and what a renaming makes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RenamedRectangle {
    pub from: FirstColumn,
    pub to: FirstColumn,
    /// Symbol s becomes number s of these; 1 stays 1.
    pub symbols: Vec<u8>,
    /// Whether that is an odd permutation.
    pub symbols_are_odd: bool,
    pub rectangle: SignedRows,
    /// With its symbols renamed: row 1 is out of order.
    pub renamed: SignedRows,
    /// With its columns sorted by row 1 then: normalised, with first column `to`, and each row of the same sign as before.
    pub image: SignedRows,
}

fn first_column(shape: Shape, rank: u32) -> Result<FirstColumn, LearnError> {
    let most = FirstColumn::all(shape).count() as u64 - 1;
    within("first column", rank.into(), 0, most)?;
    FirstColumn::unrank(shape, rank.into()).ok_or(LearnError::OtherFirstColumn { rank })
}

/// The first column of that rank.
///
/// # Errors
/// When there is no such shape here, or no such rank.
pub fn ranked(rows: u32, columns: u32, rank: u32) -> Result<(Shape, FirstColumn), LearnError> {
    let shape = small_shape(rows, columns)?;
    Ok((shape, first_column(shape, rank)?))
}

impl RenamedRectangle {
    /// Renames a rectangle with one first column to one with the other.
    ///
    /// # Errors
    /// When there are no such first columns, or it is no normalised rectangle with the first of them.
    pub fn of(request: &RenamingRequest) -> Result<Self, LearnError> {
        let (shape, from) = ranked(request.rows, request.columns, request.from)?;
        let to = first_column(shape, request.to)?;
        let other = LearnError::OtherFirstColumn { rank: request.from };
        let rectangle = match &request.rectangle {
            Some(rows) => Rectangle::new(rows.clone())?,
            None => {
                let listed = Rectangles::with_first_column(from.symbols(), shape.columns());
                let Some(first) = listed.ok().and_then(|mut listed| listed.next()) else {
                    return Err(other);
                };
                first
            }
        };
        let rows = rectangle.rows();
        if !rows.iter().map(|row| &row[0]).eq(from.symbols()) || rows[0].len() != shape.columns() as usize {
            return Err(other);
        }
        let symbols = renaming(shape.columns() as u8, from.symbols(), to.symbols());
        let rename = |&symbol: &u8| symbols[usize::from(symbol) - 1];
        let mut renamed: Vec<Vec<u8>> = Vec::new();
        let mut image = Vec::new();
        for row in rows {
            let row: Vec<u8> = row.iter().map(rename).collect();
            let mut sorted = vec![0; row.len()];
            for (place, &symbol) in symbols.iter().zip(&row) {
                sorted[usize::from(*place) - 1] = symbol;
            }
            renamed.push(row);
            image.push(sorted);
        }
        Ok(RenamedRectangle {
            from,
            to,
            symbols_are_odd: is_odd(&symbols),
            symbols,
            rectangle: SignedRows::of(rows.to_vec()),
            renamed: SignedRows::of(renamed),
            image: SignedRows::of(image),
        })
    }
}

/// Takes each symbol of one first column to that of the other, and the rest in order.
fn renaming(columns: u8, from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut rest = (1..=columns).filter(|symbol| !to.contains(symbol));
    (1..=columns)
        .map(|symbol| match from.iter().position(|other| *other == symbol) {
            Some(place) => to[place],
            None => rest.next().unwrap_or(symbol),
        })
        .collect()
}
