//! Saved progress: the outputs of a count's units so far, to be resumed here or on another machine, and merged with others.
//!
//! One format serves every engine, as a checkpoint and as a share of a count. Outputs are stored by the key of their phase
//! and the number of their unit, so one file of n columns by classes serves every number of rows. The checksum is over the
//! content of the file, the fields of its head in a fixed order and then the outputs as bytes; white space and the order of
//! keys do not matter.

mod binary;
mod error;
mod format;
mod format_1;
mod head;
mod json;
#[cfg(test)]
mod tests;
mod text;
mod version;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::share::MOST_SHARES;
use crate::engine::Request;
use crate::engine::seam::{Key, Output, SavedPhase};

pub use error::{Age, CheckpointError};
pub use head::Head;
pub use json::without_mark;
pub use text::text;

/// An output, and the microseconds that the unit took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub microseconds: u64,
    pub output: Output,
}

/// The saved outputs of one phase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedUnits {
    /// How many units the phase has.
    pub units: u32,
    /// Into how many shares they were divided, where they were; of several divisions the finest.
    pub shares: Option<u32>,
    pub done: BTreeMap<u32, Saved>,
}

/// Outputs by key and unit, and the request that they were computed for.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    request: Request,
    /// Microseconds of counting so far, all runs together.
    elapsed: u64,
    /// In order of their keys: a list, which takes less code than a tree.
    phases: Vec<(Key, SavedUnits)>,
}

impl Checkpoint {
    /// The format that is written; earlier ones are read too.
    pub const FORMAT: u32 = version::FORMAT;

    /// An empty checkpoint for a settled request.
    pub fn new(request: Request) -> Self {
        Checkpoint {
            request: named(&request),
            elapsed: 0,
            phases: Vec::new(),
        }
    }

    /// What is counted, with all numbers of rows that were ever requested.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// Time of counting so far, all runs together.
    pub fn elapsed(&self) -> Duration {
        Duration::from_micros(self.elapsed)
    }

    /// Sets the time of counting so far.
    pub fn set_elapsed(&mut self, elapsed: Duration) {
        self.elapsed = elapsed.as_micros() as u64;
    }

    /// The saved outputs of a phase.
    ///
    /// # Errors
    /// [`CheckpointError::OtherBasis`] when they depend on something else.
    pub fn of(&self, key: &Key) -> Result<Option<&SavedUnits>, CheckpointError> {
        if let Some(other) = self
            .phases
            .iter()
            .map(|(other, _)| other)
            .find(|other| other.of == key.of && *other != key)
        {
            return Err(CheckpointError::OtherBasis {
                of: key.of.clone(),
                found: other.over.clone(),
                expected: key.over.clone(),
            });
        }
        Ok(self.at(key).ok().map(|at| &self.phases[at].1))
    }

    /// The saved outputs of every phase, in order of their keys.
    pub fn phases(&self) -> impl Iterator<Item = (&Key, &SavedUnits)> {
        self.phases.iter().map(|(key, units)| (key, units))
    }

    /// Adds the output of a unit of a phase with `units` units.
    pub fn add(&mut self, key: &Key, units: u32, unit: u32, saved: Saved) {
        self.phase(key, units).done.insert(unit, saved);
    }

    /// Says that the units of a phase with `units` units are divided into so many shares.
    pub fn share_out(&mut self, key: &Key, units: u32, shares: u32) {
        let phase = self.phase(key, units);
        phase.shares = phase.shares.max(Some(shares));
    }

    /// The outputs of a phase, none as yet where it is new.
    fn phase(&mut self, key: &Key, units: u32) -> &mut SavedUnits {
        let at = self.at(key).unwrap_or_else(|at| {
            let nothing = SavedUnits {
                units,
                ..SavedUnits::default()
            };
            self.phases.insert(at, (key.clone(), nothing));
            at
        });
        &mut self.phases[at].1
    }

    /// Removes the outputs of a phase.
    pub fn drop_phase(&mut self, key: &Key) {
        if let Ok(at) = self.at(key) {
            self.phases.remove(at);
        }
    }

    /// The saved outputs of the phase whose key has this first part, whatever they depend on.
    pub fn named(&self, of: &str) -> Option<&SavedUnits> {
        let found = self.phases.iter().find(|(key, _)| key.of == of);
        found.map(|(_, units)| units)
    }

    /// Units of these phases that are done in one of two checkpoints, and all their units.
    #[inline]
    pub(super) fn done_in(files: [Option<&Checkpoint>; 2], phases: &[SavedPhase]) -> (usize, usize) {
        let (mut done, mut all) = (0, 0);
        for SavedPhase { of, units } in phases {
            let [one, other] = files.map(|file| file.and_then(|file| file.named(of)));
            let is_new = |unit: &&u32| one.is_none_or(|one| !one.done.contains_key(unit));
            done += one.map_or(0, |one| one.done.len());
            done += other.map_or(0, |other| other.done.keys().filter(is_new).count());
            all += one.or(other).map_or(*units, |saved| saved.units as usize);
        }
        (done, all)
    }

