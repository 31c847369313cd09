//! Three or four short lists left: the rows of the later lists that are compatible with each row are tabulated, and rows
//! are chosen under masks of a few words without any further cut.

use std::cmp::Reverse;

use super::candidates::Row;
use super::compatible::{CompatibleSets, Layout};
use super::last::{LastRows, Sums};
use super::node::Node;
use super::signs::BySign;
use super::stage::Stage;
use super::tally::{InProgress, Tally};
use crate::run::Stopped;
use crate::simd::bits::WORD_BITS;
use crate::simd::{Set, Task};

/// The longest list that fits the masks.
pub const LONGEST: usize = 2 * WORD_BITS;

/// Words of work for each row of the last list but two, about.
const WORK: usize = 32;

/// Rows of a list that is not the last.
type Mask = [u64; 2];

/// Buffers that are reused from call to call.
#[derive(Default)]
pub struct Scratch {
    pub lasts: BySign,
    compatible_firsts: CompatibleSets,
    compatible_seconds: CompatibleSets,
    compatible_lasts: CompatibleSets,
    /// For each first row, the second rows and the last rows that are compatible with it.
    first_seconds: Vec<u64>,
    first_lasts: Vec<u64>,
    /// For each second row, the last rows compatible with it, and all ones if it is odd.
    second_lasts: Vec<u64>,
    second_odds: Vec<u64>,
}

impl Scratch {
    /// Bytes at most.
    pub fn bytes(columns: u32) -> u64 {
        3 * CompatibleSets::bytes(2 * LONGEST, columns) + 8 * 12 * LONGEST as u64
    }
}

/// Counts the choices of one row of each list below a stage of three or four lists.
pub fn count<S: Set, L: LastRows>(
    set: S,
    node: Node<'_>,
    last: L,
    scratch: &mut Scratch,
    tally: &mut Tally<'_>,
) -> Result<(), Stopped> {
    let Node {
        stage,
        columns,
        in_progress,
        whole,
        first_fixed,
    } = node;
    let order = order(stage, first_fixed, L::SPARE);
    let order = &order[..stage.lists.len() - L::SPARE];
    let [.., firsts, seconds, lasts] = *order else {
        unreachable!("three or four lists")
    };
    let (layout, last_rows) = if L::SPARE > 0 {
        (Layout::Plain, &stage.lists[lasts][..])
    } else {
        (scratch.lasts.set(&stage.lists[lasts]), scratch.lasts.rows())
    };
    let work = scratch
        .compatible_lasts
        .rebuild(set, last_rows, layout, &stage.free, columns);
    tally.spend(work, in_progress, None)?;
    let three = order.len() == 3;
    let one_word = three
        && L::SPARE > 0
        && stage.lists[seconds].len() <= WORD_BITS
        && scratch.compatible_lasts.words() == 1;
    let layout = if one_word { Layout::Plain } else { Layout::Short };
    let work = scratch
        .compatible_seconds
        .rebuild(set, &stage.lists[seconds], layout, &stage.free, columns);
    tally.spend(work, in_progress, None)?;
    if !three {
        let work =
            scratch
                .compatible_firsts
                .rebuild(set, &stage.lists[firsts], Layout::Short, &stage.free, columns);
        tally.spend(work, in_progress, None)?;
    }
    let nest = Nest {
        zeroths: &stage.lists[order[0]],
        reports_zeroth: order[0] == 0,
        firsts: &stage.lists[firsts],
        seconds: &stage.lists[seconds],
        odd: stage.odd,
        last,
        in_progress,
        whole,
    };
    // loops of a known length are twice as fast
    match (scratch.compatible_lasts.words(), three) {
        (0, _) => Ok(()),
        _ if stage.lists[seconds].is_empty() => Ok(()),
        (1, true) if one_word => set.enter(Three::<_, 1, 1> { nest, scratch, tally }),
        (1, true) if L::SPARE > 0 => set.enter(Three::<_, 2, 1> { nest, scratch, tally }),
        (2, true) => set.enter(Three::<_, 2, 2> { nest, scratch, tally }),
        (4, true) if L::SPARE == 0 => set.enter(Three::<_, 2, 4> { nest, scratch, tally }),
        (1, false) if L::SPARE > 0 => set.enter(Four::<_, 1> { nest, scratch, tally }),
        (2, false) => set.enter(Four::<_, 2> { nest, scratch, tally }),
        (4, false) if L::SPARE == 0 => set.enter(Four::<_, 4> { nest, scratch, tally }),
        (words, _) => unreachable!("a short list of {words} words"),
    }
}

