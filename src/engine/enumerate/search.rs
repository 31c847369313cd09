//! The search below one first column: rows are chosen one after the other, and after each choice the lists of
//! candidates are cut to the rows still possible, until so little is left that all completions are counted together.

use std::ops::Range;

use super::candidates::{self, Row};
use super::keep::Keep;
use super::last::{LastRow, LastRows, LastTwoRows};
use super::pairs::MOST_ROWS;
use super::stage::Stage;
use super::tables::Tables;
use super::tally::Tally;
use super::{masks, pairs, triples};
use crate::bitset::Kernel;
use crate::engine::{Stopped, Watch, latin_rectangles_about};
use crate::latin::{Shape, SignedCount};

/// How the completions of a stage are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Method {
    /// One list: its rows are the completions.
    Rows,
    /// Two lists, see [`pairs`].
    Pairs,
    /// Three lists, see [`triples`].
    Triples,
    /// Short lists, see [`masks`].
    Masks,
    /// Choose a row of the first list and cut the others.
    Cut,
}

impl Method {
    /// The one for these lists.
    #[inline(always)]
    fn of(lists: &[Vec<Row>], square: bool) -> Method {
        Method::for_lists(lists.len(), lists.iter().map(Vec::len).max().unwrap_or(0), square)
    }

    /// The one that is quickest for so many lists, none longer than `longest`; in a square three long lists are too
    /// rare to have a method of their own.
    #[inline(always)]
    fn for_lists(lists: usize, longest: usize, square: bool) -> Method {
        match lists {
            1 => Method::Rows,
            2 => Method::Pairs,
            _ if longest <= masks::LONGEST => Method::Masks,
            3 if longest <= triples::LONGEST && !square => Method::Triples,
            _ => Method::Cut,
        }
    }
}

/// One unit's search, with all the room that it needs.
pub struct Search<'w> {
    columns: u32,
    /// The first symbols of rows 2, 3, … as far as they are chosen from lists.
    starts: Vec<u8>,
    /// Whether the last list stands for the last two rows of a square.
    square: bool,
    stages: Vec<Stage>,
    tally: Tally<'w>,
    row_room: Vec<u64>,
    triple_room: triples::Room,
    mask_room: masks::Room,
}

/// The last row of a square is forced, so it has no list.
fn lists(shape: Shape) -> (usize, bool) {
    let rows = shape.rows() as usize - 1;
    let square = shape.rows() == shape.columns() && rows >= 2;
    (rows - usize::from(square), square)
}

/// Rows of a list once `chosen` rows are chosen, at most: about three eighths stay at each choice.
fn longest(chosen: usize, columns: u32) -> usize {
    candidates::number(columns) >> chosen.min(12)
}

/// Words of bitset work below one first column, about: with the number of prefixes that are cut or counted, each some
/// dozen words for every row of its lists, and the words of every leaf.
pub fn words_about(shape: Shape) -> f64 {
    const WORDS_A_ROW: f64 = 24.0;
    const STAY: f64 = 0.375;
    if shape.rows() < 2 {
        return 1.0;
    }
    let columns = shape.columns();
    let (lists, square) = lists(shape);
    let prefixes = |rows: u32| latin_rectangles_about(rows, columns);
    let mut work = 0.0;
    let mut rows = candidates::number(columns) as f64;
    for chosen in 0..lists {
        let left = lists - chosen;
        work += prefixes(chosen as u32 + 1) * rows * left as f64 * WORDS_A_ROW;
        let words = match Method::for_lists(left, rows as usize, square) {
            Method::Cut => {
                rows *= STAY;
                continue;
            }
            Method::Rows => 0.0,
            Method::Pairs => 2.0 * rows / 64.0,
            Method::Triples => 4.0 + rows / 64.0,
            Method::Masks => 8.0,
        };
        return work + words * prefixes(shape.rows() - 1 - u32::from(square));
    }
    work
}

