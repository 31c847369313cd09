//! What is to be counted, and how.

use std::fmt;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::enumerate::{Options, PopcountChoice, Sharing};
use super::estimate::Estimate;
use super::figure::Figure;
use super::list::{EngineName, Takes, shapes};
use super::seam::EngineError;
use crate::latin::Shape;
use crate::run::Schedule;

/// All shapes r × n with n in `columns` and r in `rows`, r ≤ n, and how they are to be counted. A session
/// settles it ([`Session::settle`](crate::count::Session::settle)): the same type with every choice made, which goes to
/// remote workers as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    pub engine: EngineName,
    /// The least and the greatest number of columns.
    pub columns: (u32, u32),
    /// The least and the greatest number of rows.
    pub rows: (u32, u32),
    /// The only figure that is asked for; `None` for all that is known. An engine may leave out what it is not needed for.
    pub figure: Option<Figure>,
    /// Into how many parts every first column is cut; `None` leaves it to the session.
    pub parts: Option<u32>,
    /// Whether units are to be cut so that an interruption costs little, the same on every machine.
    pub saved: bool,
    /// `None` takes the one that suits the number of first columns.
    pub schedule: Option<Schedule>,
    pub sharing: Sharing,
    pub options: Options,
    /// The popcount that the options mean on this machine; `None` where there is nothing to choose.
    pub popcount: Option<PopcountChoice>,
    /// Bytes that may be held.
    pub memory: u64,
    /// Whether only the lists of classes are made that the count needs, all of whose outputs are saved.
    pub lists_only: bool,
}

impl Request {
    /// Those shapes, counted by that engine with default options.
    pub fn new(engine: EngineName, columns: (u32, u32), rows: (u32, u32)) -> Self {
        Request {
            engine,
            columns,
            rows,
            figure: None,
            parts: None,
            saved: false,
            schedule: None,
            sharing: Sharing::default(),
            options: Options::default(),
            popcount: None,
            memory: u64::MAX,
            lists_only: false,
        }
    }

    /// The shape, counted by that engine with default options.
    pub fn of(shape: Shape, engine: EngineName) -> Self {
        let (rows, columns) = (shape.rows(), shape.columns());
        Self::new(engine, (columns, columns), (rows, rows))
    }

    /// Every r in `rows` for n columns, by classes.
    pub fn by_classes(columns: u32, rows: RangeInclusive<u32>) -> Self {
        Self::new(
            EngineName::Classes,
            (columns, columns),
            (*rows.start(), *rows.end()),
        )
    }

    /// The shapes, by columns and rows.
    pub fn shapes(&self) -> impl Iterator<Item = Shape> {
        shapes(self.columns, self.rows)
    }

    /// The shape, if it is one.
    pub fn shape(&self) -> Option<Shape> {
        let mut shapes = self.shapes();
        shapes.next().filter(|_| shapes.next().is_none())
    }

    /// The same for one of its shapes only.
    pub fn only(&self, shape: Shape) -> Self {
        let (rows, columns) = (shape.rows(), shape.columns());
        Request {
            columns: (columns, columns),
            rows: (rows, rows),
            ..self.clone()
        }
    }

    /// What it would take on `workers` workers, each doing a word of bitset work in `word_seconds`.
    ///
    /// # Errors
    /// [`EngineError::Refused`] when the engine does not take it.
    pub fn estimate(&self, workers: u32, word_seconds: f64) -> Result<Estimate, EngineError> {
        let Request {
            engine,
            columns,
            rows,
            figure,
            ..
        } = *self;
        engine.estimate_all(columns, rows, figure, workers, word_seconds)
    }

    /// Whether saved progress of the other request serves this one: the engine is the same, and what it takes at once: the
    /// shape, the columns, or the rows with the greatest number of columns.
    pub fn fits(&self, other: &Request) -> bool {
        let same_rows = self.rows == other.rows;
        self.engine == other.engine
            && match self.engine.takes() {
                Takes::Shape => same_rows && self.columns == other.columns,
                Takes::Columns => self.columns == other.columns,
                Takes::Rows => same_rows && self.columns.1 == other.columns.1,
            }
    }

    /// The same with the columns and rows of another request too.
    pub fn spanning(&self, other: &Request) -> Self {
        let span = |one: (u32, u32), two: (u32, u32)| (one.0.min(two.0), one.1.max(two.1));
        Request {
            columns: span(self.columns, other.columns),
            rows: span(self.rows, other.rows),
            ..self.clone()
        }
    }
}

/// For example "5 × 8 by enumerate", "n = 9 by classes" or "4 rows of 4 to 60 columns by formula".
impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (columns, rows, engine) = (self.columns, self.rows, self.engine);
        match (engine.takes(), self.shape()) {
            (Takes::Shape | Takes::Rows, Some(shape)) => write!(f, "{shape} by {engine}"),
            (Takes::Columns, _) if columns.0 == columns.1 => write!(f, "n = {} by {engine}", columns.0),
            (Takes::Rows, None) if rows.0 == rows.1 => write!(
                f,
                "{} rows of {} to {} columns by {engine}",
                rows.0, columns.0, columns.1
            ),
            _ => write!(
                f,
                "{} to {} rows of {} to {} columns by {engine}",
                rows.0, rows.1, columns.0, columns.1
            ),
        }
    }
}