/// The numbers of the lists, the longest outermost and the shortest innermost; a spare one, the longest of all, last.
fn order(stage: &Stage, first_fixed: bool, spare: usize) -> [usize; 5] {
    let mut order = [0, 1, 2, 3, 4];
    let movable = &mut order[usize::from(first_fixed)..stage.lists.len()];
    movable.sort_by_key(|&list| Reverse(stage.lists[list].len()));
    movable.rotate_left(spare);
    order
}

/// The lists from the outermost, all but the last, and what is known of the rows above and below them.
struct Nest<'s, L> {
    zeroths: &'s [Row],
    reports_zeroth: bool,
    firsts: &'s [Row],
    seconds: &'s [Row],
    odd: usize,
    last: L,
    in_progress: InProgress<'s>,
    whole: bool,
}

impl<L: LastRows> Nest<'_, L> {
    #[inline(always)]
    fn tabulate_seconds<const WORDS: usize>(&self, scratch: &mut Scratch) {
        scratch.second_lasts.resize((LONGEST + 2) * WORDS, 0);
        scratch.second_odds.resize(LONGEST + 2, 0);
        scratch.second_lasts[64 * WORDS..][..WORDS].fill(0);
        let (entries, _) = scratch.second_lasts.as_chunks_mut();
        for (number, row) in self.seconds.iter().enumerate() {
            let at = number + number / 64;
            entries[at] = scratch.compatible_lasts.words_compatible_with::<WORDS>(*row);
            scratch.second_odds[at] = (row.odd() as u64).wrapping_neg();
        }
    }

    #[inline(always)]
    fn add(&self, tally: &mut Tally<'_>, odd: usize, sums: [Sums; 2]) {
        for (sign, sums) in sums.into_iter().enumerate() {
            tally.add(odd ^ sign, self.last.counts(sums));
        }
    }
}

/// Counts below a stage of three lists.
struct Three<'s, 'w, L, const SECOND_WORDS: usize, const WORDS: usize> {
    nest: Nest<'s, L>,
    scratch: &'s mut Scratch,
    tally: &'s mut Tally<'w>,
}

impl<L: LastRows, const SECOND_WORDS: usize, const WORDS: usize> Task
    for Three<'_, '_, L, SECOND_WORDS, WORDS>
{
    type Output = Result<(), Stopped>;

    #[inline(always)]
    fn run<S: Set>(self, _: S) -> Result<(), Stopped> {
        let Three { nest, scratch, tally } = self;
        nest.tabulate_seconds::<WORDS>(scratch);
        let table = Seconds::<WORDS>::of(scratch);
        let mut sums = [[0; 2]; 2];
        for row in nest.firsts {
            let seconds: [u64; SECOND_WORDS] = scratch.compatible_seconds.words_compatible_with(*row);
            let lasts = scratch.compatible_lasts.words_compatible_with(*row);
            table.count(seconds, lasts, nest.last, &mut sums[row.odd()]);
            if nest.whole {
                tally.second_row_done();
            }
        }
        nest.add(tally, nest.odd, sums);
        tally.spend(WORK * nest.firsts.len(), nest.in_progress, None)
    }
}

/// Counts below a stage of four lists.
struct Four<'s, 'w, L, const WORDS: usize> {
    nest: Nest<'s, L>,
    scratch: &'s mut Scratch,
    tally: &'s mut Tally<'w>,
}

impl<L: LastRows, const WORDS: usize> Task for Four<'_, '_, L, WORDS> {
    type Output = Result<(), Stopped>;

