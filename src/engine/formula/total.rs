//! K(r,n) by recurrences, for r = 2 and 3 rows.

use super::recurrence::{Divergent, Equations, product};

/// What defines K(r,0), K(r,1), …, which is right from n = r on: Σ K(2,n) xⁿ/n! = e⁻ˣ/(1−x), whose values are the
/// derangements, and Y = Σ K(3,n) xⁿ/n! with x²(1+x)·Y′ = (1−2x)[(1+2x+2x²+x³)·Y − e²ˣ]. `None` for more rows, of which
/// no short recurrence is known.
pub fn equations(rows: u32) -> Option<Equations> {
    match rows {
        2 => Some(Equations {
            lead: vec![1, -1],
            factor: vec![0, 1],
            of_v: vec![1],
            divergent: None,
        }),
        3 => Some(Equations {
            lead: vec![1],
            factor: vec![2],
            of_v: vec![],
            divergent: Some(Divergent {
                lead: vec![1, 1],
                factor: product(&[&[1, -2], &[1, 2, 2, 1]]),
                source: vec![-1, 2],
                of_y: vec![1],
                denominator: 1,
            }),
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::latin::{Published, Shape};

    #[test]
    fn equals_every_published_value() {
        for rows in [2, 3] {
            let mut compared = 0;
            for (n, total) in (0..).zip(equations(rows).unwrap().sequence().take(100)) {
                let published = Shape::new(rows, n).ok().and_then(Published::of);
                if let Some(published) = published {
                    assert_eq!(total, published.total.into(), "{rows} × {n}");
                    compared += 1;
                }
            }
            assert!(compared >= 9, "{rows} rows: {compared}");
        }
    }
}
