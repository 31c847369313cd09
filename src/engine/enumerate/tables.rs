//! The row lists of one n, and which rows of two lists go together: built when first needed, shared by all workers.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use web_time::Instant;

use super::rows::{RowList, symbol};
use crate::bitset::{Kernel, Portable, WORD_BITS};
use crate::latin::Shape;

/// Compatible rows are looked up in tables of every pair of rows up to this n; beyond, such tables would take
/// hundreds of megabytes, and conflicts are combined for each row instead.
const LARGEST_WITH_PAIRS: u32 = 8;

/// All tables of one n.
pub struct Tables {
    columns: u32,
    words: usize,
    /// By starting value, from 2.
    lists: Box<[OnceLock<RowList>]>,
    /// By two starting values a < b, at [`Tables::pair_at`].
    pairs: Box<[OnceLock<PairTable>]>,
    building_nanoseconds: AtomicU64,
}

/// For each row of one list the set of rows of a later list that share no cell with it.
pub struct PairTable {
    words: usize,
    compatible: Box<[u64]>,
}

impl PairTable {
    fn new(from: &RowList, to: &RowList, columns: u32) -> Self {
        let words = RowList::words(columns);
        let mut compatible = vec![0; words * WORD_BITS * words];
        let all = all_rows(columns);
        for (slot, compatible) in compatible.chunks_exact_mut(words).enumerate() {
            let row = from.row(slot);
            if row != 0 {
                let mut conflicts = [&[][..]; 16];
                let conflicts = row_conflicts(to, row, columns as usize, &mut conflicts);
                Portable::without(compatible, &all, conflicts);
            }
        }
        PairTable {
            words,
            compatible: compatible.into(),
        }
    }

    /// The rows of the later list that go with the row in `slot` of the earlier one.
    #[inline(always)]
    pub fn compatible(&self, slot: usize) -> &[u64] {
        &self.compatible[slot * self.words..][..self.words]
    }
}

/// The rows of `list` that share a cell with `row`: a set for each column but the first, whose cells differ anyway.
#[inline(always)]
pub fn row_conflicts<'l, 's>(
    list: &'l RowList,
    row: u64,
    columns: usize,
    sets: &'s mut [&'l [u64]; 16],
) -> &'s [&'l [u64]] {
    for column in 1..columns {
        sets[column - 1] = list.conflicts(column, symbol(row, column));
    }
    &sets[..columns - 1]
}

/// The bitset of every row of a list.
fn all_rows(columns: u32) -> Vec<u64> {
    let (sizes, even_words) = (RowList::sizes(columns), RowList::even_words(columns));
    let mut all = vec![0; RowList::words(columns)];
    fill(&mut all[..even_words], sizes.even);
    fill(&mut all[even_words..], sizes.odd);
    all
}

/// Sets the first `count` bits.
fn fill(set: &mut [u64], count: usize) {
    for (at, word) in set.iter_mut().enumerate() {
        let bits = count.saturating_sub(at * WORD_BITS).min(WORD_BITS);
        *word = if bits == WORD_BITS {
            u64::MAX
        } else {
            (1 << bits) - 1
        };
    }
}

impl Tables {
    /// The tables of `columns` = n ≥ 2, kept until tables of another n are asked for.
    pub fn shared(columns: u32) -> Arc<Tables> {
        static LATEST: Mutex<Option<Arc<Tables>>> = Mutex::new(None);
        let mut latest = LATEST.lock().unwrap_or_else(PoisonError::into_inner);
        match latest.as_ref() {
            Some(tables) if tables.columns == columns => tables.clone(),
            _ => {
                // the old ones go first, so that both are never held at once
                *latest = None;
                latest.insert(Arc::new(Tables::new(columns))).clone()
            }
        }
    }

    fn new(columns: u32) -> Self {
        let lists = columns as usize - 1;
        let pairs = if columns <= LARGEST_WITH_PAIRS {
            lists * lists
        } else {
            0
        };
        Tables {
            columns,
            words: if columns < 2 { 0 } else { RowList::words(columns) },
            lists: (0..lists).map(|_| OnceLock::new()).collect(),
            pairs: (0..pairs).map(|_| OnceLock::new()).collect(),
            building_nanoseconds: AtomicU64::new(0),
        }
    }

