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
        let mut first_rows = FirstRows::default();
        let mut of = |figures: &Figures| {
            let all = figures.total.as_ref().filter(|_| with_all);
            let all = all.map(|total| total * first_rows.of(figures.shape));
            CountFigures::of(figures, all)
        };
        Ok(CountResult {
            engine: count.request().engine,
            workers: count.workers() as u32,
            elapsed_seconds: count.before_seconds() + count.elapsed_seconds(),
            before_seconds: count.before_seconds(),
            kernel: count.kernel(),
            figures: answer.figures.iter().map(&mut of).collect::<Result<_, _>>()?,
            evidence: answer.evidence,
            per_worker: workers(count),
            by_column: ColumnsResult::of(count),
        })
    }
}

/// n! for one n after another.
#[derive(Default)]
struct FirstRows(Option<(Shape, BigUint)>);

impl FirstRows {
    /// n!, from that of the shape before where n has grown little.
    #[inline(never)]
    fn of(&mut self, shape: Shape) -> &BigUint {
        let many = match self.0.take() {
            Some((before, many)) if (before.columns()..=before.columns() + 8).contains(&shape.columns()) => {
                (before.columns() + 1..=shape.columns()).fold(many, |product, i| product * i)
            }
            _ => shape.first_rows(),
        };
        &self.0.insert((shape, many)).1
    }
}

impl CountFigures {
    fn of(figures: &Figures, all: Option<BigUint>) -> Result<Self, EngineError> {
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
            all,
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
        let all = |figures: &Figures| Some(figures.total.as_ref()? * figures.shape.first_rows());
        let json = |figures: Figures| {
            serde_json::to_value(CountFigures::of(&figures, all(&figures)).unwrap()).unwrap()
        };
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
        assert!(total["positive"].is_null() && total["difference"].is_null());
        assert!(CountFigures::of(&figures(Some(553), None), None).is_err());
    }
    #[test]
    fn the_numbers_of_first_rows_follow_from_one_another() {
        let mut first_rows = FirstRows::default();
        for columns in [1, 2, 2, 3, 9, 40, 41, 5] {
            let shape = Shape::new(1, columns).unwrap();
            let expected: BigUint = (1..=columns).map(BigUint::from).product();
            assert_eq!(*first_rows.of(shape), expected, "{columns}!");
        }
    }
}
