//! A finished count in short, whoever counted.

use num_bigint::{BigInt, BigUint};
use num_traits::ToPrimitive;
use serde::Serialize;

use crate::engine::EngineName;
use crate::latin::count::decimal;
use crate::latin::{Shape, SignedCount, parity};

/// A finished count in short. `total`, `positive`, `negative` and `difference` are K-values, `reduced` is R.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct CountSummary {
    pub rows: u32,
    pub columns: u32,
    pub engine: EngineName,
    pub workers: u32,
    #[serde(with = "decimal")]
    #[cfg_attr(
        feature = "types",
        ts(type = "string"),
        schemars(with = "crate::latin::count::Digits")
    )]
    pub total: BigUint,
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
    #[serde(with = "decimal")]
    #[cfg_attr(
        feature = "types",
        ts(type = "string"),
        schemars(with = "crate::latin::count::Digits")
    )]
    pub difference: BigInt,
    #[serde(with = "decimal")]
    #[cfg_attr(
        feature = "types",
        ts(type = "string"),
        schemars(with = "crate::latin::count::Digits")
    )]
    pub reduced: BigUint,
    pub first_columns: u32,
    /// Of all shapes that were counted together.
    pub elapsed_seconds: f64,
}

impl CountSummary {
    /// What K⁺, K⁻ and R of a shape say.
    pub fn of(
        shape: Shape,
        count: SignedCount,
        reduced: BigUint,
        engine: EngineName,
        workers: u32,
        elapsed_seconds: f64,
    ) -> Self {
        CountSummary {
            rows: shape.rows(),
            columns: shape.columns(),
            engine,
            workers,
            total: count.total(),
            difference: count.difference(),
            positive: count.positive,
            negative: count.negative,
            reduced,
            first_columns: shape
                .first_columns()
                .to_u32()
                .expect("few rows where there are many columns"),
            elapsed_seconds,
        }
    }
}

impl CountSummary {
    /// What K⁺, K⁻ and D mean for this shape, in words.
    pub fn sign_words(&self) -> String {
        parity::words(Shape::new(self.rows, self.columns).expect("a shape that was counted"))
    }
}
