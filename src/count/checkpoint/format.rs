//! The format of checkpoints in files.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::error::{Age, CheckpointError};
use super::json::{base64_text, no_checkpoint, without_mark};
use super::version::{FORMAT, MAGIC, VERSION};
use super::{Checkpoint, MOST_SHARES, Saved, SavedUnits, format_1, put};
use crate::engine::enumerate::MOST_PARTS;
use crate::engine::seam::{Key, Output};
use crate::engine::{Checksum, EngineName, Request};
use serde_json::from_str;

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    format: u32,
    /// Of the program that wrote it.
    version: String,
    engine: EngineName,
    /// From the least to the greatest.
    columns: (u32, u32),
    /// From the least to the greatest.
    rows: (u32, u32),
    /// Into how many units every first column is cut, about; `null` where there are no first columns.
    parts: Option<u32>,
    /// Of counting, all runs together.
    elapsed_microseconds: u64,
    pub(super) phases: Vec<FilePhase>,
    /// CRC-32 of the fields before it in a fixed order and of the outputs as bytes, in hexadecimal digits.
    pub(super) checksum: String,
}

/// The saved outputs of one phase.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct FilePhase {
    /// What the outputs are.
    of: String,
    /// What they depend on.
    over: String,
    /// How many units the phase has.
    units: u32,
    /// Into how many shares they were divided, where they were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    shares: Option<u32>,
    /// The numbers of the saved units, in order.
    done: Vec<u32>,
    /// For each of these, how long it ran.
    microseconds: Vec<u64>,
    /// For each of these, the bytes of its output.
    pub(super) lengths: Vec<u32>,
    /// All of them, one after the other.
    #[serde(with = "base64_text")]
    #[cfg_attr(feature = "types", schemars(with = "String"))]
    outputs: Vec<u8>,
}

#[cfg(feature = "types")]
impl schemars::JsonSchema for Checkpoint {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Checkpoint".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        File::json_schema(generator)
    }
}

impl Checkpoint {
    /// A checkpoint from a text that may be anything.
    ///
    /// # Errors
    /// [`CheckpointError`] says why it is refused: it is not a checkpoint, is damaged, or has an unknown format.
    #[inline]
    pub fn read(text: &str) -> Result<Self, CheckpointError> {
        let text = without_mark(text);
        if text.starts_with(MAGIC) {
            let why = "it is in binary form, which the command reads".to_owned();
            return Err(CheckpointError::NotACheckpoint(why));
        }
        // in another format everything else may differ
        if format_of(text)? == Some(format_1::FORMAT) {
            return format_1::read(text);
        }
        let file: File = from_str(text).map_err(no_checkpoint)?;
        file.is_undamaged(|at| std::iter::once(&file.phases[at].outputs[..]))?;
        let units = |mut phase: FilePhase| {
            let outputs = std::mem::take(&mut phase.outputs);
            phase.check(outputs.len())?;
            let mut rest = &outputs[..];
            Ok(phase.saved_units(|length| {
                let (bytes, after) = rest.split_at(length);
                rest = after;
                bytes.into()
            }))
        };
        file.checkpoint(units).map_err(CheckpointError::NotACheckpoint)
    }

    /// The text for a file.
    #[inline]
    pub fn text(&self) -> String {
        let mut file = self.head();
        for (phase, (_, units)) in file.phases.iter_mut().zip(&self.phases) {
            phase.outputs = units
                .done
                .values()
                .flat_map(|saved| saved.output.iter().copied())
                .collect();
        }
        serde_json::to_string(&file).expect("plain data is JSON")
    }

    /// What is in the file but for the outputs.
    #[inline]
    pub(super) fn head(&self) -> File {
        let phase = |(key, units): &(Key, SavedUnits)| FilePhase {
            of: key.of.clone(),
            over: key.over.clone(),
            units: units.units,
            shares: units.shares,
            done: units.done.keys().copied().collect(),
            microseconds: units.done.values().map(|saved| saved.microseconds).collect(),
            lengths: units
                .done
                .values()
                .map(|saved| saved.output.len() as u32)
                .collect(),
            outputs: Vec::new(),
        };
        let Request {
            engine,
            columns,
            rows,
            parts,
            ..
        } = self.request;
        let mut file = File {
            format: FORMAT,
            version: VERSION.to_owned(),
            engine,
            columns,
            rows,
            parts,
            elapsed_microseconds: self.elapsed,
            phases: self.phases.iter().map(phase).collect(),
            checksum: String::new(),
        };
        let outputs = |at: usize| self.phases[at].1.done.values().map(|saved| &saved.output[..]);
        file.checksum = file.right_checksum(outputs);
        file
    }
}

/// The format that a text names, if it names one.
///
/// # Errors
/// [`CheckpointError`] unless it is JSON, of a format that is known.
#[inline]
pub(super) fn format_of(text: &str) -> Result<Option<u32>, CheckpointError> {
    #[derive(Deserialize)]
    struct Format {
        format: Option<u64>,
    }
    if text.trim().is_empty() {
        return Err(CheckpointError::NotACheckpoint("it is empty".to_owned()));
    }
    let Format { format } = from_str(text).map_err(no_checkpoint)?;
    let Some(found) = format else {
        return Ok(None);
    };
    let age = match found.cmp(&FORMAT.into()) {
        Ordering::Greater => Age::Newer,
        Ordering::Less if found < format_1::FORMAT.into() => Age::Older,
        Ordering::Less | Ordering::Equal => return Ok(Some(found as u32)),
    };
    Err(CheckpointError::Format { found, age })
}

