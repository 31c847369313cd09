//! The command `lab`: the seven questions, answered natively.

use std::io::{self, Write};
use std::time::Instant;

use clap::Args;
use latin_rectangles::count::Session;
use latin_rectangles::latin::Shape;
use latin_rectangles_lab::{self as lab, AnswerText, LabError, LabPlan, LabReport, LabRequest};

use super::arguments::{ListFormat, MIB, ShapeArguments, default_workers};
use super::console::Console;
use super::failure::Failure;
use super::progress::Progress;

#[derive(Args)]
pub struct LabArguments {
    #[command(flatten)]
    shape: ShapeArguments,
    /// The shape for what is timed, for example 5x7 [default: one that lasts long enough here]
    #[arg(long, value_parser = shape)]
    timed: Option<Shape>,
    /// Threads, 1 to 64 [default: one for each core, 64 at most]
    #[arg(long)]
    workers: Option<u32>,
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
    /// MiB of memory that each pool may hold
    #[arg(long, default_value_t = 256)]
    memory: u64,
}

fn shape(text: &str) -> Result<Shape, String> {
    let wanted = || "rows and columns are wanted, for example 5x7".to_owned();
    let (rows, columns) = text.split_once('x').ok_or_else(wanted)?;
    let number = |text: &str| text.trim().parse().map_err(|_| wanted());
    Shape::new(number(rows)?, number(columns)?).map_err(|error| error.to_string())
}

impl From<LabError> for Failure {
    fn from(error: LabError) -> Self {
        match error {
            LabError::Shape(_)
            | LabError::Engine(_)
            | LabError::TooLong { .. }
            | LabError::Workers { .. } => Failure::BadInput(error.to_string()),
            _ => Failure::Failed(error.to_string()),
        }
    }
}

/// Those requested, which the plan may refuse, or one for each core, as far as the plan allows.
fn workers(asked: Option<u32>, cores: u32) -> u32 {
    asked.unwrap_or(cores.min(lab::MOST_WORKERS))
}

/// Measures, and prints the report.
pub fn lab(arguments: &LabArguments, console: Console) -> Result<(), Failure> {
    let request = LabRequest {
        counted: arguments.shape.shape()?,
        timed: arguments.timed,
        workers: workers(arguments.workers, default_workers()),
        cores: default_workers(),
        threads: true,
    };
    let memory = arguments.memory.saturating_mul(MIB);
    let session = Session::default();
    let plan = LabPlan::of(&request, &session, memory)?;
    let seconds: f64 = plan.about_seconds.iter().sum();
    if !console.is_watched() {
        console.say(format_args!("measuring for about {seconds:.0} seconds"));
    }
    let mut progress = Progress::new(console);
    let started = Instant::now();
    let measurements = lab::measure(&plan, &request, &session, memory, |done| {
        let left = plan.about_seconds.iter().skip(done).sum();
        let share = done as f64 / plan.steps.len().max(1) as f64;
        progress.show(started.elapsed().as_secs_f64(), share, "the steps", Some(left));
    })?;
    drop(progress);
    let report = LabReport::of(measurements, &session)?;
    let mut out = io::stdout().lock();
    match arguments.format {
        ListFormat::Text => text(&mut out, &report)?,
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &report).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

fn text(out: &mut impl Write, report: &LabReport) -> io::Result<()> {
    let LabReport {
        machine,
        parameters,
        answers,
        ..
    } = report;
    writeln!(
        out,
        "{}, {} logical processors, {}; {} counted, {} timed, {} workers; clock {:.0} ns",
        machine.platform,
        machine.cores,
        machine.kernel,
        parameters.counted,
        parameters.timed,
        parameters.workers,
        machine.timer_seconds * 1e9
    )?;
    if machine.busy {
        writeln!(
            out,
            "this machine was busy: half of the repetitions lie within {:.0} % of their median, and no closer",
            machine.spread * 100.0
        )?;
    }
    let all: [(&str, Option<&AnswerText>); 7] = [
        (
            "How many first columns does each worker get?",
            Some(&answers.assignment.text),
        ),
        ("How many times is the table built?", Some(&answers.tables.text)),
        (
            "Do all workers run all optimisations?",
            Some(&answers.optimisations.text),
        ),
        (
            "What is the rate per worker, and alone?",
            Some(&answers.rates.text),
        ),
        (
            "Can the parallel code run with one worker?",
            answers.one_worker.as_ref().map(|answer| &answer.text),
        ),
        (
            "Is the overhead fixed, or does it grow?",
            answers.overhead.as_ref().map(|answer| &answer.text),
        ),
        (
            "Why do the rates agree, or not?",
            answers.agreement.as_ref().map(|answer| &answer.text),
        ),
    ];
    for (number, (question, answer)) in (1..).zip(all) {
        writeln!(out, "\n{number}. {question}")?;
        match answer {
            Some(answer) => writeln!(
                out,
                "   {} {}\n   {}",
                answer.figure, answer.words, answer.sentence
            )?,
            None => writeln!(out, "   not measured: there is no pool")?,
        }
    }
    if let Some(gain) = &answers.gain {
        if !gain.speed_up.is_measured() || !gain.speed_up_with_start.is_measured() {
            return writeln!(out, "\nspeed-up: {}", lab::TOO_SHORT);
        }
        writeln!(
            out,
            "\nspeed-up {:.3}× (quartiles {:.3} and {:.3}), at most {:.3}× with whole first columns; {:.3}× with the start\n\
             efficiency {:.1} %",
            gain.speed_up.median,
            gain.speed_up.lower,
            gain.speed_up.upper,
            gain.ceiling,
            gain.speed_up_with_start.median,
            gain.efficiency * 100.0
        )?;
        if let Some(amdahl) = &gain.amdahl {
            writeln!(
                out,
                "not shared (Amdahl): {:.1} % of one worker's time, from {} sizes of pool; whole first columns alone make {:.1} %",
                amdahl.serial * 100.0,
                amdahl.sizes,
                gain.serial_of_whole_columns * 100.0
            )?;
        }
        match gain.break_even.shape {
            Some(shape) => writeln!(out, "the pool is quicker from {shape} on")?,
            None => writeln!(out, "the pool is quicker for none of the shapes tried")?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_taken_on_a_machine_of_any_size() {
        for cores in [1, 2, 64, 65, 96, 256, 1024] {
            let request = LabRequest {
                counted: Shape::new(3, 4).unwrap(),
                timed: Some(Shape::new(3, 4).unwrap()),
                workers: workers(None, cores),
                cores,
                threads: true,
            };
            let plan = LabPlan::of(&request, &Session::default(), 256 * MIB).unwrap();
            assert_eq!(plan.parameters.workers, cores.min(64));
        }
        assert_eq!(workers(Some(65), 2), 65);
    }
}
