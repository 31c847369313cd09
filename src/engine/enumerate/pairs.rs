//! Two lists left: for every row of the first, the rows of the last that go with it are counted.

use super::candidates::{MOST_CODES, Row, codes};
use super::last::LastRows;
use super::stage::Stage;
use super::tally::{Counts, Tally};
use crate::bitset::Kernel;
use crate::engine::Stopped;

/// Counts the pairs below a stage of two lists. Rows of the first list that begin alike share the intersection of
/// their beginnings, so it costs little more than one AND and one popcount a word.
#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
pub fn count<K: Kernel, L: LastRows>(
    stage: &Stage,
    columns: u32,
    last: L,
    room: &mut Vec<u64>,
    tally: &mut Tally<'_>,
    in_hand: impl Fn(Row) -> [u64; MOST_ROWS] + Copy,
    whole: bool,
) -> Result<(), Stopped> {
    let keep = &stage.keeps[1];
    let (words, codes) = (keep.words(), codes(columns));
    room.resize(MOST_CODES * words, 0);
    let mut before: Option<Row> = None;
    for &row in &stage.lists[0] {
        // at `code * words` stands what codes 0 to `code` leave
        let same = before.map_or(0, |before| before.first_difference(row));
        before = Some(row);
        for code in same..codes.saturating_sub(1) {
            let (above, here) = room.split_at_mut(code * words);
            match code {
                0 => here[..words].copy_from_slice(keep.set(0, row)),
                _ => K::and(
                    &mut here[..words],
                    [&above[(code - 1) * words..], keep.set(code, row)],
                ),
            }
        }
        let set = keep.set(codes - 1, row);
        let beginning = if codes == 1 {
            set
        } else {
            &room[(codes - 2) * words..][..words]
        };
        let half = words / 2;
        let mut counts: Counts = [0; 2];
        last.add(
            &mut counts,
            K::and_count(&beginning[..half], &set[..half]),
            K::and_count(&beginning[half..], &set[half..]),
        );
        tally.add(stage.odd ^ row.odd(), counts);
        if whole {
            tally.second_row_done();
        }
        tally.spend(2 * words, || in_hand(row))?;
    }
    Ok(())
}

/// Rows that can be in hand.
pub const MOST_ROWS: usize = 10;
