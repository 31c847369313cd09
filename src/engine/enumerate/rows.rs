//! The candidates for one row: all derangements of n with one starting value, in sign order, and their conflicts.

use crate::bitset::{self, WORD_BITS};
use crate::latin::Rectangles;
use crate::latin::permutation::{self, Sign};
use num_traits::ToPrimitive;

/// How many candidates of each sign a list holds; the same for every starting value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListSizes {
    pub even: usize,
    pub odd: usize,
}

impl ListSizes {
    /// All candidates of one list: the derangements of n divided by n − 1.
    pub fn total(self) -> usize {
        self.even + self.odd
    }
}

/// One list. Each row has a *slot*, its bit in every bitset over the list: even rows from slot 0, odd rows from the
/// first slot of a lane of its own, zeros between.
pub struct RowList {
    words: usize,
    columns: usize,
    /// The row of each slot, four bits a symbol, column 1 lowest; 0 where there is none.
    rows: Box<[u64]>,
    /// For each column and symbol the set of rows that have it there.
    conflicts: Box<[u64]>,
}

impl RowList {
    /// The sizes of a list for n ≥ 2. Of all derangements of n, even minus odd is (−1)^(n−1) · (n−1), so of one list
    /// it is (−1)^(n−1).
    pub fn sizes(columns: u32) -> ListSizes {
        let total = permutation::derangements(columns).to_usize().expect("small n") / (columns as usize - 1);
        let more_even = columns % 2 == 1;
        let (larger, smaller) = (total.div_ceil(2), total / 2);
        if more_even {
            ListSizes {
                even: larger,
                odd: smaller,
            }
        } else {
            ListSizes {
                even: smaller,
                odd: larger,
            }
        }
    }

    /// Words of the even part of a bitset over a list; the odd part follows.
    pub fn even_words(columns: u32) -> usize {
        bitset::words(Self::sizes(columns).even)
    }

    /// Words of a whole bitset over a list.
    pub fn words(columns: u32) -> usize {
        Self::even_words(columns) + bitset::words(Self::sizes(columns).odd)
    }

    /// Bytes of one list with its conflicts.
    pub fn bytes(columns: u32) -> u64 {
        let (words, n) = (Self::words(columns) as u64, u64::from(columns));
        8 * words * (WORD_BITS as u64 + n * n)
    }

    /// All derangements of `columns` symbols that begin with `first`, 2 ≤ `first` ≤ `columns`.
    pub fn starting_with(first: u8, columns: u32) -> Self {
        let n = columns as usize;
        let words = Self::words(columns);
        let mut rows = vec![0; words * WORD_BITS];
        let mut conflicts = vec![0; n * n * words];
        let (mut even, mut odd) = (0, Self::even_words(columns) * WORD_BITS);
        let mut listed =
            Rectangles::with_first_column(&[1, first], columns).expect("a starting value from 2 to n");
        while let Some(row) = listed.next_cells() {
            let slot = match permutation::sign(row) {
                Sign::Even => &mut even,
                Sign::Odd => &mut odd,
            };
            rows[*slot] = pack(row);
            for (column, &symbol) in row.iter().enumerate() {
                bitset::insert(
                    &mut conflicts[conflict_at(n, words, column, symbol)..][..words],
                    *slot,
                );
            }
            *slot += 1;
        }
        RowList {
            words,
            columns: n,
            rows: rows.into(),
            conflicts: conflicts.into(),
        }
    }

    /// The row of a slot, four bits a symbol, column 1 lowest.
    #[inline(always)]
    pub fn row(&self, slot: usize) -> u64 {
        self.rows[slot]
    }

    /// The rows of this list that have `symbol` at `column`, columns counted from 0.
    #[inline(always)]
    pub fn conflicts(&self, column: usize, symbol: u8) -> &[u64] {
        &self.conflicts[conflict_at(self.columns, self.words, column, symbol)..][..self.words]
    }
}

fn conflict_at(columns: usize, words: usize, column: usize, symbol: u8) -> usize {
    (column * columns + usize::from(symbol) - 1) * words
}

/// Four bits a symbol, column 1 lowest.
fn pack(row: &[u8]) -> u64 {
    row.iter()
        .rev()
        .fold(0, |packed, &symbol| packed << 4 | u64::from(symbol))
}

/// The symbol of a packed row at `column`, counted from 0.
#[inline(always)]
pub fn symbol(packed: u64, column: usize) -> u8 {
    (packed >> (4 * column) & 15) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_the_known_sizes() {
        assert_eq!(RowList::sizes(6), ListSizes { even: 26, odd: 27 });
        let known = [
            (2, 1),
            (3, 1),
            (4, 3),
            (5, 11),
            (6, 53),
            (7, 309),
            (8, 2119),
            (9, 16687),
        ];
        for (n, total) in known {
            assert_eq!(RowList::sizes(n).total(), total, "n = {n}");
        }
    }

    #[test]
    fn slots_are_in_sign_order() {
        for n in 2..=8 {
            let sizes = RowList::sizes(n);
            for first in 2..=n as u8 {
                let list = RowList::starting_with(first, n);
                let odd_from = RowList::even_words(n) * WORD_BITS;
                for slot in 0..RowList::words(n) * WORD_BITS {
                    let unpacked: Vec<u8> = (0..n as usize)
                        .map(|column| symbol(list.row(slot), column))
                        .collect();
                    let expected = if slot < sizes.even {
                        Some(Sign::Even)
                    } else if (odd_from..odd_from + sizes.odd).contains(&slot) {
                        Some(Sign::Odd)
                    } else {
                        None
                    };
                    match expected {
                        Some(sign) => {
                            assert_eq!(permutation::sign(&unpacked), sign);
                            assert_eq!(unpacked[0], first);
                        }
                        None => assert_eq!(list.row(slot), 0),
                    }
                }
            }
        }
    }

    #[test]
    fn no_row_has_a_symbol_in_its_own_column() {
        let list = RowList::starting_with(3, 6);
        for column in 0..6 {
            assert!(
                list.conflicts(column, column as u8 + 1)
                    .iter()
                    .all(|&word| word == 0)
            );
        }
    }
}
