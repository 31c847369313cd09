//! What all formats of checkpoints share as JSON.

use super::error::CheckpointError;

/// The text without the byte order mark that some editors add.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Why a text is not a checkpoint, as the parser says it.
pub fn no_checkpoint(error: serde_json::Error) -> CheckpointError {
    CheckpointError::NotACheckpoint(if error.is_eof() {
        format!("it is cut off ({error})")
    } else {
        error.to_string()
    })
}

/// Bytes as text in JSON.
pub mod base64_text {
    use std::borrow::Cow;

    use base64::Engine;
    use base64::display::Base64Display;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&Base64Display::new(bytes, &STANDARD))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        STANDARD.decode(text.as_bytes()).map_err(D::Error::custom)
    }
}
