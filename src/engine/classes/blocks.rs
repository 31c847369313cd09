//! The blocks of pairs of classes that are the units of a phase, and that are kept.

use std::ops::Range;

/// Blocks at most: enough for workers to share evenly and to see it move.
const MOST: usize = 256;

/// Pairs in a block at least, but for the last.
const LEAST_PAIRS: usize = 16;

/// Pairs in each block of so many. It says what is kept of a level, so another rule needs another version.
fn block(pairs: usize) -> usize {
    pairs.div_ceil(MOST).max(LEAST_PAIRS)
}

/// How many blocks so many pairs of classes have.
pub fn blocks_in(pairs: usize) -> usize {
    pairs.div_ceil(block(pairs))
}

/// The pairs of one block of so many; only the last block can be shorter.
pub fn pairs_of(pairs: usize, number: usize) -> Range<usize> {
    let from = number * block(pairs);
    from..(from + block(pairs)).min(pairs)
}
