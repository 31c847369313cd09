//! Which rows of a list a chosen row leaves: a bitset for each value of each code, to be intersected.

use super::candidates::{MOST_CODES, Row, code_values, codes, is_pair};
use crate::bitset::{self, Kernel, WORD_BITS};

/// How the rows of a list stand in its bitsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Row i at bit i.
    Plain,
    /// The first `even` rows in the first half of the words, the others in the second half.
    BySign { even: usize },
}

impl Layout {
    /// Words of a bitset over `rows` rows.
    pub fn words(self, rows: usize) -> usize {
        match self {
            Layout::Plain => bitset::words(rows),
            Layout::BySign { even } => match even.max(rows - even).div_ceil(WORD_BITS) {
                9..=17 => 2 * 17,
                half => 2 * half,
            },
        }
    }

    fn bit(self, row: usize, words: usize) -> usize {
        match self {
            Layout::BySign { even } if row >= even => words / 2 * WORD_BITS + row - even,
            Layout::Plain | Layout::BySign { .. } => row,
        }
    }
}

/// The sets of one list. A chosen row leaves those rows that are in its set for every code.
#[derive(Default)]
pub struct Keep {
    words: usize,
    columns: u32,
    /// For code number `at` and each of its values the rows without a cell in common, see [`Keep::set`].
    sets: Vec<u64>,
    /// While building, for cell c and symbol s the rows that have it there, at `(c * columns + s) * words`.
    having: Vec<u64>,
    all: Vec<u64>,
    /// The two symbols of each code of a pair.
    symbols: Vec<[usize; 2]>,
}

impl Keep {
    /// Bytes of the sets of a list of `rows` rows.
    pub fn bytes(rows: usize, columns: u32) -> u64 {
        let (n, codes) = (u64::from(columns), codes(columns) as u64);
        8 * (rows as u64 / 64 + 4) * (codes * n * n + 2 * codes * n + 1)
    }

    /// Builds the sets of a list anew; allocates only where they need more room than ever before. Returns the words of
    /// work.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn rebuild(&mut self, rows: &[Row], layout: Layout, columns: u32) -> usize {
        let (n, words) = (columns as usize, layout.words(rows.len()));
        if self.columns != columns {
            self.symbols.clear();
            self.symbols.extend((0..n * n).map(|code| [code / n, code % n]));
        }
        (self.words, self.columns) = (words, columns);
        for (vector, length) in [
            (&mut self.having, 2 * codes(columns) * n * words),
            (&mut self.all, words),
        ] {
            vector.clear();
            vector.resize(length, 0);
        }
        self.sets.resize(codes(columns) * n * n * words, 0);
        for (number, row) in rows.iter().enumerate() {
            let bit = layout.bit(number, words);
            let (word, mask) = (bit / WORD_BITS, 1 << (bit % WORD_BITS));
            self.all[word] |= mask;
            for at in 0..codes(columns) {
                let value = row.code(at);
                if is_pair(at, columns) {
                    let [first, second] = self.symbols[value];
                    self.having[(2 * at * n + first) * words + word] |= mask;
                    self.having[((2 * at + 1) * n + second) * words + word] |= mask;
                } else {
                    self.having[(2 * at * n + value) * words + word] |= mask;
                }
            }
        }
        for at in 0..codes(columns) {
            for value in 0..code_values(at, columns) {
                // of a single cell the second has no rows, so any symbol of it will do
                let [first, second] = if is_pair(at, columns) {
                    self.symbols[value]
                } else {
                    [value, 0]
                };
                let set = &mut self.sets[(at * n * n + value) * words..][..words];
                let first = &self.having[(2 * at * n + first) * words..][..words];
                let second = &self.having[((2 * at + 1) * n + second) * words..][..words];
                for (((set, all), first), second) in set.iter_mut().zip(&self.all).zip(first).zip(second) {
                    *set = all & !(first | second);
                }
            }
        }
        self.sets.len() + 8 * rows.len()
    }

    /// Words of a bitset over the list.
    #[inline(always)]
    pub fn words(&self) -> usize {
        self.words
    }

    /// The rows that code number `at` of `row` leaves.
    #[inline(always)]
    pub fn set(&self, at: usize, row: Row) -> &[u64] {
        let n = self.columns as usize;
        &self.sets[(at * n * n + row.code(at)) * self.words..][..self.words]
    }

    /// Sets `into` to the rows that `row` leaves.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn left_by<K: Kernel>(&self, row: Row, into: &mut [u64]) {
        let set = |at| self.set(at, row);
        match codes(self.columns) {
            1 => K::and(into, [set(0)]),
            2 => K::and(into, [set(0), set(1)]),
            3 => K::and(into, [set(0), set(1), set(2)]),
            4 => K::and(into, [set(0), set(1), set(2), set(3)]),
            MOST_CODES => K::and(into, [set(0), set(1), set(2), set(3), set(4)]),
            codes => unreachable!("a row of {codes} codes"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::candidates;
    use super::*;
    use crate::bitset::Portable;
    use proptest::prelude::*;

    fn share_no_cell(a: u64, b: u64) -> bool {
        (0..10).all(|cell| (a >> (4 * cell) & 15) == 0 || a >> (4 * cell) & 15 != b >> (4 * cell) & 15)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_row_leaves_those_that_share_no_cell_with_it(n in 3u32..=8, a in any::<u8>(), b in any::<u8>(), x in any::<prop::sample::Index>(), by_sign in any::<bool>()) {
            let (a, b) = (2 + a % (n as u8 - 1), 2 + b % (n as u8 - 1));
            prop_assume!(a != b);
            let chosen = *x.get(&candidates::starting_with(a, n));
            let mut rows = candidates::starting_with(b, n).to_vec();
            let mut layout = Layout::Plain;
            if by_sign {
                rows.sort_by_key(|row| row.odd());
                layout = Layout::BySign { even: rows.iter().filter(|row| row.odd() == 0).count() };
            }
            let mut keep = Keep::default();
            keep.rebuild(&rows, layout, n);
            let mut left = vec![0; keep.words()];
            keep.left_by::<Portable>(chosen, &mut left);
            for (number, row) in rows.iter().enumerate() {
                let bit = layout.bit(number, keep.words());
                let found = left[bit / WORD_BITS] >> (bit % WORD_BITS) & 1 == 1;
                prop_assert_eq!(found, share_no_cell(chosen.cells(a, n), row.cells(b, n)));
            }
            let count: u32 = left.iter().map(|word| word.count_ones()).sum();
            prop_assert!(count as usize <= rows.len());
        }
    }
}
