//! A sequence as CSV.

use std::io::{self, Write};

use super::kind::Sequence;
use super::term::Term;
use crate::report::csv_heads::TERMS;

pub fn begin(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", TERMS.join(","))
}

/// No field has a comma or a quote.
pub fn term(sequence: &Sequence, term: &Term, out: &mut dyn Write) -> io::Result<()> {
    let (rows, columns) = sequence.fixed().shape_at(term.at);
    writeln!(
        out,
        "{rows},{columns},{},{},{}",
        sequence.figure(),
        term.value,
        term.engine
    )
}
