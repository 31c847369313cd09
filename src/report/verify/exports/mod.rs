//! Answers in files that are no JSON: CSV, LaTeX and b-files, as the command and the page export them.

mod bfile;
mod csv;
mod latex;
#[cfg(test)]
mod tests;

use num_bigint::{BigInt, BigUint};

use super::answer_file::{AnswerFile, Kind, StatedAnswer, number, shape};
use super::figures::StatedFigures;
use crate::engine::{EngineName, Figure};
use crate::latin::Shape;
use crate::report::Fixed;

/// The answers in a text, if it is such a file; `bfile` says of which sequence a b-file is.
///
/// # Errors
/// Why it cannot be read, as the end of a sentence.
pub fn read(text: &str, bfile: Option<(Fixed, Figure)>) -> Option<Result<AnswerFile, String>> {
    if bfile::is_one(text) {
        return Some(bfile::read(text, bfile));
    }
    let read = csv::read(text).or_else(|| latex::read(text))?;
    Some(match bfile {
        Some(_) => Err("rows or columns are given with a b-file only, and it is none".to_owned()),
        None => read,
    })
}

/// A file with these answers, which has one at least.
fn file(words: &'static str, answers: Vec<StatedAnswer>) -> Result<AnswerFile, String> {
    if answers.is_empty() {
        return Err(format!("it is {words}, and has no count"));
    }
    Ok(AnswerFile {
        kind: Kind::Export(words),
        answers,
        levels: Vec::new(),
    })
}

/// An error in a line.
fn at(line: u64) -> impl Fn(String) -> String {
    move |why| format!("line {line}: {why}")
}

/// What a line states of a shape; no figures yet.
fn answer(shape: Shape, line: u64) -> StatedAnswer {
    StatedAnswer {
        figures: StatedFigures {
            shape,
            total: None,
            positive: None,
            negative: None,
            difference: None,
            reduced: None,
            all: None,
        },
        line: Some(line),
        engine: None,
        version: None,
        date: None,
        kernel: None,
        workers: None,
        elapsed_seconds: None,
        first_columns: None,
        per_column: None,
        checked: None,
        contradicted_by: None,
    }
}

/// What a line states of a term.
fn term(
    (rows, columns): (u32, u32),
    figure: Figure,
    value: &str,
    engine: Option<EngineName>,
    line: u64,
) -> Result<StatedAnswer, String> {
    let mut answer = answer(shape(rows, columns)?, line);
    answer.engine = engine;
    let figures = &mut answer.figures;
    let whole = || number::<BigUint>(value).map(Some);
    match figure {
        Figure::K => figures.total = whole()?,
        Figure::KPositive => figures.positive = whole()?,
        Figure::KNegative => figures.negative = whole()?,
        Figure::D => figures.difference = number::<BigInt>(value).map(Some)?,
        Figure::R => figures.reduced = whole()?,
    }
    Ok(answer)
}
