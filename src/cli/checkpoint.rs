//! Checkpoints in files.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::Failure;
use crate::job::CheckpointError;

/// What is in a file; `of` reads its text.
pub fn read<C>(path: &Path, of: impl Fn(&str) -> Result<C, CheckpointError>) -> Result<C, Failure> {
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::BadInput(format!("{}: {error}", path.display())))?;
    of(&text).map_err(|error| refused(path, &error))
}

pub fn refused(path: &Path, error: &CheckpointError) -> Failure {
    Failure::BadInput(format!("{}: {error}", path.display()))
}

/// Whoever reads the file finds the old checkpoint or the new one, never a part.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let new = path.with_file_name(name);
    let mut file = File::create(&new)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(new, path)
}
