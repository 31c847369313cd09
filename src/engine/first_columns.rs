//! The total over all first columns: each represents (r−1)! orders of the rows, and all must have the same count.

use num_bigint::BigUint;

use crate::engine::seam::{EngineError, Evidence, Figures};
use crate::latin::{FirstColumn, Shape, SignedCount};

/// N⁺ and N⁻ of every first column so far.
pub struct Columns {
    shape: Shape,
    counts: Vec<SignedCount>,
}

impl Columns {
    /// Nothing yet.
    pub fn new(shape: Shape) -> Self {
        Columns {
            shape,
            counts: FirstColumn::all(shape).map(|_| SignedCount::default()).collect(),
        }
    }

    /// Adds the count of a part of the first column of that rank.
    pub fn add(&mut self, first_column: u64, count: SignedCount) {
        let column = &mut self.counts[first_column as usize];
        *column = std::mem::take(column) + count;
    }

    /// K(r,n) by sign, and the evidence that all first columns agree, once every one is complete.
    ///
    /// # Errors
    /// [`EngineError::Wrong`] when two of them have different counts, which the theory excludes.
    pub fn total(&self) -> Result<(Figures, Evidence), EngineError> {
        let reduced = &self.counts[0];
        if let Some(at) = self.counts.iter().position(|count| count != reduced) {
            let name = |rank: usize| {
                FirstColumn::unrank(self.shape, rank as u64).expect("a first column of this shape")
            };
            let found = &self.counts[at];
            return Err(EngineError::Wrong(format!(
                "the first columns do not agree: {} gives {} + {}, but {} gives {} + {}; they must be equal, so this \
                 count is wrong",
                name(at),
                found.positive,
                found.negative,
                name(0),
                reduced.positive,
                reduced.negative
            )));
        }
        let sorted: SignedCount = self.counts.iter().cloned().sum();
        let all = &sorted * &self.shape.row_orders();
        Ok((
            Figures {
                shape: self.shape,
                total: Some(all.total()),
                difference: Some(all.difference()),
            },
            Evidence {
                what: "reduced rectangles of each sign".to_owned(),
                count: self.counts.len() as u64,
                things: "first columns".to_owned(),
                degree: None,
                found: sorted.total(),
                expected: BigUint::from(self.counts.len()) * reduced.total(),
            },
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_by_six_is_what_the_literature_says() {
        let shape = Shape::new(5, 6).unwrap();
        let mut columns = Columns::new(shape);
        for column in 0..5 {
            columns.add(column, SignedCount::new(4000u32, 4608u32));
            columns.add(column, SignedCount::new(800u32, 0u32));
        }
        let (figures, evidence) = columns.total().unwrap();
        let total = figures.signed().unwrap();
        assert_eq!(total, SignedCount::new(576_000u32, 552_960u32));
        assert_eq!(total.total() * shape.first_rows(), BigUint::from(812_851_200u32));
        assert_eq!((evidence.count, &evidence.found), (5, &evidence.expected));
        assert_eq!(evidence.found, BigUint::from(5 * 9408u32));
    }

    #[test]
    fn columns_that_disagree_give_no_total() {
        let mut columns = Columns::new(Shape::new(3, 5).unwrap());
        for column in 0..6 {
            columns.add(
                column,
                SignedCount::new(if column == 2 { 45u32 } else { 46 }, 0u32),
            );
        }
        assert_eq!(
            columns.total().unwrap_err().to_string(),
            "the first columns do not agree: (1, 2, 5) gives 45 + 0, but (1, 2, 3) gives 46 + 0; they must be equal, so \
             this count is wrong"
        );
    }
}
