//! What the rows of the last list that are still possible stand for.

use super::tally::Counts;

/// How the rows of the last list that are still possible complete a rectangle.
pub trait LastRows: Copy {
    /// How many of the lists are not needed.
    const SPARE: usize;

    /// Adds the completions by `even` even and `odd` odd rows that are still possible.
    fn add(self, counts: &mut Counts, even: u64, odd: u64);

    /// Adds to sums the rows `left` in short masks once a row of the last list but one is chosen. `odd` is all ones if that
    /// row is odd, and otherwise zero.
    fn add_short<const WORDS: usize>(self, sums: &mut Sums, left: [u64; WORDS], odd: u64);

    /// The completions that were summed.
    fn counts(self, sums: Sums) -> Counts;
}

/// What is summed without a branch: the number of rows, and a second figure from which their signs follow.
pub type Sums = [u64; 2];

/// Each of them is the last row.
#[derive(Clone, Copy)]
pub struct LastRow;

impl LastRows for LastRow {
    const SPARE: usize = 0;

    #[inline(always)]
    fn add(self, counts: &mut Counts, even: u64, odd: u64) {
        counts[0] += even;
        counts[1] += odd;
    }

    #[inline(always)]
    fn add_short<const WORDS: usize>(self, sums: &mut Sums, left: [u64; WORDS], odd: u64) {
        let (evens, odds) = left.split_at(WORDS / 2);
        let rows = |words: &[u64]| words.iter().map(|word| u64::from(word.count_ones())).sum::<u64>();
        let (evens, odds) = (rows(evens), rows(odds));
        sums[0] += evens + odds;
        // the difference, or minus it
        sums[1] = sums[1].wrapping_add((evens.wrapping_sub(odds) ^ odd).wrapping_sub(odd));
    }

    #[inline(always)]
    fn counts(self, [rows, difference]: Sums) -> Counts {
        let even = rows.wrapping_add(difference) / 2;
        [even, rows - even]
    }
}

/// Each of them is the last row but one of a square, whose last row is then forced.
///
/// What two missing rows leave is a 2-regular bipartite graph on columns and symbols. If it has c cycles, exactly
/// 2^(c−1) rows are left of a list with one starting value, and the product of the two rows has the sign (−1)^(n−c).
#[derive(Clone, Copy)]
pub struct LastTwoRows {
    pub columns: u32,
}

impl LastTwoRows {
    /// The powers 2^(c−1) that stand for an even product, as bits.
    fn even_powers(self) -> u64 {
        if self.columns.is_multiple_of(2) {
            0b01010
        } else {
            0b10101
        }
    }
}

impl LastRows for LastTwoRows {
    const SPARE: usize = 1;

    #[inline(always)]
    fn add(self, counts: &mut Counts, even: u64, odd: u64) {
        let rows = even + odd;
        let even = rows & self.even_powers();
        counts[0] += even;
        counts[1] += rows - even;
    }

    #[inline(always)]
    fn add_short<const WORDS: usize>(self, sums: &mut Sums, left: [u64; WORDS], odd: u64) {
        let rows = left.iter().map(|word| u64::from(word.count_ones())).sum::<u64>();
        sums[0] += rows;
        sums[1] += rows & (self.even_powers() ^ odd);
    }

    #[inline(always)]
    fn counts(self, [rows, even]: Sums) -> Counts {
        [even, rows - even]
    }
}