impl File {
    /// Checks the checksum; the outputs of a phase are given by its number.
    ///
    /// # Errors
    /// [`CheckpointError::Damaged`].
    #[inline]
    pub(super) fn is_undamaged<'o, O: Iterator<Item = &'o [u8]>>(
        &self,
        outputs: impl Fn(usize) -> O,
    ) -> Result<(), CheckpointError> {
        let (found, expected) = (self.checksum.clone(), self.right_checksum(outputs));
        if found == expected {
            Ok(())
        } else {
            Err(CheckpointError::Damaged { found, expected })
        }
    }

    /// CRC-32 of the content of the file, in hexadecimal digits; the outputs of a phase are given by its number.
    #[inline]
    fn right_checksum<'o, O: Iterator<Item = &'o [u8]>>(&self, outputs: impl Fn(usize) -> O) -> String {
        let mut checksum = Checksum::new();
        let File {
            format,
            version,
            engine,
            columns,
            rows,
            parts,
            elapsed_microseconds,
            phases,
            checksum: _,
        } = self;
        let head =
            format!("{format} {version} {engine} {columns:?} {rows:?} {parts:?} {elapsed_microseconds}");
        checksum.update(head.as_bytes());
        for (at, phase) in phases.iter().enumerate() {
            let FilePhase {
                of,
                over,
                units,
                shares,
                done,
                microseconds,
                lengths,
                outputs: _,
            } = phase;
            checksum.update(format!("\n{of}\n{over}\n{units} {}\n", done.len()).as_bytes());
            if let Some(shares) = shares {
                checksum.update(format!("{shares} shares\n").as_bytes());
            }
            done.iter().for_each(|unit| checksum.update(&unit.to_le_bytes()));
            microseconds
                .iter()
                .for_each(|microseconds| checksum.update(&microseconds.to_le_bytes()));
            lengths
                .iter()
                .for_each(|length| checksum.update(&length.to_le_bytes()));
            outputs(at).for_each(|output| checksum.update(output));
        }
        format!("{:08x}", checksum.value())
    }

    /// The checkpoint in the file with the outputs of each phase, or why its content is impossible, as the end of a sentence.
    #[inline]
    pub(super) fn checkpoint(
        self,
        mut units: impl FnMut(FilePhase) -> Result<SavedUnits, String>,
    ) -> Result<Checkpoint, String> {
        if self.engine.accepts_all(self.columns, self.rows).is_err() {
            return Err(format!(
                "no rows {} to {} of {} to {} columns are counted by {}",
                self.rows.0, self.rows.1, self.columns.0, self.columns.1, self.engine
            ));
        }
        if let Some(parts) = self.parts.filter(|parts| !(1..=MOST_PARTS).contains(parts)) {
            return Err(format!(
                "first columns are cut into 1 to {MOST_PARTS} parts, not {parts}"
            ));
        }
        let mut phases = Vec::new();
        for phase in self.phases {
            let key = Key {
                of: phase.of.clone(),
                over: phase.over.clone(),
            };
            let twice = format!("the {} are there twice", key.of);
            if phases.iter().any(|(other, _): &(Key, _)| other.of == key.of) {
                return Err(twice);
            }
            put(&mut phases, key, units(phase)?);
        }
        Ok(Checkpoint {
            request: Request {
                parts: self.parts,
                ..Request::new(self.engine, self.columns, self.rows)
            },
            elapsed: self.elapsed_microseconds,
            phases,
        })
    }
}

impl FilePhase {
    /// Checks that units and outputs, `bytes` of these, go together.
    ///
    /// # Errors
    /// Why not, as the end of a sentence.
    #[inline]
    pub(super) fn check(&self, bytes: usize) -> Result<(), String> {
        let FilePhase {
            of,
            units,
            shares,
            done,
            microseconds,
            lengths,
            ..
        } = self;
        if let Some(shares) = shares.filter(|shares| !(1..=MOST_SHARES).contains(shares)) {
            return Err(format!(
                "units are divided into 1 to {MOST_SHARES} shares, not {shares}"
            ));
        }
        if !done.is_sorted_by(|one, next| one < next) {
            return Err(format!("the units of the {of} are not in order, each once"));
        }
        if done.last().is_some_and(|last| last >= units) {
            return Err(format!(
                "the {of} have units 0 to {}, and others are named",
                units.saturating_sub(1)
            ));
        }
        if [microseconds.len(), lengths.len()] != [done.len(); 2] || self.bytes() != Some(bytes) {
            return Err(format!("the outputs of the {of} do not go with their units"));
        }
        Ok(())
    }

    /// Bytes of all outputs together; `None` if that is more than can be.
    #[inline]
    pub(super) fn bytes(&self) -> Option<usize> {
        let mut lengths = self.lengths.iter();
        lengths.try_fold(0usize, |sum, &length| sum.checked_add(length as usize))
    }

    /// Its units, with the next output of a length from `next`; it has been checked.
    #[inline]
    pub(super) fn saved_units(self, mut next: impl FnMut(usize) -> Output) -> SavedUnits {
        let units = self.done.into_iter().zip(self.microseconds).zip(self.lengths);
        let done = units.map(|((unit, microseconds), length)| {
            let output = next(length as usize);
            (unit, Saved { microseconds, output })
        });
        SavedUnits {
            units: self.units,
            shares: self.shares,
            done: done.collect(),
        }
    }
}
