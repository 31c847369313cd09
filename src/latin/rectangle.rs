//! Latin rectangles themselves: checked, listed in lexicographic order, drawn at random.

use serde::Serialize;
use thiserror::Error;

use super::permutation::{Sign, is_permutation, sign};
use super::shape::Shape;

/// A normalised Latin rectangle: rows that are permutations of 1…n, the first of them 1 2 … n, no symbol twice in a
/// column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rectangle {
    rows: Vec<Vec<u8>>,
}

/// The rows do not make a normalised Latin rectangle.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RectangleError {
    #[error("row {row} is not a permutation of 1 to {columns}")]
    NotAPermutation { row: usize, columns: usize },
    #[error("row 1 is not 1 2 … n")]
    NotNormalised,
    #[error("column {column} holds {symbol} twice")]
    Repeated { column: usize, symbol: u8 },
}

/// The column given cannot be the first column of a normalised rectangle with that many columns.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "a first column is 1 and then different numbers from 2 to {columns}, for example 1,2,3; not {column}"
)]
pub struct FirstColumnError {
    column: String,
    columns: u32,
}

impl Rectangle {
    /// Takes rows of symbols, row 1 first.
    ///
    /// # Errors
    /// [`RectangleError`] names the first row or column that breaks the definition.
    pub fn new(rows: Vec<Vec<u8>>) -> Result<Self, RectangleError> {
        let n = rows.first().map_or(0, Vec::len);
        if let Some(at) = rows.iter().position(|row| row.len() != n || !is_permutation(row)) {
            return Err(RectangleError::NotAPermutation {
                row: at + 1,
                columns: n,
            });
        }
        if n == 0 || !rows[0].is_sorted() {
            return Err(RectangleError::NotNormalised);
        }
        for column in 0..n {
            let mut seen = [false; 256];
            for row in &rows {
                if std::mem::replace(&mut seen[usize::from(row[column])], true) {
                    return Err(RectangleError::Repeated {
                        column: column + 1,
                        symbol: row[column],
                    });
                }
            }
        }
        Ok(Rectangle { rows })
    }

    /// A rectangle of the shape drawn with `random`, row by row; every one can occur, though not with equal probability.
    pub fn random(shape: Shape, random: &mut fastrand::Rng) -> Self {
        let n = shape.columns() as usize;
        let mut rows = vec![(1..=n as u8).collect::<Vec<u8>>()];
        while rows.len() < shape.rows() as usize {
            rows.push(random_row(&rows, n, random));
        }
        Rectangle { rows }
    }

    /// Row 1 first, each with symbols 1…n.
    pub fn rows(&self) -> &[Vec<u8>] {
        &self.rows
    }

    /// The product of the signs of the rows.
    pub fn sign(&self) -> Sign {
        self.rows
            .iter()
            .map(|row| sign(row))
            .fold(Sign::Even, |product, sign| product * sign)
    }
}

/// In JSON: `{"rows": [[1, 2, 3], …], "sign": 1}`.
impl Serialize for Rectangle {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RectangleJson {
            rows: &self.rows,
            sign: self.sign().value(),
        }
        .serialize(serializer)
    }
}

/// A rectangle in JSON.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "Rectangle"))]
pub struct RectangleJson<'a> {
    #[cfg_attr(feature = "types", ts(type = "number[][]"))]
    rows: &'a [Vec<u8>],
    #[cfg_attr(feature = "types", ts(type = "1 | -1"))]
    sign: i8,
}

/// A row that repeats no symbol of its column; one always exists (Hall), and augmenting paths find it.
fn random_row(above: &[Vec<u8>], n: usize, random: &mut fastrand::Rng) -> Vec<u8> {
    let mut symbols: Vec<u8> = (1..=n as u8).collect();
    random.shuffle(&mut symbols);
    let mut columns: Vec<usize> = (0..n).collect();
    random.shuffle(&mut columns);
    let free = |column: usize, symbol: u8| above.iter().all(|row| row[column] != symbol);
    let mut column_of = [None; 256];
    for column in columns {
        let mut tried = [false; 256];
        let placed = place(column, &symbols, &free, &mut column_of, &mut tried);
        debug_assert!(placed, "a rectangle with fewer rows than columns can be extended");
    }
    let mut row = vec![0; n];
    for symbol in symbols {
        row[column_of[usize::from(symbol)].expect("every symbol is placed")] = symbol;
    }
    row
}

