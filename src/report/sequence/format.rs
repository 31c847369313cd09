//! The forms in which a sequence is written.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::engine::seam::EngineError;

/// A form in which a sequence is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum SequenceFormat {
    /// A table for people.
    #[default]
    Text,
    Csv,
    Json,
    /// A table for the packages array and longtable.
    Latex,
    /// What the OEIS takes: lines with n and the term, up to the first of more than 1,000 digits or that is not known.
    Bfile,
}

impl SequenceFormat {
    /// Every form.
    pub const ALL: [SequenceFormat; 5] = [
        SequenceFormat::Text,
        SequenceFormat::Csv,
        SequenceFormat::Json,
        SequenceFormat::Latex,
        SequenceFormat::Bfile,
    ];

    /// The name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            SequenceFormat::Text => "text",
            SequenceFormat::Csv => "csv",
            SequenceFormat::Json => "json",
            SequenceFormat::Latex => "latex",
            SequenceFormat::Bfile => "bfile",
        }
    }
}

impl fmt::Display for SequenceFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for SequenceFormat {
    type Err = EngineError;

    fn from_str(name: &str) -> Result<Self, EngineError> {
        let found = SequenceFormat::ALL
            .into_iter()
            .find(|format| format.name() == name);
        found.ok_or_else(|| {
            let names = SequenceFormat::ALL.map(SequenceFormat::name).join(", ");
            EngineError::Refused(format!("there is no format {name:?}; there are: {names}"))
        })
    }
}
