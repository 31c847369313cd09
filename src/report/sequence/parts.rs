//! The counts that give the terms of a sequence.

use serde::{Deserialize, Serialize};

use super::default_end::default_end;
use super::kind::{Fixed, Sequence, range};
use super::reach::{allowed, engine, most_columns, most_rows};
use crate::count::Request;
use crate::engine::seam::EngineError;
use crate::engine::{EngineName, Figure};
use crate::latin::count::grouped;

/// A sequence as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct SequenceRequest {
    pub fixed: Fixed,
    pub figure: Figure,
    /// The first n or r; `null` for the least.
    pub from: Option<u32>,
    /// The last n or r; `null` for as far as about a second goes, at most to terms of 1,000 digits and to 1,000 terms.
    pub to: Option<u32>,
}

/// A sequence, the counts that give its terms, and the terms that none gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SequencePlan {
    pub sequence: Sequence,
    /// In order of their terms, one at least.
    pub parts: Vec<SequencePart>,
    pub unknown: Vec<UnknownTerms>,
    /// Of all parts together, about.
    pub seconds: f64,
}

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

impl SequenceRequest {
    /// The sequence with its ends settled, and its parts on so many workers, each doing a word of bitset work in
    /// `word_seconds`.
    ///
    /// # Errors
    /// [`EngineError::Refused`] says what is allowed, where there is no such sequence or no engine counts any of its terms.
    pub fn plan(self, workers: u32, word_seconds: f64) -> Result<SequencePlan, EngineError> {
        let SequenceRequest { fixed, figure, .. } = self;
        let from = self.from.unwrap_or(fixed.first());
        // what is wrong without an end is said first
        let to = self.to.unwrap_or(from);
        let asked = Sequence::new(fixed, figure, from, to)?;
        let all = match self.to {
            Some(_) => asked,
            None => default_end(&asked, workers, word_seconds)?,
        };
        let parts = parts(&all, workers, word_seconds)?;
        if parts.is_empty() {
            return Err(EngineError::Refused(format!(
                "no engine counts {all}: {}",
                allowed(figure)
            )));
        }
        Ok(SequencePlan {
            sequence: all,
            seconds: parts.iter().map(|part| part.seconds).sum(),
            unknown: unknown(&all),
            parts,
        })
    }
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
fn unknown(sequence: &Sequence) -> Vec<UnknownTerms> {
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
