//! From a sequence as it is asked for to the counts that give its terms.

use serde::{Deserialize, Serialize};

use super::default_end::default_end;
use super::kind::{Fixed, Sequence};
use super::parts::{SequencePart, UnknownTerms, parts, unknown};
use super::reach::allowed;
use crate::engine::Figure;
use crate::engine::seam::EngineError;

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
