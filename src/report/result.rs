//! A finished count.

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};
use serde::Serialize;

use super::columns::ColumnsResult;
use super::worker::{WorkerReport, workers};
use crate::count::{Count, CountError};
use crate::engine::EngineName;
use crate::engine::seam::{EngineError, Evidence, Figures};
use crate::latin::count::decimal;
use crate::latin::{Published, Shape};

/// A finished count with its evidence.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CountResult {
    pub engine: EngineName,
    pub workers: u32,
    /// Of all runs and all shapes together.
    pub elapsed_seconds: f64,
    /// The part of it that earlier runs took, for a count that was resumed.
    pub before_seconds: f64,
    /// Which code ran, for example `simd128` or `portable`.
    pub kernel: &'static str,
    /// One for each shape, by columns and rows.
    pub figures: Vec<CountFigures>,
    pub evidence: Vec<Evidence>,
    pub per_worker: Vec<WorkerReport>,
    /// `null` unless it went first column by first column.
    pub by_column: Option<ColumnsResult>,
}

/// The figures of a shape: `total`, `positive`, `negative` and `difference` are K-values, `reduced` is R(r,n), `all` is
/// L(r,n). An engine may leave some of them open; L is, where one figure alone was asked for.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CountFigures {
    pub rows: u32,
    pub columns: u32,
    #[serde(with = "decimal::option")]
    #[cfg_attr(feature = "types", ts(type = "string | null"))]
    pub total: Option<BigUint>,
    #[serde(with = "decimal::option")]
    #[cfg_attr(feature = "types", ts(type = "string | null"))]
    pub positive: Option<BigUint>,
    #[serde(with = "decimal::option")]
    #[cfg_attr(feature = "types", ts(type = "string | null"))]
    pub negative: Option<BigUint>,
    #[serde(with = "decimal::option")]
    #[cfg_attr(feature = "types", ts(type = "string | null"))]
    pub difference: Option<BigInt>,
    #[serde(with = "decimal::option")]
    #[cfg_attr(feature = "types", ts(type = "string | null"))]
    pub reduced: Option<BigUint>,
    #[serde(with = "decimal::option")]
    #[cfg_attr(feature = "types", ts(type = "string | null"))]
    pub all: Option<BigUint>,
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub first_columns: u64,
    pub published: Option<Published>,
}

impl CountResult {
    /// The result of a count that is done.
    ///
    /// # Errors
    /// As [`Count::answer`], and when a figure is not the multiple of another that it must be.
    pub fn of(count: &Count) -> Result<Self, CountError> {
        let answer = count.answer()?;
        let with_all = count.request().figure.is_none();
        let figures = answer
            .figures
            .iter()
            .map(|figures| CountFigures::of(figures, with_all));
        Ok(CountResult {
            engine: count.request().engine,
            workers: count.workers() as u32,
            elapsed_seconds: count.before_seconds() + count.elapsed_seconds(),
            before_seconds: count.before_seconds(),
            kernel: count.kernel(),
            figures: figures.collect::<Result<_, _>>()?,
            evidence: answer.evidence,
            per_worker: workers(count),
            by_column: ColumnsResult::of(count),
        })
    }
}

impl CountFigures {
    fn of(figures: &Figures, with_all: bool) -> Result<Self, EngineError> {
        let shape = figures.shape;
        let total = figures.total.clone();
        let reduced = total.as_ref().map(|total| reduced(shape, total)).transpose()?;
        let (positive, negative) = figures
            .signed()
            .map(|signed| (signed.positive, signed.negative))
            .unzip();
        Ok(CountFigures {
            rows: shape.rows(),
            columns: shape.columns(),
            // as long as K again, and slow to compute for many shapes
            all: total
                .as_ref()
                .filter(|_| with_all)
                .map(|total| shape.first_rows() * total),
            total,
            positive,
            negative,
            difference: figures.difference.clone(),
            reduced,
            first_columns: shape
                .first_columns()
                .to_u64()
                .expect("few rows where there are many columns"),
            published: Published::of(shape),
        })
    }
}

/// R of K: every first column has as many rectangles.
fn reduced(shape: Shape, total: &BigUint) -> Result<BigUint, EngineError> {
    let weight = shape.first_columns() * shape.row_orders();
    let (reduced, rest) = total.div_rem(&weight);
    if rest.is_zero() {
        return Ok(reduced);
    }
    Err(EngineError::Wrong(format!(
        "{total} normalised rectangles of {shape} are no multiple of {weight}, so this count is wrong"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_engine_leaves_open_stays_open() {
        let shape = Shape::new(3, 5).unwrap();
        let figures = |total: Option<u32>, difference: Option<i32>| Figures {
            shape,
            total: total.map(BigUint::from),
            difference: difference.map(BigInt::from),
        };
        let json =
            |figures: Figures| serde_json::to_value(CountFigures::of(&figures, true).unwrap()).unwrap();
        let signs = json(figures(None, Some(72)));
        for name in ["total", "positive", "negative", "reduced", "all"] {
            assert!(signs[name].is_null(), "{name}");
        }
        assert_eq!(signs["difference"], "72");
        let total = json(figures(Some(552), None));
        assert_eq!(
            (&total["reduced"], &total["all"]),
            (&"46".into(), &"66240".into())
        );
        let alone = CountFigures::of(&figures(Some(552), None), false).unwrap();
        assert!(alone.total.is_some() && alone.all.is_none());
        assert!(total["positive"].is_null() && total["difference"].is_null());
        assert!(CountFigures::of(&figures(Some(553), None), true).is_err());
    }
}
