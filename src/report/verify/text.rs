//! A transcript as plain text.

use std::fmt::{self, Display, Formatter};

use super::check::{Check, Outcome};
use super::figures::StatedFigures;
use super::transcript::{Counted, Recounted, Transcript};
use crate::latin::count::grouped;

/// Characters of a line of sentences, at most.
const WIDTH: usize = 100;

impl Display for Transcript {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "Transcript of a verification")?;
        paragraph(
            f,
            "Lines with * differ from machine to machine and from run to run; all others are the same for the same file, \
             number of units, seed and version.",
            "",
        )?;
        writeln!(f, "\nProgram")?;
        writeln!(f, "  {} {}", self.program, self.version)?;
        let machine = &self.machine;
        let processors = match machine.processors {
            1 => "1 processor".to_owned(),
            many => format!("{many} processors"),
        };
        writeln!(f, "* {}, {}, {processors}", machine.architecture, machine.system)?;
        writeln!(f, "* checked in {:.1} s", machine.seconds)?;
        writeln!(f, "\nFile")?;
        writeln!(f, "  {}, {} bytes", self.file.kind, grouped(&self.file.bytes))?;
        if let Some(checksum) = &self.file.checksum {
            writeln!(f, "  CRC-32 of its content, as it states it: {checksum}")?;
        }
        writeln!(f, "  SHA-256 of its bytes: {}", self.file.sha256)?;
        if !self.counted.is_empty() {
            writeln!(f, "\nCounted, as the file states it")?;
        }
        for counted in &self.counted {
            writeln!(f, "  {}", counted_line(counted))?;
        }
        self.write_outputs(f)?;
        if !self.figures.is_empty() {
            writeln!(f, "\nFigures")?;
        }
        for figures in &self.figures {
            write_figures(f, figures)?;
        }
        writeln!(f, "\nChecks")?;
        for check in &self.checks {
            write_check(f, check)?;
        }
        if let Some(recounted) = &self.recounted {
            write_recounted(f, recounted)?;
        }
        writeln!(f, "\nCertainty")?;
        for sentence in &self.certainty {
            paragraph(f, sentence, "  ")?;
        }
        writeln!(f, "\nConclusion")?;
        paragraph(f, &self.conclusion, "  ")
    }
}

impl Transcript {
    fn write_outputs(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.outputs.is_empty() {
            return Ok(());
        }
        writeln!(f, "\nOutputs, with SHA-256 of their bytes in order of unit")?;
        for outputs in &self.outputs {
            writeln!(
                f,
                "  {} ({}): {} of {} units",
                outputs.of, outputs.over, outputs.done, outputs.units
            )?;
            writeln!(f, "    {}", outputs.sha256)?;
        }
        Ok(())
    }
}

fn counted_line(counted: &Counted) -> String {
    let workers = |many: u32| match many {
        1 => "1 worker".to_owned(),
        many => format!("{many} workers"),
    };
    let mut parts = vec![match counted.engine {
        Some(engine) => format!("{} by {engine}", counted.what),
        None => counted.what.clone(),
    }];
    parts.extend(
        counted
            .version
            .as_ref()
            .map(|version| format!("version {version}")),
    );
    parts.extend(counted.kernel.clone());
    parts.extend(counted.workers.map(workers));
    parts.extend(counted.elapsed_seconds.map(|seconds| format!("{seconds:.3} s")));
    parts.extend(counted.date.clone());
    // control characters would be lines of their own
    parts
        .join(", ")
        .chars()
        .filter(|letter| !letter.is_control())
        .collect()
}

fn write_figures(f: &mut Formatter<'_>, figures: &StatedFigures) -> fmt::Result {
    let lines = [
        ("K ", figures.total.as_ref().map(grouped)),
        ("K+", figures.positive.as_ref().map(grouped)),
        ("K-", figures.negative.as_ref().map(grouped)),
        ("D ", figures.difference.as_ref().map(grouped)),
        ("R ", figures.reduced.as_ref().map(grouped)),
        ("L ", figures.all.as_ref().map(grouped)),
    ];
    writeln!(f, "  {}", figures.shape)?;
    for (name, figure) in lines {
        if let Some(figure) = figure {
            writeln!(f, "    {name} = {figure}")?;
        }
    }
    Ok(())
}

fn write_check(f: &mut Formatter<'_>, check: &Check) -> fmt::Result {
    let outcome = match check.outcome {
        Outcome::Agrees => "agrees",
        Outcome::Disagrees => "DISAGREES",
        Outcome::NotChecked => "not checked",
    };
    writeln!(f, "  {outcome:<13}{}", check.what)?;
    match (&check.found, &check.expected) {
        (Some(found), Some(expected)) if found == expected => {
            writeln!(f, "{:15}found and expected {found}", "")?;
        }
        (found, expected) => {
            for (name, figure) in [("found   ", found), ("expected", expected)] {
                if let Some(figure) = figure {
                    writeln!(f, "{:15}{name} {figure}", "")?;
                }
            }
        }
    }
    match &check.note {
        Some(note) => paragraph(f, note, "               "),
        None => Ok(()),
    }
}

fn write_recounted(f: &mut Formatter<'_>, recounted: &Recounted) -> fmt::Result {
    let Recounted {
        seed,
        kernel,
        chosen,
        units,
        by_phase,
        chances,
    } = recounted;
    writeln!(f, "\nCounted again")?;
    writeln!(
        f,
        "  {chosen} of {units} units, by seed {seed}, with the kernel {kernel}"
    )?;
    for phase in by_phase {
        let units = ranges(&phase.units).join(", ");
        paragraph(f, &format!("{}: {units}", phase.of), "    ")?;
    }
    writeln!(
        f,
        "  to repeat it: latin-rectangles verify FILE --units-recounted {chosen} --seed {seed}"
    )?;
    if chances.is_empty() {
        return Ok(());
    }
    writeln!(
        f,
        "  wrong units in the file, and the chance that at least one was counted again"
    )?;
    for chance in chances {
        writeln!(f, "    {:>3}  {}", chance.wrong, chance.percent)?;
    }
    Ok(())
}

/// Numbers in order, those in a row as a range: "0 to 9".
fn ranges(numbers: &[u32]) -> Vec<String> {
    let in_a_row = numbers.chunk_by(|one, next| one + 1 == *next);
    let words = in_a_row.map(|row| match row {
        [one] => one.to_string(),
        [first, .., last] => format!("{first} to {last}"),
        [] => String::new(),
    });
    words.collect()
}

/// Sentences in lines, each after the indent.
fn paragraph(f: &mut Formatter<'_>, text: &str, indent: &str) -> fmt::Result {
    let mut line = String::new();
    for word in text.split_whitespace() {
        let length = indent.len() + line.chars().count() + 1 + word.chars().count();
        if !line.is_empty() && length > WIDTH {
            writeln!(f, "{indent}{line}")?;
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    writeln!(f, "{indent}{line}")
}
