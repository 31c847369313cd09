//! Linear differential equations for the two parts of a closed form, which are integer recurrences for D.

use num_bigint::BigInt;

use crate::closed_form::{ClosedForm, Powers, Series, factorial};
use crate::polynomial::Polynomial;

/// With V = e^{cx} Π factor^power of the closed form's rest, and Y = e^{cx} W Π factor^power of its series:
/// - leading · V' = first · V, V(0) = 1;
/// - x² · leading · Y' = of_y · Y + of_v · V, if there is a series.
///
/// n![xⁿ] turns both into recurrences: x^j F gives n(n−1)…(n−j+1) f_{n−j} and x^j F' gives n…(n−j+1) f_{n−j+1}. The
/// constant coefficient of of_y is 1 or −1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    pub leading: Polynomial,
    pub first: Polynomial,
    pub series: Option<SeriesRecurrence>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesRecurrence {
    pub of_y: Polynomial,
    pub of_v: Polynomial,
}

impl Recurrence {
    /// Derives them from a closed form.
    #[must_use]
    pub fn new(form: &ClosedForm) -> Self {
        let leading: Polynomial = form
            .rest
            .powers
            .iter()
            .map(|(factor, _)| factor.clone())
            .product();
        // The logarithmic derivative of e^{cx} Π factor^power, times the leading polynomial
        let logarithmic = |constant: i64, powers: &Powers| {
            powers
                .iter()
                .fold(leading.scaled(&constant.into()), |sum, (factor, power)| {
                    let cofactor = leading.divided(factor).expect("the same factors");
                    &sum + &(&cofactor * &factor.derivative()).scaled(&(*power).into())
                })
        };
        let series = form.series.as_ref().map(|Series { part, offset, z }| {
            // W' = (z'/z)·((W − N!)/z − (N+1)W), and x·leading·z'/z is a polynomial
            let x = Polynomial::from_small(&[0, 1]);
            let of_z = &leading + &(&x * &logarithmic(0, &z.powers));
            let inverse: Polynomial = z
                .powers
                .iter()
                .map(|(factor, power)| factor.power(power.unsigned_abs() as usize))
                .product();
            let one_over_z = inverse.scaled(&z.sign.into());
            let bracket = &one_over_z + &x.scaled(&(-BigInt::from(offset + 1)));
            let of_y = &(&(&x * &x) * &logarithmic(form.constant, &part.powers)) + &(&of_z * &bracket);
            // Of Y without W, times Π factor^−power of z: V
            assert_eq!(
                product(&part.powers, &z.powers),
                form.rest.powers,
                "both parts go together"
            );
            SeriesRecurrence {
                of_y,
                of_v: of_z.scaled(&(factorial(*offset) * -z.sign)),
            }
        });
        Self {
            first: logarithmic(form.constant, &form.rest.powers),
            leading,
            series,
        }
    }
}

/// The powers of one divided by those of the other.
fn product(powers: &Powers, divisor: &Powers) -> Powers {
    powers
        .iter()
        .map(|(factor, power)| {
            let other = divisor
                .iter()
                .find(|(other, _)| other == factor)
                .map_or(0, |(_, power)| *power);
            (factor.clone(), power - other)
        })
        .collect()
}
