//! K(5, n) modulo a prime, for all n up to one at once: a sum over multisets of five numbers.
//!
//! With q = 1 + 2x, b = 1 + 6x, y = x / (b q²) and γ = (1 − 4x)² / (6 b² q),
//!
//! Σ K(5, n) xⁿ/n! = e^(24x) q⁻¹⁰ b⁻⁵ ⟨ Δ^(−1/2) exp((2q/b) a₂ y − 2γ y O) Σ_k (a₅ y)ᵏ (γ E − 2q/(3b²))²ᵏ / k!² ⟩.
//!
//! ⟨…⟩ is the mean over five independent variables, of each of which the j-th power has the mean j!; a₁ … a₅ are their
//! elementary symmetric functions, and
//!
//! - Δ = A² − a₅ y⁵ C², E = (A E₀ − y³ C O₀) / Δ, O = (A O₀ − a₅ y² C E₀) / Δ,
//! - A = 1 − 3a₁ y + 3a₁² y² − (a₁³ + 4a₃) y³ + (4a₁a₃ − 16a₄) y⁴ + 48a₅ y⁵, C = −24 + 24a₁ y − 16a₂ y²,
//! - E₀ = 10 − 12a₁ y + (36a₂ − 6a₁²) y² + (8a₁³ − 36a₁a₂ + 32a₃) y³ + (16a₁a₃ − 64a₄) y⁴,
//! - O₀ = 3a₃ + (24a₄ − 6a₁a₃) y + (3a₁²a₃ − 12a₁a₄ − 60a₅) y²
//!   + (48a₂a₄ − 12a₃² − 12a₁²a₄ + 12a₁a₅) y³ − 16a₂a₅ y⁴.
//!
//! They come from the matrix T on the ten pairs of variables that has 1/(vw) in the column of {v, w} and the rows of the pairs
//! disjoint from it, and 0 else: with s² = a₅ y, A + s y² C is the determinant of 1 − sT, and E + s O / a₅ is the sum of
//! sᵐ·(sum of the entries of Tᵐ) over all m.
//!
//! The coefficient of yⁿ is of degree at most n in each variable. So its mean is exactly a sum over the values 1 … N + 1, for
//! n ≤ N, with weights that give the powers up to the N-th their means. What is summed is symmetric, and each multiset of
//! values is taken once.

mod integrand;
mod multisets;

use std::ops::Range;

pub use multisets::multisets;

use super::modular::{LANES, Modulus};
use super::series::{Ring, Variable};
use crate::run::Stopped;
use integrand::Integrand;
use multisets::{Multiset, ROWS, weights};

/// Multisets between two reports.
const A_REPORT: usize = 128;

/// What the multisets of these numbers add to K(5, n) modulo the prime, for n = 5 … `to`, with `to` from 5 to 30.
///
/// # Errors
/// [`Stopped`] when a report, of multiplications, is refused.
pub fn residues(
    modulus: Modulus,
    to: usize,
    multisets: Range<usize>,
    report: &mut dyn FnMut(u64) -> Result<(), Stopped>,
) -> Result<Vec<u32>, Stopped> {
    let ring = &Ring::new(modulus, to);
    let (q, b) = (
        |exponent| ring.power(2, exponent),
        |exponent| ring.power(6, exponent),
    );
    let y = Variable::new(ring, &ring.product(&[&b(-1), &q(-2)]));
    let integrand = Integrand::new(ring, &y);
    let weights = weights(ring);
    let mut sum = vec![0; to + 1];
    let mut multiset = Multiset::numbered(multisets.start);
    let mut left = multisets.len();
    while left > 0 {
        let now = left.min(A_REPORT);
        for first in (0..now).step_by(LANES) {
            let (mut weight, mut values) = ([0; LANES], [[1; LANES]; ROWS]);
            for lane in 0..LANES.min(now - first) {
                weight[lane] = multiset.weight(modulus, &weights);
                for (values, value) in values.iter_mut().zip(multiset.values()) {
                    values[lane] = value;
                }
                multiset.advance();
            }
            integrand.add(weight, values, &mut sum);
        }
        left -= now;
        report(now as u64 * multiplications_each(to))?;
    }
    let factors = [&ring.exponential(24)[..], &q(-10), &b(-5), &y.in_x(&sum)];
    Ok(ring.by_factorials(&ring.product(&factors), ROWS))
}

/// Multiplications for one prime and all n up to one.
pub fn multiplications(to: usize) -> u64 {
    multisets(to) as u64 * multiplications_each(to)
}

/// Multiplications for one multiset: for each coefficient of y seven sums of products and a half of one, three quotients and
/// single ones, and what is made once.
fn multiplications_each(to: usize) -> u64 {
    let to = to as u64;
    let of_coefficient = |i: u64| 15 * i / 2 + 3 * i.min(integrand::DEGREE as u64) + 12;
    (1..=to + 1).map(of_coefficient).sum::<u64>() + 200
}
