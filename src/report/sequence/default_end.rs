//! Where a sequence ends that is asked for without an end.

use super::kind::{Fixed, Sequence};
use super::parts::parts;
use super::reach::{allowed, engine, most_columns, most_rows};
use crate::engine::Figure;
use crate::engine::seam::EngineError;

/// So long its terms take together, at most, about.
const SECONDS: f64 = 1.0;
/// So many digits a term has, at most, about, as in a b-file.
const DIGITS: f64 = 1000.0;
/// So many terms there are, at most.
const TERMS: u32 = 1000;

/// The same sequence up to the last term that keeps to these limits, or the first term that is counted.
///
/// # Errors
/// [`EngineError::Refused`] where no engine counts any of its terms.
pub fn default_end(sequence: &Sequence, workers: u32, word_seconds: f64) -> Result<Sequence, EngineError> {
    let (fixed, figure, from) = (sequence.fixed(), sequence.figure(), sequence.from());
    let most = match fixed {
        Fixed::Rows(rows) => most_columns(rows, figure).unwrap_or(0),
        Fixed::Columns(columns) => columns.min(most_rows()),
    };
    let most = most.min(from.saturating_add(TERMS - 1));
    let counted = |at: &u32| engine(fixed, *at, figure).is_some();
    let first = (from..=most).find(counted);
    let last = (from..=most).rev().find(counted);
    let (Some(first), Some(last)) = (first, last) else {
        return Err(EngineError::Refused(format!(
            "no engine counts {} from {} = {from} on: {}",
            sequence.name(),
            fixed.index(),
            allowed(figure)
        )));
    };
    // both grow with the end
    let (mut fits, mut beyond) = (first, last + 1);
    while fits + 1 < beyond {
        let to = fits + (beyond - fits) / 2;
        let of_parts = parts(&Sequence::new(fixed, figure, from, to)?, workers, word_seconds)?;
        let seconds: f64 = of_parts.iter().map(|part| part.seconds).sum();
        if seconds <= SECONDS && digits_about(fixed, to, figure) <= DIGITS {
            fits = to;
        } else {
            beyond = to;
        }
    }
    // between counted terms of a column there may be others
    let to = (first..=fits).rev().find(counted).unwrap_or(first);
    Sequence::new(fixed, figure, from, to)
}

/// Digits of a term, about. A column of the triangle has so few terms that they may be long.
fn digits_about(fixed: Fixed, at: u32, figure: Figure) -> f64 {
    let Fixed::Rows(rows) = fixed else { return 0.0 };
    let factorial: f64 = (1..=at).map(|i| f64::from(i).log10()).sum();
    let rows = f64::from(rows);
    match figure {
        // K(r,n) is about n!^(r−1)·e^(−r(r−1)/2)
        Figure::K | Figure::KPositive | Figure::KNegative | Figure::R => (rows - 1.0) * factorial,
        // |D(r,n)| seems to be about n^(⌊r/2⌋²)·n!^⌊(r−1)/2⌋
        Figure::D => {
            let half = (rows / 2.0).floor();
            half * half * f64::from(at).log10() + ((rows - 1.0) / 2.0).floor() * factorial
        }
    }
}
