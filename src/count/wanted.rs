//! Which units of a count are to be run here, and what that asks of its request.

use std::ops::Range;

use super::error::StartError;
use super::share::{SHARES, ShareNumber, parts_to_share};
use crate::engine::seam::Phase;
use crate::engine::{Request, Takes};

/// The only units of a count that are to be run here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Share {
    /// Of the phase with that number, from 0. What comes before is run here too.
    Units { phase: usize, units: Range<u32> },
    /// One of several shares, for which first columns are cut as [`parts_to_share`] says.
    Numbered(ShareNumber),
    /// The same of a phase, by the first part of its key, one of those of
    /// [`EngineName::phases_to_share`](crate::engine::EngineName::phases_to_share). What comes before has to be there, and what
    /// comes after is not run here.
    OfPhase { of: String, share: ShareNumber },
}

impl Share {
    /// The request with first columns cut for this share, or with the rows only that its phase is needed for.
    pub(super) fn of_request(&self, request: Request) -> Result<Request, StartError> {
        let (columns, rows) = (request.columns, request.rows);
        let phases = |rows: Range<u32>| {
            request
                .engine
                .phases_to_share(columns.0, rows.start..=rows.end - 1)
        };
        let no_phase = |asked: Option<&String>| StartError::Phase {
            asked: asked.cloned(),
            phases: phases(rows.0..rows.1 + 1),
        };
        match (self, request.shape()) {
            (Share::Units { .. }, _) => Ok(request),
            (Share::Numbered(share), Some(shape)) if request.engine.takes() == Takes::Shape => {
                let parts = parts_to_share(request.engine, shape, share.shares())?;
                Ok(Request {
                    parts: Some(parts),
                    ..request
                })
            }
            (Share::Numbered(_), _) if request.engine.takes() == Takes::Rows && rows.0 == rows.1 => {
                Ok(request)
            }
            (Share::Numbered(_), _) => Err(no_phase(None)),
            (Share::OfPhase { of, .. }, _) => {
                // the sums for other rows are not in the way then
                let row = (rows.0..=rows.1).find(|&row| phases(row..row + 1).contains(of));
                let row = row
                    .filter(|_| columns.0 == columns.1)
                    .ok_or_else(|| no_phase(Some(of)))?;
                Ok(Request {
                    rows: (row, row),
                    ..request
                })
            }
        }
    }
    /// The units of a phase that are to be run here, where it is shared out.
    pub(super) fn units_of(&self, phase: &Phase) -> Option<Range<u32>> {
        let all = phase.units as u32;
        match self {
            Share::Units { phase: number, units } => (*number == phase.number).then(|| {
                if has_units(units, phase.units).is_ok() {
                    units.clone()
                } else {
                    0..0
                }
            }),
            // what is not saved is short, and every share needs it
            Share::Numbered(share) => phase.saved.then(|| share.units(all)),
            Share::OfPhase { of, share } => (*of == phase.key.of).then(|| share.units(all)),
        }
    }
}

/// The share, where a count can be shared out.
pub(super) fn heeded(share: &Option<Share>) -> Option<&Share> {
    share.as_ref().filter(|_| SHARES)
}

/// Whether a phase of so many units has these.
///
/// # Errors
/// [`StartError::Share`].
pub(super) fn has_units(units: &Range<u32>, all: usize) -> Result<(), StartError> {
    let Range { start, end } = *units;
    if start < end && end as usize <= all {
        return Ok(());
    }
    Err(StartError::Share {
        from: start,
        to: end,
        units: all,
    })
}
