//! Checks the file of a count: its checksums, its outputs or figures against each other and against what is proved or
//! published, and some of its units counted again. The outcome is a transcript that others can repeat.
//!
//! What is checked follows from the file, the number of units and the seed alone, and is the same on every machine.

mod answer;
mod answer_file;
mod chance;
mod check;
mod checkpoint;
mod drive;
mod exports;
mod figures;
mod first_columns;
mod line;
mod options;
mod phase;
mod recount;
mod sample;
#[cfg(test)]
mod tests;
mod text;
mod transcript;

use std::thread;

use serde::Deserialize;
use serde::de::IgnoredAny;
use sha2::{Digest, Sha256};
use web_time::Instant;

use crate::count::{self, Checkpoint, CheckpointError, Head, without_mark};
use crate::run::Watch;
use answer_file::AnswerFile;
use transcript::{Findings, hex};

pub use check::{Check, Outcome};
pub use figures::StatedFigures;
pub use options::{VerifyError, VerifyOptions};
pub use transcript::{Chance, Counted, FileReport, Machine, Outputs, Recounted, RecountedUnits, Transcript};

/// Checks a file: a checkpoint, whole or partial, of any engine and format that can be read; or an answer, as the command
/// and the page write it: as JSON, CSV, LaTeX or a b-file. What it counts reports to `watch`.
///
/// # Errors
/// [`VerifyError::Unreadable`] where it is not such a file, [`VerifyError::Refused`] where it needs more memory than is
/// allowed, [`VerifyError::Threads`] where these cannot be started, [`VerifyError::Stopped`] when the watch says so. A file that is wrong is no error: its transcript says so.
pub fn verify(
    file: &[u8],
    options: VerifyOptions,
    watch: &(dyn Watch + Sync),
) -> Result<Transcript, VerifyError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.workers as usize);
    let pool = pool.build().map_err(|_| VerifyError::Threads(options.workers))?;
    pool.install(|| verify_here(file, options, watch))
}

fn verify_here(
    file: &[u8],
    options: VerifyOptions,
    watch: &(dyn Watch + Sync),
) -> Result<Transcript, VerifyError> {
    let began = Instant::now();
    let unreadable = |why: String| VerifyError::Unreadable(why);
    if Checkpoint::is_binary(file) {
        let read = Checkpoint::read_binary(&mut &file[..]);
        let (report, findings) = of_checkpoint(file, Head::of_binary(file), read, options, watch)?;
        return Ok(Transcript::new(report, findings, machine(began)));
    }
    if file.starts_with(ARCHIVE) {
        return Err(unreadable(format!(
            "it is a spreadsheet or another archive, and {READABLE}"
        )));
    }
    let text = count::text(file.to_vec()).map_err(|_| unreadable("it is not text".to_owned()))?;
    if let Some(answers) = exports::read(without_mark(&text), options.bfile) {
        let answers = answers.map_err(unreadable)?;
        let (report, findings) = of_answers(file, &answers, options, watch)?;
        return Ok(Transcript::new(report, findings, machine(began)));
    }
    let fields = Fields::of(&text)?;
    let (report, findings) = match fields.kind()? {
        Kind::Checkpoint => of_checkpoint(file, Head::of(&text), Checkpoint::read(&text), options, watch)?,
        Kind::Answer(kind) => {
            let answers = AnswerFile::read(kind, without_mark(&text)).map_err(unreadable)?;
            of_answers(file, &answers, options, watch)?
        }
        Kind::Sequence => {
            let answers = exports::sequence(without_mark(&text)).map_err(unreadable)?;
            of_answers(file, &answers, options, watch)?
        }
    };
    Ok(Transcript::new(report, findings, machine(began)))
}

/// How archives begin, and so spreadsheets.
const ARCHIVE: &[u8] = b"PK\x03\x04";

const READABLE: &str =
    "answers can be read as JSON, CSV, LaTeX and b-files as latin-rectangles or its page writes them";

