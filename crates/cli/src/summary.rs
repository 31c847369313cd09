//! The summary of a finished count, as it is printed.

use latin_rectangles::engine::EngineName;
use latin_rectangles::latin::count::decimal;
use latin_rectangles::latin::{Published, Shape, parity};
use latin_rectangles::report::{ColumnReport, CountFigures, CountResult};
use num_bigint::{BigInt, BigUint};
use serde::Serialize;

use super::failure::Failure;

/// The figures of one shape. `total`, `positive`, `negative` and `difference` are K-values, `reduced` is R.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CountSummary {
    pub rows: u32,
    pub columns: u32,
    pub engine: EngineName,
    pub workers: u32,
    #[serde(with = "decimal")]
    #[cfg_attr(test, schemars(with = "latin_rectangles::latin::count::Digits"))]
    pub total: BigUint,
    #[serde(with = "decimal")]
    #[cfg_attr(test, schemars(with = "latin_rectangles::latin::count::Digits"))]
    pub positive: BigUint,
    #[serde(with = "decimal")]
    #[cfg_attr(test, schemars(with = "latin_rectangles::latin::count::Digits"))]
    pub negative: BigUint,
    #[serde(with = "decimal")]
    #[cfg_attr(test, schemars(with = "latin_rectangles::latin::count::Digits"))]
    pub difference: BigInt,
    #[serde(with = "decimal")]
    #[cfg_attr(test, schemars(with = "latin_rectangles::latin::count::Digits"))]
    pub reduced: BigUint,
    pub first_columns: u64,
    /// Of all shapes that were counted together.
    pub elapsed_seconds: f64,
}

/// One shape in JSON.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CountReport<'r> {
    #[serde(flatten)]
    pub summary: &'r CountSummary,
    /// What positive and negative mean, in words.
    pub sign: String,
    /// If requested, an entry for each first column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_column: Option<&'r [ColumnReport]>,
}

/// One shape with its published value.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CountLine {
    #[serde(flatten)]
    pub summary: CountSummary,
    /// L(r,n).
    #[serde(with = "decimal")]
    #[cfg_attr(test, schemars(with = "latin_rectangles::latin::count::Digits"))]
    pub all: BigUint,
    pub published: Option<Published>,
}

impl CountLine {
    /// Every shape of a result, in its order.
    ///
    /// # Errors
    /// When the engine has not computed a figure.
    pub fn all(result: &CountResult) -> Result<Vec<CountLine>, Failure> {
        result
            .figures
            .iter()
            .map(|figures| Self::of(result, figures))
            .collect()
    }

    fn of(result: &CountResult, figures: &CountFigures) -> Result<CountLine, Failure> {
        let figures = figures.clone();
        let open = |figure: &str| {
            Failure::Failed(format!(
                "{} says nothing of {figure} for {} × {}",
                result.engine, figures.rows, figures.columns
            ))
        };
        Ok(CountLine {
            summary: CountSummary {
                rows: figures.rows,
                columns: figures.columns,
                engine: result.engine,
                workers: result.workers,
                total: figures.total.ok_or_else(|| open("K"))?,
                positive: figures.positive.ok_or_else(|| open("K+"))?,
                negative: figures.negative.ok_or_else(|| open("K-"))?,
                difference: figures.difference.ok_or_else(|| open("D"))?,
                reduced: figures.reduced.ok_or_else(|| open("R"))?,
                first_columns: figures.first_columns,
                elapsed_seconds: result.elapsed_seconds,
            },
            all: figures.all.ok_or_else(|| open("L"))?,
            published: figures.published,
        })
    }
}

impl CountSummary {
    /// What K⁺, K⁻ and D mean for this shape, in words.
    pub fn sign_words(&self) -> String {
        parity::words(Shape::new(self.rows, self.columns).expect("a shape that was counted"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_engine_leaves_open_is_refused_in_words() {
        let result = CountResult {
            engine: EngineName::Enumerate,
            workers: 1,
            elapsed_seconds: 1.0,
            before_seconds: 0.0,
            kernel: "portable",
            figures: vec![CountFigures {
                rows: 3,
                columns: 5,
                total: Some(552u32.into()),
                positive: None,
                negative: None,
                difference: None,
                reduced: Some(46u32.into()),
                all: Some(66_240u32.into()),
                first_columns: 6,
                published: None,
            }],
            evidence: Vec::new(),
            per_worker: Vec::new(),
            by_column: None,
        };
        let Err(Failure::Failed(message)) = CountLine::all(&result) else {
            panic!("a figure is missing");
        };
        assert_eq!(message, "enumerate says nothing of K+ for 3 × 5");
    }
}
