//! Messages to and from a worker without shared memory, as bytes. Numbers are little-endian.

use std::sync::Arc;

use super::Completed;
use crate::engine::seam::{EngineError, Output, Prepared};

/// The outputs of a phase, in order of unit, for [`Remote::fold`](super::Remote::fold): each preceded by its length.
pub fn outputs(outputs: &[Output]) -> Vec<u8> {
    let length = outputs.iter().map(|output| 4 + output.len()).sum();
    let mut bytes = Vec::with_capacity(length);
    for output in outputs {
        put(&mut bytes, output);
    }
    bytes
}

/// Reads what [`outputs`] has written.
///
/// # Errors
/// When the bytes are not such a list.
pub fn read_outputs(mut bytes: &[u8]) -> Result<Vec<Output>, EngineError> {
    let mut outputs = Vec::new();
    while !bytes.is_empty() {
        outputs.push(Arc::from(next(&mut bytes)?));
    }
    Ok(outputs)
}

/// What a worker has run, for [`Count::complete`](super::Count::complete).
pub fn completed(units: &[Completed]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for completed in units {
        let Prepared {
            tables,
            lists,
            seconds,
            until,
        } = completed.prepared;
        bytes.extend(completed.unit.to_le_bytes());
        bytes.extend(completed.seconds.to_le_bytes());
        bytes.extend(tables.to_le_bytes());
        bytes.extend(lists.to_le_bytes());
        bytes.extend(seconds.to_le_bytes());
        bytes.extend(until.to_le_bytes());
        put(&mut bytes, &completed.output);
    }
    bytes
}

/// Reads what [`completed`] has written.
///
/// # Errors
/// When the bytes are not such a list.
pub fn read_completed(mut bytes: &[u8]) -> Result<Vec<Completed>, EngineError> {
    let mut units = Vec::new();
    while !bytes.is_empty() {
        units.push(Completed {
            unit: u32::from_le_bytes(array(&mut bytes)?),
            seconds: f64::from_le_bytes(array(&mut bytes)?),
            prepared: Prepared {
                tables: u32::from_le_bytes(array(&mut bytes)?),
                lists: u32::from_le_bytes(array(&mut bytes)?),
                seconds: f64::from_le_bytes(array(&mut bytes)?),
                until: f64::from_le_bytes(array(&mut bytes)?),
            },
            output: next(&mut bytes)?.to_vec(),
        });
    }
    Ok(units)
}

fn put(bytes: &mut Vec<u8>, output: &[u8]) {
    bytes.extend((output.len() as u32).to_le_bytes());
    bytes.extend(output);
}

fn next<'b>(bytes: &mut &'b [u8]) -> Result<&'b [u8], EngineError> {
    let length = u32::from_le_bytes(array(bytes)?) as usize;
    let (output, rest) = bytes.split_at_checked(length).ok_or_else(cut_off)?;
    *bytes = rest;
    Ok(output)
}

fn array<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], EngineError> {
    let (array, rest) = bytes.split_first_chunk().ok_or_else(cut_off)?;
    *bytes = rest;
    Ok(*array)
}

fn cut_off() -> EngineError {
    EngineError::Wrong("a message between workers is cut off".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some_outputs() -> Vec<Output> {
        [&b"one"[..], b"", b"two two"].map(Arc::from).to_vec()
    }

    fn some_units() -> Vec<Completed> {
        let unit = |unit: u32, output: &[u8]| Completed {
            unit,
            seconds: 0.25,
            prepared: Prepared {
                tables: 1,
                lists: 2,
                seconds: 0.125,
                until: 0.5,
            },
            output: output.to_vec(),
        };
        vec![unit(7, b"one"), unit(u32::MAX, b"")]
    }

    #[test]
    fn what_is_sent_is_read_again() {
        assert_eq!(read_outputs(&outputs(&some_outputs())).unwrap(), some_outputs());
        assert_eq!(read_completed(&completed(&some_units())).unwrap(), some_units());
    }

    #[test]
    fn what_is_cut_off_is_refused_or_shorter() {
        let (outputs, completed) = (outputs(&some_outputs()), completed(&some_units()));
        for at in 0..outputs.len() {
            assert!(
                read_outputs(&outputs[..at]).is_err() || [0, 7, 11].contains(&at),
                "{at}"
            );
        }
        for at in 1..completed.len() {
            let whole = 4 + 8 + 24 + 4 + 3;
            assert!(read_completed(&completed[..at]).is_err() || at == whole, "{at}");
        }
    }
}