    /// The union of two checkpoints of one count; units in both must have the same output.
    ///
    /// The time is the sum, or that of the one which has all outputs of the other and so was resumed from it.
    ///
    /// # Errors
    /// [`CheckpointError`] when they are of different counts or contradict each other.
    #[inline]
    pub fn merge(mut self, other: Checkpoint) -> Result<Self, CheckpointError> {
        other.is_of(&self.request)?;
        other.is_cut_as(&self.request)?;
        let [one, two] = [&self, &other].map(|of| (of.elapsed, of.outputs()));
        for (key, units) in other.phases {
            self.of(&key)?;
            let at = match self.at(&key) {
                Ok(at) => at,
                Err(at) => {
                    self.phases.insert(at, (key, units));
                    continue;
                }
            };
            let mine = &mut self.phases[at].1;
            mine.shares = mine.shares.max(units.shares);
            for (unit, saved) in units.done {
                match mine.done.get(&unit) {
                    Some(before) if before.output != saved.output => {
                        return Err(CheckpointError::Contradiction { of: key.of, unit });
                    }
                    Some(_) => {}
                    None => {
                        mine.done.insert(unit, saved);
                    }
                }
            }
        }
        self.elapsed = together([one, two], self.outputs());
        self.request = self.request.spanning(&other.request);
        Ok(self)
    }

    /// Checks that it serves a request.
    ///
    /// # Errors
    /// [`CheckpointError::OtherEngine`] or [`CheckpointError::OtherJob`] when it does not.
    #[inline]
    pub fn is_of(&self, request: &Request) -> Result<(), CheckpointError> {
        if self.request.engine != request.engine {
            return Err(CheckpointError::OtherEngine {
                found: self.request.engine,
                expected: request.engine,
            });
        }
        if request.fits(&self.request) {
            return Ok(());
        }
        Err(CheckpointError::OtherJob {
            found: self.request.to_string(),
            expected: request.to_string(),
        })
    }

    /// Checks that first columns are cut as in a request.
    ///
    /// # Errors
    /// [`CheckpointError::OtherJob`] says how each is cut.
    #[inline]
    pub fn is_cut_as(&self, request: &Request) -> Result<(), CheckpointError> {
        if self.request.parts == request.parts {
            return Ok(());
        }
        Err(CheckpointError::OtherJob {
            found: name(&self.request),
            expected: name(request),
        })
    }

    /// With the columns and rows of another request too.
    pub fn spanning(mut self, request: &Request) -> Self {
        self.request = self.request.spanning(request);
        self
    }

    /// Sets all times to zero.
    #[cfg(test)]
    pub fn forget_times(&mut self) {
        self.elapsed = 0;
        let units = self
            .phases
            .iter_mut()
            .flat_map(|(_, units)| units.done.values_mut());
        units.for_each(|saved| saved.microseconds = 0);
    }

    /// Makes the outputs of a phase depend on another list.
    #[cfg(test)]
    pub fn over_another_list(mut self, of: &str) -> Self {
        let at = self.phases.iter().position(|(key, _)| key.of == of);
        let key = &mut self.phases[at.expect("it is there")].0;
        key.over = key.over.replacen("list ", "list f", 1);
        self
    }

    /// The position of a phase, or where it would be inserted.
    fn at(&self, key: &Key) -> Result<usize, usize> {
        self.phases.binary_search_by(|(other, _)| other.cmp(key))
    }

    #[inline]
    fn outputs(&self) -> usize {
        self.phases.iter().map(|(_, units)| units.done.len()).sum()
    }
}

/// Which count it is, and how first columns are cut, for people.
#[inline]
fn name(request: &Request) -> String {
    match request.parts {
        Some(1) => format!("{request} (1 part to a first column)"),
        Some(parts) => format!("{request} ({parts} parts to a first column)"),
        None => request.to_string(),
    }
}

/// The part of a request that a checkpoint stores: how it is counted is decided where it is resumed.
fn named(request: &Request) -> Request {
    Request {
        parts: request.parts,
        ..Request::new(request.engine, request.columns, request.rows)
    }
}

/// The time of two runs together, or that of the one which has all outputs of the other and so was resumed from it. Takes
/// for each its microseconds and its number of outputs, and the number in their union.
#[inline]
fn together([one, two]: [(u64, usize); 2], all: usize) -> u64 {
    match (one.1 == all, two.1 == all) {
        (true, true) => one.0.min(two.0),
        (true, false) => one.0,
        (false, true) => two.0,
        (false, false) => one.0.saturating_add(two.0),
    }
}

/// Inserts a phase in order.
fn put(phases: &mut Vec<(Key, SavedUnits)>, key: Key, units: SavedUnits) {
    let at = phases.partition_point(|(other, _)| *other < key);
    phases.insert(at, (key, units));
}

/// These bytes as an output.
pub(super) fn output(bytes: Vec<u8>) -> Output {
    Arc::from(bytes)
}
