//! Checkpoints in files.

use std::fs;
use std::path::{Path, PathBuf};

use latin_rectangles::count::{Checkpoint, CheckpointError, text};

use super::failure::Failure;

/// The checkpoint in a file.
pub fn read(path: &Path) -> Result<Checkpoint, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::BadInput(format!("{}: {error}", path.display())))?;
    text(bytes)
        .and_then(|text| Checkpoint::read(&text))
        .map_err(|error| refused(path, &error))
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
