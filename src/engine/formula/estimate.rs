//! What a count by formula would take, before it is started.

use std::ops::RangeInclusive;

use super::primes::bound_bits;
use super::recurrence::Equations;
use super::sums::Sum;
use super::{difference, limits, total};
use crate::engine::figure::Figure;
use crate::engine::seam::EngineError;
use crate::latin::Shape;

/// About how much time and memory a count needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// On the workers asked for, about.
    pub seconds: f64,
    /// The part of them that the recurrences take, from 0 to 1.
    pub share: f64,
    /// Memory in bytes, at most.
    pub bytes: u64,
}

/// Seconds for each, about, on one thread.
struct Costs {
    small: f64,
    /// Of adding 64 bits of a large number times a small one.
    limb: f64,
    /// Of a multiplication modulo a prime, for 4, 5 and 6 rows; with 6 most of the time goes into what is beside them.
    multiplication: [f64; 3],
    /// Of a word of bitset work there and then, by which another machine is compared.
    word: f64,
}

/// As measured on one processor (x86-64 with AVX2; Chromium 156 on the same), 2026.
const COSTS: Costs = if cfg!(target_arch = "wasm32") {
    Costs {
        small: 1e-3,
        limb: 6e-9,
        multiplication: [1.3e-9, 1e-9, 8e-9],
        word: 0.55e-9,
    }
} else {
    Costs {
        small: 0.1e-3,
        limb: 1.5e-9,
        multiplication: [0.9e-9, 0.7e-9, 5e-9],
        word: 0.285e-9,
    }
};

/// Bytes for all that is small.
const SMALL_BYTES: u64 = 1 << 20;

/// What the figures of `rows` rows, 2 to 6, of every n in `columns` would take on `workers` workers, each doing a word of
/// bitset work in `word_seconds`; all that is known or one figure.
///
/// # Errors
/// Where the figure is not computed.
pub fn estimate(
    rows: u32,
    columns: RangeInclusive<u32>,
    figure: Option<Figure>,
    workers: u32,
    word_seconds: f64,
) -> Result<Estimate, EngineError> {
    let (from, to) = (*columns.start(), *columns.end());
    if figure.is_some_and(Figure::needs_total) {
        let largest = Shape::new(rows, to).map_err(|error| EngineError::Refused(error.to_string()))?;
        limits::accepts_k(largest)?;
    }
    let (mut limbs, mut bits) = (0.0, 0.0);
    if figure.is_none_or(Figure::needs_difference) {
        let factorials = f64::from((rows - 1) / 2);
        limbs += limbs_of(&difference::equations(rows), factorials, to);
        bits += bits_of(factorials, from, to);
    }
    let mut sums = 0.0;
    let most = to.min(limits::most_columns_of_k(rows));
    if figure.is_none_or(Figure::needs_total) && from <= most {
        let factorials = f64::from(rows - 1);
        match total::equations(rows) {
            Some(equations) => limbs += limbs_of(&equations, factorials, most),
            None => {
                // each of nearly 31 bits, and one more
                let primes = (bound_bits(rows, most) / 31 + 2) as f64;
                let each = COSTS.multiplication[(rows - 4) as usize];
                sums = primes * Sum::new(rows, most).multiplications() * each;
            }
        }
        bits += bits_of(factorials, from, most);
    }
    let recurrences = COSTS.small + limbs * COSTS.limb;
    Ok(Estimate {
        // of the recurrences there are two units at most
        seconds: (recurrences + sums / f64::from(workers.max(1))) * word_seconds / COSTS.word,
        share: recurrences / (recurrences + sums),
        // with the output and the answer, each value is there three times
        bytes: SMALL_BYTES + (bits / 8.0 * 3.0) as u64,
    })
}

/// 64-bit additions of all values up to n = `to`, each about as long as so many times n!.
fn limbs_of(equations: &Equations, factorials: f64, to: u32) -> f64 {
    // a term is as much as some limbs, however short the numbers
    let each = |n: u32| 8.0 + factorials * factorial_bits(n) / 64.0;
    let all = f64::from(to);
    // the sum over n, about, as n! grows nearly as n·log n
    equations.terms() as f64 * all * (each(to) + 2.0 * each(to / 2) + each(0)) / 4.0
}

/// Bits of all values from n = `from` to n = `to`.
fn bits_of(factorials: f64, from: u32, to: u32) -> f64 {
    if from > to {
        return 0.0;
    }
    let many = f64::from(to - from + 1);
    many * (64.0 + factorials * (factorial_bits(from) + factorial_bits(to)) / 2.0)
}

/// The binary logarithm of n!, about.
fn factorial_bits(n: u32) -> f64 {
    let n = f64::from(n) + 1.0;
    (n * (n.ln() - 1.0)).max(0.0) / std::f64::consts::LN_2
}
