//! K(4, n) modulo a prime, for all n up to one at once: a double sum.

use super::modular::{LANES, Modulus};
use super::series::{Ring, Variable};
use crate::run::Stopped;

/// Fewest columns.
const ROWS: usize = 4;

/// Σ K(4, n) xⁿ/n! = e^(−6x) (1 − x)⁻³ (1 − 2x)⁻⁴ Σ Tᵏ (−y)ᵐ c(k, m) / (k!² m!) over all k and m, with
///
/// - y = x / ((1 − x)(1 − 2x)²) and T = y (1 + 2x)² / ((1 − x)(1 − 2x)²),
/// - c(k, m) / m! = Σ g(k + P, q) g(k + Q, q) / (q! P! Q!) over q + P + Q = m, g(K, q) = (2K + 1 + q)! K!² / (2K + 1)!.
///
/// T and y begin with x, so that xⁿ needs k + m ≤ n only. The sum is taken as a series in y, in which T is one too.
///
/// Returns K(4, n) modulo the prime for n = 4 … `to`, at least 4, in about to⁴/48 multiplications, which are reported as they
/// are made.
///
/// # Errors
/// [`Stopped`] when a report is refused.
pub fn residues(
    modulus: Modulus,
    to: usize,
    report: &mut dyn FnMut(u64) -> Result<(), Stopped>,
) -> Result<Vec<u32>, Stopped> {
    let ring = &Ring::new(modulus, to);
    let y_over_x = ring.product(&[&ring.power(-1, -1), &ring.power(-2, -2)]);
    let y = Variable::new(ring, &y_over_x);
    let t_over_y = y.in_y(&ring.product(&[&ring.power(2, 2), &y_over_x]));
    let over_factorials = ring.exponential(1);
    let mut sum = vec![0; to + 1];
    // Horner's scheme in T
    for k in (0..=to).rev() {
        let over_square = modulus.mul(over_factorials[k], over_factorials[k]);
        let inner = inner_sum(modulus, k, to - k, &over_factorials);
        for i in (0..=to - k).rev() {
            let times_t = modulus.convolve(&t_over_y[..i], &sum[..i]);
            sum[i] = modulus.add(times_t, modulus.mul(over_square, inner[i]));
        }
        report(multiplications_at(to - k))?;
    }
    let factors = [
        ring.exponential(-6),
        ring.power(-1, -3),
        ring.power(-2, -4),
        y.in_x(&sum),
    ];
    let series = ring.product(&factors.each_ref().map(Vec::as_slice));
    Ok(ring.by_factorials(&series, ROWS))
}

/// (−1)ᵐ c(k, m) / m! for m = 0 … `last`.
fn inner_sum(m: Modulus, k: usize, last: usize, over_factorials: &[u32]) -> Vec<u32> {
    let mut sum = vec![0; last + 1];
    // in lane l at P: g(k + P, q + l) / P!
    let mut terms = first_terms(m, k, last, over_factorials);
    for q in (0..=last).step_by(LANES) {
        let over_factorial = std::array::from_fn(|lane| over_factorials.get(q + lane).copied().unwrap_or(0));
        for pq in 0..terms.len() {
            let products = m.mul_each(over_factorial, m.square_each(&terms[..=pq]));
            for (into, product) in sum[q + pq..].iter_mut().zip(products) {
                *into = m.add(*into, product);
            }
        }
        terms.truncate((last + 1 - q).saturating_sub(LANES));
        for (p, term) in terms.iter_mut().enumerate() {
            // g(K, q + 1) = (2K + 2 + q) g(K, q), for the next q of each lane
            let factor = |lane: usize| 2 * (k + p) + 2 + q + lane;
            *term = std::array::from_fn(|lane| {
                (factor(lane)..factor(lane + LANES))
                    .fold(term[lane], |term, factor| m.mul(term, factor as u32))
            });
        }
    }
    for odd in sum.iter_mut().skip(1).step_by(2) {
        *odd = m.neg(*odd);
    }
    sum
}

/// g(k + P, q) / P! in lane q, for P = 0 … `last`.
fn first_terms(m: Modulus, k: usize, last: usize, over_factorials: &[u32]) -> Vec<[u32; LANES]> {
    let mut factorial = (1..=k).fold(1, |product, i| m.mul(product, i as u32));
    let term = |(p, &over_factorial): (usize, &u32)| {
        if p > 0 {
            factorial = m.mul(factorial, (k + p) as u32);
        }
        let mut term = [m.mul(m.mul(factorial, factorial), over_factorial); LANES];
        for q in 1..LANES {
            term[q] = m.mul(term[q - 1], (2 * (k + p) + 1 + q) as u32);
        }
        term
    };
    over_factorials[..=last].iter().enumerate().map(term).collect()
}

/// Multiplications for all n up to one, of one prime.
pub fn multiplications(to: usize) -> u64 {
    (0..=to).map(multiplications_at).sum()
}

/// Multiplications for the k that leaves m up to `last`: in each lane half of P + Q for a square, and three more.
fn multiplications_at(last: usize) -> u64 {
    let of_squares = |pq: usize| (LANES * (pq / 2 + 3)) as u64;
    let first = (0..=last).step_by(LANES);
    first.map(|q| (0..=last - q).map(of_squares).sum::<u64>()).sum()
}
