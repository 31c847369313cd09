//! Three or more short lists left: which rows go together is tabulated for every two lists, and rows are chosen under
//! masks of one or two words without any further cut.

use super::candidates::Row;
use super::last::LastRows;
use super::pairs::MOST_ROWS;
use super::stage::Stage;
use super::tally::{Counts, Tally};
use crate::bitset::{Kernel, WORD_BITS, bits};
use crate::engine::Stopped;

/// The longest list that fits the masks.
pub const LONGEST: usize = 2 * WORD_BITS;

const MOST_LISTS: usize = 9;

/// Rows of a list that is not the last.
type Mask = [u64; 2];

/// Rows of the last list, the even ones and the odd ones.
type LastMask<const HALF: usize> = [[u64; HALF]; 2];

/// For each row of one list, the rows of a later one that go with it.
type Table<M> = [M; LONGEST];

/// Tables that are used again.
#[derive(Default)]
pub struct Room {
    /// Of lists first < second, neither the last, at `first * MOST_LISTS + second`.
    tables: Vec<Table<Mask>>,
    /// Of each list with the last, for masks of one word a sign and of two.
    with_last: (Vec<Table<LastMask<1>>>, Vec<Table<LastMask<2>>>),
}

impl Room {
    /// Bytes at most.
    pub const BYTES: u64 = (MOST_LISTS * LONGEST * 8 * (2 * MOST_LISTS + 2 + 4)) as u64;
}

/// Counts the choices of one row of each list below a stage of three or more lists.
#[inline(always)]
pub fn count<K: Kernel, L: LastRows>(
    stage: &Stage,
    last: L,
    room: &mut Room,
    tally: &mut Tally<'_>,
    in_hand: impl Fn(Row) -> [u64; MOST_ROWS] + Copy,
    whole: bool,
) -> Result<(), Stopped> {
    let last_list = stage.lists.len() - 1;
    room.tables.resize(MOST_LISTS * MOST_LISTS, [[0; 2]; LONGEST]);
    for first in 0..last_list {
        for second in first + 1..last_list {
            let keep = &stage.keeps[second];
            let table = &mut room.tables[first * MOST_LISTS + second];
            for (row, mask) in stage.lists[first].iter().zip(table) {
                keep.left_by::<K>(*row, &mut mask[..keep.words()]);
            }
        }
    }
    match stage.keeps[last_list].words() {
        0 => Ok(()),
        2 => nest::<K, L, 1>(
            stage,
            last,
            &room.tables,
            &mut room.with_last.0,
            tally,
            in_hand,
            whole,
        ),
        _ => nest::<K, L, 2>(
            stage,
            last,
            &room.tables,
            &mut room.with_last.1,
            tally,
            in_hand,
            whole,
        ),
    }
}

#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
fn nest<K: Kernel, L: LastRows, const HALF: usize>(
    stage: &Stage,
    last: L,
    tables: &[Table<Mask>],
    with_last: &mut Vec<Table<LastMask<HALF>>>,
    tally: &mut Tally<'_>,
    in_hand: impl Fn(Row) -> [u64; MOST_ROWS] + Copy,
    whole: bool,
) -> Result<(), Stopped> {
    let lists = &stage.lists;
    let last_list = lists.len() - 1;
    let leaf_level = last_list - 1;
    with_last.resize(MOST_LISTS, [[[0; HALF]; 2]; LONGEST]);
    for (list, table) in lists[..last_list].iter().zip(with_last.iter_mut()) {
        for (row, masks) in list.iter().zip(table) {
            stage.keeps[last_list].left_by::<K>(*row, masks.as_flattened_mut());
        }
    }
    // after `level` rows are chosen, what is left of each list, and the sign of the rows
    let mut live = [[[0; 2]; MOST_LISTS]; MOST_LISTS];
    let mut live_last = [[[u64::MAX; HALF]; 2]; MOST_LISTS];
    let mut odd = [stage.odd; MOST_LISTS];
    for (list, live) in live[0].iter_mut().enumerate().take(last_list) {
        *live = first_bits(lists[list].len());
    }
    let mut level = 0;
    loop {
        if level == leaf_level {
            let rows = live[level][level];
            let counts = leaves::<K, L, HALF>(&lists[level], rows, &with_last[level], live_last[level], last);
            tally.add(odd[level], counts);
            let words = 2 * HALF * (rows[0].count_ones() + rows[1].count_ones()) as usize;
            tally.spend(words + 8, || in_hand(lists[0][0]))?;
        } else {
            let cursor = &mut live[level][level];
            let word = usize::from(cursor[0] == 0);
            if cursor[word] != 0 {
                let number = word * WORD_BITS + cursor[word].trailing_zeros() as usize;
                cursor[word] &= cursor[word] - 1;
                for list in level + 1..last_list {
                    let mask = &tables[level * MOST_LISTS + list][number];
                    let above = live[level][list];
                    live[level + 1][list] = [above[0] & mask[0], above[1] & mask[1]];
                }
                let masks = &with_last[level][number];
                for (sign, mask) in masks.iter().enumerate() {
                    for (at, mask) in mask.iter().enumerate() {
                        live_last[level + 1][sign][at] = live_last[level][sign][at] & mask;
                    }
                }
                odd[level + 1] = odd[level] ^ lists[level][number].odd();
                level += 1;
                continue;
            }
        }
        if level == 0 {
            return Ok(());
        }
        level -= 1;
        if whole && level == 0 {
            tally.second_row_done();
        }
    }
}

/// The completions by each of `rows` of the last list but one, of whose last rows `live` are left.
#[inline(always)]
fn leaves<K: Kernel, L: LastRows, const HALF: usize>(
    list: &[Row],
    rows: Mask,
    table: &Table<LastMask<HALF>>,
    live: LastMask<HALF>,
    last: L,
) -> Counts {
    let mut counts: [Counts; 2] = [[0; 2]; 2];
    for (at, word) in rows.into_iter().enumerate() {
        for bit in bits(word) {
            let number = at * WORD_BITS + bit;
            let [even, odd] = &table[number];
            let (even, odd) = (K::and_count(even, &live[0]), K::and_count(odd, &live[1]));
            last.add(&mut counts[list[number].odd()], even, odd);
        }
    }
    [counts[0][0] + counts[1][1], counts[0][1] + counts[1][0]]
}

/// The mask of the first `rows` rows.
fn first_bits(rows: usize) -> Mask {
    let low = |bits: usize| {
        if bits >= WORD_BITS {
            u64::MAX
        } else {
            (1 << bits) - 1
        }
    };
    [low(rows), low(rows.saturating_sub(WORD_BITS))]
}
