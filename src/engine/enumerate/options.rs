//! What can be chosen or switched off, to measure its effect. The counts are the same with any options.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::simd::Arch;

/// How units are counted; every optimisation is on by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The instruction set, one of those that this machine has; `null` takes the fastest.
    #[cfg_attr(feature = "types", ts(type = "string | null"))]
    pub kernel: Option<Arch>,
    /// How the leaves below three lists are counted.
    pub popcount: Popcount,
    /// Lists hold only the derangements with the right starting value; otherwise every unit begins with all of them.
    pub prefilter: bool,
    /// The last list is in sign order; otherwise every leaf is counted under an even mask and under an odd one.
    pub sign_order: bool,
    /// Lists are cut to the rows still possible; otherwise bitsets stay as long as the whole lists.
    pub reindexing: bool,
    /// The last row is not listed but counted as bits.
    pub last_row_counted: bool,
}

impl Options {
    /// Whether an optimisation is on.
    #[inline(always)]
    pub fn has(self, optimisation: Optimisation) -> bool {
        match optimisation {
            Optimisation::Prefilter => self.prefilter,
            Optimisation::SignOrder => self.sign_order,
            Optimisation::Reindexing => self.reindexing,
            Optimisation::LastRowCounted => self.last_row_counted,
        }
    }

    /// All optimisations but that one.
    pub fn without(optimisation: Optimisation) -> Self {
        let mut options = Options::default();
        options.leave_out(optimisation);
        options
    }

    /// Switches one optimisation off.
    pub fn leave_out(&mut self, optimisation: Optimisation) {
        *match optimisation {
            Optimisation::Prefilter => &mut self.prefilter,
            Optimisation::SignOrder => &mut self.sign_order,
            Optimisation::Reindexing => &mut self.reindexing,
            Optimisation::LastRowCounted => &mut self.last_row_counted,
        } = false;
    }
}

/// An optimisation of the search that can be switched off, to measure its effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Optimisation {
    /// Candidates are listed by their first symbol.
    Prefilter,
    /// Even rows come before odd ones.
    SignOrder,
    /// Lists are cut to the rows still possible.
    Reindexing,
    /// The last row is counted, not listed.
    LastRowCounted,
}

/// No optimisation has that name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no optimisation {name:?}; there are: prefilter, sign-order, reindexing, last-row-counted")]
pub struct OptimisationError {
    name: String,
}

impl Optimisation {
    /// Every one.
    pub const ALL: [Optimisation; 4] = [
        Optimisation::Prefilter,
        Optimisation::SignOrder,
        Optimisation::Reindexing,
        Optimisation::LastRowCounted,
    ];

    /// The name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Optimisation::Prefilter => "prefilter",
            Optimisation::SignOrder => "sign-order",
            Optimisation::Reindexing => "reindexing",
            Optimisation::LastRowCounted => "last-row-counted",
        }
    }
}

impl FromStr for Optimisation {
    type Err = OptimisationError;

    fn from_str(name: &str) -> Result<Self, OptimisationError> {
        Optimisation::ALL
            .into_iter()
            .find(|optimisation| optimisation.name() == name)
            .ok_or_else(|| OptimisationError {
                name: name.to_owned(),
            })
    }
}

impl Default for Options {
    fn default() -> Self {
        Options {
            kernel: None,
            popcount: Popcount::Auto,
            prefilter: true,
            sign_order: true,
            reindexing: true,
            last_row_counted: true,
        }
    }
}

/// How the bits of many masked bitsets are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Popcount {
    /// Whichever was fastest here for bitsets of that length.
    #[default]
    Auto,
    /// A popcount instruction for every word.
    Scalar,
    /// A popcount of the bytes of a vector, added up afterwards.
    Bytes,
    /// Vertical counters: bitsets are added up by carry-save adders and counted together.
    Vertical,
}

/// No popcount has that name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no popcount {name:?}; there are: auto, scalar, bytes, vertical")]
pub struct PopcountError {
    name: String,
}

impl Popcount {
    /// Every choice.
    pub const ALL: [Popcount; 4] = [
        Popcount::Auto,
        Popcount::Scalar,
        Popcount::Bytes,
        Popcount::Vertical,
    ];

    /// The name in URLs, on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Popcount::Auto => "auto",
            Popcount::Scalar => "scalar",
            Popcount::Bytes => "bytes",
            Popcount::Vertical => "vertical",
        }
    }
}

impl std::fmt::Display for Popcount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Popcount {
    type Err = PopcountError;

    fn from_str(name: &str) -> Result<Self, PopcountError> {
        Popcount::ALL
            .into_iter()
            .find(|popcount| popcount.name() == name)
            .ok_or_else(|| PopcountError {
                name: name.to_owned(),
            })
    }
}

/// What [`Popcount::Auto`] means on a machine, or the one that was requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct PopcountChoice {
    /// For short bitsets: scalar or bytes.
    pub short: Popcount,
    /// Bitsets of more words than this are counted by vertical counters.
    pub short_words: Option<u32>,
}

impl PopcountChoice {
    /// The one for bitsets of `words` words.
    pub fn of_length(self, words: usize) -> Popcount {
        match self.short_words {
            Some(short) if words > short as usize => Popcount::Vertical,
            _ => self.short,
        }
    }
}

impl std::fmt::Display for PopcountChoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.short_words {
            None => write!(f, "{}", self.short),
            Some(0) => f.write_str("vertical counters"),
            Some(words) => write!(f, "{} for ≤ {words} words, vertical counters above", self.short),
        }
    }
}
