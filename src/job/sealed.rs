//! What every file with a checkpoint has: a format, the version of the program, an engine and a checksum.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::CheckpointError;

/// The version of this format; another one is not read.
pub const FORMAT: u32 = 1;

/// Of the program. Units of another version might be others.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Plain data that is written with its checksum.
pub trait Sealed: Serialize + DeserializeOwned {
    /// The name of the engine whose units it has.
    const ENGINE: &'static str;

    fn format(&self) -> u32;
    fn version(&self) -> &str;
    fn checksum(&mut self) -> &mut String;

    /// The same with the right checksum: CRC-32 of all of it without that, in hexadecimal digits.
    fn sealed(mut self) -> Self {
        self.checksum().clear();
        let text = serde_json::to_string(&self).expect("plain data is JSON");
        *self.checksum() = format!("{:08x}", crc32fast::hash(text.as_bytes()));
        self
    }
}

/// The name of the engine of which a text is a checkpoint, as it says, if it does.
pub fn engine_of(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("\"engine\":\"")?;
    Some(rest.split_once('"')?.0)
}

/// What is in a text that may be anything.
///
/// # Errors
/// [`CheckpointError`] unless it is of this engine and version, and undamaged.
pub fn read<S: Sealed>(text: &str) -> Result<S, CheckpointError> {
    if let Some(engine) = engine_of(text)
        && engine != S::ENGINE
    {
        return Err(CheckpointError::OtherEngine {
            found: engine.to_owned(),
            expected: S::ENGINE,
        });
    }
    let mut read: S = serde_json::from_str(text).map_err(no_checkpoint)?;
    if read.format() != FORMAT {
        return Err(CheckpointError::Format { found: read.format() });
    }
    if read.version() != VERSION {
        return Err(CheckpointError::Version {
            found: read.version().to_owned(),
        });
    }
    let found = std::mem::take(read.checksum());
    let mut read = read.sealed();
    if *read.checksum() != found {
        return Err(CheckpointError::Damaged {
            found,
            expected: read.checksum().clone(),
        });
    }
    Ok(read)
}

/// As it stands in a file.
pub fn text(sealed: &impl Sealed) -> String {
    serde_json::to_string(sealed).expect("plain data is JSON")
}

/// How long two runs have counted together, or that of them which has all that is done in the other and so was gone on
/// with from it; for each its microseconds and how much is done, and how much is done in either.
pub fn together([one, two]: [(u64, usize); 2], all: usize) -> u64 {
    match (one.1 == all, two.1 == all) {
        (true, true) => one.0.min(two.0),
        (true, false) => one.0,
        (false, true) => two.0,
        (false, false) => one.0.saturating_add(two.0),
    }
}

fn no_checkpoint(error: serde_json::Error) -> CheckpointError {
    CheckpointError::NotACheckpoint(error.to_string())
}
