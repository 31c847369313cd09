//! Three lists left: which rows of the second go with which of the last is tabulated once, then for every row of the
//! first the table rows of the second's live ones are counted under its mask.

use super::candidates::Row;
use super::pairs::MOST_ROWS;
use super::stage::Stage;
use super::tally::{Counts, Tally};
use crate::bitset::{Kernel, WORD_BITS};
use crate::engine::Stopped;

/// The longest list whose pairs are tabulated: the table must stay in the cache.
pub const LONGEST: usize = 2304;

/// Buffers that are used again.
#[derive(Default)]
pub struct Room {
    /// For each row of the second list the rows of the last that go with it.
    table: Vec<u64>,
    /// The odd rows of the second list.
    odd: Vec<u64>,
    live: Vec<u64>,
}

impl Room {
    /// Bytes at most, for lists of at most `rows` rows.
    pub fn bytes(rows: usize) -> u64 {
        let rows = rows.min(LONGEST) as u64;
        8 * (rows + 64) * (rows / 64 + 4)
    }
}

/// Counts the triples below a stage of three lists.
#[inline(always)]
pub fn count<K: Kernel>(
    stage: &Stage,
    room: &mut Room,
    tally: &mut Tally<'_>,
    in_hand: impl Fn(Row) -> [u64; MOST_ROWS] + Copy,
    whole: bool,
) -> Result<(), Stopped> {
    // loops of a known length are twice as fast
    macro_rules! by_half {
        ($($half:literal)*) => {
            match stage.keeps[2].words() / 2 {
                0 => Ok(()),
                $($half => count_by_half::<K, $half>(stage, room, tally, in_hand, whole),)*
                half => unreachable!("lists of {half} words a sign are not tabulated"),
            }
        };
    }
    by_half!(1 2 3 4 5 6 7 8 17)
}

#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
fn count_by_half<K: Kernel, const HALF: usize>(
    stage: &Stage,
    room: &mut Room,
    tally: &mut Tally<'_>,
    in_hand: impl Fn(Row) -> [u64; MOST_ROWS] + Copy,
    whole: bool,
) -> Result<(), Stopped> {
    let [firsts, seconds, _] = &stage.lists[..] else {
        unreachable!("three lists")
    };
    let (keep_second, keep_last) = (&stage.keeps[1], &stage.keeps[2]);
    let second_words = keep_second.words();
    room.table.resize(second_words * WORD_BITS * 2 * HALF, 0);
    room.odd.clear();
    room.odd.resize(second_words, 0);
    for (number, (row, into)) in seconds
        .iter()
        .zip(room.table.chunks_exact_mut(2 * HALF))
        .enumerate()
    {
        keep_last.left_by::<K>(*row, into);
        room.odd[number / WORD_BITS] |= (row.odd() as u64) << (number % WORD_BITS);
    }
    tally.spend(seconds.len() * 4 * HALF, || in_hand(firsts[0]))?;
    room.live.resize(second_words + 2 * HALF, 0);
    let (live_seconds, live_lasts) = room.live.split_at_mut(second_words);
    let (table, _) = room.table.as_chunks::<HALF>();
    for &first in firsts {
        keep_second.left_by::<K>(first, live_seconds);
        keep_last.left_by::<K>(first, live_lasts);
        let (masks, _) = live_lasts.as_chunks::<HALF>();
        let mask = [masks[0], masks[1]];
        let mut leaves = 0;
        for sign in 0..2 {
            let mut counts: Counts = [0; 2];
            for ((&live, &odd), table) in live_seconds.iter().zip(&room.odd).zip(table.as_chunks::<128>().0) {
                let mut word = if sign == 0 { live & !odd } else { live & odd };
                leaves += word.count_ones() as usize;
                while word != 0 {
                    let second = word.trailing_zeros() as usize;
                    word &= word - 1;
                    let even = K::and_count(&table[2 * second], &mask[0]);
                    let odd = K::and_count(&table[2 * second + 1], &mask[1]);
                    counts[0] += even;
                    counts[1] += odd;
                }
            }
            tally.add(stage.odd ^ first.odd() ^ sign, counts);
        }
        if whole {
            tally.second_row_done();
        }
        tally.spend(leaves * 2 * HALF + 8 * second_words, || in_hand(first))?;
    }
    Ok(())
}
