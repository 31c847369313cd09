//! CSV, as the command and the page write it; which file it is follows from its first line.

use csv::{ErrorKind, ReaderBuilder, StringRecord};
use num_bigint::{BigInt, BigUint};
use serde::Deserialize;

use super::stated::{answer, at, file, term};
use crate::engine::{EngineName, Figure};
use crate::latin::SignedCount;
use crate::report::csv_heads::{CELLS, FIRST_COLUMNS, RESULTS, SHAPES, TERMS};
use crate::report::verify::answer_file::{
    AnswerFile, StatedAnswer, StatedColumn, digits, shape, some_digits,
};
use crate::report::verify::figures::StatedFigures;

/// What the lines of a file are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    Shapes,
    Terms,
    FirstColumns,
}

/// The files, what they are, and their first lines.
const FILES: [(Lines, &str, &[&str]); 5] = [
    (Lines::Shapes, "figures as CSV", &SHAPES),
    (Lines::Shapes, "results of the page as CSV", &RESULTS),
    (Lines::Shapes, "the table of the page as CSV", &CELLS),
    (Lines::Terms, "a sequence as CSV", &TERMS),
    (Lines::FirstColumns, "first columns as CSV", &FIRST_COLUMNS),
];

/// A shape. Columns that only one of the files has may be missing.
#[derive(Deserialize)]
struct ShapeLine {
    rows: u32,
    columns: u32,
    #[serde(deserialize_with = "some_digits")]
    total: Option<BigUint>,
    #[serde(deserialize_with = "some_digits")]
    positive: Option<BigUint>,
    #[serde(deserialize_with = "some_digits")]
    negative: Option<BigUint>,
    #[serde(deserialize_with = "some_digits")]
    difference: Option<BigInt>,
    #[serde(deserialize_with = "some_digits")]
    reduced: Option<BigUint>,
    #[serde(default, deserialize_with = "some_digits")]
    all: Option<BigUint>,
    first_columns: Option<u64>,
    engine: Option<EngineName>,
    /// With spaces between.
    engines: Option<String>,
    workers: Option<u32>,
    kernel: Option<String>,
    elapsed_seconds: Option<f64>,
    date: Option<String>,
    version: Option<String>,
}

#[derive(Deserialize)]
struct TermLine {
    rows: u32,
    columns: u32,
    figure: Figure,
    value: String,
    engine: EngineName,
}

#[derive(Deserialize)]
struct ColumnLine {
    /// With commas between.
    column: String,
    #[serde(deserialize_with = "digits")]
    positive: BigUint,
    #[serde(deserialize_with = "digits")]
    negative: BigUint,
}

/// The answers in a text; `None` where its first line is like none of the files'.
pub fn read(text: &str) -> Option<Result<AnswerFile, String>> {
    // its numbers of lines are those of the file where each ends alike
    let text = text.replace("\r\n", "\n");
    let mut reader = ReaderBuilder::new().from_reader(text.as_bytes());
    let head = reader.headers().ok()?.clone();
    let known = |of: &[&str]| {
        of.iter()
            .filter(|&&name| head.iter().any(|other| other == name))
            .count()
    };
    let (lines, words, expected) = FILES
        .into_iter()
        .min_by_key(|(.., of)| of.len() + head.len() - 2 * known(of))?;
    // two names that it has in common with a file may be by chance
    if known(expected) < 3 {
        return None;
    }
    Some(same_head(&head, expected, words).and_then(|()| {
        let records: Vec<StringRecord> = reader
            .records()
            .collect::<Result<_, _>>()
            .map_err(|error| unread(&error))?;
        let answers = match lines {
            Lines::Shapes => each(&records, &head, of_shape)?,
            Lines::Terms => each(&records, &head, of_term)?,
            Lines::FirstColumns => of_columns(each(&records, &head, |line, number| {
                column(line).map(|column| (column, number))
            })?)?,
        };
        file(words, answers)
    }))
}

/// Whether the names are those of the file.
fn same_head(head: &StringRecord, expected: &[&str], words: &str) -> Result<(), String> {
    if head == expected {
        return Ok(());
    }
    let missing = expected
        .iter()
        .find(|&&name| head.iter().all(|other| other != name));
    let unknown = head.iter().find(|name| !expected.contains(name));
    let why = match (missing, unknown) {
        (Some(name), _) => format!("has no column {name:?}"),
        (None, Some(name)) => format!("has a column {name:?}, which is not known"),
        (None, None) => "has its columns in another order, or one of them twice".to_owned(),
    };
    Err(format!(
        "it looks like {words}, but {why}; its first line should be: {}",
        expected.join(",")
    ))
}

