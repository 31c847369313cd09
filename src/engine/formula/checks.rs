//! What every K and D must obey, since either is a multiple of what it counts once for each first column and each order
//! of the rows.

use num_bigint::{BigInt, BigUint};
use num_traits::Zero;

use crate::engine::seam::{EngineError, Evidence};
use crate::latin::Shape;

/// For how many shapes each law was found to hold.
#[derive(Default)]
pub struct Checks {
    totals: usize,
    differences: usize,
    both: usize,
}

impl Checks {
    /// Checks the figures of a shape.
    ///
    /// # Errors
    /// [`EngineError::Wrong`] where a law does not hold.
    pub fn add(
        &mut self,
        shape: Shape,
        total: Option<&BigUint>,
        difference: Option<&BigInt>,
    ) -> Result<(), EngineError> {
        let weight = shape.first_columns() * shape.row_orders();
        let wrong = |what: &str, modulus: &BigUint| {
            EngineError::Wrong(format!(
                "{what} modulo {modulus} for {shape}, which must be, so this count is wrong"
            ))
        };
        let signed_weight = BigInt::from(weight.clone());
        match (total, difference) {
            (Some(total), Some(difference)) => {
                let twice = &weight * 2u32;
                let apart = BigInt::from(total.clone()) - difference;
                if !(apart % BigInt::from(twice.clone())).is_zero() {
                    return Err(wrong("K and D are not congruent", &twice));
                }
                self.both += 1;
            }
            (Some(total), None) => {
                if !(total % &weight).is_zero() {
                    return Err(wrong("K is not 0", &weight));
                }
                self.totals += 1;
            }
            (None, _) => {}
        }
        if let Some(difference) = difference {
            if !(difference % signed_weight).is_zero() {
                return Err(wrong("D is not 0", &weight));
            }
            self.differences += 1;
        }
        Ok(())
    }

    /// Every law that was checked for a shape at least.
    pub fn evidence(&self) -> impl Iterator<Item = Evidence> {
        let laws = [
            ("shapes whose K is divisible by (n-1)!/(n-r)!", self.totals),
            ("shapes whose D is divisible by (n-1)!/(n-r)!", self.differences),
            (
                "shapes whose K minus D is divisible by 2 (n-1)!/(n-r)!",
                self.both,
            ),
        ];
        laws.into_iter()
            .filter(|&(_, shapes)| shapes > 0)
            .map(|(law, shapes)| holds(law.to_owned(), shapes))
    }
}

/// That a law holds for so many shapes, of as many.
pub fn holds(law: String, shapes: usize) -> Evidence {
    Evidence {
        what: law,
        count: shapes as u64,
        things: if shapes == 1 { "shape" } else { "shapes" }.to_owned(),
        degree: None,
        found: shapes.into(),
        expected: shapes.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_figure_is_found() {
        // K(3,5) = 552 and D(3,5) = 72, multiples of 12
        let shape = Shape::new(3, 5).unwrap();
        let check = |total: Option<u32>, difference: Option<i32>| {
            let (total, difference) = (total.map(BigUint::from), difference.map(BigInt::from));
            let mut checks = Checks::default();
            checks.add(shape, total.as_ref(), difference.as_ref())?;
            Ok::<_, EngineError>(checks.evidence().count())
        };
        assert_eq!(check(Some(552), Some(72)), Ok(2));
        assert_eq!(check(Some(552), None), Ok(1));
        assert_eq!(check(None, Some(72)), Ok(1));
        for (total, difference, why) in [
            (Some(553), None, "K is not 0 modulo 12 for 3 × 5"),
            (None, Some(-71), "D is not 0 modulo 12 for 3 × 5"),
            (
                Some(552),
                Some(60),
                "K and D are not congruent modulo 24 for 3 × 5",
            ),
            (Some(553), Some(73), "D is not 0 modulo 12 for 3 × 5"),
        ] {
            let error = check(total, difference).unwrap_err().to_string();
            assert!(error.starts_with(why), "{error}");
        }
    }
}
