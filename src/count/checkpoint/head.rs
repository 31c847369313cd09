//! What a checkpoint says of itself.

use serde::Deserialize;
use serde_json::from_str;

use super::Checkpoint;
use super::json::without_mark;
use super::version::MAGIC;

/// What stands in every format of checkpoints: nothing that is counted depends on it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Head {
    pub format: u32,
    /// Of the program that wrote it.
    pub version: String,
    /// CRC-32 of its content, in hexadecimal digits.
    pub checksum: String,
}

impl Head {
    /// The head of a text, whether the rest of it is right or not; `None` where it is not the text of a checkpoint.
    pub fn of(text: &str) -> Option<Head> {
        from_str(without_mark(text)).ok()
    }

    /// The head of a file in binary form, whether the rest of it is right or not; `None` where it is none.
    pub fn of_binary(bytes: &[u8]) -> Option<Head> {
        if !Checkpoint::is_binary(bytes) {
            return None;
        }
        let (length, rest) = bytes[MAGIC.len()..].split_first_chunk()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        Head::of(str::from_utf8(rest.get(..length)?).ok()?)
    }
}
