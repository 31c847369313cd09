//! A finished count as text and as CSV.

use std::io::{self, Write};

use latin_rectangles::engine::enumerate::PopcountChoice;
use latin_rectangles::engine::seam::Evidence;
use latin_rectangles::engine::{EngineName, Figure};
use latin_rectangles::latin::published::Source;
use latin_rectangles::latin::{FirstColumn, Published, SignedCount};
use latin_rectangles::report::{ColumnReport, CountResult, csv_heads};
use num_bigint::{BigInt, BigUint};
use serde::Serialize;

use super::arguments::Format;
use super::console::Console;
use super::failure::Failure;
use super::summary::{CountLine, CountSummary};

pub use latin_rectangles::latin::count::grouped;

/// Figures are aligned with each other unless they are longer than this, as those of more than ten columns may be; how many
/// digits longer ones have is said too.
const WIDEST: usize = 60;

/// A line for each figure of a shape that is known, with what it is: K, K⁺, K⁻, D, R and L; and what even and odd mean.
/// One figure alone where that was asked for.
pub fn figures(out: &mut impl Write, line: &CountLine, figure: Option<Figure>) -> io::Result<()> {
    let CountLine { summary, all, .. } = line;
    let (rows, columns) = (summary.rows, summary.columns);
    let alone = match (figure, &summary.total) {
        (Some(figure), _) => format!(": {figure}"),
        (None, None) => ": D alone, as K is not computed for so many columns".to_owned(),
        (None, Some(_)) => String::new(),
    };
    writeln!(out, "{rows} × {columns} Latin rectangles, exactly{alone}")?;
    let lines = [
        (
            "K ",
            summary.total.as_ref().map(grouped),
            "normalised: first row 1 2 … n",
        ),
        ("K+", summary.positive.as_ref().map(grouped), "of these even"),
        ("K-", summary.negative.as_ref().map(grouped), "of these odd"),
        ("D ", summary.difference.as_ref().map(signed), "K+ minus K-"),
        (
            "R ",
            summary.reduced.as_ref().map(grouped),
            "reduced: first column 1 2 … r too",
        ),
        ("L ", all.as_ref().map(grouped), "all, any first row"),
    ];
    let lines: Vec<(&str, String, &str)> = lines
        .into_iter()
        .filter_map(|(name, figure, words)| Some((name, figure?, words)))
        .collect();
    let lengths = lines.iter().map(|(_, figure, _)| figure.len());
    let width = lengths.filter(|&length| length <= WIDEST).max().unwrap_or(0);
    for (name, figure, words) in lines {
        let long = if figure.len() > WIDEST {
            format!(" ({})", size(&figure))
        } else {
            String::new()
        };
        writeln!(out, "  {name}  {figure:>width$}  {words}{long}")?;
    }
    if figure.is_none_or(Figure::needs_difference) {
        writeln!(out, "{}", summary.sign_words())?;
    }
    Ok(())
}

/// How many digits a figure has that is written in groups, and the figure in scientific form, rounded.
fn size(figure: &str) -> String {
    const SHOWN: usize = 6;
    let sign = if figure.starts_with('-') { "-" } else { "" };
    let digits: Vec<u32> = figure.chars().filter_map(|digit| digit.to_digit(10)).collect();
    let mut exponent = digits.len() - 1;
    let first = digits.iter().take(SHOWN);
    let mut rounded = first.fold(0, |number, digit| 10 * number + digit);
    rounded += u32::from(digits.get(SHOWN).is_some_and(|&next| next >= 5));
    if rounded == 10u32.pow(SHOWN as u32) {
        (rounded, exponent) = (rounded / 10, exponent + 1);
    }
    let (whole, rest) = (
        rounded / 10u32.pow(SHOWN as u32 - 1),
        rounded % 10u32.pow(SHOWN as u32 - 1),
    );
    format!(
        "{} digits, about {sign}{whole}.{rest:05} · 10^{exponent}",
        grouped(&digits.len())
    )
}

/// Says that there is no result yet: on standard output if the format is text, otherwise on standard error.
pub fn instead(sentence: &str, format: Format, console: Console) -> Result<(), Failure> {
    match format {
        Format::Text => writeln!(io::stdout(), "{sentence}")?,
        Format::Json | Format::Csv => console.say(sentence),
    }
    Ok(())
}

