//! A sequence as JSON, a term a line.

use std::io::{self, Write};

use serde::Serialize;

use super::kind::Sequence;
use super::parts::UnknownTerms;
use super::term::Term;
use crate::latin::parity::SIGN;

/// A sequence with its terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(schemars::JsonSchema))]
pub struct SequenceReport {
    #[serde(flatten)]
    pub sequence: Sequence,
    /// In words.
    pub sign: &'static str,
    /// Those that are known, in order.
    pub terms: Vec<Term>,
    pub unknown: Vec<UnknownTerms>,
}

pub fn begin(sequence: &Sequence, out: &mut dyn Write) -> io::Result<()> {
    let empty = SequenceReport {
        sequence: *sequence,
        sign: SIGN,
        terms: Vec::new(),
        unknown: Vec::new(),
    };
    let text = serde_json::to_string(&empty)?;
    let (head, _) = text.split_once("[]").expect("the terms are the first list");
    write!(out, "{head}[")
}

pub fn term(term: &Term, is_first: bool, out: &mut dyn Write) -> io::Result<()> {
    let comma = if is_first { "" } else { "," };
    write!(out, "{comma}\n{}", serde_json::to_string(term)?)
}

pub fn end(unknown: &[UnknownTerms], out: &mut dyn Write) -> io::Result<()> {
    let unknown = serde_json::to_string(unknown)?;
    writeln!(out, "\n],\"unknown\":{unknown}}}")
}
