//! Estimates of a count before it starts. They are doubles on purpose, as they are never results.

use serde::Serialize;

use crate::latin::Shape;

/// About how much work, time and memory a count needs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Estimate {
    pub shape: Shape,
    /// Sorted first columns, exactly.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub first_columns: u64,
    /// Reduced rectangles over all first columns, about.
    pub rectangles: f64,
    /// Whether K is computed, and not D alone.
    pub total: bool,
    /// On the workers asked for, about.
    pub seconds: f64,
    /// Memory in bytes, at most.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub bytes: u64,
}

/// R(r,n), about: within a factor of 1.2 of the exact value for 4 ≤ n ≤ 11.
///
/// L(r,n) ≈ (n!)^r · ((n)_r / n^r)^n · (1 − r/n)^(−n/2) · e^(−r/2) [Godsil and McKay, J. Combin. Theory Ser. B 48
/// (1990) 19–44], proved for r that grows slower than n. Its error at small n depends on n/(n − r)
/// nearly alone; it is divided by a quadratic in that, fitted to published counts. For r = n it is evaluated at r = n − 1,
/// where L is the same.
pub fn latin_rectangles_about(rows: u32, columns: u32) -> f64 {
    if rows == 1 {
        return 1.0;
    }
    let n = f64::from(columns);
    let k = rows.min(columns - 1);
    let factorial = |m: u32| (1..=m).map(|i| f64::from(i).ln()).sum::<f64>();
    let falling: f64 = (0..k).map(|i| (n - f64::from(i)).ln()).sum();
    let k_real = f64::from(k);
    let all = k_real * factorial(columns) + n * (falling - k_real * n.ln())
        - n / 2.0 * (1.0 - k_real / n).ln()
        - k_real / 2.0;
    let steep = n / (n - k_real) - 1.0;
    let too_large = 1.0 + 0.29 * steep + 0.016 * steep * steep;
    let reduced = all - factorial(columns) - factorial(columns - 1) + factorial(columns - k);
    (reduced.exp() / too_large).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::latin::Published;
    use num_traits::ToPrimitive;

    #[test]
    fn is_near_the_published_counts() {
        for n in 4..=11 {
            for r in 1..=n {
                let Some(published) = Published::of(Shape::new(r, n).unwrap()) else {
                    continue;
                };
                let ratio = latin_rectangles_about(r, n) / published.reduced.to_f64().unwrap();
                assert!(
                    (1.0 / 1.2..1.2).contains(&ratio),
                    "{r} × {n}: about / exact = {ratio}"
                );
            }
        }
    }
}