    #[inline(always)]
    fn run<S: Set>(self, _: S) -> Result<(), Stopped> {
        let Four { nest, scratch, tally } = self;
        nest.tabulate_seconds::<WORDS>(scratch);
        scratch.first_seconds.resize(LONGEST * 2, 0);
        scratch.first_lasts.resize(LONGEST * WORDS, 0);
        let masks = scratch.first_seconds.as_chunks_mut().0.iter_mut();
        let masks = masks.zip(scratch.first_lasts.as_chunks_mut().0);
        for (row, (seconds, lasts)) in nest.firsts.iter().zip(masks) {
            *seconds = scratch.compatible_seconds.words_compatible_with::<2>(*row);
            *lasts = scratch.compatible_lasts.words_compatible_with::<WORDS>(*row);
        }
        let first_seconds: &[Mask; LONGEST] = table(&scratch.first_seconds);
        let first_lasts: &[[u64; WORDS]; LONGEST] = table(&scratch.first_lasts);
        let seconds = Seconds::<WORDS>::of(scratch);
        for row in nest.zeroths {
            let live = scratch.compatible_firsts.words_compatible_with::<2>(*row);
            let live_seconds = scratch.compatible_seconds.words_compatible_with::<2>(*row);
            let live_lasts = scratch.compatible_lasts.words_compatible_with::<WORDS>(*row);
            let mut sums = [[0; 2]; 2];
            let mut rows = 0;
            for (at, mut word) in live.into_iter().enumerate() {
                while word != 0 {
                    let first = at * WORD_BITS + word.trailing_zeros() as usize;
                    word &= word - 1;
                    seconds.count(
                        and(live_seconds, first_seconds[first]),
                        and(live_lasts, first_lasts[first]),
                        nest.last,
                        &mut sums[nest.firsts[first].odd()],
                    );
                    rows += 1;
                }
            }
            nest.add(tally, nest.odd ^ row.odd(), sums);
            if nest.whole {
                tally.second_row_done();
            }
            let reported = nest.reports_zeroth.then_some(*row);
            tally.spend(WORK * rows, nest.in_progress, reported)?;
        }
        Ok(())
    }
}

/// For each second row, the last rows compatible with it, and all ones if it is odd.
struct Seconds<'r, const WORDS: usize> {
    lasts: &'r [[u64; WORDS]; LONGEST + 2],
    odds: &'r [u64; LONGEST + 2],
}

impl<'r, const WORDS: usize> Seconds<'r, WORDS> {
    #[inline(always)]
    fn of(scratch: &'r Scratch) -> Self {
        Seconds {
            lasts: scratch
                .second_lasts
                .as_chunks()
                .0
                .first_chunk()
                .expect("as long as the longest list"),
            odds: scratch
                .second_odds
                .first_chunk()
                .expect("as long as the longest list"),
        }
    }

    /// Adds the completions by each of the rows `live`, one or two words, where `lasts` are the last rows still possible.
    #[inline(always)]
    fn count<L: LastRows, const SECOND_WORDS: usize>(
        &self,
        live: [u64; SECOND_WORDS],
        lasts: [u64; WORDS],
        last: L,
        sums: &mut Sums,
    ) {
        // a loop over the words would leave them in memory where the compiler does not unroll it
        self.count_word(0, live[0], lasts, last, sums);
        if let Some(&word) = live.get(1) {
            self.count_word(1, word, lasts, last, sums);
        }
    }

    #[inline(always)]
    fn count_word<L: LastRows>(
        &self,
        at: usize,
        mut word: u64,
        lasts: [u64; WORDS],
        last: L,
        sums: &mut Sums,
    ) {
        while word != 0 {
            for _ in 0..STEPS {
                let row = at * 65 + word.trailing_zeros() as usize;
                word &= word.wrapping_sub(1);
                last.add_short(sums, and(lasts, self.lasts[row]), self.odds[row]);
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
        .expect("as long as the longest list")
}

#[inline(always)]
fn and<const WORDS: usize>(a: [u64; WORDS], b: [u64; WORDS]) -> [u64; WORDS] {
    std::array::from_fn(|at| a[at] & b[at])
}