/// The figures of the one shape with what they are, and how they were counted.
pub fn text(
    out: &mut impl Write,
    result: &CountResult,
    line: &CountLine,
    figure: Option<Figure>,
    per_column: Option<&[ColumnReport]>,
) -> io::Result<()> {
    figures(out, line, figure)?;
    let columns = result.by_column.as_ref();
    if let Some(first) = columns
        .and_then(|columns| columns.per_column.first())
        .filter(|_| figure.is_none())
    {
        writeln!(
            out,
            "{} first columns, {} even + {} odd each",
            line.summary.first_columns,
            grouped(&first.count.positive),
            grouped(&first.count.negative)
        )?;
    }
    how(out, result)?;
    writeln!(out, "{}", Comparison::of(line).sentence())?;
    if let (Some(published), Some(difference), None) =
        (&line.published, &line.summary.difference, &line.summary.total)
        && figure.is_none()
        && let Some(signed) = SignedCount::split(&published.total, difference)
    {
        writeln!(
            out,
            "published, not counted here: K = {}; with this D then K+ = {}, K- = {}",
            grouped(&published.total),
            grouped(&signed.positive),
            grouped(&signed.negative)
        )?;
    }
    for column in per_column.unwrap_or_default() {
        let worker = column.worker.map_or("several workers".to_owned(), |worker| {
            format!("worker {}", worker + 1)
        });
        writeln!(
            out,
            "  {}  {} even + {} odd  {}  {worker}",
            column.column,
            grouped(&column.count.positive),
            grouped(&column.count.negative),
            seconds(column.seconds)
        )?;
    }
    Ok(())
}

/// How it was counted, and what shows that it is right: for classes, that none is missing.
pub fn how(out: &mut impl Write, result: &CountResult) -> io::Result<()> {
    write!(out, "{}, {}, ", result.engine, workers(result.workers))?;
    if let Some(columns) = &result.by_column {
        write!(out, "{}, ", columns.schedule)?;
    }
    let popcount = popcount_words(result.by_column.as_ref().and_then(|columns| columns.popcount));
    writeln!(
        out,
        "{}{popcount}, {}",
        result.kernel,
        seconds(result.elapsed_seconds)
    )?;
    match result.engine {
        EngineName::Enumerate | EngineName::Naive => Ok(()),
        EngineName::Classes => writeln!(out, "{}", complete(&result.evidence)),
        EngineName::Formula => result.evidence.iter().try_for_each(|evidence| {
            let Evidence {
                what,
                found,
                expected,
                ..
            } = evidence;
            writeln!(
                out,
                "checked: {what}: {} of {}",
                grouped(found),
                grouped(expected)
            )
        }),
    }
}

/// How many classes of each degree were listed, and the check that none is missing.
pub fn complete(evidence: &[Evidence]) -> String {
    let degrees = evidence.iter().filter_map(|evidence| {
        let degree = evidence.degree?;
        Some(format!("{} of degree {degree}", grouped(&evidence.count)))
    });
    let degrees: Vec<String> = degrees.collect();
    if degrees.is_empty() {
        return "classes: none listed, as up to three rows need no list".to_owned();
    }
    format!(
        "classes: {}: together they account for every labelled graph",
        degrees.join(", ")
    )
}

pub fn popcount_words(popcount: Option<PopcountChoice>) -> String {
    popcount.map_or(String::new(), |popcount| format!(" (popcount {popcount})"))
}

pub fn comma_separated(column: &FirstColumn) -> String {
    let symbols: Vec<String> = column.symbols().iter().map(u8::to_string).collect();
    symbols.join(",")
}

/// For example "2 workers".
pub fn workers(workers: u32) -> String {
    format!("{workers} {}", if workers == 1 { "worker" } else { "workers" })
}

pub fn seconds(seconds: f64) -> String {
    if seconds < 1.0 {
        format!("{:.2} ms", seconds * 1e3)
    } else {
        format!("{seconds:.2} s")
    }
}

/// How a count compares with the published value.
pub struct Comparison<'r> {
    published: Option<&'r Published>,
    counted: &'r CountSummary,
}

impl<'r> Comparison<'r> {
    pub fn of(line: &'r CountLine) -> Self {
        Comparison {
            published: line.published.as_ref(),
            counted: &line.summary,
        }
    }

