//! Three or four short lists left: what each row leaves of the later lists is tabulated, and rows are chosen under
//! masks of a few words without any further cut.

use std::cmp::Reverse;

use super::candidates::Row;
use super::keep::{Keep, Layout};
use super::last::{LastRows, Sums};
use super::search::{Here, InHand};
use super::signs::BySign;
use super::tally::Tally;
use crate::bitset::{WORD_BITS, bits};
use crate::engine::Stopped;

/// The longest list that fits the masks.
pub const LONGEST: usize = 2 * WORD_BITS;

/// Words of work for each row of the last list but two, about.
const WORK: usize = 32;

/// Rows of a list that is not the last.
type Mask = [u64; 2];

/// Buffers that are used again.
#[derive(Default)]
pub struct Room {
    pub lasts: BySign,
    keep_firsts: Keep,
    keep_seconds: Keep,
    keep_lasts: Keep,
    /// For each first row, the second rows that it leaves and the last ones.
    first_seconds: Vec<u64>,
    first_lasts: Vec<u64>,
    /// For each second row, the last rows that it leaves, and all ones if it is odd.
    second_lasts: Vec<u64>,
    second_odds: Vec<u64>,
}

impl Room {
    /// Bytes at most.
    pub fn bytes(columns: u32) -> u64 {
        3 * Keep::bytes(2 * LONGEST, columns) + 8 * 12 * LONGEST as u64
    }
}

/// Counts the choices of one row of each list below a stage of three or four lists.
#[inline(always)]
pub fn count<L: LastRows, H: InHand>(
    here: Here<'_, H>,
    last: L,
    room: &mut Room,
    tally: &mut Tally<'_>,
) -> Result<(), Stopped> {
    let Here {
        stage,
        columns,
        in_hand,
        whole,
        first_fixed,
    } = here;
    // the longest outermost and the shortest innermost; the longest of all is spared
    let mut order = [0, 1, 2, 3, 4];
    let order = &mut order[..stage.lists.len()];
    let movable = &mut order[usize::from(first_fixed)..];
    movable.sort_by_key(|&list| Reverse(stage.lists[list].len()));
    if L::SPARE > 0 {
        movable.rotate_left(1);
    }
    let order = &order[..stage.lists.len() - L::SPARE];
    let [.., firsts, seconds, lasts] = *order else {
        unreachable!("three or four lists")
    };
    let mut rebuild = |keep: &mut Keep, rows, layout| {
        let work = keep.rebuild(rows, layout, &stage.free, columns);
        tally.spend(work, || in_hand(None))
    };
    if L::SPARE > 0 {
        rebuild(&mut room.keep_lasts, &stage.lists[lasts], Layout::Plain)?;
    } else {
        let layout = room.lasts.set(&stage.lists[lasts]);
        rebuild(&mut room.keep_lasts, room.lasts.rows(), layout)?;
    }
    let three = order.len() == 3;
    let one_word =
        three && L::SPARE > 0 && stage.lists[seconds].len() <= WORD_BITS && room.keep_lasts.words() == 1;
    let layout = if one_word { Layout::Plain } else { Layout::Short };
    rebuild(&mut room.keep_seconds, &stage.lists[seconds], layout)?;
    if !three {
        rebuild(&mut room.keep_firsts, &stage.lists[firsts], Layout::Short)?;
    }
    let search = Nest {
        zeroths: &stage.lists[order[0]],
        first_is_told: order[0] == 0,
        firsts: &stage.lists[firsts],
        seconds: &stage.lists[seconds],
        odd: stage.odd,
        last,
        in_hand,
        whole,
    };
    // loops of a known length are twice as fast
    match (room.keep_lasts.words(), three) {
        (0, _) => Ok(()),
        _ if stage.lists[seconds].is_empty() => Ok(()),
        (1, true) if one_word => search.count_three::<1, 1>(room, tally),
        (1, true) if L::SPARE > 0 => search.count_three::<2, 1>(room, tally),
        (2, true) => search.count_three::<2, 2>(room, tally),
        (4, true) if L::SPARE == 0 => search.count_three::<2, 4>(room, tally),
        (1, false) if L::SPARE > 0 => search.count_four::<1>(room, tally),
        (2, false) => search.count_four::<2>(room, tally),
        (4, false) if L::SPARE == 0 => search.count_four::<4>(room, tally),
        (words, _) => unreachable!("a short list of {words} words"),
    }
}

/// The lists from the outermost, all but the last, and what is known of the rows above and below them.
struct Nest<'s, L, H> {
    zeroths: &'s [Row],
    first_is_told: bool,
    firsts: &'s [Row],
    seconds: &'s [Row],
    odd: usize,
    last: L,
    in_hand: H,
    whole: bool,
}

