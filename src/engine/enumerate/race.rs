//! Races the ways of counting leaves to find the fastest one on this machine.

use web_time::Instant;

use super::leaves::{Leaves, lane_words};
use super::options::{Popcount, PopcountChoice};
use crate::simd::bits::WORD_BITS;
use crate::simd::{Arch, Set, Task};

/// The choice that a popcount means by itself; `None` for [`Popcount::Auto`].
pub fn fixed(popcount: Popcount) -> Option<PopcountChoice> {
    let only = |short, short_words| Some(PopcountChoice { short, short_words });
    match popcount {
        Popcount::Auto => None,
        Popcount::Scalar | Popcount::Bytes => only(popcount, None),
        Popcount::Vertical => only(Popcount::Scalar, Some(0)),
    }
}

/// Lengths that are tried, in words; a search has these and a few between.
const LENGTHS: [usize; 7] = [2, 4, 6, 8, 10, 14, 34];

/// Times in a row, of which the best counts.
const TRIES: usize = 5;

const VARIANTS: [Popcount; 3] = [Popcount::Scalar, Popcount::Bytes, Popcount::Vertical];

/// Whether a variant can win here; one that does not run counts as infinitely slow.
fn runs(variant: Popcount) -> bool {
    // every x86-64 adds up popcounts of bytes more slowly than it counts words
    !(cfg!(target_arch = "x86_64") && variant == Popcount::Bytes)
}

/// Seconds of each variant at each length.
type Times = [[f64; VARIANTS.len()]; LENGTHS.len()];

/// The best times of all races so far with one kernel: a browser optimises code further that runs often.
pub struct Race(Times);

impl Default for Race {
    fn default() -> Self {
        Race([[f64::INFINITY; VARIANTS.len()]; LENGTHS.len()])
    }
}

impl Race {
    /// Tries every variant on leaves like those of a search, again and again for `seconds`, and takes the best time of
    /// each, of this race and those before; the choice that follows.
    pub fn run(&mut self, arch: Arch, seconds: f64) -> PopcountChoice {
        let start = Instant::now();
        loop {
            for (words, times) in LENGTHS.into_iter().zip(&mut self.0) {
                for (popcount, best) in VARIANTS
                    .into_iter()
                    .zip(times)
                    .filter(|(variant, _)| runs(*variant))
                {
                    *best = best.min(arch.run(Trial { popcount, words }));
                }
            }
            if start.elapsed().as_secs_f64() >= seconds {
                return chosen(&self.0);
            }
        }
    }
}

/// The choice where the clock is too coarse for a race: what most races end with.
const UNTIMED: PopcountChoice = PopcountChoice {
    short: if cfg!(target_arch = "wasm32") {
        Popcount::Bytes
    } else {
        Popcount::Scalar
    },
    short_words: Some(6),
};

/// The fastest choice, with every length weighted equally. A length at which the clock measured no time for a variant does
/// not count; where none is left, the choice is [`UNTIMED`].
fn chosen(times: &Times) -> PopcountChoice {
    let timed = |times: &[f64; VARIANTS.len()]| times.iter().all(|&seconds| seconds > 0.0);
    if !times.iter().any(timed) {
        return UNTIMED;
    }
    let mut best = (f64::INFINITY, 0, Popcount::Scalar);
    for short in 0..=LENGTHS.len() {
        for (variant, popcount) in [Popcount::Scalar, Popcount::Bytes].into_iter().enumerate() {
            let share = |(at, times): (usize, &[f64; VARIANTS.len()])| {
                times[if at < short { variant } else { 2 }] / times[0]
            };
            let counted = times.iter().enumerate().filter(|(_, times)| timed(times));
            let sum = counted.map(share).sum();
            if sum < best.0 {
                best = (sum, short, popcount);
            }
        }
    }
    let (_, short, popcount) = best;
    PopcountChoice {
        short: popcount,
        short_words: match short {
            0 => Some(0),
            _ if short < LENGTHS.len() => Some(LENGTHS[short - 1] as u32),
            _ => None,
        },
    }
}