/// What every record states; errors name its line.
fn each<'r, L: Deserialize<'r>, S>(
    records: &'r [StringRecord],
    head: &'r StringRecord,
    stated: impl Fn(L, u64) -> Result<S, String>,
) -> Result<Vec<S>, String> {
    let of = |record: &'r StringRecord| {
        let line = record.position().map_or(0, |position| position.line());
        let read = record.deserialize(Some(head)).map_err(|error| why(&error, head));
        read.and_then(|read| stated(read, line)).map_err(at(line))
    };
    records.iter().map(of).collect()
}

/// Why a line is no record.
fn unread(error: &csv::Error) -> String {
    match error.kind() {
        ErrorKind::UnequalLengths {
            pos,
            expected_len,
            len,
        } => {
            let line = pos.as_ref().map_or(0, |position| position.line());
            at(line)(format!(
                "it has {len} fields, and the first line has {expected_len}"
            ))
        }
        _ => error.to_string(),
    }
}

/// Why a record is not what it must be, with the name of the field where that is known.
fn why(error: &csv::Error, head: &StringRecord) -> String {
    let ErrorKind::Deserialize { err, .. } = error.kind() else {
        return error.to_string();
    };
    let name = err.field().and_then(|field| head.get(field as usize));
    name.map_or_else(
        || err.kind().to_string(),
        |name| format!("{name}: {}", err.kind()),
    )
}

fn of_shape(found: ShapeLine, line: u64) -> Result<StatedAnswer, String> {
    let shape = shape(found.rows, found.columns)?;
    let engines = found.engines.iter().flat_map(|engines| engines.split(' '));
    let engines: Vec<EngineName> = engines
        .map(|engine| engine.parse::<EngineName>().map_err(|error| error.to_string()))
        .collect::<Result<_, _>>()?;
    Ok(StatedAnswer {
        figures: StatedFigures {
            shape,
            total: found.total,
            positive: found.positive,
            negative: found.negative,
            difference: found.difference,
            reduced: found.reduced,
            all: found.all,
        },
        engine: found.engine.or(engines.first().copied()),
        first_columns: found.first_columns,
        workers: found.workers,
        kernel: found.kernel,
        elapsed_seconds: found.elapsed_seconds,
        date: found.date,
        version: found.version,
        checked: (engines.len() > 1).then_some(true),
        ..answer(shape, Some(line))
    })
}

fn of_term(found: TermLine, line: u64) -> Result<StatedAnswer, String> {
    term(
        (found.rows, found.columns),
        found.figure,
        &found.value,
        Some(found.engine),
        Some(line),
    )
}

fn column(found: ColumnLine) -> Result<StatedColumn, String> {
    let symbols = found.column.split(',').map(str::parse);
    let column: Result<Vec<u8>, _> = symbols.collect();
    Ok(StatedColumn {
        column: column.map_err(|_| format!("{:?} is not a first column", found.column))?,
        positive: found.positive,
        negative: found.negative,
    })
}

/// The shape whose first columns these are: the last of them all ends with n. K⁺ and K⁻ follow from their sum.
fn of_columns(columns: Vec<(StatedColumn, u64)>) -> Result<Vec<StatedAnswer>, String> {
    let Some((first, _)) = columns.first() else {
        return Ok(Vec::new());
    };
    let rows = first.column.len();
    if rows == 1 {
        return Err(
            "it has first columns of one row, and does not say how many columns there are".to_owned(),
        );
    }
    if let Some((other, line)) = columns.iter().find(|(other, _)| other.column.len() != rows) {
        let many = other.column.len();
        return Err(at(*line)(format!(
            "a first column of {many} symbols, and the first one has {rows}"
        )));
    }
    let symbols = columns.iter().flat_map(|(one, _)| &one.column);
    let n = symbols.copied().max().unwrap_or_default();
    let shape = shape(rows as u32, n.into())?;
    let counts = columns
        .iter()
        .map(|(one, _)| SignedCount::new(one.positive.clone(), one.negative.clone()));
    let all = &counts.sum::<SignedCount>() * &shape.row_orders();
    let mut answer = answer(shape, None);
    answer.engine = Some(EngineName::Enumerate);
    (answer.figures.positive, answer.figures.negative) = (Some(all.positive), Some(all.negative));
    answer.per_column = Some(columns.into_iter().map(|(column, _)| column).collect());
    Ok(vec![answer])
}
