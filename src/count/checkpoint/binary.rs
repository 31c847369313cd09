//! Checkpoints in binary form, for lists of classes that are too large as text: outputs are written and read one by one, and
//! nothing is held twice.
//!
//! A file begins with a line of text, then the length of the head in 8 bytes, little-endian, then the head, which is the JSON
//! form without outputs, then the outputs of all phases, one after the other. The checksum is that of the JSON form.

use std::io::{self, Read, Write};

use super::Checkpoint;
use super::error::CheckpointError;
use super::format::{File, FilePhase, format_of};
use super::json::no_checkpoint;
use super::version::{FORMAT, MAGIC};
use crate::engine::seam::Output;

/// A head is no longer than this; that of a million units has some ten million bytes.
const MOST_HEAD: u64 = 1 << 30;

impl Checkpoint {
    /// Whether a file that begins with these bytes is in binary form.
    pub fn is_binary(start: &[u8]) -> bool {
        start.starts_with(MAGIC.as_bytes())
    }

    /// Writes the binary form of a file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_binary(&self, into: &mut impl Write) -> io::Result<()> {
        let head = serde_json::to_string(&self.head()).expect("plain data is JSON");
        into.write_all(MAGIC.as_bytes())?;
        into.write_all(&(head.len() as u64).to_le_bytes())?;
        into.write_all(head.as_bytes())?;
        let mut outputs = self.phases.iter().flat_map(|(_, units)| units.done.values());
        outputs.try_for_each(|saved| into.write_all(&saved.output))
    }

    /// A checkpoint from a file in binary form, which may be anything.
    ///
    /// # Errors
    /// [`CheckpointError`] as for the text of a file, also when it cannot be read.
    pub fn read_binary(from: &mut impl Read) -> Result<Self, CheckpointError> {
        let mut magic = [0; MAGIC.len()];
        from.read_exact(&mut magic).map_err(unread)?;
        if !Self::is_binary(&magic) {
            return Err(no("it does not begin as one"));
        }
        let mut length = [0; 8];
        from.read_exact(&mut length).map_err(unread)?;
        let length = u64::from_le_bytes(length);
        if length > MOST_HEAD {
            return Err(no("its head is too long"));
        }
        let mut head = String::new();
        from.take(length).read_to_string(&mut head).map_err(unread)?;
        if format_of(&head)? != Some(FORMAT) {
            return Err(no("files of its format have no binary form"));
        }
        let file: File = serde_json::from_str(&head).map_err(no_checkpoint)?;
        let mut output = |&length: &u32| read_output(from, length as usize);
        let outputs = file
            .phases
            .iter()
            .map(|phase| phase.lengths.iter().map(&mut output).collect());
        let outputs: Vec<Vec<Output>> = outputs.collect::<io::Result<_>>().map_err(unread)?;
        if from.read(&mut [0]).map_err(unread)? > 0 {
            return Err(no("there is something after its end"));
        }
        file.is_undamaged(|at| outputs[at].iter().map(|output| &output[..]))?;
        let mut outputs = outputs.into_iter();
        let units = |phase: FilePhase| {
            phase.check(phase.bytes().unwrap_or(usize::MAX))?;
            let mut outputs = outputs.next().expect("outputs of every phase").into_iter();
            Ok(phase.saved_units(|_| outputs.next().expect("an output of every unit")))
        };
        file.checkpoint(units).map_err(CheckpointError::NotACheckpoint)
    }
}

/// The next bytes; a length that is too large must not reserve memory.
fn read_output(from: &mut impl Read, length: usize) -> io::Result<Output> {
    let mut bytes = Vec::new();
    from.take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes.into())
}

fn no(why: &str) -> CheckpointError {
    CheckpointError::NotACheckpoint(why.to_owned())
}

fn unread(error: io::Error) -> CheckpointError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => no("it is cut off"),
        _ => CheckpointError::NotACheckpoint(error.to_string()),
    }
}
