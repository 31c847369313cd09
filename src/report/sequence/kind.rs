//! What a sequence is: its figure, what is fixed, and where it begins and ends.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::engine::Figure;
use crate::engine::seam::EngineError;

/// What is fixed in a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Fixed {
    /// The number r of rows: the terms are those of n = r, r + 1, …
    Rows(u32),
    /// The number n of columns: the terms are those of r = 1 to n, a column of the triangle.
    Columns(u32),
}

impl Fixed {
    /// The letter of what goes from term to term.
    pub fn index(self) -> &'static str {
        match self {
            Fixed::Rows(_) => "n",
            Fixed::Columns(_) => "r",
        }
    }

    /// The least n or r.
    pub fn first(self) -> u32 {
        match self {
            Fixed::Rows(rows) => rows,
            Fixed::Columns(_) => 1,
        }
    }

    /// r and n of a term.
    pub fn shape_at(self, at: u32) -> (u32, u32) {
        match self {
            Fixed::Rows(rows) => (rows, at),
            Fixed::Columns(columns) => (at, columns),
        }
    }
}

/// A figure of every n or r from `from` to `to`, which is at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(try_from = "UncheckedSequence")]
pub struct Sequence {
    fixed: Fixed,
    figure: Figure,
    from: u32,
    to: u32,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "types", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct UncheckedSequence {
    fixed: Fixed,
    figure: Figure,
    from: u32,
    to: u32,
}

impl TryFrom<UncheckedSequence> for Sequence {
    type Error = EngineError;

    fn try_from(sequence: UncheckedSequence) -> Result<Self, EngineError> {
        Sequence::new(sequence.fixed, sequence.figure, sequence.from, sequence.to)
    }
}

impl Sequence {
    /// The figure of every n or r from `from` to `to`.
    ///
    /// # Errors
    /// [`EngineError::Refused`] says what is allowed: 1 ≤ r ≤ n, and `from` ≤ `to`.
    pub fn new(fixed: Fixed, figure: Figure, from: u32, to: u32) -> Result<Self, EngineError> {
        let refused = |sentence: String| Err(EngineError::Refused(sentence));
        match fixed {
            Fixed::Rows(0) => return refused("rows r = 0 is too small: r goes from 1 to n".to_owned()),
            Fixed::Columns(0) => return refused("columns n = 0 is too small: r goes from 1 to n".to_owned()),
            Fixed::Rows(rows) if from < rows => {
                return refused(format!(
                    "n = {from} is too small: with {rows} rows n goes from {rows} on"
                ));
            }
            Fixed::Columns(columns) if from == 0 || to > columns => {
                let wrong = if from == 0 { from } else { to };
                return refused(format!(
                    "r = {wrong} is not possible: with {columns} columns r goes from 1 to {columns}"
                ));
            }
            Fixed::Rows(_) | Fixed::Columns(_) => {}
        }
        if from > to {
            let index = fixed.index();
            return refused(format!(
                "{index} goes from the first to the last, and {from} to {to} are asked for"
            ));
        }
        Ok(Sequence {
            fixed,
            figure,
            from,
            to,
        })
    }

    /// What is fixed.
    pub fn fixed(&self) -> Fixed {
        self.fixed
    }

    /// Of which the terms are.
    pub fn figure(&self) -> Figure {
        self.figure
    }

    /// n or r of the first term.
    pub fn from(&self) -> u32 {
        self.from
    }

    /// n or r of the last term.
    pub fn to(&self) -> u32 {
        self.to
    }

    /// For example "D(4,n)" or "K(r,9)".
    pub fn name(&self) -> String {
        match self.fixed {
            Fixed::Rows(rows) => format!("{}({rows},n)", self.figure),
            Fixed::Columns(columns) => format!("{}(r,{columns})", self.figure),
        }
    }

    /// The name of a term, for example "D(4,60)".
    pub fn name_at(&self, at: u32) -> String {
        let (rows, columns) = self.fixed.shape_at(at);
        format!("{}({rows},{columns})", self.figure)
    }

    /// What its figure is.
    pub fn figure_words(&self) -> &'static str {
        match self.figure {
            Figure::K => "normalised Latin rectangles, whose first row is 1 2 … n",
            Figure::KPositive => "even normalised Latin rectangles, whose first row is 1 2 … n",
            Figure::KNegative => "odd normalised Latin rectangles, whose first row is 1 2 … n",
            Figure::D => "even minus odd normalised Latin rectangles, whose first row is 1 2 … n",
            Figure::R => "reduced Latin rectangles, whose first row is 1 2 … n and first column 1 2 … r",
        }
    }
}

/// For example "D(4,n), n = 4 to 60".
impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let range = range(self.fixed, self.from, self.to);
        write!(f, "{}, {range}", self.name())
    }
}

/// For example "n = 4 to 60" or "r = 2".
pub fn range(fixed: Fixed, from: u32, to: u32) -> String {
    let index = fixed.index();
    if from == to {
        format!("{index} = {from}")
    } else {
        format!("{index} = {from} to {to}")
    }
}
