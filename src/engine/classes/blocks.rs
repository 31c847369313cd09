//! The blocks of pairs of classes that are the units of a phase.

use std::ops::Range;

/// Blocks at most: enough for workers to share evenly and to see it move.
const MOST: usize = 256;

/// Pairs in a block at least, but for the last.
const LEAST_PAIRS: usize = 16;

/// Pairs in each block of so many. It says what a checkpoint has of a degree, so another rule needs another format of
/// checkpoints.
pub fn block(pairs: usize) -> usize {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Of so many pairs: blocks, pairs in the first and in the last. Checkpoints in files are cut so.
    #[test]
    fn the_rule_is_that_of_the_files_there_are() {
        for (pairs, blocks, first, last) in [
            (1, 1, 1, 1),
            (16, 1, 16, 16),
            (41, 3, 16, 9),
            (4096, 256, 16, 16),
            (4097, 241, 17, 17),
            (304_496, 256, 1190, 1046),
        ] {
            assert_eq!(blocks_in(pairs), blocks, "{pairs}");
            assert_eq!(pairs_of(pairs, 0).len(), first, "{pairs}");
            assert_eq!(pairs_of(pairs, blocks - 1).len(), last, "{pairs}");
        }
    }
}
