//! What the bits left of the last list stand for.

use super::tally::Counts;

/// How the rows of the last list that are left complete a rectangle.
pub trait LastRows: Copy {
    /// Adds the completions by `even` even and `odd` odd rows left.
    fn add(self, counts: &mut Counts, even: u64, odd: u64);
}

/// Each of them is the last row.
#[derive(Clone, Copy)]
pub struct LastRow;

impl LastRows for LastRow {
    #[inline(always)]
    fn add(self, counts: &mut Counts, even: u64, odd: u64) {
        counts[0] += even;
        counts[1] += odd;
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

impl LastRows for LastTwoRows {
    #[inline(always)]
    fn add(self, counts: &mut Counts, even: u64, odd: u64) {
        let rows = even + odd;
        let cycles = rows.trailing_zeros() + 1;
        let is_odd = (self.columns + cycles) as usize & 1;
        counts[is_odd] += rows;
    }
}
