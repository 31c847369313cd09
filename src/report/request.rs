//! The request of the page for a count.

use serde::Deserialize;

use crate::count::Request;
use crate::engine::enumerate::Options;
use crate::engine::{EngineName, Figure};
use crate::run::Schedule;

/// Every number of rows from `from` to `to` of one n, or of each up to it, and how they are to be counted.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct CountRequest {
    pub engine: EngineName,
    pub columns: u32,
    pub from: u32,
    pub to: u32,
    /// The least n, where it is not the only one.
    #[serde(default)]
    #[cfg_attr(feature = "types", ts(optional))]
    pub least_columns: Option<u32>,
    /// `null` asks for all that is known.
    pub figure: Option<Figure>,
    /// `null` takes the one that suits the number of first columns.
    pub schedule: Option<Schedule>,
    #[cfg_attr(feature = "types", ts(type = "Partial<Options>"))]
    pub options: Options,
    /// Whether progress is saved: units are cut so that an interruption costs little.
    #[serde(rename = "keep")]
    pub saved: bool,
}

impl CountRequest {
    /// The request for the library.
    #[inline]
    pub fn request(self) -> Request {
        Request {
            schedule: self.schedule,
            options: self.options,
            saved: self.saved,
            figure: self.figure,
            ..Request::new(
                self.engine,
                (self.least_columns.unwrap_or(self.columns), self.columns),
                (self.from, self.to),
            )
        }
    }
}
