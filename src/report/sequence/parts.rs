//! The counts that give the terms of a sequence, and the terms that none gives.

use serde::{Deserialize, Serialize};

use super::kind::{Fixed, Sequence, range};
use super::reach::{allowed, engine, most_columns, most_rows};
use crate::count::Request;
use crate::engine::seam::EngineError;
use crate::engine::{EngineName, Figure};
use crate::latin::count::grouped;

/// A count that gives terms of a sequence: all shapes with so many columns and rows, from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SequencePart {
    pub engine: EngineName,
    pub columns: (u32, u32),
    pub rows: (u32, u32),
    pub figure: Figure,
    /// About, on the workers that were asked for.
    pub seconds: f64,
}

/// Terms that no engine counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnknownTerms {
    /// The first n or r.
    pub from: u32,
    /// The last n or r.
    pub to: u32,
    /// In a clause, for example "K(6,n) is counted for n up to 12".
    pub why: String,
}

impl SequencePart {
    /// The request for the library.
    #[inline]
    pub fn request(&self) -> Request {
        Request {
            figure: Some(self.figure),
            ..Request::new(self.engine, self.columns, self.rows)
        }
    }
}

/// The counts that give what is counted of a sequence.
///
/// # Errors
/// When an engine does not take what it should.
pub fn parts(sequence: &Sequence, workers: u32, word_seconds: f64) -> Result<Vec<SequencePart>, EngineError> {
    let fixed = sequence.fixed();
    let mut runs: Vec<(EngineName, u32, u32)> = Vec::new();
    for at in sequence.from()..=last_counted(sequence) {
        let Some(engine) = engine(fixed, at, sequence.figure()) else {
            continue;
        };
        match runs.last_mut() {
            Some((before, _, to)) if *before == engine && *to + 1 == at => *to = at,
            _ => runs.push((engine, at, at)),
        }
    }
    let parts = runs.into_iter().map(|(engine, from, to)| {
        let (rows, columns) = match fixed {
            Fixed::Rows(rows) => ((rows, rows), (from, to)),
            Fixed::Columns(columns) => ((from, to), (columns, columns)),
        };
        let figure = sequence.figure();
        let estimate = engine.estimate_all(columns, rows, Some(figure), workers, word_seconds)?;
        Ok(SequencePart {
            engine,
            columns,
            rows,
            figure,
            seconds: estimate.seconds,
        })
    });
    parts.collect()
}

/// The last term that may be counted, if any.
fn last_counted(sequence: &Sequence) -> u32 {
    let most = match sequence.fixed() {
        Fixed::Rows(rows) => most_columns(rows, sequence.figure()).unwrap_or(0),
        Fixed::Columns(_) => most_rows(),
    };
    sequence.to().min(most)
}

/// The terms that no engine counts.
pub fn unknown(sequence: &Sequence) -> Vec<UnknownTerms> {
    let (fixed, figure) = (sequence.fixed(), sequence.figure());
    let why = || match fixed {
        Fixed::Rows(rows) => match most_columns(rows, figure) {
            Some(columns) => format!("{} is counted for n up to {}", sequence.name(), grouped(&columns)),
            None => allowed(figure),
        },
        Fixed::Columns(_) => allowed(figure),
    };
    let last = last_counted(sequence);
    let mut all: Vec<(u32, u32)> = Vec::new();
    let mut add = |from: u32, to: u32| match all.last_mut() {
        Some((_, before)) if *before + 1 == from => *before = to,
        _ => all.push((from, to)),
    };
    for at in sequence.from()..=last {
        if engine(fixed, at, figure).is_none() {
            add(at, at);
        }
    }
    let beyond = sequence.from().max(last.saturating_add(1));
    if beyond <= sequence.to() {
        add(beyond, sequence.to());
    }
    let terms = all
        .into_iter()
        .map(|(from, to)| UnknownTerms { from, to, why: why() });
    terms.collect()
}

impl UnknownTerms {
    /// For example "n = 13 to 15: K(6,n) is counted for n up to 12".
    pub fn sentence(&self, fixed: Fixed) -> String {
        format!("{}: {}", range(fixed, self.from, self.to), self.why)
    }
}
