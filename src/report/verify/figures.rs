//! The figures of a shape as a file states them, and what they must be to each other and to what is proved and published.

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use serde::Serialize;

use super::check::Check;
use crate::engine::seam::Figures;
use crate::latin::count::{decimal, grouped};
use crate::latin::published::Source;
use crate::latin::{Published, Shape};

/// The figures of a shape: `total`, `positive`, `negative` and `difference` are K-values, `reduced` is R(r,n), `all` is
/// L(r,n). What is not stated is `null`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(schemars::JsonSchema))]
pub struct StatedFigures {
    #[serde(flatten)]
    pub shape: Shape,
    #[serde(with = "decimal::option")]
    #[cfg_attr(feature = "types", schemars(with = "Option<crate::latin::count::Digits>"))]
    pub total: Option<BigUint>,
    #[serde(with = "decimal::option")]
    #[cfg_attr(feature = "types", schemars(with = "Option<crate::latin::count::Digits>"))]
    pub positive: Option<BigUint>,
    #[serde(with = "decimal::option")]
    #[cfg_attr(feature = "types", schemars(with = "Option<crate::latin::count::Digits>"))]
    pub negative: Option<BigUint>,
    #[serde(with = "decimal::option")]
    #[cfg_attr(feature = "types", schemars(with = "Option<crate::latin::count::Digits>"))]
    pub difference: Option<BigInt>,
    #[serde(with = "decimal::option")]
    #[cfg_attr(feature = "types", schemars(with = "Option<crate::latin::count::Digits>"))]
    pub reduced: Option<BigUint>,
    #[serde(with = "decimal::option")]
    #[cfg_attr(feature = "types", schemars(with = "Option<crate::latin::count::Digits>"))]
    pub all: Option<BigUint>,
}

impl StatedFigures {
    /// The figures that follow from those of an engine.
    pub fn of(figures: &Figures) -> Self {
        let signed = figures.signed();
        let total = figures.total.clone();
        let weight = weight(figures.shape);
        let reduced = total
            .as_ref()
            .filter(|total| total.is_multiple_of(&weight))
            .map(|total| total / &weight);
        StatedFigures {
            shape: figures.shape,
            positive: signed.as_ref().map(|signed| signed.positive.clone()),
            negative: signed.map(|signed| signed.negative),
            difference: figures.difference.clone(),
            reduced,
            all: total.as_ref().map(|total| figures.shape.first_rows() * total),
            total,
        }
    }

    /// K, from the other figures where it is not stated itself.
    pub fn total(&self) -> Option<BigUint> {
        let sum = || Some(self.positive.as_ref()? + self.negative.as_ref()?);
        self.total.clone().or_else(sum)
    }

    /// D, likewise.
    pub fn difference(&self) -> Option<BigInt> {
        let difference = || Some(BigInt::from(self.positive.clone()?) - BigInt::from(self.negative.clone()?));
        self.difference.clone().or_else(difference)
    }

    /// Whether the stated figures are the sums and multiples of each other that they must be.
    pub fn agree(&self) -> Vec<Check> {
        let shape = self.shape;
        let mut checks = Vec::new();
        if let (Some(positive), Some(negative)) = (&self.positive, &self.negative) {
            if let Some(total) = &self.total {
                let sum = positive + negative;
                checks.push(Check::of(
                    format!("{shape}: K+ plus K- is K"),
                    grouped(&sum),
                    grouped(total),
                ));
            }
            if let Some(difference) = &self.difference {
                let found = BigInt::from(positive.clone()) - BigInt::from(negative.clone());
                checks.push(Check::of(
                    format!("{shape}: K+ minus K- is D"),
                    grouped(&found),
                    grouped(difference),
                ));
            }
        }
        if let (Some(total), Some(reduced)) = (&self.total, &self.reduced) {
            let weight = weight(shape);
            checks.push(Check::of(
                format!("{shape}: (n-1)!/(n-r)! times R is K"),
                grouped(&(reduced * &weight)),
                grouped(total),
            ));
        }
        if let (Some(total), Some(all)) = (&self.total, &self.all) {
            checks.push(Check::of(
                format!("{shape}: n! times K is L"),
                grouped(&(shape.first_rows() * total)),
                grouped(all),
            ));
        }
        checks
    }

