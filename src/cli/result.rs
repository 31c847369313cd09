//! A finished count as text and as CSV.

use std::io::{self, Write};

use super::{Failure, comma_separated, popcount_words};
use crate::report::CountResult;

/// The figures with what they are, and how they were counted.
pub fn text(out: &mut impl Write, result: &CountResult, per_column: bool) -> io::Result<()> {
    let report = &result.summary;
    let columns = &result.per_column;
    writeln!(
        out,
        "{} × {} Latin rectangles, exactly",
        report.rows, report.columns
    )?;
    let difference = grouped(&report.difference);
    let difference = if difference.starts_with('-') {
        difference
    } else {
        format!("+{difference}")
    };
    let lines = [
        ("K ", grouped(&report.total), "normalised: first row 1 2 … n"),
        ("K+", grouped(&report.positive), "of these even"),
        ("K-", grouped(&report.negative), "of these odd"),
        ("D ", difference, "K+ minus K-"),
        (
            "R ",
            grouped(&report.reduced),
            "reduced: first column 1 2 … r too",
        ),
        ("L ", grouped(&result.all), "all, any first row"),
    ];
    let width = lines.iter().map(|(_, figure, _)| figure.len()).max().unwrap_or(0);
    for (name, figure, words) in lines {
        writeln!(out, "  {name}  {figure:>width$}  {words}")?;
    }
    if let Some(first) = columns.first() {
        writeln!(
            out,
            "{} first columns, {} even + {} odd each",
            report.first_columns,
            grouped(&first.count.positive),
            grouped(&first.count.negative)
        )?;
    }
    let workers = if report.workers == 1 { "worker" } else { "workers" };
    writeln!(
        out,
        "{}, {} {workers}, {}, {}{}, {}",
        report.engine,
        report.workers,
        result.schedule,
        result.kernel,
        popcount_words(result.popcount),
        seconds(report.elapsed_seconds)
    )?;
    writeln!(out, "{}", published(result))?;
    if per_column {
        for column in columns {
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
    }
    Ok(())
}

fn seconds(seconds: f64) -> String {
    if seconds < 1.0 {
        format!("{:.2} ms", seconds * 1e3)
    } else {
        format!("{seconds:.2} s")
    }
}

fn published(result: &CountResult) -> String {
    let Some(published) = &result.published else {
        return "published: no value known here".to_owned();
    };
    let report = &result.summary;
    let agrees = published.total == report.total
        && published
            .signed
            .as_ref()
            .is_none_or(|signed| signed.positive == report.positive && signed.negative == report.negative);
    let what = match (&published.signed, agrees) {
        (_, false) => "DISAGREES with the published value",
        (Some(_), true) => "agrees, total and signs",
        (None, true) => "total agrees, no signs known here",
    };
    let sources: Vec<&str> = published
        .sources
        .iter()
        .chain(&published.signed_sources)
        .map(|source| source.id.as_str())
        .collect();
    format!("published: {what} ({})", sources.join(", "))
}

/// With commas between groups of three digits.
fn grouped(number: &impl ToString) -> String {
    let digits = number.to_string();
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits.as_str()), |digits| ("-", digits));
    let mut text = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// One line for the shape, or one for each first column.
pub fn csv(out: &mut impl Write, result: &CountResult, per_column: bool) -> Result<(), Failure> {
    let mut writer = csv::Writer::from_writer(out);
    let report = &result.summary;
    let failed = |error: csv::Error| Failure::Output(error.into());
    if per_column {
        writer
            .write_record(["column", "positive", "negative", "seconds", "worker"])
            .map_err(failed)?;
        for column in &result.per_column {
            let record = [
                comma_separated(&column.column),
                column.count.positive.to_string(),
                column.count.negative.to_string(),
                column.seconds.to_string(),
                column
                    .worker
                    .map_or_else(String::new, |worker| worker.to_string()),
            ];
            writer.write_record(record).map_err(failed)?;
        }
    } else {
        writer.serialize(report).map_err(failed)?;
    }
    writer.flush()?;
    Ok(())
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
}
