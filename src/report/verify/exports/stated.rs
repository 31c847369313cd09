//! What a line of an export states.

use num_bigint::{BigInt, BigUint};

use crate::engine::{EngineName, Figure};
use crate::latin::Shape;
use crate::report::verify::answer_file::{AnswerFile, Kind, StatedAnswer, number, shape};
use crate::report::verify::figures::StatedFigures;

/// A file with these answers.
///
/// # Errors
/// That it has none, as the end of a sentence.
pub fn file(words: &'static str, answers: Vec<StatedAnswer>) -> Result<AnswerFile, String> {
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
pub fn at(line: u64) -> impl Fn(String) -> String {
    move |why| format!("line {line}: {why}")
}

/// What is stated of a shape, in a line of the file if it has lines; no figures yet.
pub fn answer(shape: Shape, line: Option<u64>) -> StatedAnswer {
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
        line,
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

/// What is stated of a term.
pub fn term(
    (rows, columns): (u32, u32),
    figure: Figure,
    value: &str,
    engine: Option<EngineName>,
    line: Option<u64>,
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
