//! Checkpoints in files.

use std::fs;
use std::path::{Path, PathBuf};

use latin_rectangles::count::{Checkpoint, CheckpointError};

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

/// UTF-8, or UTF-16 with a byte order mark, as some shells write what is sent into a file.
fn text(bytes: Vec<u8>) -> Result<String, CheckpointError> {
    let wide = |of: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes[2..].as_chunks();
        let units: Vec<u16> = pairs.iter().map(|&pair| of(pair)).collect();
        String::from_utf16(&units).ok().filter(|_| rest.is_empty())
    };
    let read = if bytes.starts_with(&[0xff, 0xfe]) {
        wide(u16::from_le_bytes)
    } else if bytes.starts_with(&[0xfe, 0xff]) {
        wide(u16::from_be_bytes)
    } else {
        String::from_utf8(bytes).ok()
    };
    read.ok_or_else(|| CheckpointError::NotACheckpoint("it is not text".to_owned()))
}
