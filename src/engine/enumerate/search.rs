//! The search below one first column: rows chosen one after the other, the last one counted.

use std::ops::Range;

use super::rows::RowList;
use super::tables::{PairTable, Tables, row_conflicts};
use crate::bitset::{Kernel, WORD_BITS};
use crate::engine::{Progress, Stopped, Watch};
use crate::latin::{Shape, SignedCount};

/// Words of bitset work between two reports to the watch: about a millisecond.
const WORDS_A_REPORT: usize = 1 << 20;

/// Rows after the first that a search can hold.
const MOST_LISTS: usize = 15;

/// One unit's search. Everything it needs is allocated here, nothing while it runs.
pub struct Search<'t> {
    tables: &'t Tables,
    watch: &'t dyn Watch,
    /// The candidates of rows 2…r.
    lists: Vec<&'t RowList>,
    /// For the lists i < j which rows go together, at `i * lists + j`; empty where conflicts are combined instead.
    pairs: Vec<Option<&'t PairTable>>,
    /// After `chosen` rows the rows of list j that go with them, at `(chosen * lists + j) * words`.
    live: Vec<u64>,
    words: usize,
    even_words: usize,
    /// Second rows of this unit, numbered in sign order.
    second_rows: Range<u32>,
    /// The rows chosen, packed.
    in_hand: [u64; MOST_LISTS],
    work: usize,
    pending: [u64; 2],
    counted: [u128; 2],
}

/// Where the walk through the live rows of one list is.
#[derive(Clone, Copy, Default)]
struct Cursor {
    word: usize,
    bits: u64,
}

impl<'t> Search<'t> {
    /// A search of the second rows number `second_rows` below the sorted first column `column`, which has at least
    /// two symbols.
    pub fn new(tables: &'t Tables, column: &[u8], second_rows: Range<u32>, watch: &'t dyn Watch) -> Self {
        let starts = &column[1..];
        let lists: Vec<&RowList> = starts.iter().map(|&first| tables.list(first)).collect();
        let pairs = (0..lists.len() * lists.len())
            .map(|at| (starts[at / lists.len()], starts[at % lists.len()]))
            .map(|(a, b)| if a < b { tables.pair(a, b) } else { None })
            .collect();
        let words = tables.words();
        let mut search = Search {
            tables,
            watch,
            pairs,
            live: vec![0; lists.len() * lists.len() * words],
            words,
            even_words: RowList::even_words(tables.columns()),
            second_rows,
            in_hand: [0; MOST_LISTS],
            work: 0,
            pending: [0; 2],
            counted: [0; 2],
            lists,
        };
        search.start();
        search
    }

    /// Bytes that one search holds.
    pub fn bytes(shape: Shape) -> u64 {
        if shape.rows() < 2 {
            return 0;
        }
        let lists = u64::from(shape.rows()) - 1;
        8 * lists * lists * RowList::words(shape.columns()) as u64
    }

    /// N⁺ and N⁻ found so far: all of the unit's once the search has ended.
    pub fn count(&self) -> SignedCount {
        SignedCount::new(self.counted[0], self.counted[1])
    }

    /// All rows are live before any is chosen, but of the first list only the unit's.
    fn start(&mut self) {
        let all = self.tables.all_rows();
        for live in self.live.chunks_exact_mut(self.words).take(self.lists.len()) {
            live.copy_from_slice(&all);
        }
        let first = &mut self.live[..self.words];
        let mut number = 0;
        for word in first {
            let bits = *word;
            for bit in crate::bitset::bits(bits) {
                if !self.second_rows.contains(&number) {
                    *word &= !(1 << bit);
                }
                number += 1;
            }
        }
    }

    /// Runs to the end.
    ///
    /// # Errors
    /// [`Stopped`] as soon as the watch says so.
    #[inline(always)]
    pub fn run<K: Kernel>(&mut self) -> Result<(), Stopped> {
        let lists = self.lists.len();
        if lists == 1 {
            let (even, odd) = self.live.split_at(self.even_words);
            self.pending = [K::and_count(even, even), K::and_count(odd, odd)];
            return self.report(1.0);
        }
        let leaf_level = lists - 2;
        let mut cursors = [Cursor::default(); MOST_LISTS];
        let mut second_rows_done = 0u32;
        cursors[0].bits = self.live[0];
        if leaf_level == 0 {
            return self.leaves::<K>(0, false, 0).and_then(|()| self.report(1.0));
        }
        let mut odd = [false; MOST_LISTS];
        let mut level = 0;
        loop {
            let cursor = &mut cursors[level];
            if cursor.bits == 0 {
                cursor.word += 1;
                if cursor.word < self.words {
                    cursor.bits = self.live[self.live_at(level, level) + cursor.word];
                } else if level == 0 {
                    return self.report(1.0);
                } else {
                    level -= 1;
                    second_rows_done += u32::from(level == 0);
                }
                continue;
            }
            let slot = cursor.word * WORD_BITS + cursor.bits.trailing_zeros() as usize;
            cursor.bits &= cursor.bits - 1;
            let row_is_odd = cursor.word >= self.even_words;
            let below_is_odd = odd[level] != row_is_odd;
            self.choose::<K>(level, slot);
            level += 1;
            if level == leaf_level {
                self.leaves::<K>(level, below_is_odd, second_rows_done)?;
                level -= 1;
                second_rows_done += u32::from(level == 0);
            } else {
                odd[level] = below_is_odd;
                cursors[level] = Cursor {
                    word: 0,
                    bits: self.live[self.live_at(level, level)],
                };
            }
        }
    }

