//! Sequences: which counts give their terms, and their files.

use latin_rectangles::engine::{EngineName, Figure, enumerate};
use latin_rectangles::report::{
    Fixed, Sequence, SequenceFile, SequenceFormat, SequenceRequest, Term, UnknownTerms,
};
use num_bigint::BigInt;
use pyo3::prelude::*;

use super::failure::{Failure, refused};
use super::request::{MEASURE_SECONDS, whole_number, workers};

/// A count that gives terms: engine, the least and the greatest n, the same of r, and about how many seconds it takes.
type Part = (&'static str, (u32, u32), (u32, u32), f64);

/// Terms that no engine counts: the first, the last, and why.
type Unknown = (u32, u32, String);

/// The first and the last n or r of a sequence, the counts that give its terms, and the terms that none gives.
#[pyfunction]
pub fn sequence_plan(
    py: Python<'_>,
    rows: Option<&Bound<'_, PyAny>>,
    columns: Option<&Bound<'_, PyAny>>,
    figure: &str,
    start: Option<&Bound<'_, PyAny>>,
    to: Option<&Bound<'_, PyAny>>,
    workers: Option<&Bound<'_, PyAny>>,
) -> Result<(u32, u32, Vec<Part>, Vec<Unknown>), Failure> {
    let fixed = fixed(number("rows", rows)?, number("columns", columns)?)?;
    let request = SequenceRequest {
        fixed,
        figure: figure.parse()?,
        from: number("start", start)?,
        to: number("to", to)?,
    };
    let workers = self::workers(workers)?;
    py.detach(|| {
        let plan = request.plan(workers, enumerate::measure_word_seconds(None, MEASURE_SECONDS))?;
        let parts = plan.parts.iter().map(|part| {
            let engine: EngineName = part.engine;
            (engine.name(), part.columns, part.rows, part.seconds)
        });
        let unknown = plan.unknown.iter();
        let unknown = unknown.map(|terms| (terms.from, terms.to, terms.why.clone()));
        Ok((
            plan.sequence.from(),
            plan.sequence.to(),
            parts.collect(),
            unknown.collect(),
        ))
    })
}

/// The text of a file with these terms, each n or r, its value and its engine; and why the file ends early, if it does.
#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "they are a sequence and its file")]
pub fn sequence_file(
    py: Python<'_>,
    rows: Option<u32>,
    columns: Option<u32>,
    figure: &str,
    ends: (u32, u32),
    unknown: Vec<Unknown>,
    terms: Vec<(u32, BigInt, String)>,
    format: &str,
) -> Result<(String, Option<String>), Failure> {
    let figure: Figure = figure.parse()?;
    let format: SequenceFormat = format.parse()?;
    let sequence = Sequence::new(fixed(rows, columns)?, figure, ends.0, ends.1)?;
    let unknown = unknown
        .into_iter()
        .map(|(from, to, why)| UnknownTerms { from, to, why });
    let mut file = SequenceFile::new(sequence, unknown.collect(), format);
    py.detach(|| {
        let mut out = Vec::new();
        for (at, value, engine) in terms {
            let term = Term {
                at,
                value: value.to_string(),
                engine: engine.parse()?,
            };
            file.add(&term, &mut out).map_err(PyErr::from)?;
        }
        file.end(&mut out).map_err(PyErr::from)?;
        let text = String::from_utf8(out).expect("all that is written is text");
        Ok((text, file.ended().map(str::to_owned)))
    })
}

fn fixed(rows: Option<u32>, columns: Option<u32>) -> Result<Fixed, Failure> {
    match (rows, columns) {
        (Some(rows), None) => Ok(Fixed::Rows(rows)),
        (None, Some(columns)) => Ok(Fixed::Columns(columns)),
        _ => Err(refused(
            "either rows or columns is wanted, the one that is the same for all terms",
        )),
    }
}

fn number(name: &str, given: Option<&Bound<'_, PyAny>>) -> Result<Option<u32>, Failure> {
    let Some(given) = given else { return Ok(None) };
    match whole_number(name, given)? {
        Some(number) => Ok(Some(number)),
        None => Err(refused(format!(
            "{name}: a whole number from 0 on is wanted, not {given}"
        ))),
    }
}
