//! Sequences: a figure of every n for a fixed r, or of every r for a fixed n.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use latin_rectangles::count::Request;
use latin_rectangles::engine::{EngineName, Figure, enumerate};
use latin_rectangles::report::{
    CountFigures, CountResult, Fixed, Sequence, SequenceFile, SequenceFormat, SequencePart, SequencePlan,
    SequenceRequest, Term,
};

use super::arguments::{FileArguments, Format, MIB, default_workers, workers};
use super::classes::what;
use super::console::Console;
use super::engine::MEASURE_SECONDS;
use super::failure::{EXIT_STATUSES, Failure, printed_and_saved};
use super::output_file::OutputFile;
use super::progress::announce_if_long;
use super::run::{Files, Job, run};

/// Terms that are held in decimal digits at once.
const TERMS_AT_ONCE: usize = 512;

#[derive(Args)]
#[command(after_help = EXIT_STATUSES)]
pub struct SequenceArguments {
    /// Rows r, the same for all terms: they are those of n = r, r + 1, …
    #[arg(required_unless_present = "columns", allow_hyphen_values = true, value_parser = number)]
    rows: Option<u32>,
    /// Columns n, the same for all terms: they are those of r = 1 to n
    #[arg(long, conflicts_with = "rows", allow_hyphen_values = true, value_parser = number)]
    columns: Option<u32>,
    /// K, normalised rectangles; K+ and K-, even and odd ones of them; D, K+ minus K-; or R, reduced rectangles
    #[arg(long, value_parser = figure(), default_value_t = Figure::K)]
    figure: Figure,
    /// The first n, or r with --columns [default: the least]
    #[arg(long, allow_hyphen_values = true, value_parser = number)]
    from: Option<u32>,
    /// The last n, or r with --columns [default: as far as about a second goes, at most to 1,000 terms and terms of 1,000
    /// digits]
    #[arg(long, allow_hyphen_values = true, value_parser = number)]
    to: Option<u32>,
    /// text, csv, json, latex, or bfile: what the OEIS takes, up to the first term of more than 1,000 digits
    #[arg(long, value_parser = format(), default_value_t)]
    format: SequenceFormat,
    /// Write it into this file, not on standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Threads, 1 to 256 [default: one for each core]
    #[arg(long, value_parser = workers())]
    workers: Option<u32>,
    /// MiB of memory that may be held
    #[arg(long, default_value_t = 1024)]
    memory: u64,
    /// Keep what is done in this file, every five seconds; resume what is there already. For terms that one count gives
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
}

pub fn figure() -> impl TypedValueParser<Value = Figure> {
    PossibleValuesParser::new(Figure::ALL.map(Figure::name)).try_map(|name| name.parse::<Figure>())
}

fn format() -> impl TypedValueParser<Value = SequenceFormat> {
    PossibleValuesParser::new(SequenceFormat::ALL.map(SequenceFormat::name))
        .try_map(|name| name.parse::<SequenceFormat>())
}

pub fn number(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| "a whole number is wanted".to_owned())
}

/// Counts the terms of a sequence and writes them.
pub fn sequence(arguments: &SequenceArguments, console: Console) -> Result<(), Failure> {
    let workers = arguments.workers.unwrap_or_else(default_workers);
    let fixed = match (arguments.rows, arguments.columns) {
        (_, Some(columns)) => Fixed::Columns(columns),
        (Some(rows), None) => Fixed::Rows(rows),
        (None, None) => unreachable!("one of them is required"),
    };
    let request = SequenceRequest {
        fixed,
        figure: arguments.figure,
        from: arguments.from,
        to: arguments.to,
    };
    let word_seconds = enumerate::measure_word_seconds(None, MEASURE_SECONDS);
    let plan = request.plan(workers, word_seconds)?;
    if let (Some(file), [_, second, ..]) = (&arguments.checkpoint, &plan.parts[..]) {
        return Err(Failure::BadInput(format!(
            "{} can keep one count, and these terms take several; the second, {}, begins at {} = {}",
            file.display(),
            of(second),
            fixed.index(),
            match fixed {
                Fixed::Rows(_) => second.columns.0,
                Fixed::Columns(_) => second.rows.0,
            }
        )));
    }
    let output = arguments.output.as_deref().map(OutputFile::any).transpose()?;
    if plan.parts.len() > 1 {
        announce_if_long(console, &plan.sequence.to_string(), plan.seconds, workers);
    }
    let (mut results, mut saved) = (Vec::new(), Ok(()));
    for part in &plan.parts {
        match counted(part, arguments, workers, console) {
            (Some(result), outcome) => {
                results.push(result);
                saved = outcome;
            }
            (None, outcome) => return outcome,
        }
    }
    for terms in &plan.unknown {
        if arguments.format != SequenceFormat::Text {
            console.say(format_args!("not known: {}", terms.sentence(fixed)));
        }
    }
    let written = write(
        &plan,
        &results,
        workers,
        arguments.format,
        output.as_ref(),
        console,
    );
    printed_and_saved(written, saved)
}

