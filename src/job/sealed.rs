//! What every file with a checkpoint has: a format, the version of the program, an engine and a checksum. The checksum
//! is over what the file says, so white space and the order of keys do not matter.

use std::cmp::Ordering;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::CheckpointError;
use super::checkpoint_error::Age;

/// Of checkpoints. What one means rests on more than its fields: on the order of units and of the second rows that they
/// are cut by, and on the rule that makes blocks of classes. A change to any of these needs another format.
pub const FORMAT: u32 = 1;

/// Of the program that wrote it, for whoever reads the file: nothing depends on it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Plain data that is written with its checksum.
pub trait Sealed: Serialize + DeserializeOwned {
    /// The name of the engine whose units it has.
    const ENGINE: &'static str;

    fn checksum(&mut self) -> &mut String;

    /// The same with the right checksum: CRC-32 of all of it without that, in hexadecimal digits.
    fn sealed(mut self) -> Self {
        self.checksum().clear();
        let text = serde_json::to_string(&self).expect("plain data is JSON");
        *self.checksum() = format!("{:08x}", crc32fast::hash(text.as_bytes()));
        self
    }
}

/// The name of the engine whose checkpoint a text is, if it says one.
///
/// # Errors
/// [`CheckpointError`] unless it is JSON of this format.
pub fn engine_of(text: &str) -> Result<Option<String>, CheckpointError> {
    #[derive(Deserialize)]
    struct Engine {
        engine: Option<String>,
    }
    let text = without_mark(text);
    // in another format nothing else need be as it is here
    of_this_format(text)?;
    let Engine { engine } = serde_json::from_str(text).map_err(no_checkpoint)?;
    Ok(engine)
}

fn of_this_format(text: &str) -> Result<(), CheckpointError> {
    #[derive(Deserialize)]
    struct Format {
        format: Option<u64>,
    }
    if text.trim().is_empty() {
        return Err(CheckpointError::NotACheckpoint("it is empty".to_owned()));
    }
    let Format { format } = serde_json::from_str(text).map_err(no_checkpoint)?;
    let age = match format.map(|found| found.cmp(&FORMAT.into())) {
        Some(Ordering::Greater) => Age::Newer,
        Some(Ordering::Less) => Age::Older,
        Some(Ordering::Equal) | None => return Ok(()),
    };
    Err(CheckpointError::Format {
        found: format.unwrap_or_default(),
        age,
    })
}

/// What is in a text that may be anything.
///
/// # Errors
/// [`CheckpointError`] unless it is of this format and engine, and undamaged.
pub fn read<S: Sealed>(text: &str) -> Result<S, CheckpointError> {
    if let Some(found) = engine_of(text)?.filter(|engine| engine != S::ENGINE) {
        return Err(CheckpointError::OtherEngine {
            found,
            expected: S::ENGINE,
        });
    }
    let mut read: S = serde_json::from_str(without_mark(text)).map_err(no_checkpoint)?;
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

/// Without the byte order mark that some editors put first.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
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
    CheckpointError::NotACheckpoint(if error.is_eof() {
        format!("it is cut off ({error})")
    } else {
        error.to_string()
    })
}

/// The same JSON with other white space, with its keys in another order, with escapes, and with a byte order mark.
#[cfg(test)]
pub fn otherwise(text: &str) -> [String; 4] {
    fn backwards(value: &serde_json::Value) -> String {
        match value {
            serde_json::Value::Object(fields) => {
                let fields: Vec<String> = fields
                    .iter()
                    .rev()
                    .map(|(key, value)| format!("{key:?} :\t{}", backwards(value)))
                    .collect();
                format!("{{ {} }}", fields.join(",\r\n"))
            }
            serde_json::Value::Array(items) => {
                let items: Vec<String> = items.iter().map(backwards).collect();
                format!("[ {} ]", items.join(" , "))
            }
            other => other.to_string(),
        }
    }
    let value: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let pretty = serde_json::to_string_pretty(&value).expect("JSON");
    let backwards = backwards(&value);
    assert_ne!(pretty.find("format"), backwards.find("format"));
    [
        format!("\u{feff}{text}"),
        text.replace('/', "\\/").replace("\"engine\"", "\"\\u0065ngine\""),
        pretty,
        backwards,
    ]
}
