//! Bitsets over the whole lists: for each chosen row those of the later lists are masked, and no list is ever cut.

use super::compatible::{CompatibleSets, Layout};
use super::signs::BySign;
use super::stage::Stage;
use super::tally::{InProgress, MOST_ROWS, Tally};
use crate::run::Stopped;
use crate::simd::bits::{Kernel, WORD_BITS};
use crate::simd::{Set, Task};

/// Buffers that are reused from call to call.
#[derive(Default)]
pub struct Scratch {
    pub lasts: BySign,
    sets: Vec<CompatibleSets>,
    /// For each number of chosen rows, the rows of each later list that are compatible with them.
    live: Vec<Vec<Vec<u64>>>,
    row: Vec<u64>,
}

impl Scratch {
    /// Bytes at most, for so many lists of `rows` rows.
    pub fn bytes(lists: usize, rows: usize, columns: u32) -> u64 {
        lists as u64 * (CompatibleSets::bytes(2 * rows, columns) + lists as u64 * rows as u64 / 4)
    }
}

/// Counts the choices of one row of each list of a stage of two or more lists; `starts` are the lists' first symbols.
pub struct Plain<'s, 'w> {
    pub stage: &'s Stage,
    pub starts: &'s [u8],
    pub columns: u32,
    pub scratch: &'s mut Scratch,
    pub tally: &'s mut Tally<'w>,
}

impl Task for Plain<'_, '_> {
    type Output = Result<(), Stopped>;

    #[inline(always)]
    fn run<S: Set>(self, set: S) -> Result<(), Stopped> {
        let Plain {
            stage,
            starts,
            columns,
            scratch,
            tally,
        } = self;
        let last = stage.lists.len() - 1;
        let layout = scratch.lasts.set(&stage.lists[last]);
        let lasts = scratch.lasts.rows();
        let list = |list: usize| {
            if list == last {
                lasts
            } else {
                &stage.lists[list][..]
            }
        };
        let mut chosen = [0; MOST_ROWS];
        scratch.sets.resize_with(last + 1, CompatibleSets::default);
        for (number, sets) in scratch.sets.iter_mut().enumerate() {
            let layout = if number == last { layout } else { Layout::Plain };
            let work = sets.rebuild(set, list(number), layout, &stage.free, columns);
            tally.spend(
                work,
                InProgress {
                    chosen: &chosen,
                    place: None,
                    columns,
                },
                None,
            )?;
        }
        let words = scratch.sets.iter().map(CompatibleSets::words).max().unwrap_or(0);
        scratch.row.resize(words, 0);
        scratch.live.resize_with(last, Vec::new);
        for live in &mut scratch.live {
            live.resize_with(last + 1, Vec::new);
            for (live, sets) in live.iter_mut().zip(&scratch.sets) {
                live.resize(sets.words(), 0);
            }
        }
        for (number, live) in scratch.live[0].iter_mut().enumerate() {
            live.fill(0);
            for (bit, row) in list(number)
                .iter()
                .enumerate()
                .filter(|(_, row)| row.first() == starts[number])
            {
                let layout = if number == last { layout } else { Layout::Plain };
                let bit = layout.bit(bit, *row, scratch.sets[number].words());
                live[bit / WORD_BITS] |= 1 << (bit % WORD_BITS);
            }
        }

        let mut odd = [stage.odd; MOST_ROWS];
        let mut depth = 0;
        loop {
            let (above, below) = scratch.live.split_at_mut(depth + 1);
            let live = &mut above[depth];
            let next = live[depth].iter().position(|&word| word != 0).map(|word| {
                let bit = live[depth][word].trailing_zeros() as usize;
                live[depth][word] &= live[depth][word] - 1;
                stage.lists[depth][word * WORD_BITS + bit]
            });
            let Some(row) = next else {
                if depth == 0 {
                    return Ok(());
                }
                chosen[depth] = 0;
                depth -= 1;
                if depth == 0 {
                    tally.second_row_done();
                }
                continue;
            };
            chosen[depth] = row.cells(columns);
            let leaf = depth + 1 == last;
            let mut work = 0;
            for (number, sets) in scratch.sets.iter().enumerate().skip(depth + 1) {
                let compatible = &mut scratch.row[..sets.words()];
                sets.compatible_with(set, row, compatible);
                work += sets.words();
                if leaf {
                    let half = sets.words() / 2;
                    let (compatible, live) = (compatible.split_at(half), live[number].split_at(half));
                    let counts = [
                        S::Kernel::and_count(compatible.0, live.0),
                        S::Kernel::and_count(compatible.1, live.1),
                    ];
                    tally.add(odd[depth] ^ row.odd(), counts);
                } else {
                    S::Kernel::and(&mut below[0][number], [compatible, &live[number]]);
                }
            }
            tally.spend(
                work,
                InProgress {
                    chosen: &chosen,
                    place: None,
                    columns,
                },
                None,
            )?;
            if leaf {
                if depth == 0 {
                    tally.second_row_done();
                }
            } else {
                odd[depth + 1] = odd[depth] ^ row.odd();
                depth += 1;
            }
        }
    }
}
