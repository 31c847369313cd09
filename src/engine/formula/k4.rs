//! K(4, n) modulo a prime, for all n up to one at once: a double sum.

use super::modular::Modulus;
use super::series::{Ring, Variable};
use crate::run::Stopped;

/// Fewest columns.
const ROWS: usize = 4;

/// Σ K(4, n) xⁿ/n! = e^(−6x) (1 − x)⁻³ (1 − 2x)⁻⁴ Σ Tᵏ (−y)ᵐ c(k, m) / (k!² m!) over all k and m, with
/// y = x / ((1 − x)(1 − 2x)²), T = y (1 + 2x)² / ((1 − x)(1 − 2x)²),
/// c(k, m) / m! = Σ over q + P + Q = m of g(k + P, q) g(k + Q, q) / (q! P! Q!), g(K, q) = (2K + 1 + q)! K!² / (2K + 1)!.
///
/// T and y begin with x, so xⁿ needs k + m ≤ n only. The sum is taken as a series in y, in which T is one too.
///
/// Returns K(4, n) modulo the prime for n = 4 … `to`, at least 4, in about to⁴/48 multiplications, which are reported as
/// they are made.
///
/// # Errors
/// [`Stopped`] when a report is refused.
pub fn residues(
    modulus: Modulus,
    to: usize,
    report: &mut dyn FnMut(u64) -> Result<(), Stopped>,
) -> Result<Vec<u32>, Stopped> {
    let m = modulus;
    let ring = &Ring::new(m, to);
    // factors of y and T beside x
    let [of_y, of_t] = [0, 2]
        .map(|exponent| ring.product(&[&ring.power(-1, -1), &ring.power(-2, -2), &ring.power(2, exponent)]));
    let y = Variable::new(ring, &of_y);
    let t_over_y = y.from_x(&of_t);
    let numbers: Vec<u32> = (0..=2 * to + 1).map(|i| m.residue(i as i64)).collect();
    let over_factorials = ring.exponential(1);
    let mut sum = vec![0; to + 1];
    // Horner's scheme in T
    for k in (0..=to).rev() {
        let over_square = m.mul(over_factorials[k], over_factorials[k]);
        let inner = inner_sum(m, k, to - k, &numbers, &over_factorials);
        for i in (0..=to - k).rev() {
            let times_t = m.convolve(&t_over_y[..i], &sum[..i]);
            sum[i] = m.add(times_t, m.mul(over_square, inner[i]));
        }
        report(multiplications_at(to - k))?;
    }
    let before = [ring.exponential(-6), ring.power(-1, -3), ring.power(-2, -4)];
    let series = ring.product(&[&before[0], &before[1], &before[2], &y.to_x(&sum)]);
    Ok(ring.by_factorials(&series, ROWS))
}

/// (−1)ᵐ c(k, m) / m! for m = 0 … `last`.
fn inner_sum(m: Modulus, k: usize, last: usize, numbers: &[u32], over_factorials: &[u32]) -> Vec<u32> {
    // at P: g(k + P, q) / P!, first for q = 0
    let mut terms = Vec::with_capacity(last + 1);
    let mut factorial = numbers[1..=k]
        .iter()
        .fold(m.one(), |product, &i| m.mul(product, i));
    for p in 0..=last {
        if k + p > 0 && p > 0 {
            factorial = m.mul(factorial, numbers[k + p]);
        }
        terms.push(m.mul(m.mul(factorial, factorial), over_factorials[p]));
    }
    let mut sum = vec![0; last + 1];
    for q in 0..=last {
        for (pq, into) in sum[q..].iter_mut().enumerate() {
            let product = m.mul(over_factorials[q], m.square(&terms[..=pq]));
            *into = m.add(*into, product);
        }
        // g(K, q + 1) = (2K + 2 + q) g(K, q)
        terms.truncate(last - q);
        for (p, term) in terms.iter_mut().enumerate() {
            *term = m.mul(*term, numbers[2 * (k + p) + 2 + q]);
        }
    }
    for odd in sum.iter_mut().skip(1).step_by(2) {
        *odd = m.neg(*odd);
    }
    sum
}

/// Multiplications for all n up to one, of one prime.
pub fn multiplications(to: usize) -> u64 {
    (0..=to).map(multiplications_at).sum()
}

/// Multiplications for the k that leaves m up to `last`: about half of P + Q for each q, and three more.
fn multiplications_at(last: usize) -> u64 {
    let last = last as u64;
    (0..=last).map(|pq| (pq / 2 + 4) * (last - pq + 1)).sum()
}
