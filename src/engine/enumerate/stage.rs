//! The candidates still possible once some rows are chosen, and how they are cut to fewer.

use super::candidates::{MOST_CODES, Row, code_values, codes, is_pair};
use super::keep::{Keep, Layout};
use crate::bitset::{Kernel, WORD_BITS, bits};

/// From this n on the sets of the whole lists are too large to be worth building for a cut.
const FIRST_WITHOUT_WHOLE_KEEPS: u32 = 10;

/// One list of candidates for each row not yet chosen. The rows of the first list are chosen next; the last list is in
/// sign order, even rows first, the others are in lexicographic order.
#[derive(Default)]
pub struct Stage {
    pub lists: Vec<Vec<Row>>,
    /// Of each list but the first; empty where they are not needed.
    pub keeps: Vec<Keep>,
    /// The sign of the rows chosen so far.
    pub odd: usize,
    even_in_last: usize,
    /// How many rows of the first list have been chosen.
    cursor: usize,
    live: Vec<u64>,
}

impl Stage {
    /// Room for `lists` lists of at most `rows` rows.
    pub fn with_room(lists: usize, rows: usize) -> Self {
        Stage {
            lists: (0..lists).map(|_| Vec::with_capacity(rows)).collect(),
            keeps: (0..lists).map(|_| Keep::default()).collect(),
            ..Stage::default()
        }
    }

    /// Fills the lists, each given in lexicographic order; no row is chosen.
    pub fn start<'r>(&mut self, lists: impl Iterator<Item = &'r [Row]>) {
        for (into, rows) in self.lists.iter_mut().zip(lists) {
            into.clear();
            into.extend(rows);
        }
        if let Some(last) = self.lists.last_mut() {
            last.sort_by_key(|row| row.odd());
            self.even_in_last = last.iter().filter(|row| row.odd() == 0).count();
        }
        (self.cursor, self.odd) = (0, 0);
    }

    /// The row of the first list that is chosen next, if one is left.
    #[inline(always)]
    pub fn next_row(&mut self) -> Option<Row> {
        let row = self.lists[0].get(self.cursor).copied();
        self.cursor += 1;
        row
    }

    /// Builds the sets of list number `list`, not the first; returns the words of work.
    #[inline(always)]
    pub fn rebuild_keep(&mut self, list: usize, columns: u32) -> usize {
        let layout = if list + 1 == self.lists.len() {
            Layout::BySign {
                even: self.even_in_last,
            }
        } else {
            Layout::Plain
        };
        self.keeps[list].rebuild(&self.lists[list], layout, columns)
    }

    /// Whether the whole lists of n are cut by looking at every row, so that [`Stage::rebuild_keeps`] is not needed.
    pub fn cuts_without_keeps(columns: u32) -> bool {
        columns >= FIRST_WITHOUT_WHOLE_KEEPS
    }

    /// Makes `below` what is still possible when `row` of the first list is chosen; returns the words of work.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn cut<K: Kernel>(&mut self, row: Row, columns: u32, below: &mut Stage) -> usize {
        let last = self.lists.len() - 1;
        let mut work = 0;
        for list in 1..=last {
            let (from, into) = (&self.lists[list], &mut below.lists[list - 1]);
            into.clear();
            let keep = &self.keeps[list];
            if keep.words() == 0 {
                keep_compatible(row, columns, from, into);
                work += from.len();
            } else {
                self.live.resize(keep.words(), 0);
                keep.left_by::<K>(row, &mut self.live);
                if list == last {
                    let (even, odd) = self.live.split_at(keep.words() / 2);
                    collect(even, from, into);
                    collect(odd, &from[self.even_in_last..], into);
                } else {
                    collect(&self.live, from, into);
                }
                work += keep.words();
            }
            work += 8 * into.len();
        }
        let last_rows = &below.lists[last - 1];
        below.even_in_last = last_rows.partition_point(|row| row.odd() == 0);
        (below.cursor, below.odd) = (0, self.odd ^ row.odd());
        work
    }
}

/// Appends the rows whose bits are set.
#[inline(always)]
fn collect(live: &[u64], from: &[Row], into: &mut Vec<Row>) {
    for (at, &word) in live.iter().enumerate() {
        for bit in bits(word) {
            into.push(from[at * WORD_BITS + bit]);
        }
    }
}

/// Appends the rows that share no cell with `row`, looked at one by one.
#[inline(always)]
fn keep_compatible(row: Row, columns: u32, from: &[Row], into: &mut Vec<Row>) {
    let n = columns as usize;
    let mut shares = [[false; 256]; MOST_CODES];
    for (at, shares) in shares.iter_mut().enumerate().take(codes(columns)) {
        for (code, shares) in shares.iter_mut().enumerate().take(code_values(at, columns)) {
            let own = row.code(at);
            *shares = if is_pair(at, columns) {
                code / n == own / n || code % n == own % n
            } else {
                code == own
            };
        }
    }
    into.extend(
        from.iter()
            .filter(|other| !(0..codes(columns)).any(|at| shares[at][other.code(at)])),
    );
}
