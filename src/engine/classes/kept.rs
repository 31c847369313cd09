//! The values of a degree as they are kept, to be gone on with later or elsewhere.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::blocks::{blocks_in, pairs_of};
use super::estimate;
use super::steps::{Step, steps};
use super::values::{Narrow, Stored, Values};

/// The values of the classes of one degree, as far as they are computed, in the blocks that are the units of a phase.
///
/// They depend on n and the degree only, and on the graph that stands for each pair of classes: so they go with one
/// list of these, and with no other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptLevel {
    pub degree: u32,
    /// CRC-32 of the list of classes that the values belong to.
    pub list: u32,
    /// Pairs of classes in that list.
    pub pairs: u32,
    /// The numbers of the blocks that are there, in order.
    pub blocks: Vec<u32>,
    /// U, S and X of each pair in these blocks, little-endian: of 4 bytes each up to degree n/2, of 8 above.
    #[serde(with = "base64_text")]
    pub values: Vec<u8>,
}

/// Two that are kept of one degree cannot both be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    List,
    Block(u32),
}

impl KeptLevel {
    /// Nothing yet.
    pub fn new(degree: usize, list: u32, pairs: usize) -> Self {
        KeptLevel {
            degree: degree as u32,
            list,
            pairs: pairs as u32,
            blocks: Vec::new(),
            values: Vec::new(),
        }
    }

    /// Whether it can be what was kept of a count with so many columns.
    ///
    /// # Errors
    /// What is wrong, as the end of a sentence.
    pub fn check(&self, columns: u32) -> Result<(), String> {
        let (degree, pairs) = (self.degree, self.pairs as usize);
        if degree < 2 || degree + 2 > columns {
            return Err(format!(
                "there are no values of degree {degree} for n = {columns}"
            ));
        }
        if !self.blocks.is_sorted_by(|one, next| one < next)
            || self
                .blocks
                .last()
                .is_some_and(|&last| last as usize >= blocks_in(pairs))
        {
            return Err(format!(
                "the {pairs} pairs of classes of degree {degree} have blocks 0 to {}, and others are named",
                blocks_in(pairs).saturating_sub(1)
            ));
        }
        let width = width(columns, degree);
        let wanted: usize = self
            .blocks
            .iter()
            .map(|&at| pairs_of(pairs, at as usize).len() * width)
            .sum();
        if self.values.len() != wanted {
            return Err(format!(
                "the values of degree {degree} have {} bytes, and should have {wanted}",
                self.values.len()
            ));
        }
        let possible = |values: Values| values.are_possible(degree as usize);
        let all_possible = match width {
            Narrow::BYTES => unpacked::<Narrow>(&self.values).all(possible),
            _ => unpacked::<Values>(&self.values).all(possible),
        };
        if all_possible {
            Ok(())
        } else {
            Err(format!("there are values of degree {degree} that no graph has"))
        }
    }

    /// The values of a block, if they are there.
    pub fn of_block(&self, block: u32, columns: u32) -> Option<&[u8]> {
        let place = self.blocks.binary_search(&block).ok()?;
        let width = width(columns, self.degree);
        let from = place * pairs_of(self.pairs as usize, 0).len() * width;
        Some(&self.values[from..from + pairs_of(self.pairs as usize, block as usize).len() * width])
    }

    /// Adds a block after those that are there.
    pub fn push(&mut self, block: u32, values: &[u8]) {
        self.blocks.push(block);
        self.values.extend_from_slice(values);
    }

    /// What is there in either of two, which are of the same degree.
    ///
    /// # Errors
    /// [`Contradiction`] when they are of other lists, or have other values of a block.
    pub fn merge(&self, other: &KeptLevel, columns: u32) -> Result<KeptLevel, Contradiction> {
        if (self.list, self.pairs) != (other.list, other.pairs) {
            return Err(Contradiction::List);
        }
        let mut all = KeptLevel::new(self.degree as usize, self.list, self.pairs as usize);
        for block in 0..blocks_in(self.pairs as usize) as u32 {
            match (self.of_block(block, columns), other.of_block(block, columns)) {
                (Some(one), Some(two)) if one != two => return Err(Contradiction::Block(block)),
                (Some(values), _) | (None, Some(values)) => all.push(block, values),
                (None, None) => {}
            }
        }
        Ok(all)
    }
}

/// Bytes of U, S and X of a pair.
fn width(columns: u32, degree: u32) -> usize {
    if degree <= columns / 2 {
        Narrow::BYTES
    } else {
        Values::BYTES
    }
}

/// Values from their bytes.
pub fn unpacked<V: Stored>(bytes: &[u8]) -> impl Iterator<Item = Values> {
    bytes.chunks_exact(V::BYTES).map(|bytes| V::read(bytes).unpack())
}

/// The blocks of values of each degree that a count needs. `pairs` says how many pairs of classes a list has, where it is
/// known; before that the number is the one that every count has found, and where none stands in the table of these, a
/// degree has 16 classes at most.
pub fn blocks_needed(
    columns: u32,
    rows: &RangeInclusive<u32>,
    pairs: impl Fn(usize) -> Option<usize>,
) -> Vec<(usize, usize)> {
    let needed = steps(columns, *rows.start(), *rows.end()).into_iter();
    let degrees = needed.filter_map(|step| match step {
        Step::Values(degree) => Some(degree),
        Step::List(_) | Step::Sum(_) | Step::Close => None,
    });
    let blocks = |degree: usize| {
        let found = pairs(degree.min(columns as usize - degree)).or_else(|| estimate::pairs(columns, degree));
        (degree, found.map_or(1, blocks_in))
    };
    degrees.map(blocks).collect()
}

/// Bytes as text in JSON.
mod base64_text {
    use std::borrow::Cow;

    use base64::Engine;
    use base64::display::Base64Display;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&Base64Display::new(bytes, &STANDARD))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        STANDARD.decode(text.as_bytes()).map_err(D::Error::custom)
    }
}
