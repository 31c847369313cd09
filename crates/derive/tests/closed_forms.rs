//! What is derived against what the engine computes with, and against counts.

use latin_rectangles::Shape;
use latin_rectangles::engine::formula::{Equations, differences, equations};
use latin_rectangles::latin::Published;
use latin_rectangles_derive::{Polynomial, Recurrence, closed_form};
use num_bigint::BigInt;

fn polynomial(coefficients: &[i128]) -> Polynomial {
    Polynomial::new(coefficients.iter().map(|&c| c.into()).collect())
}

#[test]
fn the_coefficients_of_the_engine_are_derived() {
    for rows in 2..=6 {
        let form = closed_form(rows);
        let derived = Recurrence::new(&form);
        let Equations {
            lead,
            factor,
            of_v,
            divergent,
        } = equations(rows);
        assert_eq!(derived.leading, polynomial(&lead), "{rows} rows");
        assert_eq!(derived.first, polynomial(&factor), "{rows} rows");
        assert_eq!(form.rest.numerator, polynomial(&of_v), "{rows} rows");
        assert_eq!(form.rest.denominator, BigInt::from(1), "{rows} rows");
        match (derived.series.zip(form.series), divergent) {
            (Some((equation, series)), Some(divergent)) => {
                assert_eq!(derived.leading, polynomial(&divergent.lead), "{rows} rows");
                assert_eq!(equation.of_y, polynomial(&divergent.factor), "{rows} rows");
                assert_eq!(equation.of_v, polynomial(&divergent.source), "{rows} rows");
                assert_eq!(series.part.numerator, polynomial(&divergent.of_y), "{rows} rows");
                assert_eq!(
                    series.part.denominator,
                    BigInt::from(divergent.denominator),
                    "{rows} rows"
                );
            }
            (None, None) => {}
            _ => panic!("{rows} rows: only one has a series"),
        }
    }
}

/// The closed form multiplied out, which needs no recurrence.
#[test]
fn closed_forms_and_recurrences_agree() {
    for rows in 2..=6 {
        let expanded = closed_form(rows).differences(24);
        let too_few = &expanded[1..rows as usize];
        assert!(
            too_few.iter().all(|difference| *difference == BigInt::ZERO),
            "{rows} rows"
        );
        assert_eq!(
            expanded[rows as usize..],
            differences(rows, 24)[rows as usize..],
            "{rows} rows"
        );
    }
}

#[test]
fn closed_forms_give_every_published_difference() {
    let mut compared = 0;
    for rows in 2..=6 {
        for (columns, difference) in (0..).zip(closed_form(rows).differences(12)) {
            let shape = Shape::new(rows, columns).ok();
            let signed = shape
                .and_then(Published::of)
                .and_then(|published| published.signed);
            if let Some(signed) = signed {
                assert_eq!(difference, signed.difference(), "{rows} × {columns}");
                compared += 1;
            }
        }
    }
    assert!(compared >= 25, "{compared}");
}

#[test]
fn the_short_ones_are_these() {
    let numerators = [2, 3, 4].map(|rows| closed_form(rows).rest.numerator);
    let expected: [&[i64]; 3] = [&[1, 1], &[1, 0, -1, 1], &[1, 1, -2, -4, 0, 0, 16]];
    assert_eq!(numerators, expected.map(Polynomial::from_small));
}
