//! What a checkpoint says of itself.

use serde::Deserialize;
use serde_json::from_str;

use super::json::without_mark;

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
}
