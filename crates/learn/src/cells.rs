//! A rectangle that is being filled in: its cells, and which of them clash.

use latin_rectangles::latin::Shape;
use serde::Serialize;

use super::error::LearnError;
use super::rows::{factorial, small_shape};

/// A rectangle that is being filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Cells {
    /// r, from 1 to n.
    pub rows: u32,
    /// n, from 1 to 7.
    pub columns: u32,
    /// r rows of n cells: a symbol from 1 to n, or `null` for an empty one.
    pub cells: Vec<Vec<Option<u8>>>,
    /// Whether row 1 is like any other; otherwise it is 1 2 … n, and its cells are empty or say so.
    pub first_row_free: bool,
}

/// What two cells with the same symbol have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum ConflictKind {
    Row,
    Column,
}

/// Two cells of one row or column with the same symbol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Conflict {
    pub kind: ConflictKind,
    pub symbol: u8,
    /// Row and column of each, from 0.
    pub cells: [[usize; 2]; 2],
}

/// Cells as they are filled in, the first row's included: 0 is empty.
pub struct Filled {
    pub shape: Shape,
    pub rows: Vec<Vec<u8>>,
}

impl Cells {
    /// The cells as filled in.
    ///
    /// # Errors
    /// When they are not r rows of n, hold something else than symbols, or row 1 is not as it must be.
    pub fn filled(&self) -> Result<Filled, LearnError> {
        let shape = small_shape(self.rows, self.columns)?;
        let (rows, columns) = (self.rows as usize, self.columns as usize);
        let fits = |row: &Vec<Option<u8>>| {
            let mut given = row.iter().flatten();
            row.len() == columns && given.all(|symbol| (1..=columns as u8).contains(symbol))
        };
        if self.cells.len() != rows || !self.cells.iter().all(fits) {
            return Err(LearnError::Cells {
                rows: self.rows,
                columns: self.columns,
            });
        }
        let mut filled: Vec<Vec<u8>> = Vec::new();
        for row in &self.cells {
            filled.push(row.iter().map(|cell| cell.unwrap_or(0)).collect());
        }
        if !self.first_row_free {
            for (symbol, cell) in (1..).zip(&mut filled[0]) {
                if *cell != 0 && *cell != symbol {
                    return Err(LearnError::FirstRow);
                }
                *cell = symbol;
            }
        }
        Ok(Filled { shape, rows: filled })
    }
}

impl Filled {
    fn is_empty(&self) -> bool {
        self.rows.iter().flatten().all(|&symbol| symbol == 0)
    }

    /// n! where no cell is filled in: then symbols can be renamed in so many ways; 1 elsewhere.
    pub fn renamings(&self) -> u64 {
        if self.is_empty() {
            factorial(self.shape.columns() as usize)
        } else {
            1
        }
    }

    /// The rows, the first one 1 2 … n where no cell is filled in.
    pub fn with_a_row(&self) -> Vec<Vec<u8>> {
        let mut rows = self.rows.clone();
        if self.is_empty() {
            rows[0] = (1..=self.shape.columns() as u8).collect();
        }
        rows
    }

    /// Every two cells that clash, row by row.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let columns = self.shape.columns() as usize;
        let cells: Vec<[usize; 2]> = (0..self.rows.len())
            .flat_map(|row| (0..columns).map(move |column| [row, column]))
            .collect();
        let mut conflicts = Vec::new();
        for (at, &first) in cells.iter().enumerate() {
            let symbol = self.rows[first[0]][first[1]];
            for &second in &cells[at + 1..] {
                let kind = match (first[0] == second[0], first[1] == second[1]) {
                    (true, _) => ConflictKind::Row,
                    (_, true) => ConflictKind::Column,
                    _ => continue,
                };
                if symbol != 0 && symbol == self.rows[second[0]][second[1]] {
                    conflicts.push(Conflict {
                        kind,
                        symbol,
                        cells: [first, second],
                    });
                }
            }
        }
        conflicts
    }
}
