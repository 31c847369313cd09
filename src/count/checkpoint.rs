//! Saved progress: the outputs of a count's units so far, to be resumed here or on another machine, and merged with others.
//!
//! One format serves every engine, as a checkpoint and as a share of a count. Outputs are stored by the key of their phase
//! and the number of their unit, so one file of n columns by classes serves every number of rows. The checksum is over the
//! content of the file, the fields of its head in a fixed order and then the outputs as bytes; white space and the order of
//! keys do not matter.

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

use crate::engine::Request;
use crate::engine::seam::{Key, Output};

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

    /// Every phase with saved outputs, in order of their keys.
    pub fn phases(&self) -> impl Iterator<Item = (&Key, &SavedUnits)> {
        self.phases.iter().map(|(key, units)| (key, units))
    }

    /// Adds the output of a unit of a phase with `units` units.
    pub fn add(&mut self, key: &Key, units: u32, unit: u32, saved: Saved) {
        let at = self.at(key).unwrap_or_else(|at| {
            let nothing = SavedUnits {
                units,
                done: BTreeMap::new(),
            };
            self.phases.insert(at, (key.clone(), nothing));
            at
        });
        self.phases[at].1.done.insert(unit, saved);
    }

    /// Removes the outputs of a phase.
    pub fn drop_phase(&mut self, key: &Key) {
        if let Ok(at) = self.at(key) {
            self.phases.remove(at);
        }
    }

    /// Units done and all units of these phases, given by the first parts of their keys with as many units each.
    #[inline]
    pub fn done_of(&self, phases: impl Iterator<Item = (String, usize)>) -> (usize, usize) {
        let (mut done, mut all) = (0, 0);
        for (of, units) in phases {
            let saved = self.phases.iter().find(|(key, _)| key.of == of);
            done += saved.map_or(0, |(_, saved)| saved.done.len());
            all += saved.map_or(units, |(_, saved)| saved.units as usize);
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
        if self.request.parts != other.request.parts {
            return Err(CheckpointError::OtherJob {
                found: other.name(),
                expected: self.name(),
            });
        }
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
        let (mine, others) = (self.request.rows, other.request.rows);
        self.request.rows = (mine.0.min(others.0), mine.1.max(others.1));
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

    /// With the rows of another request too.
    pub fn spanning(mut self, request: &Request) -> Self {
        let (mine, others) = (self.request.rows, request.rows);
        self.request.rows = (mine.0.min(others.0), mine.1.max(others.1));
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

    /// Which count it is of, for people.
    #[inline]
    fn name(&self) -> String {
        match self.request.parts {
            Some(parts) => format!("{} ({parts} parts to a first column)", self.request),
            None => self.request.to_string(),
        }
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
