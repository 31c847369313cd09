//! A sequence as a table in LaTeX.

use std::io::{self, Write};

use super::kind::{Fixed, Sequence};
use super::parts::UnknownTerms;
use super::term::Term;
use crate::engine::Figure;
use crate::latin::count::grouped;
use crate::latin::parity::SIGN;

pub fn begin(sequence: &Sequence, out: &mut dyn Write) -> io::Result<()> {
    let figure = match sequence.figure() {
        Figure::KPositive => "K^{+}",
        Figure::KNegative => "K^{-}",
        Figure::K => "K",
        Figure::D => "D",
        Figure::R => "R",
    };
    let name = match sequence.fixed() {
        Fixed::Rows(rows) => format!("{figure}({rows},n)"),
        Fixed::Columns(columns) => format!("{figure}(r,{columns})"),
    };
    writeln!(
        out,
        "% {sequence}; it needs the packages array and longtable.\n\
         % Long figures are broken at \\group, between groups of three digits.\n\
         \\begingroup\\def\\group{{\\,\\allowbreak}}\n\
         \\begin{{longtable}}{{r>{{\\raggedright\\arraybackslash}}p{{0.8\\linewidth}}}}\n\
         \\hline\n\
         ${}$ & ${name}$ \\\\\n\
         \\hline\n\
         \\endhead",
        sequence.fixed().index()
    )
}

pub fn term(term: &Term, out: &mut dyn Write) -> io::Result<()> {
    let value = grouped(&term.value).replace(',', "\\group ").replace('-', "$-$");
    writeln!(out, "{} & {value} \\\\", term.at)
}

pub fn end(sequence: &Sequence, unknown: &[UnknownTerms], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\\hline\n\\end{{longtable}}")?;
    let notes = unknown
        .iter()
        .map(|terms| format!("Not known: {}.", terms.sentence(sequence.fixed())));
    let sign = sequence
        .figure()
        .needs_difference()
        .then(|| SIGN.replace("+1", "$+1$").replace("-1", "$-1$"));
    for note in sign.into_iter().chain(notes) {
        writeln!(out, "\\par{{\\footnotesize {note}\\par}}")?;
    }
    writeln!(out, "\\endgroup")
}
