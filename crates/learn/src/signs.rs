//! Signs: of rows, of a rectangle, before and after a swap, and of squares by rows and by columns.

use latin_rectangles::latin::Shape;
use latin_rectangles::latin::permutation::sign;
use serde::{Deserialize, Serialize};

use super::error::{LearnError, within};
use super::rows::{SignedRows, shape_of};

/// A Latin rectangle, and what to exchange in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SignRequest {
    pub rectangle: Vec<Vec<u8>>,
    /// `null` to exchange nothing.
    pub swap: Option<Swap>,
}

/// Two rows, columns or symbols that change places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Swap {
    pub kind: SwapKind,
    /// Their numbers, from 1.
    pub a: u8,
    pub b: u8,
}

/// What changes places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum SwapKind {
    Rows,
    Columns,
    Symbols,
}

/// The signs of a rectangle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SignAnswer {
    pub rows: Vec<RowSign>,
    /// 1 or −1: the product over the rows.
    pub sign: i8,
    /// `null` where nothing is exchanged.
    pub swapped: Option<Swapped>,
    /// `null` unless it is a square.
    pub square: Option<SquareSigns>,
}

/// A row as a permutation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RowSign {
    /// Column i goes to symbol number i of these.
    pub symbols: Vec<u8>,
    /// Each from its least symbol on, fixed ones included.
    pub cycles: Vec<Vec<u8>>,
    /// Every two columns, from 1, whose arrows cross: the left one has the larger symbol.
    pub inversions: Vec<[u8; 2]>,
    /// 1 or −1: the parity of the inversions.
    pub sign: i8,
}

/// The rectangle after a swap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Swapped {
    pub rows: Vec<RowSign>,
    pub sign: i8,
    /// By what the swap has multiplied the sign: (−1)^r for two columns or symbols, 1 for two rows.
    pub factor: i8,
}

/// The signs of a square.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SquareSigns {
    /// The product of the signs of the rows.
    pub by_rows: i8,
    /// The product of the signs of the columns.
    pub by_columns: i8,
    /// Both together: 1 for what is often called an even square.
    pub by_both: i8,
}

impl SignAnswer {
    /// The signs of a Latin rectangle, normalised or not.
    ///
    /// # Errors
    /// When it is none, n > 7, or there are no such two to exchange.
    pub fn of(request: &SignRequest) -> Result<Self, LearnError> {
        let shape = shape_of(&request.rectangle)?;
        let given = SignedRows::of(request.rectangle.clone());
        let swapped = match request.swap {
            Some(swap) => {
                let after = SignedRows::of(swap.of(shape, &given.rows)?);
                Some(Swapped {
                    rows: row_signs(&after.rows),
                    sign: after.sign,
                    factor: given.sign * after.sign,
                })
            }
            None => None,
        };
        Ok(SignAnswer {
            rows: row_signs(&given.rows),
            sign: given.sign,
            swapped,
            square: (shape.rows() == shape.columns()).then(|| SquareSigns::of(&given)),
        })
    }
}

impl Swap {
    fn of(self, shape: Shape, rows: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, LearnError> {
        let (what, most) = match self.kind {
            SwapKind::Rows => ("row", shape.rows()),
            SwapKind::Columns => ("column", shape.columns()),
            SwapKind::Symbols => ("symbol", shape.columns()),
        };
        let a = within(what, self.a.into(), 1, most.into())? - 1;
        let b = within(what, self.b.into(), 1, most.into())? - 1;
        let mut rows = rows.to_vec();
        match self.kind {
            SwapKind::Rows => rows.swap(a, b),
            SwapKind::Columns => rows.iter_mut().for_each(|row| row.swap(a, b)),
            SwapKind::Symbols => {
                for symbol in rows.iter_mut().flatten() {
                    *symbol = match *symbol {
                        symbol if symbol == self.a => self.b,
                        symbol if symbol == self.b => self.a,
                        symbol => symbol,
                    };
                }
            }
        }
        Ok(rows)
    }
}

fn row_signs(rows: &[Vec<u8>]) -> Vec<RowSign> {
    rows.iter().map(|row| RowSign::of(row)).collect()
}

impl RowSign {
    fn of(row: &[u8]) -> Self {
        let columns = row.len() as u8;
        let symbol = |column: u8| row[usize::from(column) - 1];
        let mut cycles: Vec<Vec<u8>> = Vec::new();
        for start in 1..=columns {
            if !cycles.iter().any(|cycle| cycle.contains(&start)) {
                let mut cycle = vec![start];
                let mut at = symbol(start);
                while at != start {
                    cycle.push(at);
                    at = symbol(at);
                }
                cycles.push(cycle);
            }
        }
        let mut inversions = Vec::new();
        for left in 1..=columns {
            for right in left + 1..=columns {
                if symbol(left) > symbol(right) {
                    inversions.push([left, right]);
                }
            }
        }
        RowSign {
            symbols: row.to_vec(),
            cycles,
            inversions,
            sign: sign(row).value(),
        }
    }
}

impl SquareSigns {
    fn of(square: &SignedRows) -> Self {
        let column = |at: usize| square.rows.iter().map(|row| row[at]).collect::<Vec<u8>>();
        let by_columns = (0..square.rows.len())
            .map(|at| sign(&column(at)).value())
            .product();
        SquareSigns {
            by_rows: square.sign,
            by_columns,
            by_both: square.sign * by_columns,
        }
    }
}