fn of_checkpoint(
    file: &[u8],
    head: Option<Head>,
    read: Result<Checkpoint, CheckpointError>,
    options: VerifyOptions,
    watch: &(dyn Watch + Sync),
) -> Result<(FileReport, Findings), VerifyError> {
    let unreadable = |why: &str| VerifyError::Unreadable(why.to_owned());
    let head = match (head, &read) {
        (Some(head), _) => head,
        (None, Err(error)) => return Err(unreadable(&error.to_string())),
        (None, Ok(_)) => return Err(unreadable("it has not the version and checksum of a checkpoint")),
    };
    let findings = match read {
        Ok(read) => checkpoint::findings(&read, &head, options, watch)?,
        Err(CheckpointError::Damaged { found, expected }) => Findings::damaged(found, expected),
        Err(error) => return Err(unreadable(&error.to_string())),
    };
    Ok((FileReport::of_checkpoint(file, &head), findings))
}

fn of_answers(
    file: &[u8],
    answers: &AnswerFile,
    options: VerifyOptions,
    watch: &(dyn Watch + Sync),
) -> Result<(FileReport, Findings), VerifyError> {
    let report = FileReport::of_answers(file, answers);
    Ok((report, answer::findings(answers, options, watch)?))
}

fn machine(began: Instant) -> Machine {
    Machine {
        architecture: std::env::consts::ARCH,
        system: std::env::consts::OS,
        processors: thread::available_parallelism().map_or(1, usize::from) as u32,
        seconds: began.elapsed().as_secs_f64(),
    }
}

impl FileReport {
    fn of_checkpoint(file: &[u8], head: &Head) -> Self {
        FileReport {
            kind: match Checkpoint::is_binary(file) {
                true => format!("a checkpoint of format {}, in binary form", head.format),
                false => format!("a checkpoint of format {}", head.format),
            },
            bytes: file.len() as u64,
            sha256: hex(&Sha256::digest(file)),
            checksum: Some(head.checksum.clone()),
        }
    }

    fn of_answers(file: &[u8], answers: &AnswerFile) -> Self {
        FileReport {
            kind: answers.kind.words().to_owned(),
            bytes: file.len() as u64,
            sha256: hex(&Sha256::digest(file)),
            checksum: None,
        }
    }
}

/// What a file can be.
enum Kind {
    Checkpoint,
    Answer(answer_file::Kind),
    Sequence,
}

/// The fields by which files are told apart.
#[derive(Deserialize)]
struct Fields {
    format: Option<IgnoredAny>,
    elapsed_microseconds: Option<IgnoredAny>,
    checksum: Option<IgnoredAny>,
    results: Option<IgnoredAny>,
    table: Option<IgnoredAny>,
    counts: Option<IgnoredAny>,
    terms: Option<IgnoredAny>,
    rows: Option<IgnoredAny>,
    records: Option<IgnoredAny>,
    conclusion: Option<IgnoredAny>,
}

impl Fields {
    fn of(text: &str) -> Result<Self, VerifyError> {
        if text.trim().is_empty() {
            return Err(VerifyError::Unreadable("it is empty".to_owned()));
        }
        serde_json::from_str(without_mark(text)).map_err(|error| {
            VerifyError::Unreadable(if error.is_eof() {
                format!("it is cut off ({error})")
            } else {
                format!("it is not JSON with named fields ({error}), and {READABLE}")
            })
        })
    }

    fn kind(&self) -> Result<Kind, VerifyError> {
        let unreadable = |why: &str| Err(VerifyError::Unreadable(why.to_owned()));
        if self.conclusion.is_some() {
            return unreadable("it is a transcript: what is verified is the file that it was made of");
        }
        if self.records.is_some() {
            return unreadable("it is a report of the lab, which has times and no answer");
        }
        if self.elapsed_microseconds.is_some() || self.checksum.is_some() {
            return Ok(Kind::Checkpoint);
        }
        if self.terms.is_some() {
            return Ok(Kind::Sequence);
        }
        Ok(Kind::Answer(if self.results.is_some() {
            answer_file::Kind::Results
        } else if self.table.is_some() {
            answer_file::Kind::Cells
        } else if self.counts.is_some() {
            answer_file::Kind::Table
        } else if self.rows.is_some() && self.format.is_none() {
            answer_file::Kind::Answer
        } else {
            return unreadable(
                "it is neither a checkpoint nor an answer that latin-rectangles or its page has written",
            );
        }))
    }
}
