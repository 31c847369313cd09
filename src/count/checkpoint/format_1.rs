//! Checkpoints as they were written before there was one format for all engines.

use std::collections::BTreeMap;

use num_traits::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::error::CheckpointError;
use super::json::{base64_text, no_checkpoint};
use super::{Checkpoint, Saved, SavedUnits, output, put};
use crate::engine::enumerate::{Enumerate, MOST_PARTS};
use crate::engine::{Checksum, EngineName, Request, classes};
use crate::latin::{Shape, SignedCount};
use serde_json::from_str;

pub const FORMAT: u32 = 1;

/// Of either engine, whose fields stand in this order.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    version: String,
    engine: EngineName,
    #[serde(skip_serializing_if = "Option::is_none")]
    shape: Option<Shape>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parts: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    units: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    columns: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    levels: Option<Vec<DegreeValues>>,
    elapsed_microseconds: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<Vec<DoneUnit>>,
    checksum: String,
}

/// Of enumeration: N⁺ and N⁻ of the units done.
struct Enumeration {
    engine: EngineName,
    shape: Shape,
    parts: u32,
    units: u32,
    elapsed_microseconds: u64,
    done: Vec<DoneUnit>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DoneUnit {
    unit: u32,
    microseconds: u64,
    count: SignedCount,
}

/// By classes: the values of each degree, in blocks.
struct Classes {
    columns: u32,
    from: u32,
    to: u32,
    levels: Vec<DegreeValues>,
    elapsed_microseconds: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DegreeValues {
    degree: u32,
    /// CRC-32 of the list of classes that the values belong to.
    list: u32,
    /// Pairs of classes in that list.
    pairs: u32,
    blocks: Vec<u32>,
    #[serde(with = "base64_text")]
    values: Vec<u8>,
}

/// The checkpoint in a text of this format.
///
/// # Errors
/// [`CheckpointError`] unless it is undamaged.
#[inline]
pub fn read(text: &str) -> Result<Checkpoint, CheckpointError> {
    let mut file: File = from_str(text).map_err(no_checkpoint)?;
    // the checksum is CRC-32 of the same JSON without it
    let found = std::mem::take(&mut file.checksum);
    let plain = serde_json::to_string(&file).expect("plain data is JSON");
    let mut checksum = Checksum::new();
    checksum.update(plain.as_bytes());
    let expected = format!("{:08x}", checksum.value());
    if found != expected {
        return Err(CheckpointError::Damaged { found, expected });
    }
    file.checkpoint().map_err(CheckpointError::NotACheckpoint)
}

impl File {
    #[inline]
    fn checkpoint(self) -> Result<Checkpoint, String> {
        match self {
            File {
                engine,
                shape: Some(shape),
                parts: Some(parts),
                units: Some(units),
                columns: None,
                from: None,
                to: None,
                levels: None,
                elapsed_microseconds,
                done: Some(done),
                ..
            } if engine != EngineName::Classes => by_enumeration(Enumeration {
                engine,
                shape,
                parts,
                units,
                elapsed_microseconds,
                done,
            }),
            File {
                engine: EngineName::Classes,
                shape: None,
                parts: None,
                units: None,
                columns: Some(columns),
                from: Some(from),
                to: Some(to),
                levels: Some(levels),
                elapsed_microseconds,
                done: None,
                ..
            } => by_classes(Classes {
                columns,
                from,
                to,
                levels,
                elapsed_microseconds,
            }),
            _ => Err("it has not the fields of its engine".to_owned()),
        }
    }
}

#[inline]
fn by_enumeration(file: Enumeration) -> Result<Checkpoint, String> {
    let (shape, parts) = (file.shape, file.parts);
    if !file.done.is_sorted_by(|one, next| one.unit < next.unit) {
        return Err("its units are not in order, each once".to_owned());
    }
    if !(1..=MOST_PARTS).contains(&parts) {
        return Err(format!(
            "first columns are cut into 1 to {MOST_PARTS} parts, not {parts}"
        ));
    }
    file.engine
        .accepts(shape)
        .map_err(|refused| refused.to_string())?;
    let units = Enumerate::units(shape, parts).len();
    if file.units as usize != units {
        return Err(format!("it has {} units, and should have {units}", file.units));
    }
    let key = Enumerate::key(shape, parts);
    let mut done = BTreeMap::new();
    for DoneUnit {
        unit,
        microseconds,
        count,
    } in file.done
    {
        if unit >= file.units {
            return Err(format!(
                "it has a unit number {unit}, but there are {} units, from 0",
                file.units
            ));
        }
        let mut bytes = Vec::with_capacity(32);
        for count in [count.positive, count.negative] {
            let count = count
                .to_u128()
                .ok_or("a unit counts less than 2^128 rectangles")?;
            bytes.extend(count.to_le_bytes());
        }
        let output = output(bytes);
        done.insert(unit, Saved { microseconds, output });
    }
    Ok(Checkpoint {
        request: Request {
            parts: Some(parts),
            ..Request::of(shape, file.engine)
        },
        elapsed: file.elapsed_microseconds,
        phases: vec![(
            key,
            SavedUnits {
                units: file.units,
                shares: None,
                done,
            },
        )],
    })
}

#[inline]
fn by_classes(file: Classes) -> Result<Checkpoint, String> {
    let Classes {
        columns, from, to, ..
    } = file;
    if classes::accepts(columns, from..=to).is_err() {
        return Err(format!("no rows {from} to {to} of {columns} columns are counted"));
    }
    if !file.levels.is_sorted_by(|one, next| one.degree < next.degree) {
        return Err("its degrees are not in order".to_owned());
    }
    let mut phases = Vec::new();
    for of_degree in file.levels {
        let DegreeValues {
            degree,
            list,
            pairs,
            blocks,
            values,
        } = of_degree;
        if degree < 2 || degree + 2 > columns {
            return Err(format!(
                "there are no values of degree {degree} for n = {columns}"
            ));
        }
        let (n, degree, pairs) = (columns as usize, degree as usize, pairs as usize);
        let units = classes::blocks_in(pairs) as u32;
        if !blocks.is_sorted_by(|one, next| one < next) || blocks.last().is_some_and(|&last| last >= units) {
            return Err(format!(
                "the {pairs} pairs of classes of degree {degree} have blocks 0 to {}, and others are named",
                units.saturating_sub(1)
            ));
        }
        let bytes = |block: u32| classes::value_bytes(n, degree, pairs, block as usize);
        let wanted: usize = blocks.iter().map(|&block| bytes(block)).sum();
        if values.len() != wanted {
            return Err(format!(
                "the values of degree {degree} have {} bytes, and should have {wanted}",
                values.len()
            ));
        }
        let mut rest = &values[..];
        let mut done = BTreeMap::new();
        for block in blocks {
            let (bytes, after) = rest.split_at(bytes(block));
            rest = after;
            let output = output(bytes.to_vec());
            done.insert(
                block,
                Saved {
                    microseconds: 0,
                    output,
                },
            );
        }
        let key = classes::values_key(n, degree, list, pairs);
        let units = SavedUnits {
            units,
            shares: None,
            done,
        };
        put(&mut phases, key, units);
    }
    Ok(Checkpoint {
        request: Request::by_classes(columns, from..=to),
        elapsed: file.elapsed_microseconds,
        phases,
    })
}
