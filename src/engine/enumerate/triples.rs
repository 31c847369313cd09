//! Three lists left: which rows of the second are compatible with which of the last is tabulated once; then, for every row
//! of the first, the entries of the second's compatible rows are counted under its mask.

use super::compatible::CompatibleSets;
use super::leaves::{Leaves, lane_words};
use super::node::Node;
use super::options::PopcountChoice;
use super::signs::BySign;
use super::tally::Tally;
use crate::run::Stopped;
use crate::simd::{Set, Task};

/// The longest list whose pairs are tabulated: the table must stay in the cache.
pub const LONGEST: usize = 2304;

/// Buffers that are reused from call to call.
#[derive(Default)]
pub struct Scratch {
    seconds: BySign,
    lasts: BySign,
    compatible_seconds: CompatibleSets,
    compatible_lasts: CompatibleSets,
    leaves: Leaves,
    /// For two rows of the first list, the rows of the second and of the last that are compatible with them.
    live: [Vec<u64>; 2],
    masks: [Vec<u64>; 2],
}

impl Scratch {
    /// Bytes at most, for lists of at most `rows` rows.
    pub fn bytes(rows: usize, columns: u32) -> u64 {
        let rows = rows.min(LONGEST);
        2 * CompatibleSets::bytes(2 * rows, columns)
            + 16 * rows as u64
            + Leaves::bytes(2 * rows, rows / 32 + 4)
    }

    /// Sets whether lists are put in sign order.
    pub fn order(&mut self, sign_order: bool) {
        self.seconds.order(sign_order);
        self.lasts.order(sign_order);
    }
}

/// Counts the triples below a stage of three lists. Rows of the first list go in twos: neighbours share many leaves.
pub struct Triples<'s, 'w> {
    pub node: Node<'s>,
    pub popcount: PopcountChoice,
    pub scratch: &'s mut Scratch,
    pub tally: &'s mut Tally<'w>,
}

impl Task for Triples<'_, '_> {
    type Output = Result<(), Stopped>;

    #[inline(always)]
    fn run<S: Set>(self, set: S) -> Result<(), Stopped> {
        let Triples {
            node,
            popcount,
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
        let [firsts, seconds, lasts] = &stage.lists[..] else {
            unreachable!("three lists")
        };
        // the shorter is the one whose bits are counted
        let (seconds, lasts) = if seconds.len() < lasts.len() {
            (lasts, seconds)
        } else {
            (seconds, lasts)
        };
        let (compatible_seconds, compatible_lasts) =
            (&mut scratch.compatible_seconds, &mut scratch.compatible_lasts);
        let layout = scratch.seconds.set(seconds);
        let mut work = compatible_seconds.rebuild(set, scratch.seconds.rows(), layout, &stage.free, columns);
        let last_layout = scratch.lasts.set(lasts);
        work += compatible_lasts.rebuild(set, scratch.lasts.rows(), last_layout, &stage.free, columns);
        tally.spend(work, in_progress, None)?;

        let (set_words, words) = (compatible_seconds.words(), compatible_lasts.words());
        let lane_words = lane_words::<S::Kernel>(words);
        let [live, other_live] = &mut scratch.live;
        let [mask, other_mask] = &mut scratch.masks;
        for (buffer, words) in [
            (&mut *live, set_words),
            (&mut *other_live, set_words),
            (&mut *mask, lane_words),
            (&mut *other_mask, lane_words),
        ] {
            buffer.clear();
            buffer.resize(words, 0);
        }
        scratch
            .leaves
            .start::<S::Kernel>(popcount.of_length(words), set_words, words);
        for (number, row) in scratch.seconds.rows().iter().enumerate() {
            compatible_lasts.compatible_with(set, *row, &mut mask[..words]);
            scratch
                .leaves
                .set::<S::Kernel>(layout.bit(number, *row, set_words), mask);
        }
        tally.spend(seconds.len() * 2 * words, in_progress, None)?;

        for rows in firsts.chunks(2) {
            compatible_seconds.compatible_with(set, rows[0], live);
            compatible_lasts.compatible_with(set, rows[0], &mut mask[..words]);
            if let Some(other) = rows.get(1) {
                compatible_seconds.compatible_with(set, *other, other_live);
                compatible_lasts.compatible_with(set, *other, &mut other_mask[..words]);
            } else {
                other_live.fill(0);
            }
            let half = set_words / 2;
            for sign in 0..2 {
                let from = sign * half;
                let live = [&live[from..][..half], &other_live[from..][..half]];
                let counts = scratch.leaves.count(set, live, from, [mask, other_mask]);
                for (row, counts) in rows.iter().zip(counts) {
                    tally.add(stage.odd ^ row.odd() ^ sign, counts);
                }
            }
            for row in rows {
                if whole {
                    tally.second_row_done();
                }
                // about three eighths of the leaves are live
                tally.spend(
                    seconds.len() * 3 / 8 * words + 8 * set_words,
                    in_progress,
                    Some(*row),
                )?;
            }
        }
        Ok(())
    }
}