fn place(
    column: usize,
    symbols: &[u8],
    free: &impl Fn(usize, u8) -> bool,
    column_of: &mut [Option<usize>; 256],
    tried: &mut [bool; 256],
) -> bool {
    symbols.iter().any(|&symbol| {
        let at = usize::from(symbol);
        if !free(column, symbol) || std::mem::replace(&mut tried[at], true) {
            return false;
        }
        let moved = column_of[at].is_none_or(|other| place(other, symbols, free, column_of, tried));
        if moved {
            column_of[at] = Some(column);
        }
        moved
    })
}

/// Iterates over all normalised rectangles of a shape in lexicographic order, or those with one first column.
#[derive(Clone, Debug)]
pub struct Rectangles {
    rows: usize,
    columns: usize,
    first_column: Option<Vec<u8>>,
    /// Cells of rows 2…r in reading order; 0 is empty.
    cells: Vec<u8>,
    used_in_row: Vec<[bool; 256]>,
    used_in_column: Vec<[bool; 256]>,
    state: Listing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Listing {
    Fresh,
    Under,
    Over,
}

impl Rectangles {
    /// Every normalised rectangle of the shape: K(r,n) of them.
    pub fn of(shape: Shape) -> Self {
        Self::start(shape, None)
    }

    /// The rectangles with that first column, sorted or not: R(r,n) of them.
    ///
    /// # Errors
    /// [`FirstColumnError`] unless `column` is 1 and then different symbols from 2…`columns`.
    pub fn with_first_column(column: &[u8], columns: u32) -> Result<Self, FirstColumnError> {
        let mut seen = [false; 256];
        let fits = |&symbol: &u8| {
            let again = std::mem::replace(&mut seen[usize::from(symbol)], true);
            !again && (1..=columns).contains(&symbol.into())
        };
        if column.first() != Some(&1) || !column.iter().all(fits) {
            let symbols: Vec<String> = column.iter().map(u8::to_string).collect();
            return Err(FirstColumnError {
                column: symbols.join(","),
                columns,
            });
        }
        let shape = Shape::new(column.len() as u32, columns).expect("as many different symbols as rows");
        Ok(Self::start(shape, Some(column.to_vec())))
    }

    fn start(shape: Shape, first_column: Option<Vec<u8>>) -> Self {
        let (rows, columns) = (shape.rows() as usize, shape.columns() as usize);
        let mut used_in_column = vec![[false; 256]; columns];
        for (column, used) in used_in_column.iter_mut().enumerate() {
            used[column + 1] = true;
        }
        Rectangles {
            rows,
            columns,
            first_column,
            cells: vec![0; (rows - 1) * columns],
            used_in_row: vec![[false; 256]; rows - 1],
            used_in_column,
            state: Listing::Fresh,
        }
    }

    /// Moves the cell to the next symbol that fits it, or empties it where there is none.
    fn advance(&mut self, cell: usize) -> bool {
        let (row, column) = (cell / self.columns, cell % self.columns);
        let old = std::mem::take(&mut self.cells[cell]);
        if old != 0 {
            self.used_in_row[row][usize::from(old)] = false;
            self.used_in_column[column][usize::from(old)] = false;
        }
        let only = self
            .first_column
            .as_ref()
            .filter(|_| column == 0)
            .map(|symbols| symbols[row + 1]);
        let fits = |symbol: u8| {
            only.is_none_or(|only| symbol == only)
                && !self.used_in_row[row][usize::from(symbol)]
                && !self.used_in_column[column][usize::from(symbol)]
        };
        let Some(symbol) = (old + 1..=self.columns as u8).find(|&symbol| fits(symbol)) else {
            return false;
        };
        self.cells[cell] = symbol;
        self.used_in_row[row][usize::from(symbol)] = true;
        self.used_in_column[column][usize::from(symbol)] = true;
        true
    }

    fn step(&mut self) -> bool {
        let last = self.cells.len();
        let mut cell = match self.state {
            Listing::Over => return false,
            Listing::Fresh if last == 0 => {
                self.state = Listing::Over;
                return true;
            }
            Listing::Fresh => 0,
            Listing::Under if last == 0 => return false,
            Listing::Under => last - 1,
        };
        self.state = Listing::Under;
        loop {
            if self.advance(cell) {
                cell += 1;
                if cell == last {
                    return true;
                }
            } else if cell == 0 {
                self.state = Listing::Over;
                return false;
            } else {
                cell -= 1;
            }
        }
    }

