//! The shape of a Latin rectangle, and the factors between its reduced, normalised and complete counts.

use num_bigint::BigUint;
use num_integer::binomial;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Rows `r` and columns `n` of a Latin rectangle, 1 ≤ r ≤ n.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(try_from = "UncheckedShape")]
pub struct Shape {
    rows: u32,
    columns: u32,
}

/// The two numbers do not make a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ShapeError {
    #[error("rows r = {rows} is too small: r goes from 1 to n")]
    NoRows { rows: u32 },
    #[error("rows r = {rows} is more than columns n = {columns}: r goes from 1 to n")]
    MoreRowsThanColumns { rows: u32, columns: u32 },
}

#[derive(Deserialize)]
#[cfg_attr(feature = "types", derive(schemars::JsonSchema))]
struct UncheckedShape {
    rows: u32,
    columns: u32,
}

impl TryFrom<UncheckedShape> for Shape {
    type Error = ShapeError;

    fn try_from(shape: UncheckedShape) -> Result<Self, ShapeError> {
        Shape::new(shape.rows, shape.columns)
    }
}

impl Shape {
    /// The shape r × n.
    ///
    /// # Errors
    /// [`ShapeError`] unless 1 ≤ `rows` ≤ `columns`.
    pub fn new(rows: u32, columns: u32) -> Result<Self, ShapeError> {
        if rows == 0 {
            return Err(ShapeError::NoRows { rows });
        }
        if rows > columns {
            return Err(ShapeError::MoreRowsThanColumns { rows, columns });
        }
        Ok(Shape { rows, columns })
    }

    /// r, at least 1.
    pub fn rows(self) -> u32 {
        self.rows
    }

    /// n, at least r.
    pub fn columns(self) -> u32 {
        self.columns
    }

    /// C(n−1, r−1): how many sorted first columns (1, a₂ < … < aᵣ) there are.
    pub fn first_columns(self) -> BigUint {
        binomial(BigUint::from(self.columns - 1), BigUint::from(self.rows - 1))
    }

    /// (r−1)!: how many orders of rows 2 to r each sorted first column represents.
    pub fn row_orders(self) -> BigUint {
        factorial(self.rows - 1)
    }

    /// n!: how many first rows there are, so that L(r,n) = n! · K(r,n).
    pub fn first_rows(self) -> BigUint {
        factorial(self.columns)
    }
}

impl std::fmt::Display for Shape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} × {}", self.rows, self.columns)
    }
}

fn factorial(k: u32) -> BigUint {
    (1..=k).fold(BigUint::from(1u32), |product, i| product * i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_one_up_to_n_rows_only() {
        assert!(Shape::new(1, 1).is_ok());
        assert!(Shape::new(10, 10).is_ok());
        assert_eq!(Shape::new(0, 5), Err(ShapeError::NoRows { rows: 0 }));
        assert_eq!(Shape::new(0, 0), Err(ShapeError::NoRows { rows: 0 }));
        assert_eq!(
            Shape::new(6, 5),
            Err(ShapeError::MoreRowsThanColumns { rows: 6, columns: 5 })
        );
        assert!(serde_json::from_str::<Shape>(r#"{"rows":6,"columns":5}"#).is_err());
        assert!(serde_json::from_str::<Shape>(r#"{"rows":-1,"columns":5}"#).is_err());
    }

    #[test]
    fn knows_the_factors_between_r_k_and_l() {
        let shape = Shape::new(5, 6).unwrap();
        assert_eq!(shape.first_columns(), BigUint::from(5u32));
        assert_eq!(shape.row_orders(), BigUint::from(24u32));
        assert_eq!(shape.first_rows(), BigUint::from(720u32));
        let one_by_one: BigUint = (1..=500u32).map(BigUint::from).product();
        assert_eq!(Shape::new(2, 500).unwrap().first_rows(), one_by_one);
    }
}
