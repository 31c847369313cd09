//! The speed limit of the processor: a plain loop of AND and popcount, as a reference for times.

use std::hint::black_box;

use web_time::Instant;

use crate::simd::bits::Kernel;
use crate::simd::{Arch, Set, Task};

/// Seconds that a word of AND and popcount takes here, at best of several tries within `seconds`: the first ones run
/// before the browser has compiled this well. No kernel is the fastest.
pub fn measure_word_seconds(kernel: Option<Arch>, seconds: f64) -> f64 {
    kernel.unwrap_or_else(Arch::best).run(Baseline { seconds })
}

const WORDS: usize = 14;
const LEAVES: usize = 790;
const ROUNDS: usize = 50;

/// A plain loop of AND and popcount over sets that stay in the cache.
struct Baseline {
    seconds: f64,
}

impl Task for Baseline {
    /// Seconds a word.
    type Output = f64;

    fn run<S: Set>(self, set: S) -> f64 {
        let mut random = fastrand::Rng::with_seed(1);
        let mut bits = |words: usize| -> Vec<u64> { (0..words).map(|_| random.u64(..)).collect() };
        let (leaves, live) = (bits(LEAVES * WORDS), bits(WORDS));
        let (leaves, live) = (leaves.as_chunks::<WORDS>().0, &live.as_chunks::<WORDS>().0[0]);
        let start = Instant::now();
        let mut best = f64::INFINITY;
        // once at least: a coarse clock may have passed that time before the first check
        while best.is_infinite() || start.elapsed().as_secs_f64() < self.seconds {
            let try_start = Instant::now();
            let (mut words, mut took) = (0, 0.0);
            // the clock of a page that is not isolated may tick in milliseconds
            while took <= 0.0 || took < self.seconds / 4.0 {
                set.enter(Rounds { leaves, live });
                words += ROUNDS * LEAVES * WORDS;
                took = try_start.elapsed().as_secs_f64();
            }
            best = best.min(took / words as f64);
        }
        best
    }
}

struct Rounds<'s> {
    leaves: &'s [[u64; WORDS]],
    live: &'s [u64; WORDS],
}

impl Task for Rounds<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Set>(self, _: S) {
        for _ in 0..ROUNDS {
            let mut count = S::Kernel::no_count();
            let live = black_box(self.live);
            for leaf in self.leaves {
                count = S::Kernel::and_add(count, leaf, live);
            }
            black_box(S::Kernel::total(count));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_takes_some_time_however_short_the_measurement() {
        let seconds = measure_word_seconds(None, 0.0);
        assert!(seconds > 0.0 && seconds.is_finite(), "{seconds}");
    }
}
