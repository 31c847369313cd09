//! The text in a file.

use super::error::CheckpointError;

/// The text in these bytes: UTF-8, or UTF-16 with a byte order mark, as some shells write what is sent into a file.
///
/// # Errors
/// [`CheckpointError::NotACheckpoint`] where they are no text.
pub fn text(bytes: Vec<u8>) -> Result<String, CheckpointError> {
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
