//! The list of engines: what each is called, accepts and needs, and how it is opened.

use std::ops::RangeInclusive;
use std::str::FromStr;
use std::sync::Arc;

use num_traits::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::classes::{self, Classes};
use super::enumerate::{
    self, Cache, Config, Enumerate, MOST_PARTS, Options, PopcountChoice, Unit, settle_popcount,
};
use super::estimate::{Estimate, latin_rectangles_about};
use super::figure::Figure;
use super::formula::{self, Formula};
use super::naive::{self, Naive};
use super::seam::{Engine, EngineError};
use crate::latin::Shape;

/// The engines there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum EngineName {
    /// Exhaustive over first columns: every reduced rectangle is counted.
    #[default]
    Enumerate,
    /// By isomorphism classes of regular bipartite graphs.
    Classes,
    /// Every cell with every symbol in turn, to check the others.
    Naive,
    /// For few rows, by recurrences and sums, every n up to the greatest at once.
    Formula,
}

/// What the others count in so many seconds is not counted by formula unless that is asked for.
pub const QUICK_SECONDS: f64 = 2.0;

/// How much an engine counts at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// One shape.
    Shape,
    /// A range of rows of one n; progress saved for some rows serves others.
    Columns,
    /// A range of columns of one number of rows; progress saved for the same greatest n serves others.
    Rows,
}

impl EngineName {
    /// Every engine.
    pub const ALL: [EngineName; 4] = [
        EngineName::Enumerate,
        EngineName::Classes,
        EngineName::Naive,
        EngineName::Formula,
    ];