/// Leaves as below two neighbouring rows of a list of about the length that fills so many words.
struct Trial {
    popcount: Popcount,
    words: usize,
}

impl Task for Trial {
    /// Seconds for both rows.
    type Output = f64;

    fn run<S: Set>(self, set: S) -> f64 {
        let mut random = fastrand::Rng::with_seed(self.words as u64);
        let mut bits = |words: usize, sixteenths: u8| -> Vec<u64> {
            let mut bit = |_| u64::from(random.u8(0..16) < sixteenths);
            let word = |_| (0..WORD_BITS).map(&mut bit).fold(0, |word, bit| word << 1 | bit);
            (0..words).map(word).collect()
        };
        let length = lane_words::<S::Kernel>(self.words);
        // a third of the leaves is live; of those, the neighbour has three fifths too
        let (both, only) = (bits(self.words, 3), [bits(self.words, 2), bits(self.words, 2)]);
        let live = only.map(|only| -> Vec<u64> { only.iter().zip(&both).map(|(a, b)| a | b).collect() });
        let masks = [bits(length, 5), bits(length, 5)];
        let leaf = bits(length, 5);
        let mut leaves = Leaves::default();
        leaves.start::<S::Kernel>(self.popcount, self.words, self.words);
        for bit in 0..self.words * WORD_BITS {
            leaves.set::<S::Kernel>(bit, &leaf);
        }
        let half = self.words / 2;
        // the clocks of browsers are coarse
        let repetitions = (4000 / (self.words * self.words)).max(1);
        let mut best = f64::INFINITY;
        for _ in 0..TRIES {
            let start = Instant::now();
            for _ in 0..repetitions {
                for from in [0, half] {
                    let live = [&live[0][from..][..half], &live[1][from..][..half]];
                    std::hint::black_box(leaves.count(set, live, from, [&masks[0], &masks[1]]));
                }
            }
            best = best.min(start.elapsed().as_secs_f64() / repetitions as f64);
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_follows_the_times() {
        let times = |vertical_from: usize, bytes: f64| {
            std::array::from_fn(|at| [1.0, bytes, if at < vertical_from { 2.0 } else { 0.5 }])
        };
        let shown = |choice: PopcountChoice| choice.to_string();
        assert_eq!(
            shown(chosen(&times(3, 1.5))),
            "scalar for ≤ 6 words, vertical counters above"
        );
        assert_eq!(
            shown(chosen(&times(3, 0.75))),
            "bytes for ≤ 6 words, vertical counters above"
        );
        assert_eq!(shown(chosen(&times(0, 1.5))), "vertical counters");
        assert_eq!(shown(chosen(&times(7, 1.5))), "scalar");
        // one bad time among good ones does not decide
        let mut noisy: Times = times(2, 1.5);
        noisy[5][2] = 1.2;
        assert_eq!(
            shown(chosen(&noisy)),
            "scalar for ≤ 4 words, vertical counters above"
        );
    }

    #[test]
    fn a_coarse_clock_chooses_by_rule() {
        let mut times: Times = [[0.0; VARIANTS.len()]; LENGTHS.len()];
        assert_eq!(chosen(&times), UNTIMED);
        // bytes do not run, and nothing else was seen to take time
        times.iter_mut().for_each(|times| times[1] = f64::INFINITY);
        assert_eq!(chosen(&times), UNTIMED);
        // a variant that by chance took no time at one length is not the fastest for that
        times = std::array::from_fn(|at| [1.0, 1.5, if at == 3 { 0.0 } else { 2.0 }]);
        assert_eq!(chosen(&times).to_string(), "scalar");
        times = std::array::from_fn(|at| [if at == 3 { 0.0 } else { 1.0 }, 1.5, 0.5]);
        assert_eq!(chosen(&times).to_string(), "vertical counters");
    }
}
