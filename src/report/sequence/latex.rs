//! A sequence as a table in LaTeX.

use std::io::{self, Write};

use super::kind::{Fixed, Sequence};
use super::parts::UnknownTerms;
use super::term::Term;
use crate::engine::Figure;
use crate::latin::count::grouped;
use crate::latin::parity::SIGN;

/// What stands between groups of three digits.
const GROUP: &str = "\\group ";
const MINUS: &str = "$-$";

fn letter(figure: Figure) -> &'static str {
    match figure {
        Figure::KPositive => "K^{+}",
        Figure::KNegative => "K^{-}",
        Figure::K => "K",
        Figure::D => "D",
        Figure::R => "R",
    }
}

fn name(fixed: Fixed, figure: Figure) -> String {
    let letter = letter(figure);
    match fixed {
        Fixed::Rows(rows) => format!("{letter}({rows},n)"),
        Fixed::Columns(columns) => format!("{letter}(r,{columns})"),
    }
}

/// What is fixed and which figure, by the head of a table that is written here; `None` where it is none.
pub fn of_head(line: &str) -> Option<(Fixed, Figure)> {
    let (index, head) = line.strip_suffix("$ \\\\")?.split_once("$ & $")?;
    let number = head.trim_matches(|letter: char| !letter.is_ascii_digit());
    let number = number.parse().ok()?;
    let fixed = [Fixed::Rows(number), Fixed::Columns(number)];
    let fixed = fixed
        .into_iter()
        .find(|fixed| index == format!("${}", fixed.index()))?;
    let figure = Figure::ALL
        .into_iter()
        .find(|&figure| head == name(fixed, figure))?;
    Some((fixed, figure))
}

/// n or r, and the digits, of a line with a term as it is written here; `None` where it is none.
pub fn of_term(line: &str) -> Option<(&str, String)> {
    let (at, value) = line.strip_suffix(" \\\\")?.split_once(" & ")?;
    Some((at, value.replace(GROUP, "").replace(MINUS, "-")))
}

pub fn begin(sequence: &Sequence, out: &mut dyn Write) -> io::Result<()> {
    let name = name(sequence.fixed(), sequence.figure());
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
    let value = grouped(&term.value).replace(',', GROUP).replace('-', MINUS);
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
