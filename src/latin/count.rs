//! A count split by sign, exact at any size.

use std::iter::Sum;
use std::ops::{Add, Mul};

use num_bigint::{BigInt, BigUint};
use serde::{Deserialize, Serialize};

/// How many rectangles have sign +1 and how many −1; decimal strings in JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct SignedCount {
    #[serde(with = "decimal")]
    #[cfg_attr(
        feature = "types",
        ts(type = "string"),
        schemars(with = "crate::latin::count::Digits")
    )]
    pub positive: BigUint,
    #[serde(with = "decimal")]
    #[cfg_attr(
        feature = "types",
        ts(type = "string"),
        schemars(with = "crate::latin::count::Digits")
    )]
    pub negative: BigUint,
}

impl SignedCount {
    /// The count of `positive` rectangles of sign +1 and `negative` of sign −1.
    pub fn new(positive: impl Into<BigUint>, negative: impl Into<BigUint>) -> Self {
        SignedCount {
            positive: positive.into(),
            negative: negative.into(),
        }
    }

    /// The count of which these are the total and the difference; `None` where there is none.
    pub fn split(total: &BigUint, difference: &BigInt) -> Option<Self> {
        let twice_positive = (BigInt::from(total.clone()) + difference).to_biguint()?;
        if twice_positive.bit(0) || twice_positive > total * 2u32 {
            return None;
        }
        let positive: BigUint = twice_positive >> 1;
        Some(SignedCount::new(positive.clone(), total - positive))
    }

    /// Both signs together.
    pub fn total(&self) -> BigUint {
        &self.positive + &self.negative
    }

    /// Positive minus negative.
    pub fn difference(&self) -> BigInt {
        BigInt::from(self.positive.clone()) - BigInt::from(self.negative.clone())
    }
}

impl Add for SignedCount {
    type Output = SignedCount;

    fn add(self, other: SignedCount) -> SignedCount {
        SignedCount {
            positive: self.positive + other.positive,
            negative: self.negative + other.negative,
        }
    }
}

impl Sum for SignedCount {
    fn sum<I: Iterator<Item = SignedCount>>(counts: I) -> SignedCount {
        counts.fold(SignedCount::default(), Add::add)
    }
}

impl Mul<&BigUint> for &SignedCount {
    type Output = SignedCount;

    fn mul(self, factor: &BigUint) -> SignedCount {
        SignedCount {
            positive: &self.positive * factor,
            negative: &self.negative * factor,
        }
    }
}

/// A whole number with commas between groups of three digits.
pub fn grouped(number: &impl ToString) -> String {
    let digits = number.to_string();
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits.as_str()), |digits| ("-", digits));
    let mut text = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The description of a decimal string in JSON schemas.
#[cfg(feature = "types")]
pub enum Digits {}

#[cfg(feature = "types")]
impl schemars::JsonSchema for Digits {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Digits".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A whole number of any length, in decimal digits.",
            "type": "string",
            "pattern": "^-?[0-9]+$"
        })
    }
}

/// Whole numbers of any size as decimal strings.
pub mod decimal {
    use std::fmt::Display;
    use std::str::FromStr;

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<N: Display, S: Serializer>(number: &N, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(number)
    }

    pub fn deserialize<'de, N: FromStr, D: Deserializer<'de>>(deserializer: D) -> Result<N, D::Error> {
        let digits = String::deserialize(deserializer)?;
        digits
            .parse()
            .map_err(|_| D::Error::custom(format!("{digits:?} is not a whole number")))
    }

    /// The same for an optional number.
    pub mod option {
        use super::{Display, Serializer};

        pub fn serialize<N: Display, S: Serializer>(
            number: &Option<N>,
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            match number {
                Some(number) => serializer.collect_str(number),
                None => serializer.serialize_none(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_through_json_without_losing_a_digit() {
        let digits = "2750892211809148994633229926400";
        let count = SignedCount::new(digits.parse::<BigUint>().unwrap(), 7u32);
        let json = serde_json::to_string(&count).unwrap();
        assert_eq!(json, format!(r#"{{"positive":"{digits}","negative":"7"}}"#));
        assert_eq!(serde_json::from_str::<SignedCount>(&json).unwrap(), count);
        assert!(serde_json::from_str::<SignedCount>(r#"{"positive":"-1","negative":"7"}"#).is_err());
        assert!(serde_json::from_str::<SignedCount>(r#"{"positive":1.5,"negative":"7"}"#).is_err());
    }

    #[test]
    fn a_difference_may_be_negative() {
        assert_eq!(SignedCount::new(3u32, 10u32).difference(), BigInt::from(-7));
        assert_eq!(SignedCount::new(3u32, 10u32).total(), BigUint::from(13u32));
    }

    #[test]
    fn total_and_difference_are_split() {
        let split = |total: u32, difference: i32| SignedCount::split(&total.into(), &difference.into());
        assert_eq!(split(13, -7), Some(SignedCount::new(3u32, 10u32)));
        assert_eq!(split(13, 13), Some(SignedCount::new(13u32, 0u32)));
        for (total, difference) in [(13, 6), (13, 15), (13, -15)] {
            assert_eq!(split(total, difference), None);
        }
    }
}
