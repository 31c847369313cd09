//! Tables in LaTeX: of figures, as the page writes them, and of a sequence.

use super::stated::{answer, at, file, term};
use crate::report::sequence::latex::{of_head, of_term};
use crate::report::verify::answer_file::{AnswerFile, StatedAnswer, number, shape};

/// The head of a table of figures; the tests of the page hold it to this.
const HEAD: &str = r"$r$ & $n$ & $K(r,n)$ & $K^{+}(r,n)$ & $K^{-}(r,n)$ & $D(r,n)$ & $R(r,n)$ \\";
const END: &str = r"\end{tabular}";
const WORDS: &str = "figures in LaTeX";

const SEQUENCE_END: &str = r"\end{longtable}";
const SEQUENCE_WORDS: &str = "a sequence in LaTeX";

/// The answers in a text; `None` where it has none of the two tables.
pub fn read(text: &str) -> Option<Result<AnswerFile, String>> {
    let lines: Vec<(u64, &str)> = (1..).zip(text.lines().map(str::trim_end)).collect();
    let found = lines.iter().enumerate().find_map(|(at, (_, line))| {
        let sequence = of_head(line);
        (*line == HEAD || sequence.is_some()).then_some((at, sequence))
    });
    let (head, sequence) = found?;
    let rest = &lines[head + 1..];
    Some(match sequence {
        None => rows(rest, END, of_shape).and_then(|answers| file(WORDS, answers)),
        Some((fixed, figure)) => {
            let answers = rows(rest, SEQUENCE_END, |line, number_of_line| {
                let (n, value) = of_term(line).ok_or_else(|| "it is not a term".to_owned())?;
                term(
                    fixed.shape_at(number(n)?),
                    figure,
                    &value,
                    None,
                    Some(number_of_line),
                )
            });
            answers.and_then(|answers| file(SEQUENCE_WORDS, answers))
        }
    })
}

/// What the rows of a table state, up to its end.
fn rows(
    lines: &[(u64, &str)],
    end: &str,
    stated: impl Fn(&str, u64) -> Result<StatedAnswer, String>,
) -> Result<Vec<StatedAnswer>, String> {
    let Some(end) = lines.iter().position(|&(_, line)| line == end) else {
        return Err(format!("it is cut off: {end} is missing"));
    };
    let rows = lines[..end]
        .iter()
        .filter(|(_, line)| !matches!(*line, r"\hline" | r"\endhead"));
    rows.map(|&(number, line)| stated(line, number).map_err(at(number)))
        .collect()
}

fn of_shape(line: &str, number_of_line: u64) -> Result<StatedAnswer, String> {
    let cells: Option<Vec<&str>> = line.strip_suffix(r" \\").map(|row| row.split(" & ").collect());
    let Some([rows, columns, total, positive, negative, difference, reduced]) = cells.as_deref() else {
        return Err(r"a row has seven cells and ends with \\".to_owned());
    };
    let mut answer = answer(shape(number(rows)?, number(columns)?)?, Some(number_of_line));
    let figures = &mut answer.figures;
    figures.total = digits(total).map(|digits| number(&digits)).transpose()?;
    figures.positive = digits(positive).map(|digits| number(&digits)).transpose()?;
    figures.negative = digits(negative).map(|digits| number(&digits)).transpose()?;
    figures.difference = digits(difference).map(|digits| number(&digits)).transpose()?;
    figures.reduced = digits(reduced).map(|digits| number(&digits)).transpose()?;
    Ok(answer)
}

/// Without what stands between groups; `None` where a cell is empty.
fn digits(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.replace(r"\,", "").replace("$-$", "-"))
}