impl<'w> Search<'w> {
    /// A search of the second rows number `second_rows` below the sorted first column `column` of at least two
    /// symbols.
    pub fn new(tables: &Tables, column: &[u8], second_rows: Range<u32>, watch: &'w dyn Watch) -> Self {
        let columns = tables.columns();
        let shape = Shape::new(column.len() as u32, columns).expect("a first column of that many columns");
        let (lists, square) = lists(shape);
        let starts = column[1..=lists].to_vec();
        let second_rows = second_rows.start as usize..second_rows.end as usize;
        let mut stages: Vec<Stage> = (0..lists)
            .map(|chosen| Stage::with_room(lists - chosen, longest(chosen, columns)))
            .collect();
        stages[0].start(starts.iter().enumerate().map(|(list, &first)| {
            let rows = tables.list(first);
            if list == 0 {
                &rows[second_rows.clone()]
            } else {
                rows
            }
        }));
        Search {
            columns,
            starts,
            square,
            stages,
            tally: Tally::new(second_rows.len(), watch),
            row_room: Vec::new(),
            triple_room: triples::Room::default(),
            mask_room: masks::Room::default(),
        }
    }

    /// Bytes that one search holds at most.
    pub fn bytes(shape: Shape) -> u64 {
        if shape.rows() < 2 {
            return 0;
        }
        let columns = shape.columns();
        let (lists, _) = lists(shape);
        let stages = (0..lists).map(|chosen| {
            let (rows, left) = (longest(chosen, columns), lists - chosen);
            let whole_without = chosen == 0 && Stage::cuts_without_keeps(columns) && left > 2;
            let keeps = if whole_without { 0 } else { left as u64 - 1 };
            8 * (rows * left) as u64 + keeps * Keep::bytes(rows, columns)
        });
        stages.sum::<u64>() + triples::Room::bytes(longest(0, columns)) + masks::Room::BYTES
    }

    /// N⁺ and N⁻ of the unit, once the search has run.
    pub fn count(&self) -> SignedCount {
        self.tally.count()
    }

    /// Runs to the end.
    ///
    /// # Errors
    /// [`Stopped`] as soon as the watch says so.
    #[inline(always)]
    pub fn run<K: Kernel>(&mut self) -> Result<(), Stopped> {
        if self.square {
            self.run_with::<K, _>(LastTwoRows {
                columns: self.columns,
            })
        } else {
            self.run_with::<K, _>(LastRow)
        }
    }

    #[inline(always)]
    fn run_with<K: Kernel, L: LastRows>(&mut self, last: L) -> Result<(), Stopped> {
        let columns = self.columns;
        let mut chosen = [0; MOST_ROWS];
        let mut depth = 0;
        self.enter(0, chosen)?;
        loop {
            let (before, below) = self.stages.split_at_mut(depth + 1);
            let stage = &mut before[depth];
            let whole = depth == 0;
            let start = self.starts[depth];
            let in_hand = |row: Row| {
                let mut rows = chosen;
                rows[depth] = row.cells(start, columns);
                rows
            };
            match Method::of(&stage.lists, self.square) {
                Method::Cut => {
                    if let Some(row) = stage.next_row() {
                        let work = stage.cut::<K>(row, columns, &mut below[0]);
                        self.tally.spend(work, || in_hand(row))?;
                        chosen = in_hand(row);
                        depth += 1;
                        self.enter(depth, chosen)?;
                        continue;
                    }
                }
                Method::Rows => {
                    for row in &stage.lists[0] {
                        let mut counts = [0; 2];
                        last.add(&mut counts, 1 - row.odd() as u64, row.odd() as u64);
                        self.tally.add(stage.odd, counts);
                    }
                }
                Method::Pairs => {
                    let room = &mut self.row_room;
                    pairs::count::<K, L>(stage, columns, last, room, &mut self.tally, in_hand, whole)?;
                }
                Method::Triples => {
                    triples::count::<K>(stage, &mut self.triple_room, &mut self.tally, in_hand, whole)?;
                }
                Method::Masks => {
                    masks::count::<K, L>(stage, last, &mut self.mask_room, &mut self.tally, in_hand, whole)?;
                }
            }
            if depth == 0 {
                return self.tally.finish();
            }
            depth -= 1;
            chosen[depth] = 0;
            if depth == 0 {
                self.tally.second_row_done();
            }
        }
    }

    /// Builds what the method of a stage needs.
    #[inline(always)]
    fn enter(&mut self, depth: usize, chosen: [u64; MOST_ROWS]) -> Result<(), Stopped> {
        let stage = &mut self.stages[depth];
        let method = Method::of(&stage.lists, self.square);
        if depth == 0 && method == Method::Cut && Stage::cuts_without_keeps(self.columns) {
            return Ok(());
        }
        for list in 1..stage.lists.len() {
            let work = stage.rebuild_keep(list, self.columns);
            self.tally.spend(work, || chosen)?;
        }
        Ok(())
    }
}
