//! A sequence as a table for people.

use std::io::{self, Write};

use super::kind::Sequence;
use super::parts::UnknownTerms;
use super::term::Term;
use crate::engine::{EngineName, Figure};
use crate::latin::count::grouped;
use crate::latin::parity::SIGN;

pub fn begin(sequence: &Sequence, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{sequence}, exactly: {}", sequence.figure_words())?;
    if sequence.figure().needs_difference() {
        writeln!(out, "{SIGN}")?;
    }
    line(
        sequence,
        sequence.fixed().index(),
        "engine",
        &sequence.name(),
        out,
    )
}

pub fn term(sequence: &Sequence, term: &Term, out: &mut dyn Write) -> io::Result<()> {
    let value = grouped(&term.value);
    let is_positive = !term.value.starts_with('-') && term.value != "0";
    let sign = if sequence.figure() == Figure::D && is_positive {
        "+"
    } else {
        ""
    };
    line(
        sequence,
        &term.at.to_string(),
        term.engine.name(),
        &format!("{sign}{value}"),
        out,
    )
}

pub fn end(sequence: &Sequence, unknown: &[UnknownTerms], out: &mut dyn Write) -> io::Result<()> {
    unknown
        .iter()
        .try_for_each(|terms| writeln!(out, "not known: {}", terms.sentence(sequence.fixed())))
}

/// Figures begin at the same place; they are too long to end there.
fn line(sequence: &Sequence, at: &str, engine: &str, value: &str, out: &mut dyn Write) -> io::Result<()> {
    let width = sequence.to().to_string().len();
    let engines = EngineName::ALL.map(|engine| engine.name().len());
    let wide = engines.into_iter().max().unwrap_or(0);
    writeln!(out, "  {at:>width$}  {engine:wide$}  {value}")
}
