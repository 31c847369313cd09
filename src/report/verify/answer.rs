//! Checks an answer: its figures, first columns and lists of classes as the file states them, and by counting again.

use num_bigint::BigUint;

use super::answer_file::{AnswerFile, StatedAnswer, StatedColumn, StatedLevel};
use super::check::Check;
use super::figures::{StatedFigures, last_two_rows};
use super::options::{VerifyError, VerifyOptions};
use super::transcript::{Counted, Findings};
use super::{first_columns, recount};
use crate::engine::classes::labelled;
use crate::latin::count::grouped;
use crate::latin::{FirstColumn, Shape, SignedCount};
use crate::run::Watch;

/// What is found of a file of answers.
pub fn findings(
    file: &AnswerFile,
    options: VerifyOptions,
    watch: &(dyn Watch + Sync),
) -> Result<Findings, VerifyError> {
    let mut checks = Vec::new();
    let mut certainty = Vec::new();
    for answer in &file.answers {
        let before = checks.len();
        let figures = &answer.figures;
        checks.extend(figures.agree());
        checks.extend(number_of_columns(answer));
        if let Some(columns) = &answer.per_column {
            checks.extend(by_column(answer, columns));
            let is_new = |sentence: &String| !certainty.contains(sentence);
            certainty.extend(Some(first_columns::certainty(columns.len())).filter(is_new));
        }
        checks.extend(figures.rules());
        checks.extend(figures.published());
        checks.extend(other_count(answer));
        super::line::name_line(&mut checks[before..], answer.line);
    }
    let figures: Vec<_> = file.answers.iter().map(|answer| answer.figures.clone()).collect();
    checks.extend(last_two_rows(&figures));
    checks.extend(file.levels.iter().map(|(columns, level)| mass(*columns, level)));
    if !file.levels.is_empty() {
        certainty.push(LISTS.to_owned());
    }
    let counted = recount::recount(&file.answers, options, watch)?;
    certainty.push(certainty_of(&counted));
    checks.extend(counted.checks);
    Ok(Findings {
        counted: file.answers.iter().map(counted_of).collect(),
        figures,
        checks,
        certainty,
        ..Findings::default()
    })
}

/// What the mass formula says of lists that are not there.
const LISTS: &str = "Lists of classes: the labelled graphs stated for each degree are as many as there are. That the classes \
     found account for all of them is checked where they are listed.";

fn number_of_columns(answer: &StatedAnswer) -> Option<Check> {
    let shape = answer.figures.shape;
    let found = answer.first_columns?;
    let what = format!("{shape}: number of sorted first columns");
    Some(Check::of(what, found, shape.first_columns()))
}

/// Each first column is there once, all agree, and their sum gives the figures.
fn by_column(answer: &StatedAnswer, columns: &[StatedColumn]) -> Vec<Check> {
    let shape = answer.figures.shape;
    let what = format!("{shape}: first columns that are there, each once");
    let expected = shape.first_columns();
    if BigUint::from(columns.len()) != expected {
        return vec![Check::of(what, columns.len(), expected)];
    }
    let mut counts: Vec<Option<SignedCount>> = vec![None; columns.len()];
    for one in columns {
        if let Some(rank) = rank(shape, &one.column) {
            counts[rank] = Some(SignedCount::new(one.positive.clone(), one.negative.clone()));
        }
    }
    let there = counts.iter().flatten().count();
    let mut checks = vec![Check::of(what, there, expected)];
    checks.push(first_columns::agree(shape, &counts));
    let sum: SignedCount = counts.into_iter().flatten().sum();
    let all = &sum * &shape.row_orders();
    if let (Some(positive), Some(negative)) = (&answer.figures.positive, &answer.figures.negative) {
        let words = |positive, negative| format!("{} + {}", grouped(positive), grouped(negative));
        checks.push(Check::of(
            format!("{shape}: (r-1)! times the sum over first columns is K+ + K-"),
            words(&all.positive, &all.negative),
            words(positive, negative),
        ));
    }
    checks
}

/// The rank of a first column of the shape, if it is one.
fn rank(shape: Shape, column: &[u8]) -> Option<usize> {
    let is_first = column.len() == shape.rows() as usize
        && column.first() == Some(&1)
        && column.is_sorted_by(|one, next| one < next)
        && column
            .last()
            .is_some_and(|&last| u32::from(last) <= shape.columns());
    is_first.then(|| FirstColumn::all(shape).position(|other| other.symbols() == column))?
}

/// The mass formula.
fn mass(columns: u32, level: &StatedLevel) -> Check {
    let StatedLevel {
        degree,
        classes,
        graphs,
    } = level;
    let what = format!("labelled graphs of the classes of degree {degree} for n = {columns}");
    // the degrees that are listed
    let (n, k) = (columns as usize, *degree as usize);
    if n > 11 || k < 2 || k > n / 2 {
        return Check::wrong(what, "no count lists the classes of that degree");
    }
    Check::of(what, grouped(graphs), grouped(&labelled(n, k)))
        .with_note(format!("in {} classes", grouped(classes)))
}

/// What the page has noted of a count by the other engine.
fn other_count(answer: &StatedAnswer) -> Option<Check> {
    let shape = answer.figures.shape;
    let what = format!("{shape}: the count by the other engine");
    if let Some(other) = &answer.contradicted_by {
        let (one, two) = (in_words(&answer.figures, other), in_words(other, &answer.figures));
        return Some(match one.zip(two) {
            Some((found, expected)) => Check::of(what, found, expected),
            None => Check::wrong(what, "the page has noted that it is another"),
        });
    }
    let why = match answer.checked? {
        true => "the same, as the page has noted",
        false => "none, as the page has noted",
    };
    Some(Check::skipped(what, why))
}

/// What one count states that another states too: K⁺ + K⁻, or else K and D as far as it goes; `None` if nothing.
#[inline(never)]
fn in_words(one: &StatedFigures, other: &StatedFigures) -> Option<String> {
    if let (Some(positive), Some(negative)) = (&one.positive, &one.negative)
        && other.positive.is_some()
        && other.negative.is_some()
    {
        return Some(format!("{} + {}", grouped(positive), grouped(negative)));
    }
    let total = one.total().filter(|_| other.total().is_some());
    let difference = one.difference().filter(|_| other.difference().is_some());
    let total = total.map(|total| format!("K = {}", grouped(&total)));
    let difference = difference.map(|difference| format!("D = {}", grouped(&difference)));
    match (total, difference) {
        (Some(total), Some(difference)) => Some(format!("{total}, {difference}")),
        (total, difference) => total.or(difference),
    }
}

fn certainty_of(counted: &recount::Recount) -> String {
    let again = format!(
        "Counted again whole, with the portable kernel: {} of {} shapes, those that take under a minute in all. What is \
         counted again and agrees is right, unless both counts are wrong by the same.",
        counted.counted, counted.shapes
    );
    if counted.counted == counted.shapes {
        return again;
    }
    format!(
        "{again} The others are checked by sums only: an error that keeps these is not found, unless the published value \
         differs."
    )
}

fn counted_of(answer: &StatedAnswer) -> Counted {
    Counted {
        what: answer.figures.shape.to_string(),
        engine: answer.engine,
        version: answer.version.clone(),
        date: answer.date.clone(),
        kernel: answer.kernel.clone(),
        workers: answer.workers,
        elapsed_seconds: answer.elapsed_seconds,
    }
}