    /// Bytes that the tables for one shape hold at most.
    pub fn bytes(shape: Shape) -> u64 {
        let (r, n) = (u64::from(shape.rows()), shape.columns());
        if r < 2 {
            return 0;
        }
        let lists = u64::from(n) - 1;
        let words = RowList::words(n) as u64;
        let pairs = if n <= LARGEST_WITH_PAIRS && r > 2 {
            lists * (lists - 1) / 2
        } else {
            0
        };
        lists * RowList::bytes(n) + pairs * 8 * words * words * WORD_BITS as u64
    }

    /// Words read to count the last rows that go with one choice of all other rows.
    pub fn leaf_words(columns: u32) -> usize {
        let reads = if columns <= LARGEST_WITH_PAIRS {
            1
        } else {
            columns as usize
        };
        if columns < 2 {
            0
        } else {
            RowList::words(columns) * reads
        }
    }

    /// n.
    pub fn columns(&self) -> u32 {
        self.columns
    }

    /// Words of a bitset over one list.
    pub fn words(&self) -> usize {
        self.words
    }

    /// Every row of a list; the same for every list.
    pub fn all_rows(&self) -> Vec<u64> {
        all_rows(self.columns)
    }

    /// The candidates that start with `first`.
    pub fn list(&self, first: u8) -> &RowList {
        self.lists[usize::from(first) - 2]
            .get_or_init(|| self.timed(|| RowList::starting_with(first, self.columns)))
    }

    /// Which rows that start with `b` go with which that start with `a` < `b`; `None` where n is too large for that.
    pub fn pair(&self, a: u8, b: u8) -> Option<&PairTable> {
        let at = (usize::from(a) - 2) * self.lists.len() + usize::from(b) - 2;
        let (from, to) = (self.list(a), self.list(b));
        Some(
            self.pairs
                .get(at)?
                .get_or_init(|| self.timed(|| PairTable::new(from, to, self.columns))),
        )
    }

    /// Seconds spent on building so far, all workers together.
    pub fn seconds(&self) -> f64 {
        self.building_nanoseconds.load(Ordering::Relaxed) as f64 / 1e9
    }

    fn timed<T>(&self, build: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let built = build();
        self.building_nanoseconds
            .fetch_add(start.elapsed().as_nanos() as u64, Ordering::Relaxed);
        built
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share_no_cell(a: u64, b: u64, columns: usize) -> bool {
        (0..columns).all(|column| symbol(a, column) != symbol(b, column))
    }

    proptest! {
        #[test]
        fn compatible_rows_are_those_that_share_no_cell(n in 4u32..=8, a in any::<u8>(), b in any::<u8>(), rows in any::<(usize, usize)>()) {
            let lists = n as u8 - 1;
            let (a, b) = (2 + a % (lists - 1), 2 + b % lists);
            let b = if a < b { b } else { a + 1 };
            let tables = Tables::new(n);
            let slots: Vec<usize> = (0..tables.words() * WORD_BITS).filter(|&slot| tables.list(a).row(slot) != 0).collect();
            let (x, y) = (slots[rows.0 % slots.len()], slots[rows.1 % slots.len()]);
            let found = tables.pair(a, b).unwrap().compatible(x)[y / WORD_BITS] >> (y % WORD_BITS) & 1 == 1;
            prop_assert_eq!(found, share_no_cell(tables.list(a).row(x), tables.list(b).row(y), n as usize));
        }
    }

    #[test]
    fn tables_of_one_n_are_built_once() {
        let (first, second) = (Tables::shared(5), Tables::shared(5));
        first.list(2);
        assert!(Arc::ptr_eq(&first, &second));
        let seconds = first.seconds();
        second.list(2);
        assert_eq!(second.seconds(), seconds);
    }

    #[test]
    fn beyond_n_8_there_are_no_pair_tables() {
        assert!(Tables::new(9).pair(2, 3).is_none());
    }

    #[test]
    fn fill_sets_exactly_that_many_bits() {
        for count in 0..=128 {
            let mut set = [0; 2];
            fill(&mut set, count);
            assert_eq!(set[0].count_ones() + set[1].count_ones(), count as u32);
        }
    }
}
