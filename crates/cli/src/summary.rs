//! The summary of a finished count, as it is printed.

use latin_rectangles::engine::seam::Evidence;
use latin_rectangles::engine::{EngineName, Figure};
use latin_rectangles::latin::count::decimal;
use latin_rectangles::latin::{Published, Shape, parity};
use latin_rectangles::report::{ColumnReport, CountFigures, CountResult};
use num_bigint::{BigInt, BigUint};
use serde::Serialize;

/// The figures of one shape. `total`, `positive`, `negative` and `difference` are K-values, `reduced` is R; `null` where a
/// figure is not known, or another one alone was asked for.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CountSummary {
    pub rows: u32,
    pub columns: u32,
    pub engine: EngineName,
    pub workers: u32,
    #[serde(with = "decimal::option")]
    #[cfg_attr(test, schemars(with = "Option<latin_rectangles::latin::count::Digits>"))]
    pub total: Option<BigUint>,
    #[serde(with = "decimal::option")]
    #[cfg_attr(test, schemars(with = "Option<latin_rectangles::latin::count::Digits>"))]
    pub positive: Option<BigUint>,
    #[serde(with = "decimal::option")]
    #[cfg_attr(test, schemars(with = "Option<latin_rectangles::latin::count::Digits>"))]
    pub negative: Option<BigUint>,
    #[serde(with = "decimal::option")]
    #[cfg_attr(test, schemars(with = "Option<latin_rectangles::latin::count::Digits>"))]
    pub difference: Option<BigInt>,
    #[serde(with = "decimal::option")]
    #[cfg_attr(test, schemars(with = "Option<latin_rectangles::latin::count::Digits>"))]
    pub reduced: Option<BigUint>,
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
    /// By formula, what shows that the figures are right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<&'r [Evidence]>,
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
    /// L(r,n); `null` where it is not known, or another figure alone was asked for.
    #[serde(with = "decimal::option")]
    #[cfg_attr(test, schemars(with = "Option<latin_rectangles::latin::count::Digits>"))]
    pub all: Option<BigUint>,
    pub published: Option<Published>,
}

impl CountLine {
    /// Every shape of a result, in its order, with all that is known or one figure alone.
    pub fn all(result: &CountResult, figure: Option<Figure>) -> Vec<CountLine> {
        let figures = result.figures.iter();
        figures.map(|figures| Self::of(result, figures, figure)).collect()
    }

    fn of(result: &CountResult, figures: &CountFigures, figure: Option<Figure>) -> CountLine {
        let CountFigures {
            rows,
            columns,
            total,
            positive,
            negative,
            difference,
            reduced,
            all,
            first_columns,
            published,
        } = figures.clone();
        let is_shown = |one: Figure| figure.is_none_or(|figure| figure == one);
        CountLine {
            summary: CountSummary {
                rows,
                columns,
                engine: result.engine,
                workers: result.workers,
                total: total.filter(|_| is_shown(Figure::K)),
                positive: positive.filter(|_| is_shown(Figure::KPositive)),
                negative: negative.filter(|_| is_shown(Figure::KNegative)),
                difference: difference.filter(|_| is_shown(Figure::D)),
                reduced: reduced.filter(|_| is_shown(Figure::R)),
                first_columns,
                elapsed_seconds: result.elapsed_seconds,
            },
            all: all.filter(|_| figure.is_none()),
            published,
        }
    }
}

/// The evidence that has no other place in JSON: that of a count by formula.
pub fn evidence(result: &CountResult) -> Option<&[Evidence]> {
    (result.engine == EngineName::Formula).then_some(&result.evidence)
}

impl CountSummary {
    /// What K⁺, K⁻ and D mean for this shape, in words.
    pub fn sign_words(&self) -> String {
        parity::words(Shape::new(self.rows, self.columns).expect("a shape that was counted"))
    }
}

#[cfg(test)]
mod tests {
    use latin_rectangles::report::csv_heads::SHAPES;

    use super::*;

    #[test]
    fn its_fields_are_the_columns_of_csv() {
        let line = CountSummary {
            rows: 1,
            columns: 1,
            engine: EngineName::Naive,
            workers: 1,
            total: None,
            positive: None,
            negative: None,
            difference: None,
            reduced: None,
            first_columns: 1,
            elapsed_seconds: 0.0,
        };
        let json = serde_json::to_string(&line).unwrap();
        let named = |name: &&str| json.find(&format!("\"{name}\":"));
        let places: Vec<Option<usize>> = SHAPES.iter().map(named).collect();
        assert!(places.is_sorted() && places.iter().all(Option::is_some), "{json}");
        assert_eq!(json.matches("\":").count(), SHAPES.len());
    }

    #[test]
    fn what_is_not_known_or_not_asked_for_is_null() {
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
        let of = |figure: Option<Figure>| {
            let line = CountLine::all(&result, figure).remove(0);
            let json = serde_json::to_value(&line).unwrap();
            ["total", "positive", "difference", "reduced", "all"].map(|name| json[name].clone())
        };
        let [known, not] = [serde_json::Value::from("552"), serde_json::Value::Null];
        let (reduced, all) = ("46".into(), "66240".into());
        assert_eq!(of(None), [known.clone(), not.clone(), not.clone(), reduced, all]);
        assert_eq!(
            of(Some(Figure::K)),
            [known, not.clone(), not.clone(), not.clone(), not.clone()]
        );
        assert_eq!(of(Some(Figure::D)), [const { serde_json::Value::Null }; 5]);
    }
}