impl<L: LastRows, H: InHand> Nest<'_, L, H> {
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn count_three<const SECOND_WORDS: usize, const WORDS: usize>(
        self,
        room: &mut Room,
        tally: &mut Tally<'_>,
    ) -> Result<(), Stopped> {
        self.tabulate_seconds::<WORDS>(room);
        let table = Seconds::<WORDS>::of(room);
        let mut sums = [[0; 2]; 2];
        for row in self.firsts {
            let seconds: [u64; SECOND_WORDS] = room.keep_seconds.left(*row);
            let lasts = room.keep_lasts.left(*row);
            table.count(seconds, lasts, self.last, &mut sums[row.odd()]);
            if self.whole {
                tally.second_row_done();
            }
        }
        self.add(tally, self.odd, sums);
        tally.spend(WORK * self.firsts.len(), || (self.in_hand)(None))
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn count_four<const WORDS: usize>(self, room: &mut Room, tally: &mut Tally<'_>) -> Result<(), Stopped> {
        self.tabulate_seconds::<WORDS>(room);
        room.first_seconds.resize(LONGEST * 2, 0);
        room.first_lasts.resize(LONGEST * WORDS, 0);
        let masks = room.first_seconds.as_chunks_mut().0.iter_mut();
        let masks = masks.zip(room.first_lasts.as_chunks_mut().0);
        for (row, (seconds, lasts)) in self.firsts.iter().zip(masks) {
            *seconds = room.keep_seconds.left::<2>(*row);
            *lasts = room.keep_lasts.left::<WORDS>(*row);
        }
        let first_seconds: &[Mask; LONGEST] = table(&room.first_seconds);
        let first_lasts: &[[u64; WORDS]; LONGEST] = table(&room.first_lasts);
        let seconds = Seconds::<WORDS>::of(room);
        for row in self.zeroths {
            let live = room.keep_firsts.left::<2>(*row);
            let live_seconds = room.keep_seconds.left::<2>(*row);
            let live_lasts = room.keep_lasts.left::<WORDS>(*row);
            let mut sums = [[0; 2]; 2];
            let mut rows = 0;
            for (at, word) in live.into_iter().enumerate() {
                for bit in bits(word) {
                    let first = at * WORD_BITS + bit;
                    seconds.count(
                        and(live_seconds, first_seconds[first]),
                        and(live_lasts, first_lasts[first]),
                        self.last,
                        &mut sums[self.firsts[first].odd()],
                    );
                    rows += 1;
                }
            }
            self.add(tally, self.odd ^ row.odd(), sums);
            if self.whole {
                tally.second_row_done();
            }
            tally.spend(WORK * rows, || (self.in_hand)(self.first_is_told.then_some(*row)))?;
        }
        Ok(())
    }

    #[inline(always)]
    fn tabulate_seconds<const WORDS: usize>(&self, room: &mut Room) {
        room.second_lasts.resize((LONGEST + 2) * WORDS, 0);
        room.second_odds.resize(LONGEST + 2, 0);
        room.second_lasts[64 * WORDS..][..WORDS].fill(0);
        let (entries, _) = room.second_lasts.as_chunks_mut();
        for (number, row) in self.seconds.iter().enumerate() {
            let at = number + number / 64;
            entries[at] = room.keep_lasts.left::<WORDS>(*row);
            room.second_odds[at] = (row.odd() as u64).wrapping_neg();
        }
    }

    #[inline(always)]
    fn add(&self, tally: &mut Tally<'_>, odd: usize, sums: [Sums; 2]) {
        for (sign, sums) in sums.into_iter().enumerate() {
            tally.add(odd ^ sign, self.last.counts(sums));
        }
    }
}

/// For each second row, the last rows that it leaves, and all ones if it is odd.
struct Seconds<'r, const WORDS: usize> {
    lasts: &'r [[u64; WORDS]; LONGEST + 2],
    odds: &'r [u64; LONGEST + 2],
}

impl<'r, const WORDS: usize> Seconds<'r, WORDS> {
    #[inline(always)]
    fn of(room: &'r Room) -> Self {
        Seconds {
            lasts: room
                .second_lasts
                .as_chunks()
                .0
                .first_chunk()
                .expect("room for the longest list"),
            odds: room.second_odds.first_chunk().expect("room for the longest list"),
        }
    }

    /// Adds the completions by each of the rows `live`, of whose last rows `lasts` are left.
    #[inline(always)]
    fn count<L: LastRows, const SECOND_WORDS: usize>(
        &self,
        live: [u64; SECOND_WORDS],
        lasts: [u64; WORDS],
        last: L,
        sums: &mut Sums,
    ) {
        for (at, mut word) in live.into_iter().enumerate() {
            while word != 0 {
                for _ in 0..STEPS {
                    let row = at * 65 + word.trailing_zeros() as usize;
                    word &= word.wrapping_sub(1);
                    last.add_short(sums, and(lasts, self.lasts[row]), self.odds[row]);
                }
            }
        }
    }
}

const STEPS: usize = 4;

/// Words as a table of the longest list.
#[inline(always)]
fn table<const WORDS: usize>(words: &[u64]) -> &[[u64; WORDS]; LONGEST] {
    words
        .as_chunks()
        .0
        .first_chunk()
        .expect("room for the longest list")
}

#[inline(always)]
fn and<const WORDS: usize>(a: [u64; WORDS], b: [u64; WORDS]) -> [u64; WORDS] {
    std::array::from_fn(|at| a[at] & b[at])
}