    /// Takes the row in `slot` of list `level` and finds the rows of the later lists that are still live.
    #[inline(always)]
    fn choose<K: Kernel>(&mut self, level: usize, slot: usize) {
        let (lists, words) = (self.lists.len(), self.words);
        let row = self.lists[level].row(slot);
        self.in_hand[level] = row;
        let (before, after) = self.live.split_at_mut((level + 1) * lists * words);
        for list in level + 1..lists {
            let live = &before[(level * lists + list) * words..][..words];
            let into = &mut after[list * words..][..words];
            match self.pairs[level * lists + list] {
                Some(pair) => K::and(into, live, pair.compatible(slot)),
                None => {
                    let mut sets = [&[][..]; 16];
                    let conflicts =
                        row_conflicts(self.lists[list], row, self.tables.columns() as usize, &mut sets);
                    K::without(into, live, conflicts);
                }
            }
        }
        self.work += (lists - 1 - level) * words;
    }

    /// Counts the last rows below every live row of list `level`, the last list but one.
    #[inline(always)]
    fn leaves<K: Kernel>(&mut self, level: usize, odd: bool, second_rows_done: u32) -> Result<(), Stopped> {
        let (words, last) = (self.words, level + 1);
        let leaf_words = Tables::leaf_words(self.tables.columns());
        for word in 0..words {
            let bits = self.live[self.live_at(level, level) + word];
            let live = &self.live[self.live_at(level, last)..][..words];
            let mut sums = [0; 2];
            for bit in crate::bitset::bits(bits) {
                let slot = word * WORD_BITS + bit;
                let counts = match self.pairs[level * self.lists.len() + last] {
                    Some(pair) => self.split_count(live, pair.compatible(slot), K::and_count),
                    None => {
                        let row = self.lists[level].row(slot);
                        let mut sets = [&[][..]; 16];
                        let conflicts =
                            row_conflicts(self.lists[last], row, self.tables.columns() as usize, &mut sets);
                        self.without_counts::<K>(live, conflicts)
                    }
                };
                sums[0] += counts[0];
                sums[1] += counts[1];
            }
            // a row's sign and the sign of the rows above decide which sum is the even one
            let swap = odd != (word >= self.even_words);
            self.pending[usize::from(swap)] += sums[0];
            self.pending[usize::from(!swap)] += sums[1];
            self.work += bits.count_ones() as usize * leaf_words;
            if self.work >= WORDS_A_REPORT {
                let share = if level == 0 {
                    word as f64 / words as f64
                } else {
                    f64::from(second_rows_done) / f64::from(self.second_rows.end - self.second_rows.start)
                };
                self.in_hand[level] = bits
                    .checked_ilog2()
                    .map_or(0, |bit| self.lists[level].row(word * WORD_BITS + bit as usize));
                self.report(share)?;
            }
        }
        Ok(())
    }

    #[inline(always)]
    fn split_count(&self, live: &[u64], set: &[u64], count: impl Fn(&[u64], &[u64]) -> u64) -> [u64; 2] {
        let ((live_even, live_odd), (even, odd)) =
            (live.split_at(self.even_words), set.split_at(self.even_words));
        [count(live_even, even), count(live_odd, odd)]
    }

    #[inline(always)]
    fn without_counts<K: Kernel>(&self, live: &[u64], conflicts: &[&[u64]]) -> [u64; 2] {
        let (mut even, mut odd) = ([&[][..]; 16], [&[][..]; 16]);
        for (at, set) in conflicts.iter().enumerate() {
            (even[at], odd[at]) = set.split_at(self.even_words);
        }
        let (live_even, live_odd) = live.split_at(self.even_words);
        let many = conflicts.len();
        [
            K::without_count(live_even, &even[..many]),
            K::without_count(live_odd, &odd[..many]),
        ]
    }

    #[inline(always)]
    fn live_at(&self, chosen: usize, list: usize) -> usize {
        (chosen * self.lists.len() + list) * self.words
    }

    /// Adds what is pending to the exact count and tells the watch, `share` of the unit being done.
    #[cold]
    fn report(&mut self, share: f64) -> Result<(), Stopped> {
        let pending = std::mem::take(&mut self.pending);
        for (counted, pending) in self.counted.iter_mut().zip(pending) {
            *counted = counted
                .checked_add(u128::from(pending))
                .expect("a count of one unit below 2^128");
        }
        self.work = 0;
        let chosen = self.lists.len().saturating_sub(1);
        self.watch.report(Progress {
            counted: pending,
            share: (share * 1e6) as u64,
            in_hand: &self.in_hand[..chosen],
        })
    }
}
