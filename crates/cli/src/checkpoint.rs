//! Checkpoints in files.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use latin_rectangles::count::{Checkpoint, CheckpointError, text};

use super::failure::Failure;
use super::output_file::OutputFile;

/// Files with this ending are written in binary form; all others as JSON.
const BINARY: &str = "bin";

/// The checkpoint in a file, whatever its form.
pub fn read(path: &Path) -> Result<Checkpoint, Failure> {
    let unread = |error: io::Error| Failure::BadInput(format!("{}: {error}", path.display()));
    let mut file = BufReader::new(File::open(path).map_err(unread)?);
    let read = if Checkpoint::is_binary(file.fill_buf().map_err(unread)?) {
        Checkpoint::read_binary(&mut file)
    } else {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(unread)?;
        text(bytes).and_then(|text| Checkpoint::read(&text))
    };
    read.map_err(|error| refused(path, &error))
}

/// Writes it into a file, in the form that the file's name says; the error is a sentence.
pub fn write(file: &OutputFile, checkpoint: &Checkpoint) -> Result<(), String> {
    if file.name().extension().is_some_and(|ending| ending == BINARY) {
        return file.write(&|mut into| checkpoint.write_binary(&mut into));
    }
    let text = checkpoint.text();
    file.write(&|into| into.write_all(text.as_bytes()))
}

/// All that is in these files of one count; `None` without a file.
pub fn read_all(paths: &[PathBuf]) -> Result<Option<Checkpoint>, Failure> {
    let mut all: Option<Checkpoint> = None;
    for path in paths {
        let next = read(path)?;
        all = Some(match all {
            None => next,
            Some(before) => before.merge(next).map_err(|error| refused(path, &error))?,
        });
    }
    Ok(all)
}

fn refused(path: &Path, error: &CheckpointError) -> Failure {
    Failure::BadInput(format!("{}: {error}", path.display()))
}
