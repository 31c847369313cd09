//! Checkpoints in files.

use std::fs;
use std::path::Path;

use latin_rectangles::count::{Checkpoint, CheckpointError, text};

use super::failure::Failure;

/// The checkpoint in a file.
pub fn read(path: &Path) -> Result<Checkpoint, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::BadInput(format!("{}: {error}", path.display())))?;
    text(bytes)
        .and_then(|text| Checkpoint::read(&text))
        .map_err(|error| refused(path, &error))
}

pub fn refused(path: &Path, error: &CheckpointError) -> Failure {
    Failure::BadInput(format!("{}: {error}", path.display()))
}
