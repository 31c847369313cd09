//! Counts that are kept in files: gone on with, shared by hand, and joined.

use std::fs::{self, File};
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clap::Args;

use super::{EXIT_INTERRUPTED, Failure, Format, MIB, write_result};
use crate::counting::{Begun, Counting, Question, StartError};
use crate::job::{Checkpoint, CheckpointError};
use crate::run::Executor;

const KEEP_EVERY: Duration = Duration::from_secs(5);

#[derive(Args)]
pub struct MergeArguments {
    /// Checkpoints of one count, whose units may overlap
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Where to write what they make together
    #[arg(long)]
    output: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// A line for each first column too; in csv those lines only
    #[arg(long)]
    per_column: bool,
}

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        Failure::BadInput(error.to_string())
    }
}

/// The file in which a count is kept while it runs.
pub struct Keeper {
    path: PathBuf,
    kept: Instant,
    interrupted: Arc<AtomicBool>,
}

impl Keeper {
    /// An interrupt from now on ends the count, not the program.
    pub fn new(path: &Path) -> Result<Self, Failure> {
        let interrupted = Arc::new(AtomicBool::new(false));
        let flag = interrupted.clone();
        ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed))
            .map_err(|error| Failure::Failed(error.to_string()))?;
        Ok(Keeper {
            path: path.to_owned(),
            kept: Instant::now(),
            interrupted,
        })
    }

    /// The checkpoint in the file; `None` when there is no file yet.
    pub fn read(&self) -> Result<Option<Checkpoint>, Failure> {
        if self.path.exists() {
            read(&self.path).map(Some)
        } else {
            Ok(None)
        }
    }

    /// Keeps what is done when it is time to; cancels the count after an interrupt.
    pub fn look(&mut self, counting: &Counting) -> io::Result<()> {
        if self.interrupted.load(Ordering::Relaxed) {
            counting.cancel();
        }
        if self.kept.elapsed() >= KEEP_EVERY {
            self.keep(counting)?;
        }
        Ok(())
    }

    /// Keeps what is done; after an interrupt ends the program.
    pub fn end(&mut self, counting: &Counting) -> io::Result<()> {
        self.keep(counting)?;
        if self.interrupted.load(Ordering::Relaxed) {
            let (done, units) = counting.done();
            eprintln!(
                "stopped: {done} of {units} units are done, and kept in {}",
                self.path.display()
            );
            std::process::exit(EXIT_INTERRUPTED);
        }
        Ok(())
    }

    /// Where it is kept.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn keep(&mut self, counting: &Counting) -> io::Result<()> {
        write(&self.path, &counting.checkpoint())?;
        self.kept = Instant::now();
        Ok(())
    }
}

/// Joins checkpoints, and gives the result when no unit is missing.
pub fn merge(arguments: &MergeArguments) -> Result<(), Failure> {
    let mut all: Option<Checkpoint> = None;
    for file in &arguments.files {
        let next = read(file)?;
        all = Some(match all {
            None => next,
            Some(before) => before.merge(next).map_err(|error| refused(file, &error))?,
        });
    }
    let all = all.expect("one file at least");
    if let Some(output) = &arguments.output {
        write(output, &all)?;
    }
    let (done, units) = all.done();
    if done < units {
        println!("{}: {done} of {units} units are done", all.shape());
        return Ok(());
    }
    let question = Question {
        engine: all.engine(),
        ..Question::of(all.shape())
    };
    let begun = Begun {
        checkpoint: Some(all),
        share: None,
    };
    let mut counting = Counting::go_on(question, begun, 1024 * MIB, &Executor::Caller)?;
    counting.wait(Duration::MAX);
    counting.collect()?;
    write_result(&counting.result()?, arguments.format, arguments.per_column)
}

/// A range of unit numbers, for example 0..1000, the end not included.
pub fn units(text: &str) -> Result<Range<u32>, String> {
    let wanted = || {
        "two numbers are wanted, the first unit and the one after the last, for example 0..1000".to_owned()
    };
    let (from, to) = text.split_once("..").ok_or_else(wanted)?;
    let number = |text: &str| text.trim().parse().map_err(|_| wanted());
    let (from, to) = (number(from)?, number(to)?);
    if from < to { Ok(from..to) } else { Err(wanted()) }
}

fn read(path: &Path) -> Result<Checkpoint, Failure> {
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::BadInput(format!("{}: {error}", path.display())))?;
    Checkpoint::read(&text).map_err(|error| refused(path, &error))
}

fn refused(path: &Path, error: &CheckpointError) -> Failure {
    Failure::BadInput(format!("{}: {error}", path.display()))
}

/// Whoever reads the file finds the old checkpoint or the new one, never a part.
fn write(path: &Path, checkpoint: &Checkpoint) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let new = path.with_file_name(name);
    let mut file = File::create(&new)?;
    file.write_all(checkpoint.text().as_bytes())?;
    file.sync_all()?;
    fs::rename(new, path)
}
