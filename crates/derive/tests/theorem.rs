//! The pairing itself, with nothing reduced, against counts by the library.

use latin_rectangles::{Shape, count};
use latin_rectangles_derive::blocks::{Signed, Theorem};
use num_bigint::BigInt;

/// ⟨Hⁿ, Zⁿ⟩/n!
fn pairing(rows: u32, signed: Signed, columns: u32) -> BigInt {
    let factorial: BigInt = (1..=columns).map(BigInt::from).product();
    Theorem::new(rows, signed).pairing(columns as usize) / factorial
}

#[test]
fn the_pairing_gives_differences() {
    for (rows, to) in [(2, 7), (3, 7), (4, 5)] {
        for columns in rows..=to {
            let counted = count(Shape::new(rows, columns).unwrap()).unwrap();
            assert_eq!(
                pairing(rows, Signed::EvenlyMany, columns),
                counted.difference(),
                "{rows} × {columns}"
            );
        }
    }
}

#[test]
fn without_signs_it_gives_counts() {
    for (rows, to) in [(2, 7), (3, 5)] {
        for columns in rows..=to {
            let counted = count(Shape::new(rows, columns).unwrap()).unwrap();
            assert_eq!(
                pairing(rows, Signed::None, columns),
                BigInt::from(counted.total()),
                "{rows} × {columns}"
            );
        }
    }
}

/// Fewer columns than rows leave no rectangle.
#[test]
fn too_few_columns_give_nothing() {
    for columns in 1..4 {
        assert_eq!(pairing(4, Signed::EvenlyMany, columns), BigInt::ZERO);
    }
}

/// ⟨H^m, Zⁿ⟩ = 0 for m ≠ n, so that the exponentials give the sum over n.
#[test]
fn other_powers_do_not_pair() {
    let theorem = Theorem::new(3, Signed::EvenlyMany);
    for (m, n) in [(0, 1), (1, 2), (2, 1), (2, 4), (3, 2)] {
        let (left, right) = (theorem.h.power(m), theorem.z.power(n));
        assert!(
            left.terms()
                .all(|(monomial, _)| right.coefficient(monomial) == BigInt::ZERO)
        );
    }
}
