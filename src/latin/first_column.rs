//! Sorted first columns (1, a₂ < … < aᵣ) in lexicographic order, and their ranks.

use num_bigint::BigUint;
use num_integer::binomial;
use num_traits::ToPrimitive;
use serde::Serialize;

use super::shape::Shape;

/// A sorted first column: 1, then r − 1 increasing symbols from 2…n.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(transparent)]
pub struct FirstColumn(Vec<u8>);

impl FirstColumn {
    /// All C(n−1, r−1) sorted first columns of a shape, in lexicographic order, which is the order of rank.
    pub fn all(shape: Shape) -> impl Iterator<Item = FirstColumn> {
        let (r, n) = (shape.rows() as usize, shape.columns() as usize);
        let first = FirstColumn((1..=r as u8).collect());
        std::iter::successors(Some(first), move |column| {
            let mut symbols = column.0.clone();
            let place = (1..r)
                .rev()
                .find(|&i| usize::from(symbols[i]) < n - (r - 1 - i))?;
            symbols[place] += 1;
            for i in place + 1..r {
                symbols[i] = symbols[i - 1] + 1;
            }
            Some(FirstColumn(symbols))
        })
    }

    /// The first column of that rank, 0 ≤ `rank` < C(n−1, r−1); `None` beyond.
    pub fn unrank(shape: Shape, rank: u64) -> Option<FirstColumn> {
        if BigUint::from(rank) >= shape.first_columns() {
            return None;
        }
        let (mut rest, mut symbol) = (rank, 1u8);
        let mut symbols = vec![1u8];
        for place in 1..shape.rows() {
            symbol += 1;
            loop {
                let begun = completions(shape, place, symbol);
                if rest < begun {
                    break;
                }
                rest -= begun;
                symbol += 1;
            }
            symbols.push(symbol);
        }
        Some(FirstColumn(symbols))
    }

    /// The rank among [`FirstColumn::all`] of the shape with `columns` columns.
    pub fn rank(&self, columns: u32) -> u64 {
        let shape = Shape::new(self.0.len() as u32, columns).expect("a first column of that many columns");
        (1..self.0.len())
            .flat_map(|place| (self.0[place - 1] + 1..self.0[place]).map(move |symbol| (place, symbol)))
            .map(|(place, symbol)| completions(shape, place as u32, symbol))
            .sum()
    }

    /// The r symbols, the first of them 1.
    pub fn symbols(&self) -> &[u8] {
        &self.0
    }
}

/// How many sorted first columns have `symbol` at `place`, once the places before it are fixed.
fn completions(shape: Shape, place: u32, symbol: u8) -> u64 {
    let larger = shape.columns() - u32::from(symbol);
    binomial(BigUint::from(larger), BigUint::from(shape.rows() - 1 - place))
        .to_u64()
        .expect("a rank below 2^64")
}

impl std::fmt::Display for FirstColumn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let symbols: Vec<String> = self.0.iter().map(u8::to_string).collect();
        write!(f, "({})", symbols.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lists_the_five_of_5_by_6_in_order() {
        let shape = Shape::new(5, 6).unwrap();
        let listed: Vec<String> = FirstColumn::all(shape).map(|column| column.to_string()).collect();
        assert_eq!(
            listed,
            [
                "(1, 2, 3, 4, 5)",
                "(1, 2, 3, 4, 6)",
                "(1, 2, 3, 5, 6)",
                "(1, 2, 4, 5, 6)",
                "(1, 3, 4, 5, 6)"
            ]
        );
    }

    #[test]
    fn lists_as_many_as_the_binomial_says() {
        for n in 1..=10 {
            for r in 1..=n {
                let shape = Shape::new(r, n).unwrap();
                assert_eq!(
                    BigUint::from(FirstColumn::all(shape).count()),
                    shape.first_columns(),
                    "{shape}"
                );
                for (rank, column) in FirstColumn::all(shape).enumerate() {
                    assert_eq!(
                        FirstColumn::unrank(shape, rank as u64).as_ref(),
                        Some(&column),
                        "{shape}"
                    );
                }
            }
        }
    }

    proptest! {
        #[test]
        fn rank_and_unrank_are_inverse((r, n, seed) in (1u32..=20).prop_flat_map(|n| (1..=n, Just(n), any::<u64>()))) {
            let shape = Shape::new(r, n).unwrap();
            let count = shape.first_columns().to_u64().unwrap();
            let rank = seed % count;
            let column = FirstColumn::unrank(shape, rank).unwrap();
            prop_assert_eq!(column.rank(n), rank);
            prop_assert!(column.symbols().windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert_eq!(FirstColumn::unrank(shape, count), None);
        }
    }
}