    /// The name in URLs, on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            EngineName::Enumerate => "enumerate",
            EngineName::Classes => "classes",
            EngineName::Formula => "formula",
            EngineName::Naive => "naive",
        }
    }

    /// In a sentence, how it counts and what it accepts.
    pub fn about(self) -> &'static str {
        match self {
            EngineName::Enumerate => {
                "Every reduced rectangle is counted, first column by first column: n up to 10"
            }
            EngineName::Classes => {
                "By isomorphism classes of what rows leave: n up to 10, 11 for r ≤ 5, 20 for r ≤ 3, 1000 for r ≤ 2"
            }
            EngineName::Formula => {
                "By recurrences and sums, for 2 to 6 rows: D for n up to 10000 (r ≤ 4), 4000 (5), 3000 (6); K for n up to 10000 (r = 2), 1000 (3), 200 (4), 30 (5), 12 (6)"
            }
            EngineName::Naive => {
                "Row by row, cell by cell, as a textbook does: where 10⁹ cells tried are enough"
            }
        }
    }

    /// How much it counts at once.
    pub fn takes(self) -> Takes {
        match self {
            EngineName::Enumerate | EngineName::Naive => Takes::Shape,
            EngineName::Classes => Takes::Columns,
            EngineName::Formula => Takes::Rows,
        }
    }

    /// Whether this engine accepts the shape at all, however long it takes.
    ///
    /// # Errors
    /// [`EngineError::Refused`] says what it accepts.
    pub fn accepts(self, shape: Shape) -> Result<(), EngineError> {
        let (rows, columns) = (shape.rows(), shape.columns());
        match self {
            EngineName::Enumerate => enumerate::accepts(shape),
            EngineName::Classes => classes::accepts(columns, rows..=rows).map_err(refused),
            EngineName::Formula => formula::accepts(shape),
            EngineName::Naive => naive::accepts(shape),
        }
    }

    /// Whether this engine computes K of the shape, and not D alone.
    ///
    /// # Errors
    /// [`EngineError::Refused`] says of what it does.
    pub fn accepts_total(self, shape: Shape) -> Result<(), EngineError> {
        match self {
            EngineName::Formula => formula::accepts_k(shape),
            EngineName::Enumerate | EngineName::Classes | EngineName::Naive => self.accepts(shape),
        }
    }

    /// Whether it accepts all shapes with so many columns and rows, from the least to the greatest; r goes up to n at most.
    ///
    /// # Errors
    /// As [`EngineName::accepts`], and when there is no such shape.
    pub fn accepts_all(self, columns: (u32, u32), rows: (u32, u32)) -> Result<(), EngineError> {
        if columns.0 == columns.1 && self.takes() == Takes::Columns {
            return classes::accepts(columns.0, rows.0..=rows.1).map_err(refused);
        }
        let out_of_order = columns.0 > columns.1 || rows.0 > rows.1;
        let beyond_n = rows.0 > columns.1 || columns.0 == columns.1 && rows.1 > columns.0;
        if out_of_order || rows.0 == 0 || beyond_n {
            return Err(EngineError::Refused(format!(
                "r goes from 1 to n, and {} to {} are asked for with n = {} to {}",
                rows.0, rows.1, columns.0, columns.1
            )));
        }
        shapes(columns, rows).try_for_each(|shape| self.accepts(shape))
    }

    /// The one that takes the least time, about, for one figure of the shape or all that is known, of those that compute K
    /// unless D alone is asked for; by formula only what takes the others more than two seconds, or what they do not take, then
    /// also D alone.
    ///
    /// # Errors
    /// [`EngineError::Refused`] when none takes it.
    pub fn cheapest(
        shape: Shape,
        figure: Option<Figure>,
        workers: u32,
        word_seconds: f64,
    ) -> Result<EngineName, EngineError> {
        let (columns, rows) = ([shape.columns(); 2].into(), [shape.rows(); 2].into());
        let by = |engine: EngineName| engine.estimate_all(columns, rows, figure, workers, word_seconds);
        let others = [EngineName::Enumerate, EngineName::Classes].map(|engine| (engine, by(engine)));
        let others = others
            .into_iter()
            .filter_map(|(engine, estimate)| Some((engine, estimate.ok()?)));
        let other = others.min_by(|(_, one), (_, two)| one.seconds.total_cmp(&two.seconds));
        match (other, by(EngineName::Formula)) {
            (None, Ok(_)) => Ok(EngineName::Formula),
            (None, Err(error)) if formula::accepts(shape).is_ok() => Err(error),
            (None, Err(_)) => EngineName::Classes.accepts(shape).map(|()| EngineName::Classes),
            (Some((_, other)), Ok(formula))
                if (formula.total || figure == Some(Figure::D))
                    && other.seconds > QUICK_SECONDS
                    && formula.seconds < other.seconds =>
            {
                Ok(EngineName::Formula)
            }
            (Some((engine, _)), _) => Ok(engine),
        }
    }

    /// Opens the engine for a settled request of what it takes at once, with `workers_here` workers in this memory; it may
    /// leave out what one figure does not need.
    ///
    /// # Errors
    /// [`EngineError::Refused`] when it does not take the request, or not in that memory.
    pub fn open(
        self,
        columns: RangeInclusive<u32>,
        rows: RangeInclusive<u32>,
        figure: Option<Figure>,
        how: Config,
        workers_here: usize,
        cache: &Arc<Cache>,
    ) -> Result<Box<dyn Engine>, EngineError> {
        let shape = || Shape::new(*rows.end(), *columns.end()).map_err(refused);
        Ok(match self {
            EngineName::Enumerate => Box::new(Enumerate::open(shape()?, how, workers_here, cache)?),
            EngineName::Formula => Box::new(Formula::open(*rows.end(), columns, figure, how.memory)?),
            EngineName::Classes => {
                let classes = Classes::open(*columns.end(), rows, how.memory)?;
                Box::new(match how.options.kernel {
                    Some(kernel) => classes.by(kernel),
                    None => classes,
                })
            }
            EngineName::Naive => Box::new(Naive::open(shape()?)?),
        })
    }

    /// Opens the engine for the lists of classes only that such a request needs.
    ///
    /// # Errors
    /// As [`EngineName::open`], and by an engine that has no lists.
    pub fn open_lists(
        self,
        columns: u32,
        rows: RangeInclusive<u32>,
        memory: u64,
    ) -> Result<Box<dyn Engine>, EngineError> {
        match self {
            EngineName::Classes => Ok(Box::new(Classes::open_lists(columns, rows, memory)?)),
            EngineName::Enumerate | EngineName::Formula | EngineName::Naive => Err(EngineError::Refused(
                format!("{self} has no lists of classes, which only classes has"),
            )),
        }
    }

    /// The phases of a count of one n whose units can be shared out by name, in order, by the first parts of their keys: of
    /// values, except those of degree 2, and of sums. None by an engine that takes one shape, whose only phase needs no name,
    /// and where the shapes are not accepted.
    pub fn phases_to_share(self, columns: u32, rows: RangeInclusive<u32>) -> Vec<String> {
        match self {
            EngineName::Classes if classes::accepts(columns, rows.clone()).is_ok() => {
                classes::phases_to_share(columns, rows)
            }
            EngineName::Classes | EngineName::Enumerate | EngineName::Formula | EngineName::Naive => {
                Vec::new()
            }
        }
    }

    /// Into how many parts a first column is cut when `asked` are requested.
    pub fn parts(self, asked: u32) -> u32 {
        match self {
            EngineName::Enumerate => asked.clamp(1, MOST_PARTS),
            EngineName::Classes | EngineName::Formula | EngineName::Naive => 1,
        }
    }

    /// The popcount that the options mean on this machine, raced if need be; `None` where there is nothing to choose.
    pub fn popcount(self, shape: Shape, options: &Options, cache: &Cache) -> Option<PopcountChoice> {
        match self {
            EngineName::Enumerate => settle_popcount(shape, options, cache),
            EngineName::Classes | EngineName::Formula | EngineName::Naive => None,
        }
    }

    /// The units of a count that goes first column by first column, each cut into about `parts`, in order; `None` for other
    /// engines.
    pub fn units(self, shape: Shape, parts: u32) -> Option<Vec<Unit>> {
        match self {
            EngineName::Enumerate => Some(Unit::all(shape, parts)),
            EngineName::Naive => Some(Unit::whole(shape)),
            EngineName::Classes | EngineName::Formula => None,
        }
    }

    /// Candidates for each row after the first, where the engine has lists of them.
    pub fn candidates(self, shape: Shape) -> Option<u32> {
        match self {
            EngineName::Enumerate => Some(Enumerate::second_rows(shape)),
            EngineName::Classes | EngineName::Formula | EngineName::Naive => None,
        }
    }

    /// What counting the shape would take on `workers` workers, each doing a word of bitset work in `word_seconds`.
    ///
    /// # Errors
    /// As [`EngineName::accepts`].
    pub fn estimate(self, shape: Shape, workers: u32, word_seconds: f64) -> Result<Estimate, EngineError> {
        let (rows, columns) = (shape.rows(), shape.columns());
        self.estimate_rows(columns, rows..=rows, workers, word_seconds)
    }

    /// The same for several numbers of rows of one n, which the engine takes together or one after the other; first columns
    /// and rectangles are those of the greatest.
    ///
    /// # Errors
    /// As [`EngineName::accepts`], and for several shapes of an engine that takes one.
    pub fn estimate_rows(
        self,
        columns: u32,
        rows: RangeInclusive<u32>,
        workers: u32,
        word_seconds: f64,
    ) -> Result<Estimate, EngineError> {
        let rows = (*rows.start(), *rows.end());
        self.estimate_all((columns, columns), rows, None, workers, word_seconds)
    }

    /// The same for all shapes with so many columns and rows, from the least to the greatest, and for all that is known of
    /// them or one figure.
    ///
    /// # Errors
    /// As [`EngineName::estimate_rows`], and where the figure is not computed.
    pub fn estimate_all(
        self,
        columns: (u32, u32),
        rows: (u32, u32),
        figure: Option<Figure>,
        workers: u32,
        word_seconds: f64,
    ) -> Result<Estimate, EngineError> {
        self.accepts_all(columns, rows)?;
        let several = || Err(EngineError::Refused(format!("{self} counts one shape at a time")));
        let shape = Shape::new(rows.1.min(columns.1), columns.1).map_err(refused)?;
        let workers = workers.max(1);
        let (seconds, bytes) = match self {
            EngineName::Enumerate | EngineName::Naive if columns.0 < columns.1 || rows.0 < rows.1 => {
                return several();
            }
            EngineName::Enumerate => return enumerate::estimate(shape, workers, word_seconds),
            EngineName::Naive => return naive::estimate(shape, workers, word_seconds),
            EngineName::Classes => {
                let (columns, rows) = (columns.0..=columns.1, rows.0..=rows.1);
                let taken = classes::estimate(columns, rows, workers, word_seconds).map_err(refused)?;
                (taken.seconds, taken.bytes)
            }
            EngineName::Formula => {
                let mut all = (0.0, 0);
                for r in rows.0..=rows.1 {
                    let columns = columns.0.max(r)..=columns.1;
                    if !columns.is_empty() {
                        let taken = formula::estimate(r, columns, figure, workers, word_seconds)?;
                        all = (all.0 + taken.seconds, taken.bytes.max(all.1));
                    }
                }
                all
            }
        };
        let first_columns = shape.first_columns().to_u64().unwrap_or(u64::MAX);
        let rectangles = latin_rectangles_about(shape.rows(), shape.columns()) * first_columns as f64;
        Ok(Estimate {
            shape,
            first_columns,
            // JSON has no infinity
            rectangles: rectangles.min(f64::MAX),
            total: self.accepts_total(shape).is_ok(),
            seconds,
            bytes,
        })
    }
}