/// Counts a part. There is a result even if its progress could not be saved.
fn counted(
    part: &SequencePart,
    arguments: &SequenceArguments,
    workers: u32,
    console: Console,
) -> (Option<CountResult>, Result<(), Failure>) {
    let files = FileArguments {
        checkpoint: arguments.checkpoint.clone(),
        from: Vec::new(),
        share: None,
        phase: None,
        lists_only: false,
    };
    let files = match Files::open(&files, console) {
        Ok(files) => files,
        Err(failure) => return (None, Err(failure)),
    };
    let job = Job {
        request: Request {
            saved: files.autosave.is_some(),
            memory: arguments.memory.saturating_mul(MIB),
            ..part.request()
        },
        workers,
        what: of(part),
        seconds: part.seconds,
        share: None,
    };
    let result = RefCell::new(None);
    let outcome = run(job, files, Format::Json, console, |count| {
        *result.borrow_mut() = Some(CountResult::of(count)?);
        Ok(())
    });
    (result.into_inner(), outcome)
}

/// In words, what a part counts.
fn of(part: &SequencePart) -> String {
    let figure = part.figure;
    if part.columns.0 == part.columns.1 {
        let shapes = what(part.columns.0, &(part.rows.0..=part.rows.1));
        return format!("{figure} of {shapes} by {}", part.engine);
    }
    format!(
        "{figure} of {} × {} to {} by {}",
        part.rows.0, part.columns.0, part.columns.1, part.engine
    )
}

/// The terms of the figures, in their order. Long numbers take their time to become decimal: each of the workers has a part.
fn terms(sequence: &Sequence, figures: &[(EngineName, &CountFigures)], workers: u32) -> Vec<Term> {
    let of = |&(engine, figures): &(EngineName, &CountFigures)| Term::of(sequence, figures, engine);
    std::thread::scope(|scope| {
        let parts = figures.chunks(figures.len().div_ceil(workers as usize).max(1));
        let parts = parts.map(|part| scope.spawn(move || part.iter().filter_map(of).collect::<Vec<_>>()));
        let parts: Vec<_> = parts.collect();
        let parts = parts.into_iter().map(|part| part.join().expect("no term panics"));
        parts.flatten().collect()
    })
}

fn write(
    plan: &SequencePlan,
    results: &[CountResult],
    workers: u32,
    format: SequenceFormat,
    output: Option<&OutputFile>,
    console: Console,
) -> Result<(), Failure> {
    let ended = RefCell::new(None);
    let content = |out: &mut dyn Write| -> io::Result<()> {
        let mut file = SequenceFile::new(plan.sequence, plan.unknown.clone(), format);
        let figures = results.iter().flat_map(|result| {
            let engine = result.engine;
            result.figures.iter().map(move |figures| (engine, figures))
        });
        let figures: Vec<_> = figures.collect();
        for figures in figures.chunks(TERMS_AT_ONCE) {
            for term in terms(&plan.sequence, figures, workers) {
                file.add(&term, out)?;
            }
        }
        file.end(out)?;
        *ended.borrow_mut() = file.ended().map(str::to_owned);
        Ok(())
    };
    match output {
        Some(file) => file.write(&content).map_err(Failure::NotSaved)?,
        None => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            content(&mut out)?;
            out.flush()?;
        }
    }
    if let Some(sentence) = ended.into_inner() {
        console.say(sentence);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::progress::announcement;
    use super::*;

    /// On one worker of a machine of that speed.
    fn announced(fixed: Fixed, to: u32, word_seconds: f64) -> (Option<String>, Vec<Option<String>>) {
        let request = SequenceRequest {
            fixed,
            figure: Figure::K,
            from: None,
            to: Some(to),
        };
        let plan = request.plan(1, word_seconds).unwrap();
        let parts = plan.parts.iter();
        (
            announcement(&plan.sequence.to_string(), plan.seconds, 1),
            parts
                .map(|part| announcement(&of(part), part.seconds, 1))
                .collect(),
        )
    }

    #[test]
    fn what_takes_more_than_a_minute_is_announced() {
        const SLOW: f64 = 0.5e-9;
        let (_, row) = announced(Fixed::Rows(6), 12, SLOW);
        let sentence = "K of 6 × 6 to 12 by formula takes about 2 minutes here on 1 worker; Ctrl-C ends it";
        assert_eq!(row, [Some(sentence.to_owned())]);
        let (column, parts) = announced(Fixed::Columns(12), 6, SLOW);
        let sentence = "K(r,12), r = 1 to 6 takes about 2 minutes here on 1 worker; Ctrl-C ends it";
        assert_eq!(column, Some(sentence.to_owned()));
        assert_eq!(parts.len(), 2);
        assert_eq!(announced(Fixed::Rows(6), 10, SLOW).1, [None]);
    }
}
