//! The search below one first column: rows are chosen one after the other, and after each choice the lists of
//! candidates are cut to the rows still possible, until so little is left that all completions are counted together.

use std::ops::Range;

use super::candidates;
use super::compatible::CompatibleSets;
use super::last::{LastRow, LastRows, LastTwoRows};
use super::lists::Lists;
use super::method::{Method, Rules, longest};
use super::node::Node;
use super::options::{Optimisation, Options, PopcountChoice};
use super::pairs::{self, Pairs};
use super::plain::{self, Plain};
use super::short;
use super::stage::{Cut, Stage};
use super::tables::Tables;
use super::tally::{InProgress, MOST_ROWS, Tally};
use super::triples::{self, Triples};
use crate::latin::Shape;
use crate::run::{Stopped, Watch};
use crate::simd::{Set, Task};

/// How units are searched.
#[derive(Clone, Copy, Debug)]
pub struct SearchConfig {
    pub options: Options,
    /// The popcount that the options mean on this machine.
    pub popcount: PopcountChoice,
}

/// All the buffers that a search needs, to be reused by the next one of the same shape.
#[derive(Default)]
pub struct Scratch {
    stages: Vec<Stage>,
    pairs: pairs::Scratch,
    triples: triples::Scratch,
    short: short::Scratch,
    plain: plain::Scratch,
}

impl Scratch {
    /// Buffers for the lists of a shape of at least two rows.
    pub fn new(shape: Shape, options: Options) -> Self {
        let (lists, _) = Lists::number(shape, options);
        let mut scratch = Scratch {
            stages: (0..lists)
                .map(|chosen| Stage::with_capacity(lists - chosen, longest(chosen, shape.columns())))
                .collect(),
            ..Scratch::default()
        };
        let ordered = options.has(Optimisation::SignOrder);
        scratch.pairs.lasts.order(ordered);
        scratch.triples.order(ordered);
        scratch.short.lasts.order(ordered);
        scratch.plain.lasts.order(ordered);
        scratch
    }

    /// Bytes at most.
    pub fn bytes(shape: Shape, options: Options) -> u64 {
        if shape.rows() < 2 {
            return 0;
        }
        let columns = shape.columns();
        let (lists, spare) = Lists::number(shape, options);
        let all = candidates::number(columns);
        if !options.has(Optimisation::Reindexing) {
            return 8 * (all * lists) as u64 + plain::Scratch::bytes(lists, all, columns);
        }
        let stages = (0..lists).map(|chosen| {
            let (rows, left) = (longest(chosen, columns), lists - chosen);
            let scanned = chosen == 0 && Stage::scans(columns, options);
            let sets = if scanned || left - spare < 3 {
                0
            } else {
                left as u64 - 1
            };
            8 * (rows * left) as u64 + sets * CompatibleSets::bytes(rows, columns)
        });
        let unfiltered = if options.has(Optimisation::Prefilter) {
            0
        } else {
            8 * all as u64 * u64::from(columns) * lists as u64
        };
        let rows_of_pairs = longest((lists - spare).saturating_sub(2), columns);
        stages.sum::<u64>()
            + unfiltered
            + pairs::Scratch::bytes(rows_of_pairs, columns)
            + triples::Scratch::bytes(all, columns)
            + short::Scratch::bytes(columns)
    }
}

/// The search of one unit.
pub struct Search<'s, 'w> {
    columns: u32,
    lists: Lists,
    config: SearchConfig,
    scratch: &'s mut Scratch,
    tally: Tally<'w>,
}

impl<'s, 'w> Search<'s, 'w> {
    /// A search of the second rows number `second_rows` below the sorted first column `column` of at least two
    /// symbols.
    pub fn new(
        tables: &Tables,
        column: &[u8],
        second_rows: Range<u32>,
        config: SearchConfig,
        scratch: &'s mut Scratch,
        watch: &'w dyn Watch,
    ) -> Self {
        let columns = tables.columns();
        let lists = Lists::of(column, columns, config.options);
        let second_rows = second_rows.start as usize..second_rows.end as usize;
        let stage = &mut scratch.stages[0];
        stage.start(columns);
        for (list, (&first, place)) in lists.starts.iter().zip(&lists.places).enumerate() {
            let rows = tables.list(first);
            if list == 0 {
                stage.fill(0, &rows[second_rows.clone()]);
            } else if config.options.has(Optimisation::Prefilter) {
                stage.fill(list, rows);
            } else {
                for first in 2..=columns as u8 {
                    stage.fill(list, tables.list(first));
                }
            }
            if place.is_none() {
                stage.drop_signs(list);
            }
        }
        Search {
            columns,
            lists,
            config,
            scratch,
            tally: Tally::new(second_rows.len(), watch),
        }
    }

