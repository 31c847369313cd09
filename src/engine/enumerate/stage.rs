//! The candidates still possible once some rows are chosen, and how another choice cuts the lists.

use super::candidates::Row;
use super::compatible::{CompatibleSets, Layout, Symbols};
use super::options::{Optimisation, Options};
use crate::simd::bits::{WORD_BITS, bits};
use crate::simd::{Set, Task};

/// From this n on the sets of the whole lists are too large to be worth building for a cut.
const NO_WHOLE_SETS_FROM: u32 = 10;

/// One list of candidates for each row not yet chosen, in lexicographic order. The rows of the first list are chosen
/// next.
#[derive(Default)]
pub struct Stage {
    pub lists: Vec<Vec<Row>>,
    /// The sets of each list but the first, once [`Stage::rebuild_sets`] has built them.
    sets: Vec<CompatibleSets>,
    /// The symbols that no chosen row has in a column.
    pub free: Symbols,
    /// The sign of the rows chosen so far.
    pub odd: usize,
    /// How many rows of the first list have been chosen.
    cursor: usize,
    live: Vec<u64>,
}

impl Stage {
    /// With capacity for `lists` lists of at most `rows` rows.
    pub fn with_capacity(lists: usize, rows: usize) -> Self {
        Stage {
            lists: (0..lists).map(|_| Vec::with_capacity(rows)).collect(),
            sets: (0..lists).map(|_| CompatibleSets::default()).collect(),
            ..Stage::default()
        }
    }

    /// Empties the lists; no row is chosen.
    pub fn start(&mut self, columns: u32) {
        for list in &mut self.lists {
            list.clear();
        }
        (self.cursor, self.odd) = (0, 0);
        let all = (1 << columns) - 1;
        self.free = std::array::from_fn(|cell| all & !(2 << cell));
    }

    /// Adds rows to list number `list`, after those before them in lexicographic order.
    pub fn fill(&mut self, list: usize, rows: &[Row]) {
        self.lists[list].extend(rows);
    }

    /// Treats all rows of list number `list` as even.
    pub fn drop_signs(&mut self, list: usize) {
        for row in &mut self.lists[list] {
            *row = row.without_sign();
        }
    }

    /// The row of the first list that is chosen next, if one is left.
    #[inline(always)]
    pub fn next_row(&mut self) -> Option<Row> {
        let row = self.lists[0].get(self.cursor).copied();
        self.cursor += 1;
        row
    }

    /// Builds the sets of list number `list`, not the first; returns the words of work.
    pub fn rebuild_sets<S: Set>(&mut self, set: S, list: usize, columns: u32) -> usize {
        self.sets[list].rebuild(set, &self.lists[list], Layout::Plain, &self.free, columns)
    }

    /// Whether whole lists are cut by scanning every row, without [`Stage::rebuild_sets`].
    pub fn scans(columns: u32, options: Options) -> bool {
        columns >= NO_WHOLE_SETS_FROM || !options.has(Optimisation::Prefilter)
    }
}

/// Sets `below` to what is still possible when `row` of the first list is chosen; `starts` are the first symbols of the
/// lists.
pub struct Cut<'s> {
    pub stage: &'s mut Stage,
    pub row: Row,
    pub starts: &'s [u8],
    pub columns: u32,
    pub below: &'s mut Stage,
}

impl Task for Cut<'_> {
    /// Words of work.
    type Output = usize;

    #[inline(always)]
    fn run<S: Set>(self, set: S) -> usize {
        let Cut {
            stage,
            row,
            starts,
            columns,
            below,
        } = self;
        let mut work = 0;
        let lists = stage.lists.iter().zip(&stage.sets).zip(starts).skip(1);
        for (((from, sets), first), into) in lists.zip(&mut below.lists) {
            into.clear();
            if sets.words() == 0 {
                extend_by_scan(row, *first, columns, from, into);
                work += from.len();
            } else {
                stage.live.resize(sets.words(), 0);
                sets.compatible_with(set, row, &mut stage.live);
                collect(&stage.live, from, into);
                work += sets.words();
            }
            work += 8 * into.len();
        }
        below.free = stage.free;
        for (free, symbol) in below.free.iter_mut().zip(row.symbols(columns)) {
            *free &= !(1 << symbol);
        }
        (below.cursor, below.odd) = (0, stage.odd ^ row.odd());
        work
    }
}

/// Appends the rows whose bits are set.
#[inline(always)]
fn collect(live: &[u64], from: &[Row], into: &mut Vec<Row>) {
    let mut length = into.len();
    let live_rows: usize = live.iter().map(|word| word.count_ones() as usize).sum();
    into.resize(length + live_rows, Row::default());
    for (&word, from) in live.iter().zip(from.chunks(WORD_BITS)) {
        for bit in bits(word) {
            into[length] = from[bit];
            length += 1;
        }
    }
}

/// Appends the rows that start with `first` and share no cell with `row`, checked one by one.
#[inline(always)]
fn extend_by_scan(row: Row, first: u8, columns: u32, from: &[Row], into: &mut Vec<Row>) {
    let stays = |other: &&Row| other.first() == first && !row.shares_cell(**other, columns);
    into.extend(from.iter().filter(stays));
}