    /// Rows 2…r of the next rectangle in reading order, without a copy.
    pub fn next_cells(&mut self) -> Option<&[u8]> {
        self.step().then_some(&self.cells)
    }
}

impl Iterator for Rectangles {
    type Item = Rectangle;

    fn next(&mut self) -> Option<Rectangle> {
        if !self.step() {
            return None;
        }
        let mut rows = vec![(1..=self.columns as u8).collect::<Vec<u8>>()];
        rows.extend(self.cells.chunks(self.columns).map(<[u8]>::to_vec));
        debug_assert_eq!(rows.len(), self.rows);
        Some(Rectangle { rows })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::latin::{FirstColumn, Published};
    use num_bigint::BigUint;
    use proptest::prelude::*;

    #[test]
    fn lists_as_many_as_published_with_their_signs() {
        for n in 1..=5 {
            for r in 1..=n {
                let shape = Shape::new(r, n).unwrap();
                let published = Published::of(shape).unwrap();
                let listed: Vec<Rectangle> = Rectangles::of(shape).collect();
                assert_eq!(BigUint::from(listed.len()), published.total, "{shape}");
                if let Some(signed) = published.signed {
                    let even = listed
                        .iter()
                        .filter(|rectangle| rectangle.sign() == Sign::Even)
                        .count();
                    assert_eq!(BigUint::from(even), signed.positive, "{shape}");
                }
                assert!(
                    listed.windows(2).all(|pair| pair[0].rows < pair[1].rows),
                    "{shape} is in order"
                );
                for rectangle in listed {
                    assert_eq!(Rectangle::new(rectangle.rows.clone()), Ok(rectangle));
                }
            }
        }
    }

    #[test]
    fn lists_r_with_each_first_column() {
        let shape = Shape::new(3, 5).unwrap();
        let reduced = Published::of(shape).unwrap().reduced;
        for column in FirstColumn::all(shape) {
            let listed = Rectangles::with_first_column(column.symbols(), 5)
                .unwrap()
                .count();
            assert_eq!(BigUint::from(listed), reduced, "{column}");
        }
        assert_eq!(
            BigUint::from(Rectangles::with_first_column(&[1, 4, 2], 5).unwrap().count()),
            reduced
        );
    }

    #[test]
    fn refuses_what_is_no_first_column() {
        for column in [
            &[][..],
            &[2, 3],
            &[1, 2, 2],
            &[1, 6],
            &[1, 0],
            &[1, 1],
            &[1, 2, 3, 4, 5, 6],
        ] {
            assert!(Rectangles::with_first_column(column, 5).is_err(), "{column:?}");
        }
    }

    #[test]
    fn says_what_is_wrong_with_rows() {
        let row = |symbols: &[u8]| symbols.to_vec();
        for not_normalised in [
            vec![],
            vec![row(&[])],
            vec![row(&[]), row(&[])],
            vec![row(&[2, 1])],
        ] {
            assert_eq!(Rectangle::new(not_normalised), Err(RectangleError::NotNormalised));
        }
        assert_eq!(
            Rectangle::new(vec![row(&[1, 2, 3]), row(&[2, 2, 1])]),
            Err(RectangleError::NotAPermutation { row: 2, columns: 3 })
        );
        assert_eq!(
            Rectangle::new(vec![row(&[1, 2, 3]), row(&[2, 1, 3])]),
            Err(RectangleError::Repeated { column: 3, symbol: 3 })
        );
    }

    proptest! {
        #[test]
        fn a_random_one_is_a_rectangle_of_the_shape((r, n, seed) in (1u32..=10).prop_flat_map(|n| (1..=n, Just(n), any::<u64>()))) {
            let shape = Shape::new(r, n).unwrap();
            let rectangle = Rectangle::random(shape, &mut fastrand::Rng::with_seed(seed));
            prop_assert_eq!(rectangle.rows().len(), r as usize);
            prop_assert_eq!(rectangle.rows()[0].len(), n as usize);
            prop_assert!(Rectangle::new(rectangle.rows().to_vec()).is_ok());
        }
    }
}
