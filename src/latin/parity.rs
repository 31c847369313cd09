//! What even and odd mean here, and how that relates to what others call an even Latin square.

use num_bigint::BigUint;
use num_integer::Integer;

use super::count::SignedCount;
use super::shape::Shape;

/// The definition, in a sentence.
pub const SIGN: &str =
    "The sign of a rectangle is the product of the signs of its rows: even if it is +1, odd if it is -1.";

/// How many of all squares of order n are even by rows and columns together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvenSquares {
    /// The only square, for n = 1.
    All,
    /// n!·K⁺, for n divisible by 4.
    Positive,
    /// n!·K⁻, for every other even n.
    Negative,
    /// L/2, for every other odd n: exchanging two rows changes the signs of the columns only, and of all of them.
    Half,
}

impl EvenSquares {
    /// Which it is for squares of order `n`.
    ///
    /// Let a square have the row sign r and the column sign c, products over all rows and all columns. The sign s of its
    /// symbols is that of the permutations that say where each symbol stands, and r·c·s = (−1)^(n(n−1)/2). The sums over
    /// all squares of one n are the same for r, c and s by symmetry; so for even n as many have r·c = 1 as have
    /// s = (−1)^(n(n−1)/2), which is as many as have r equal to that.
    pub fn of_order(n: u32) -> Self {
        match n % 4 {
            _ if n == 1 => EvenSquares::All,
            0 => EvenSquares::Positive,
            2 => EvenSquares::Negative,
            _ => EvenSquares::Half,
        }
    }

    /// Their number, from K⁺ and K⁻ of the squares of order `n`.
    pub fn count(self, n: u32, count: &SignedCount) -> BigUint {
        let all: BigUint = (1..=n).product();
        match self {
            EvenSquares::All => all * count.total(),
            EvenSquares::Positive => all * &count.positive,
            EvenSquares::Negative => all * &count.negative,
            EvenSquares::Half => (all * count.total()).div_floor(&2u32.into()),
        }
    }
}

/// Whether D(n,n) is (n−1)!·AT(n) or, where false, the negative of that: (−1)^(n(n−1)/2) is 1.
pub fn alon_tarsi_is_positive(n: u32) -> bool {
    n % 4 < 2
}

/// The definition, and for a square of two rows or more the other meaning of even.
pub fn words(shape: Shape) -> String {
    let n = shape.columns();
    if shape.rows() < n || n == 1 {
        return SIGN.to_owned();
    }
    let even = match EvenSquares::of_order(n) {
        EvenSquares::All => unreachable!("there is one square of order 1"),
        EvenSquares::Positive => format!("{n}!·K+ are even in that sense"),
        EvenSquares::Negative => format!("{n}!·K- are even in that sense"),
        EvenSquares::Half => {
            "exactly half are even in that sense, while K+ and K- need not be equal".to_owned()
        }
    };
    let sign = if alon_tarsi_is_positive(n) { "" } else { "-" };
    format!(
        "{SIGN} A Latin square is often called even by its rows and columns together: of all squares of order {n}, {even}. \
         D = {sign}{}!·AT({n}), where AT is the Alon-Tarsi constant (OEIS A065711).",
        n - 1
    )
}

#[cfg(test)]
mod tests {
    use num_bigint::BigInt;
    use num_traits::Zero;

    use super::*;
    use crate::latin::permutation::sign;
    use crate::latin::{Rectangles, Sign};

    fn column_sign(rows: &[Vec<u8>]) -> Sign {
        let column = |at: usize| rows.iter().map(|row| row[at]).collect::<Vec<u8>>();
        (0..rows.len()).fold(Sign::Even, |product, at| product * sign(&column(at)))
    }

    fn row_sign(rows: &[Vec<u8>]) -> Sign {
        rows.iter().fold(Sign::Even, |product, row| product * sign(row))
    }

    /// K⁺ and K⁻ of squares, and how many normalised ones are even by rows and columns together.
    fn counted(n: u32) -> (SignedCount, BigUint) {
        let (mut count, mut even) = (SignedCount::default(), BigUint::zero());
        for square in Rectangles::of(Shape::new(n, n).unwrap()) {
            let rows = row_sign(square.rows());
            match rows {
                Sign::Even => count.positive += 1u32,
                Sign::Odd => count.negative += 1u32,
            }
            if rows * column_sign(square.rows()) == Sign::Even {
                even += 1u32;
            }
        }
        (count, even)
    }

    #[test]
    fn squares_even_by_rows_and_columns_are_as_many_as_is_said() {
        for n in 1..=6 {
            let (count, even) = counted(n);
            // another first row is another order of the symbols, which changes n rows and n columns alike
            let all: BigUint = (1..=n).product();
            assert_eq!(EvenSquares::of_order(n).count(n, &count), even * all, "n = {n}");
        }
        let (count, _) = counted(5);
        assert_ne!(count.positive, count.negative);
    }

    /// Squares of `n` symbols with 1 all along the diagonal, row by row: even ones by rows and columns minus odd ones.
    fn constant_diagonal(n: usize, rows: &mut Vec<Vec<u8>>) -> i64 {
        let row = rows.len();
        if row == n {
            return i64::from((row_sign(rows) * column_sign(rows)).value());
        }
        fn cells(n: usize, row: usize, at: usize, now: &mut Vec<u8>, rows: &mut Vec<Vec<u8>>) -> i64 {
            if at == n {
                rows.push(now.clone());
                let sum = constant_diagonal(n, rows);
                rows.pop();
                return sum;
            }
            let mut sum = 0;
            for symbol in 1..=n as u8 {
                let on_diagonal = symbol == 1;
                let taken = now.contains(&symbol) || rows.iter().any(|row| row[at] == symbol);
                if on_diagonal == (at == row) && !taken {
                    now.push(symbol);
                    sum += cells(n, row, at + 1, now, rows);
                    now.pop();
                }
            }
            sum
        }
        cells(n, row, 0, &mut Vec::new(), rows)
    }

    #[test]
    fn the_difference_is_a_multiple_of_the_alon_tarsi_constant() {
        for n in 1..=6 {
            // AT(n) is this over (n − 1)!, by definition
            let alon_tarsi = constant_diagonal(n as usize, &mut Vec::new());
            let difference = counted(n).0.difference();
            let sign = if alon_tarsi_is_positive(n) { 1 } else { -1 };
            assert_eq!(difference, BigInt::from(sign * alon_tarsi), "n = {n}");
        }
    }

    #[test]
    fn squares_are_distinguished_from_rectangles() {
        let of = |rows, columns| words(Shape::new(rows, columns).unwrap());
        for (rows, columns) in [(1, 1), (5, 6), (1, 1000)] {
            assert_eq!(of(rows, columns), SIGN);
        }
        for (n, part) in [
            (4, "order 4, 4!·K+ are even in that sense. D = 3!·AT(4)"),
            (5, "order 5, exactly half are even in that sense"),
            (6, "order 6, 6!·K- are even in that sense. D = -5!·AT(6)"),
            (7, "D = -6!·AT(7)"),
        ] {
            let words = of(n, n);
            assert!(words.starts_with(SIGN) && words.contains(part), "{words}");
        }
    }
}