    /// The comparison in a few words.
    pub fn words(&self) -> &'static str {
        let Some(published) = self.published else {
            return "no value known here";
        };
        let counted = self.counted;
        let mut differ = false;
        let mut compare = |counted: Option<BigInt>, published: Option<BigInt>| {
            let compared = counted.zip(published);
            differ |= compared
                .as_ref()
                .is_some_and(|(counted, published)| counted != published);
            compared.is_some()
        };
        let whole = |number: &BigUint| Some(BigInt::from(number.clone()));
        let signed = published.signed.as_ref();
        let total = compare(counted.total.as_ref().and_then(whole), whole(&published.total))
            | compare(
                counted.reduced.as_ref().and_then(whole),
                whole(&published.reduced),
            );
        let positive = signed.and_then(|signed| whole(&signed.positive));
        let negative = signed.and_then(|signed| whole(&signed.negative));
        let signs = compare(counted.positive.as_ref().and_then(whole), positive)
            | compare(counted.negative.as_ref().and_then(whole), negative)
            | compare(counted.difference.clone(), signed.map(SignedCount::difference));
        match (total, signs) {
            _ if differ => "DISAGREES with the published value",
            (true, true) => "agrees, total and signs",
            (true, false) if signed.is_some() => "total agrees",
            (true, false) => "total agrees, no signs known here",
            (false, true) => "signs agree",
            (false, false) => "nothing to compare with but K",
        }
    }

    /// The same with the sources.
    pub fn sentence(&self) -> String {
        let words = self.words();
        let Some(published) = self.published else {
            return format!("published: {words}");
        };
        let sources = published.sources.iter().chain(&published.signed_sources);
        format!("published: {words}: {}", listed(sources))
    }
}

/// The sources with what they list and what follows from it, for example "OEIS A001009, OEIS A000315 (list R; K = 120 · R)".
fn listed<'s>(sources: impl Iterator<Item = &'s Source>) -> String {
    let plain = |text: &str| text.replace('⁺', "+").replace('⁻', "-");
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for source in sources {
        let what = match &source.relation {
            Some(relation) => format!("{}; {relation}", source.lists),
            None => plain(&source.lists),
        };
        let cited = plain(&source.text);
        match groups.iter_mut().find(|(listed, _)| *listed == what) {
            Some((_, all)) => all.push(cited),
            None => groups.push((what, vec![cited])),
        }
    }
    let groups = groups.iter().map(|(what, cited)| {
        let verb = if cited.len() == 1 { "lists" } else { "list" };
        format!("{} ({verb} {what})", cited.join(", "))
    });
    groups.collect::<Vec<_>>().join(", ")
}

/// With its sign, whichever it is.
pub fn signed(number: &BigInt) -> String {
    let figure = grouped(number);
    if figure.starts_with('-') {
        figure
    } else {
        format!("+{figure}")
    }
}

/// JSON on several lines.
pub fn json(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

/// A line of names, and one for each shape.
pub fn csv_lines<'s>(
    out: &mut impl Write,
    summaries: impl Iterator<Item = &'s CountSummary>,
) -> Result<(), Failure> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(out);
    writer.write_record(csv_heads::SHAPES).map_err(unwritten)?;
    for summary in summaries {
        writer.serialize(summary).map_err(unwritten)?;
    }
    writer.flush()?;
    Ok(())
}

/// One line for the shape, or one for each first column.
pub fn csv(
    out: &mut impl Write,
    summary: &CountSummary,
    per_column: Option<&[ColumnReport]>,
) -> Result<(), Failure> {
    let Some(columns) = per_column else {
        return csv_lines(out, std::iter::once(summary));
    };
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(csv_heads::FIRST_COLUMNS).map_err(unwritten)?;
    for column in columns {
        let record = [
            comma_separated(&column.column),
            column.count.positive.to_string(),
            column.count.negative.to_string(),
            column.seconds.to_string(),
            column
                .worker
                .map_or_else(String::new, |worker| worker.to_string()),
        ];
        writer.write_record(record).map_err(unwritten)?;
    }
    writer.flush()?;
    Ok(())
}

/// The error of the system: its kind shows whether the reader has closed the pipe.
fn unwritten(error: csv::Error) -> Failure {
    Failure::Output(match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_digits_by_three() {
        for (number, text) in [
            (0i64, "0"),
            (999, "999"),
            (1000, "1,000"),
            (-276_480, "-276,480"),
            (1_128_960, "1,128,960"),
        ] {
            assert_eq!(grouped(&number), text);
        }
    }

    #[test]
    fn long_figures_have_their_size_beside() {
        for (figure, text) in [
            ("-1,234,567", "7 digits, about -1.23457 · 10^6"),
            ("999,999,999", "9 digits, about 1.00000 · 10^9"),
            ("+100,000,049", "9 digits, about 1.00000 · 10^8"),
        ] {
            assert_eq!(size(figure), text);
        }
    }
}