    /// N⁺ and N⁻ of the unit, once the search has run.
    pub fn count(&self) -> [u128; 2] {
        self.tally.count()
    }

    fn run_with<S: Set, L: LastRows>(&mut self, set: S, last: L) -> Result<(), Stopped> {
        let columns = self.columns;
        let options = self.config.options;
        let rules = Rules {
            spare: L::SPARE,
            counted: options.has(Optimisation::LastRowCounted),
        };
        let Scratch {
            stages,
            pairs,
            triples,
            short,
            ..
        } = &mut *self.scratch;
        let tally = &mut self.tally;
        let mut chosen = [0; MOST_ROWS];
        let mut depth = 0;
        let mut entered = true;
        loop {
            let (before, below) = stages.split_at_mut(depth + 1);
            let stage = &mut before[depth];
            let place = self.lists.places[depth];
            let in_progress = InProgress {
                chosen: &chosen,
                place,
                columns,
            };
            let scanned = depth == 0 && Stage::scans(columns, options);
            let method =
                if depth == 0 && !options.has(Optimisation::Prefilter) && stage.lists.len() - L::SPARE > 1 {
                    Method::Cut
                } else {
                    rules.method(&stage.lists)
                };
            if method == Method::Cut {
                if entered && !scanned {
                    for list in 1..stage.lists.len() {
                        let work = stage.rebuild_sets(set, list, columns);
                        tally.spend(work, in_progress, None)?;
                    }
                }
                if let Some(row) = stage.next_row() {
                    let work = set.enter(Cut {
                        stage,
                        row,
                        starts: &self.lists.starts[depth..],
                        columns,
                        below: &mut below[0],
                    });
                    tally.spend(work, in_progress, Some(row))?;
                    if let Some(place) = place {
                        chosen[place] = row.cells(columns);
                    }
                    depth += 1;
                    entered = true;
                    continue;
                }
            } else {
                let node = Node {
                    stage,
                    columns,
                    in_progress,
                    whole: depth == 0,
                    // an unsigned row must be chosen before its sign could be taken for one of the last two rows'
                    first_fixed: depth == 0 || place.is_none(),
                };
                match method {
                    Method::Pairs => set.enter(Pairs {
                        node,
                        last,
                        scratch: pairs,
                        tally,
                    })?,
                    Method::Triples => set.enter(Triples {
                        node,
                        popcount: self.config.popcount,
                        scratch: triples,
                        tally,
                    })?,
                    Method::Short => short::count(set, node, last, short, tally)?,
                    Method::Rows | Method::Cut => {
                        let odd = stage.lists[0].iter().filter(|row| row.odd() == 1).count();
                        let mut counts = [0; 2];
                        last.add(&mut counts, (stage.lists[0].len() - odd) as u64, odd as u64);
                        tally.add(stage.odd, counts);
                        tally.spend(stage.lists[0].len(), in_progress, None)?;
                    }
                }
            }
            if depth == 0 {
                return tally.finish();
            }
            depth -= 1;
            entered = false;
            if let Some(place) = self.lists.places[depth] {
                chosen[place] = 0;
            }
            if depth == 0 {
                tally.second_row_done();
            }
        }
    }
}

impl Task for &mut Search<'_, '_> {
    type Output = Result<(), Stopped>;

