//! Answers as files have them; those of the command's `count` and `table` and of the page, as JSON, are read here.

use std::str::FromStr;

use num_bigint::{BigInt, BigUint};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, de::Error};

use super::figures::StatedFigures;
use crate::engine::EngineName;
use crate::latin::Shape;

/// Columns at most: no engine counts more, and n! takes its time.
const MOST_COLUMNS: u32 = 10_000;

/// Digits of a figure at most; L(2,10000) has some seventy thousand.
const MOST_DIGITS: usize = 100_000;

/// Which file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Answer,
    Table,
    Results,
    Cells,
    /// What is no JSON, and what it is.
    Export(&'static str),
}

impl Kind {
    pub fn words(self) -> &'static str {
        match self {
            Kind::Answer => "an answer",
            Kind::Table => "a table of one n",
            Kind::Results => "results of the page",
            Kind::Cells => "the table of the page",
            Kind::Export(words) => words,
        }
    }
}

/// The answers in a file.
pub struct AnswerFile {
    pub kind: Kind,
    pub answers: Vec<StatedAnswer>,
    /// By n.
    pub levels: Vec<(u32, StatedLevel)>,
}

/// What a file states of one shape.
pub struct StatedAnswer {
    pub figures: StatedFigures,
    /// Of the file, from 1; `None` of JSON.
    pub line: Option<u64>,
    pub engine: Option<EngineName>,
    pub version: Option<String>,
    pub date: Option<String>,
    pub kernel: Option<String>,
    pub workers: Option<u32>,
    pub elapsed_seconds: Option<f64>,
    pub first_columns: Option<u64>,
    pub per_column: Option<Vec<StatedColumn>>,
    /// Whether the other engine has counted the same, as the page has noted it; `None` where it notes no such thing.
    pub checked: Option<bool>,
    /// What another count states of the same shape, which differs.
    pub contradicted_by: Option<StatedFigures>,
}

/// N⁺ and N⁻ of a first column.
#[derive(Deserialize)]
pub struct StatedColumn {
    pub column: Vec<u8>,
    #[serde(deserialize_with = "digits")]
    pub positive: BigUint,
    #[serde(deserialize_with = "digits")]
    pub negative: BigUint,
}

/// The classes of a degree, and the labelled graphs that they stand for.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct StatedLevel {
    pub degree: u32,
    pub classes: u64,
    #[serde(deserialize_with = "digits")]
    pub graphs: BigUint,
}

/// An entry of any of the files.
#[derive(Deserialize)]
struct Entry {
    /// Missing at most where the entry contradicts another, which is of the same shape.
    rows: Option<u32>,
    columns: Option<u32>,
    engine: Option<EngineName>,
    #[serde(default, deserialize_with = "some_digits")]
    total: Option<BigUint>,
    #[serde(default, deserialize_with = "some_digits")]
    positive: Option<BigUint>,
    #[serde(default, deserialize_with = "some_digits")]
    negative: Option<BigUint>,
    #[serde(default, deserialize_with = "some_digits")]
    difference: Option<BigInt>,
    #[serde(default, deserialize_with = "some_digits")]
    reduced: Option<BigUint>,
    #[serde(default, deserialize_with = "some_digits")]
    all: Option<BigUint>,
    version: Option<String>,
    date: Option<String>,
    kernel: Option<String>,
    workers: Option<u32>,
    elapsed_seconds: Option<f64>,
    first_columns: Option<u64>,
    per_column: Option<Vec<StatedColumn>>,
    levels: Option<Vec<StatedLevel>>,
    check: Option<String>,
    contradicted_by: Option<Box<Entry>>,
    /// Of a cell of the page's table: the counts by each engine.
    classes: Option<Run>,
    enumerate: Option<Run>,
    naive: Option<Run>,
    formula: Option<Run>,
}

#[derive(Deserialize)]
struct Run {
    version: Option<String>,
    date: Option<String>,
    kernel: Option<String>,
    workers: Option<u32>,
    elapsed_seconds: Option<f64>,
    levels: Option<Vec<StatedLevel>>,
}

#[derive(Deserialize)]
struct Table {
    counts: Vec<Entry>,
    kernel: Option<String>,
    levels: Option<Vec<StatedLevel>>,
}

#[derive(Deserialize)]
struct Results {
    format: u32,
    results: Vec<Entry>,
}

#[derive(Deserialize)]
struct Cells {
    table: Vec<Entry>,
}

/// The format of results that can be read.
const FORMAT: u32 = 1;

impl Entry {
    /// Takes its figures, which are of that shape.
    #[inline(never)]
    fn figures(&mut self, shape: Shape) -> StatedFigures {
        StatedFigures {
            shape,
            total: self.total.take(),
            positive: self.positive.take(),
            negative: self.negative.take(),
            difference: self.difference.take(),
            reduced: self.reduced.take(),
            all: self.all.take(),
        }
    }
}