/// All shapes with so many columns and rows, from the least to the greatest; r goes up to n at most.
pub fn shapes(columns: (u32, u32), rows: (u32, u32)) -> impl Iterator<Item = Shape> {
    (columns.0..=columns.1)
        .flat_map(move |n| (rows.0..=rows.1.min(n)).filter_map(move |r| Shape::new(r, n).ok()))
}

fn refused(error: impl std::fmt::Display) -> EngineError {
    EngineError::Refused(error.to_string())
}

impl std::fmt::Display for EngineName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for EngineName {
    type Err = EngineError;

    fn from_str(name: &str) -> Result<Self, EngineError> {
        EngineName::ALL
            .into_iter()
            .find(|engine| engine.name() == name)
            .ok_or_else(|| {
                let names = EngineName::ALL.map(EngineName::name).join(", ");
                EngineError::Refused(format!("there is no engine {name:?}; there are: {names}"))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_are_found_by_name() {
        for engine in EngineName::ALL {
            assert_eq!(engine.name().parse(), Ok(engine));
            assert_eq!(
                serde_json::to_string(&engine).unwrap(),
                format!("{:?}", engine.name())
            );
        }
        assert_eq!(
            "x".parse::<EngineName>().unwrap_err().to_string(),
            "there is no engine \"x\"; there are: enumerate, classes, naive, formula"
        );
    }

    #[test]
    fn the_cheapest_engine_is_one_that_gives_the_figure() {
        let cheapest =
            |r, n, figure| EngineName::cheapest(Shape::new(r, n).unwrap(), figure, 2, 0.3e-9).map_err(drop);
        for (r, n, engine) in [
            (5, 5, EngineName::Enumerate),
            (7, 9, EngineName::Classes),
            (9, 10, EngineName::Classes),
            (4, 11, EngineName::Classes),
            (5, 11, EngineName::Formula),
            (3, 21, EngineName::Formula),
            (4, 200, EngineName::Formula),
            (2, 1000, EngineName::Classes),
            (2, 1001, EngineName::Formula),
            (6, 13, EngineName::Formula),
        ] {
            assert_eq!(cheapest(r, n, None), Ok(engine), "{r} × {n}");
        }
        assert_eq!(cheapest(6, 13, Some(Figure::D)), Ok(EngineName::Formula));
        for (r, n, figure) in [(6, 13, Some(Figure::K)), (12, 12, None), (7, 11, Some(Figure::D))] {
            assert!(cheapest(r, n, figure).is_err(), "{r} × {n}");
        }
    }

    #[test]
    fn an_engine_estimates_what_it_accepts() {
        for engine in EngineName::ALL {
            for (r, n) in (1..=12).flat_map(|n| (1..=n).map(move |r| (r, n))).chain([
                (2, 1000),
                (3, 21),
                (4, 60),
                (5, 40),
                (6, 13),
                (6, 3000),
                (6, 3001),
            ]) {
                let shape = Shape::new(r, n).unwrap();
                let (accepts, estimate) = (engine.accepts(shape), engine.estimate(shape, 2, 1e-9));
                assert_eq!(accepts, estimate.map(|_| ()), "{shape} by {engine}");
                if let Ok(estimate) = engine.estimate(shape, 2, 1e-9) {
                    assert!(
                        estimate.rectangles.is_finite() && estimate.seconds > 0.0,
                        "{shape} by {engine}"
                    );
                }
            }
        }
    }
}