    /// Divisibility and congruence that follow for every shape, since every first column has the same counts by sign.
    pub fn rules(&self) -> Vec<Check> {
        let shape = self.shape;
        let weight = BigInt::from(weight(shape));
        let (total, difference) = (self.total().map(BigInt::from), self.difference());
        let rest = |number: BigInt, by: &BigInt, what: &str| {
            Check::of(
                format!("{shape}: {what}, {}", grouped(by)),
                format!("remainder {}", number.mod_floor(by)),
                "remainder 0",
            )
        };
        let mut checks = Vec::new();
        if let Some(total) = &total {
            checks.push(rest(total.clone(), &weight, "K is divisible by (n-1)!/(n-r)!"));
        }
        if let Some(difference) = &difference {
            checks.push(rest(
                difference.clone(),
                &weight,
                "D is divisible by (n-1)!/(n-r)!",
            ));
        }
        if let (Some(total), Some(difference)) = (total, difference) {
            checks.push(rest(
                total - difference,
                &(weight * 2),
                "K minus D is divisible by 2 (n-1)!/(n-r)!",
            ));
        }
        checks
    }

    /// Whether they are what is published.
    pub fn published(&self) -> Vec<Check> {
        let shape = self.shape;
        let what = format!("{shape}: K is the published value");
        let Some(published) = Published::of(shape) else {
            return vec![Check::skipped(what, "no published value known")];
        };
        let mut checks = vec![match self.total() {
            Some(total) => Check::of(what, grouped(&total), grouped(&published.total))
                .with_note(sources(&published.sources)),
            None => Check::skipped(what, "K is not stated"),
        }];
        let what = format!("{shape}: D is the published value");
        checks.push(match (&published.signed, self.difference()) {
            (Some(signed), Some(difference)) => {
                Check::of(what, grouped(&difference), grouped(&signed.difference()))
                    .with_note(sources(&published.signed_sources))
            }
            _ => Check::skipped(what, "no published split by sign known"),
        });
        checks
    }
}

/// What n and n − 1 rows must have in common: K always, and for odd n the signs too.
pub fn last_two_rows(all: &[StatedFigures]) -> Vec<Check> {
    let square = |one: &&StatedFigures| one.shape.rows() == one.shape.columns() && one.shape.rows() > 1;
    let mut checks = Vec::new();
    for square in all.iter().filter(square) {
        let (n, one_less) = (square.shape.columns(), square.shape.rows() - 1);
        let is_other = |other: &&StatedFigures| (other.shape.rows(), other.shape.columns()) == (one_less, n);
        let Some(other) = all.iter().find(is_other) else {
            continue;
        };
        let (one, two) = (other.shape, square.shape);
        if let (Some(found), Some(expected)) = (other.total(), square.total()) {
            checks.push(Check::of(
                format!("{one} and {two}: K is the same"),
                grouped(&found),
                grouped(&expected),
            ));
        }
        if let (Some(found), Some(expected)) = (other.difference(), square.difference())
            && n % 2 == 1
        {
            checks.push(Check::of(
                format!("{one} and {two}: D is the same, as n is odd"),
                grouped(&found),
                grouped(&expected),
            ));
        }
    }
    checks
}

/// (n−1)!/(n−r)!: K = (n−1)!/(n−r)! · R.
pub fn weight(shape: Shape) -> BigUint {
    shape.first_columns() * shape.row_orders()
}

/// The citations, one after the other.
fn sources(sources: &[Source]) -> String {
    let cited: Vec<String> = sources
        .iter()
        .map(|source| source.text.replace('⁺', "+").replace('⁻', "-"))
        .collect();
    cited.join(", ")
}