impl AnswerFile {
    /// The answers in a text.
    ///
    /// # Errors
    /// Why they cannot be read, as the end of a sentence.
    pub fn read(kind: Kind, text: &str) -> Result<Self, String> {
        let (entries, kernel, levels) = match kind {
            Kind::Answer => (vec![json::<Entry>(kind, text)?], None, None),
            Kind::Table => {
                let Table {
                    counts,
                    kernel,
                    levels,
                } = json(kind, text)?;
                (counts, kernel, levels)
            }
            Kind::Results => {
                let Results { format, results } = json(kind, text)?;
                if format != FORMAT {
                    return Err(format!(
                        "it has format {format} of results, and only format {FORMAT} can be read here"
                    ));
                }
                (results, None, None)
            }
            Kind::Cells => (json::<Cells>(kind, text)?.table, None, None),
            Kind::Export(_) => unreachable!("it is no JSON"),
        };
        if entries.is_empty() {
            return Err(format!("it is {}, and has no count", kind.words()));
        }
        let mut file = AnswerFile {
            kind,
            answers: Vec::new(),
            levels: Vec::new(),
        };
        let of_all = entries.first().and_then(|entry| entry.columns).zip(levels);
        if let Some((columns, levels)) = of_all {
            file.add_levels(columns, levels);
        }
        for entry in entries {
            file.add(entry, kernel.as_ref())?;
        }
        Ok(file)
    }

    fn add(&mut self, mut entry: Entry, kernel: Option<&String>) -> Result<(), String> {
        let (Some(rows), Some(columns)) = (entry.rows, entry.columns) else {
            return Err("it has a count without \"rows\" and \"columns\"".to_owned());
        };
        let shape = shape(rows, columns)?;
        let figures = entry.figures(shape);
        let contradicted_by = entry.contradicted_by.take().map(|mut other| other.figures(shape));
        let runs = [
            (EngineName::Classes, entry.classes),
            (EngineName::Enumerate, entry.enumerate),
            (EngineName::Naive, entry.naive),
            (EngineName::Formula, entry.formula),
        ];
        let mut by_run: Vec<(EngineName, Run)> = Vec::new();
        for (engine, run) in runs {
            by_run.extend(run.map(|run| (engine, run)));
        }
        for (_, run) in &mut by_run {
            self.add_levels(shape.columns(), run.levels.take().unwrap_or_default());
        }
        self.add_levels(shape.columns(), entry.levels.unwrap_or_default());
        let both = by_run.len() > 1;
        let (engine, run) = by_run.into_iter().next().unzip();
        let run = run.unwrap_or(Run {
            version: entry.version,
            date: entry.date,
            kernel: entry.kernel.or(kernel.cloned()),
            workers: entry.workers,
            elapsed_seconds: entry.elapsed_seconds,
            levels: None,
        });
        self.answers.push(StatedAnswer {
            figures,
            engine: entry.engine.or(engine),
            version: run.version,
            date: run.date,
            kernel: run.kernel,
            workers: run.workers,
            elapsed_seconds: run.elapsed_seconds,
            first_columns: entry.first_columns,
            per_column: entry.per_column,
            line: None,
            checked: match entry.check.as_deref() {
                Some("checked") => Some(true),
                Some("not checked") => Some(false),
                _ => both.then_some(true),
            },
            contradicted_by,
        });
        Ok(())
    }

    /// Those that are not there yet: all rows that were counted together have the same.
    fn add_levels(&mut self, columns: u32, levels: Vec<StatedLevel>) {
        for level in levels {
            let level = (columns, level);
            if !self.levels.contains(&level) {
                self.levels.push(level);
            }
        }
    }
}

/// The shape, if a file can be verified that has it.
///
/// # Errors
/// Why it cannot, as the end of a sentence.
pub fn shape(rows: u32, columns: u32) -> Result<Shape, String> {
    let shape = Shape::new(rows, columns).map_err(|error| error.to_string())?;
    if shape.columns() > MOST_COLUMNS {
        return Err(format!("it has {shape}, and n goes up to {MOST_COLUMNS}"));
    }
    Ok(shape)
}

fn json<T: DeserializeOwned>(kind: Kind, text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| format!("it looks like {}, but {error}", kind.words()))
}

/// A whole number as a decimal string.
pub fn digits<'de, N: FromStr, D: Deserializer<'de>>(deserializer: D) -> Result<N, D::Error> {
    number(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// The same where it may be missing.
pub fn some_digits<'de, N: FromStr, D: Deserializer<'de>>(deserializer: D) -> Result<Option<N>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| number(&text).map_err(D::Error::custom))
        .transpose()
}

/// A whole number of not too many digits.
///
/// # Errors
/// Why it is none, as the end of a sentence.
pub fn number<N: FromStr>(text: &str) -> Result<N, String> {
    if text.len() > MOST_DIGITS {
        return Err(format!(
            "a figure has {} digits, and {MOST_DIGITS} are read at most",
            text.len()
        ));
    }
    text.parse()
        .map_err(|_| format!("{text:?} is not a whole number"))
}
