//! A term of a sequence.

use num_bigint::BigInt;
use serde::{Deserialize, Deserializer, Serialize, de::Error};

use super::kind::{Fixed, Sequence};
use crate::engine::{EngineName, Figure};
use crate::report::result::CountFigures;

/// A term of a sequence, exactly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// n, or r where n is fixed.
    pub at: u32,
    /// In decimal digits, of any number.
    #[serde(deserialize_with = "whole_number")]
    #[cfg_attr(feature = "types", schemars(with = "crate::latin::count::Digits"))]
    pub value: String,
    /// Which has counted it.
    pub engine: EngineName,
}

impl Term {
    /// The term of a sequence that these figures are; `None` where they are of another shape or the engine has left it open.
    pub fn of(sequence: &Sequence, figures: &CountFigures, engine: EngineName) -> Option<Self> {
        let at = match sequence.fixed() {
            Fixed::Rows(rows) => (figures.rows == rows).then_some(figures.columns)?,
            Fixed::Columns(columns) => (figures.columns == columns).then_some(figures.rows)?,
        };
        if !(sequence.from()..=sequence.to()).contains(&at) {
            return None;
        }
        let value = match sequence.figure() {
            Figure::K => figures.total.as_ref().map(ToString::to_string),
            Figure::KPositive => figures.positive.as_ref().map(ToString::to_string),
            Figure::KNegative => figures.negative.as_ref().map(ToString::to_string),
            Figure::D => figures.difference.as_ref().map(BigInt::to_string),
            Figure::R => figures.reduced.as_ref().map(ToString::to_string),
        }?;
        Some(Term { at, value, engine })
    }

    /// How many digits it has, without its sign.
    pub fn digits(&self) -> usize {
        self.value.trim_start_matches('-').len()
    }
}

fn whole_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let value = String::deserialize(deserializer)?;
    let digits = value.strip_prefix('-').unwrap_or(&value);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(D::Error::custom("a term is not a whole number in decimal digits"));
    }
    Ok(value)
}