    /// Runs to the end.
    ///
    /// # Errors
    /// [`Stopped`] as soon as the watch says so.
    fn run<S: Set>(self, set: S) -> Result<(), Stopped> {
        let columns = self.columns;
        if self.lists.square {
            self.run_with(set, LastTwoRows { columns })
        } else if self.config.options.has(Optimisation::Reindexing) || self.lists.starts.len() < 2 {
            self.run_with(set, LastRow)
        } else {
            let Scratch { stages, plain, .. } = &mut *self.scratch;
            set.enter(Plain {
                stage: &stages[0],
                starts: &self.lists.starts,
                columns,
                scratch: plain,
                tally: &mut self.tally,
            })?;
            self.tally.finish()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::candidates::Row;
    use super::super::options::Popcount;
    use super::*;
    use crate::latin::FirstColumn;
    use crate::run::Unwatched;
    use crate::simd::Arch;

    /// The rows of a list that share no cell with `row`.
    fn compatible(list: &[Row], row: Row, columns: u32) -> Vec<Row> {
        let free = |other: &&Row| !row.shares_cell(**other, columns);
        list.iter().filter(free).copied().collect()
    }

    /// The choices of one row of each list, by sign: one after the other.
    fn choices(lists: &[Vec<Row>], columns: u32) -> [u64; 2] {
        let Some((list, later)) = lists.split_first() else {
            return [1, 0];
        };
        let mut counts = [0; 2];
        for row in list {
            let left: Vec<_> = later.iter().map(|list| compatible(list, *row, columns)).collect();
            let below = choices(&left, columns);
            counts[0] += below[row.odd()];
            counts[1] += below[1 - row.odd()];
        }
        counts
    }

    /// Holds the search below `fixed` random rows to the plain recursion. The lists of a square that may be spared or be
    /// the last must be whole, so only rows that are chosen before may be fixed.
    fn check_slice(r: u32, n: u32, fixed: usize, random: &mut fastrand::Rng) {
        let tables = Tables::new(n);
        let shape = Shape::new(r, n).unwrap();
        let columns = FirstColumn::all(shape).count() as u64;
        let column = FirstColumn::unrank(shape, random.u64(0..columns)).unwrap();
        let symbols = &column.symbols()[1..];
        let mut lists: Vec<_> = symbols.iter().map(|&first| tables.list(first).to_vec()).collect();
        let mut rows = Vec::new();
        let mut odd_rows = 0;
        for _ in 0..fixed {
            let list = lists.remove(0);
            // a row is always left: a Latin rectangle can be completed
            let row = *random.choice(&list).expect("a row");
            lists = lists.iter().map(|list| compatible(list, row, n)).collect();
            odd_rows += row.odd();
            rows.push(row);
        }
        let mut expected = choices(&lists, n);
        if odd_rows % 2 == 1 {
            expected.reverse();
        }
        let [even, odd] = expected;
        assert!(even + odd > 0, "{r} × {n} {column}");

        let second = tables
            .list(symbols[0])
            .iter()
            .position(|row| *row == rows[0])
            .unwrap() as u32;
        for arch in [Arch::best(), Arch::Portable] {
            let options = Options::default();
            let config = SearchConfig {
                options,
                popcount: PopcountChoice {
                    short: Popcount::Scalar,
                    short_words: Some(6),
                },
            };
            let mut scratch = Scratch::new(shape, options);
            let mut search = Search::new(
                &tables,
                column.symbols(),
                second..second + 1,
                config,
                &mut scratch,
                &Unwatched,
            );
            for (list, place) in search.lists.places.iter().enumerate().skip(1) {
                if let Some(place) = place.filter(|&place| place < fixed) {
                    search.scratch.stages[0].lists[list] = vec![rows[place]];
                }
            }
            arch.run(&mut search).unwrap();
            assert_eq!(
                search.count(),
                [even.into(), odd.into()],
                "{r} × {n} {column} {arch:?}"
            );
        }
    }

    #[test]
    fn slices_equal_a_plain_recursion() {
        let mut random = fastrand::Rng::with_seed(8);
        let slices = [
            (5, 7, 1),
            (6, 7, 1),
            (7, 7, 1),
            (4, 8, 1),
            (5, 8, 1),
            (6, 8, 2),
            (7, 8, 2),
            (8, 8, 3),
            (3, 9, 1),
            (4, 9, 2),
            (7, 9, 4),
            (8, 9, 3),
            (9, 9, 4),
            (3, 10, 2),
            (10, 10, 6),
        ];
        for (r, n, fixed) in slices {
            for _ in 0..2 {
                check_slice(r, n, fixed, &mut random);
            }
        }
    }
}
