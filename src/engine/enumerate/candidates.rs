//! The candidates for one row: all derangements of n with one starting value, packed, with their signs.

use num_traits::ToPrimitive;

use crate::latin::Rectangles;
use crate::latin::permutation::{self, Sign};

/// A row. The cells after the first go in pairs (columns 2 and 3, 4 and 5, …); each pair is one *code*, a
/// byte: the first symbol in its upper four bits, the second in its lower ones, symbols counted from 0. A cell left
/// over is the lower half of a code by itself. Above the codes stands the first cell; the highest bit is the sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row(u64);

const ODD: u64 = 1 << 63;
const FIRST: u32 = 48;

/// Codes that a row of at most 10 cells can have.
pub const MOST_CODES: usize = 5;

/// Cells after the first that a row can have, with that which a code of a single cell lacks.
pub const MOST_CELLS: usize = 2 * MOST_CODES;

impl Row {
    /// Packs all n cells of a row.
    fn pack(row: &[u8]) -> Self {
        let packed = row[1..].chunks(2).enumerate().fold(0, |packed, (at, pair)| {
            let code = pair
                .iter()
                .fold(0, |code, &cell| (code << 4) | (u64::from(cell) - 1));
            packed | code << (8 * at)
        });
        let odd = if permutation::sign(row) == Sign::Odd {
            ODD
        } else {
            0
        };
        Row(packed | u64::from(row[0]) << FIRST | odd)
    }

    /// Code number `at`.
    #[inline(always)]
    pub fn code(self, at: usize) -> usize {
        (self.0 >> (8 * at)) as usize & 0xff
    }

    /// The first symbol, from 1.
    #[inline(always)]
    pub fn first(self) -> u8 {
        (self.0 >> FIRST) as u8 & 15
    }

    /// 0 for an even row, 1 for an odd one.
    #[inline(always)]
    pub fn odd(self) -> usize {
        (self.0 >> 63) as usize
    }

    /// The same row, taken for an even one.
    pub fn without_sign(self) -> Row {
        Row(self.0 & !ODD)
    }

    /// The number of the first code in which two rows differ; more than all codes if in none.
    #[inline(always)]
    pub fn first_difference(self, other: Row) -> usize {
        ((self.0 ^ other.0) & !ODD).trailing_zeros() as usize / 8
    }

    /// Whether two rows of `columns` cells have the same symbol in one of the columns from the second on.
    #[inline(always)]
    pub fn shares_cell(self, other: Row, columns: u32) -> bool {
        const LOW: u64 = 0x1111_1111_1111_1111;
        let not_cells = (0..codes(columns)).fold(u64::MAX, |not, at| {
            not & !(if is_pair(at, columns) { 0xff } else { 0x0f } << (8 * at))
        });
        // a shared symbol is four bits of zeros; only above the first such can the difference below show others
        let differing = (self.0 ^ other.0) | not_cells;
        differing.wrapping_sub(LOW) & !differing & LOW << 3 != 0
    }

    /// The symbols of cells 2…n, from 0.
    pub fn symbols(self, columns: u32) -> impl Iterator<Item = usize> {
        (0..codes(columns)).flat_map(move |at| {
            let code = self.code(at);
            [code >> 4, code & 15]
                .into_iter()
                .skip(usize::from(!is_pair(at, columns)))
        })
    }

    /// All n cells: symbols from 1, four bits each, column 1 lowest.
    pub fn cells(self, columns: u32) -> u64 {
        let rest = self.symbols(columns).enumerate();
        rest.fold(u64::from(self.first()), |cells, (at, symbol)| {
            cells | (symbol as u64 + 1) << (4 * (at + 1))
        })
    }
}

/// Codes of a row of n cells.
pub const fn codes(columns: u32) -> usize {
    columns as usize / 2
}

/// Whether code number `at` stands for two cells.
pub const fn is_pair(at: usize, columns: u32) -> bool {
    2 * at + 2 < columns as usize
}

/// The number of candidates for one row: the derangements of n ≥ 2 divided by n − 1.
pub fn number(columns: u32) -> usize {
    permutation::derangements(columns).to_usize().expect("small n") / (columns as usize - 1)
}

/// How many of these are even: the even derangements are (−1)^(n−1)·(n − 1) more than the odd ones, and all starting values
/// have equally many of each, as renaming one to another preserves signs.
pub fn number_even(columns: u32) -> usize {
    let all = number(columns);
    if columns % 2 == 1 {
        all.div_ceil(2)
    } else {
        all / 2
    }
}

/// All derangements of `columns` symbols that begin with `first`, 2 ≤ `first` ≤ `columns`, in lexicographic order.
pub fn starting_with(first: u8, columns: u32) -> Box<[Row]> {
    let mut rows = Vec::with_capacity(number(columns));
    let mut listed =
        Rectangles::with_first_column(&[1, first], columns).expect("a starting value from 2 to n");
    while let Some(row) = listed.next_cells() {
        rows.push(Row::pack(row));
    }
    rows.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_the_known_sizes() {
        let known = [
            (2, 1),
            (3, 1),
            (4, 3),
            (5, 11),
            (6, 53),
            (7, 309),
            (8, 2119),
            (9, 16687),
            (10, 148_329),
        ];
        for (n, total) in known {
            assert_eq!(number(n), total, "n = {n}");
        }
    }

    #[test]
    fn rows_are_unpacked_as_they_were_packed() {
        for n in 2..=8u8 {
            for first in 2..=n {
                let rows = starting_with(first, n.into());
                let mut listed = Rectangles::with_first_column(&[1, first], n.into()).unwrap();
                for row in &rows {
                    let cells = listed.next_cells().unwrap();
                    let unpacked = row.cells(n.into());
                    let expected = cells
                        .iter()
                        .rev()
                        .fold(0, |packed, &cell| packed << 4 | u64::from(cell));
                    assert_eq!(unpacked, expected);
                    assert_eq!(row.odd() == 1, permutation::sign(cells) == Sign::Odd);
                }
                assert_eq!(rows.len(), number(n.into()));
                let even = rows.iter().filter(|row| row.odd() == 0).count();
                assert_eq!(even, number_even(n.into()));
            }
        }
    }
}
