//! Two lists left: for every row of the first, the compatible rows of the last are counted.

use super::candidates::{MOST_CODES, Row, codes};
use super::compatible::CompatibleSets;
use super::last::LastRows;
use super::node::Node;
use super::signs::BySign;
use super::tally::{Counts, Tally};
use crate::run::Stopped;
use crate::simd::bits::Kernel;
use crate::simd::{Set, Task};

/// Buffers that are reused from call to call.
#[derive(Default)]
pub struct Scratch {
    pub lasts: BySign,
    sets: CompatibleSets,
    words: Vec<u64>,
}

impl Scratch {
    /// Bytes at most, for lists of at most `rows` rows.
    pub fn bytes(rows: usize, columns: u32) -> u64 {
        8 * rows as u64 + CompatibleSets::bytes(2 * rows, columns)
    }
}

/// Counts the pairs below a stage of two lists. Rows of the first list that begin alike share the intersection of
/// their beginnings, so it costs little more than one AND and one popcount a word.
pub struct Pairs<'s, 'w, L> {
    pub node: Node<'s>,
    pub last: L,
    pub scratch: &'s mut Scratch,
    pub tally: &'s mut Tally<'w>,
}

impl<L: LastRows> Task for Pairs<'_, '_, L> {
    type Output = Result<(), Stopped>;

    #[inline(always)]
    fn run<S: Set>(self, set: S) -> Result<(), Stopped> {
        let Pairs {
            node,
            last,
            scratch,
            tally,
        } = self;
        let Node {
            stage,
            columns,
            in_progress,
            whole,
            ..
        } = node;
        let layout = scratch.lasts.set(&stage.lists[1]);
        let sets = &mut scratch.sets;
        let work = sets.rebuild(set, scratch.lasts.rows(), layout, &stage.free, columns);
        tally.spend(work, in_progress, None)?;
        let (words, codes) = (sets.words(), codes(columns));
        scratch.words.resize(MOST_CODES * words, 0);
        let mut before: Option<Row> = None;
        for &row in &stage.lists[0] {
            // at `code * words` are the rows compatible with codes 0 to `code`
            let same = before.map_or(0, |before| before.first_difference(row));
            before = Some(row);
            for code in same..codes.saturating_sub(1) {
                let (above, own) = scratch.words.split_at_mut(code * words);
                match code {
                    0 => own[..words].copy_from_slice(sets.with_code(0, row)),
                    _ => S::Kernel::and(
                        &mut own[..words],
                        [&above[(code - 1) * words..], sets.with_code(code, row)],
                    ),
                }
            }
            let ending = sets.with_code(codes - 1, row);
            let beginning = if codes == 1 {
                ending
            } else {
                &scratch.words[(codes - 2) * words..][..words]
            };
            let half = words / 2;
            let mut counts: Counts = [0; 2];
            last.add(
                &mut counts,
                S::Kernel::and_count(&beginning[..half], &ending[..half]),
                S::Kernel::and_count(&beginning[half..], &ending[half..]),
            );
            tally.add(stage.odd ^ row.odd(), counts);
            if whole {
                tally.second_row_done();
            }
            tally.spend(2 * words, in_progress, Some(row))?;
        }
        Ok(())
    }
}
