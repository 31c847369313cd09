//! How a count is divided for several machines: into which units, which of them each share has, and which shares are missing.
//!
//! The division follows from shape and number of shares alone, so it is the same on every machine, however many workers
//! count there.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use num_traits::ToPrimitive;
use thiserror::Error;

use crate::engine::EngineName;
use crate::engine::enumerate::MOST_PARTS;
use crate::engine::seam::EngineError;
use crate::latin::Shape;

/// Whether a count can be shared out. The page never does; its module is 3 kB smaller without.
pub(super) const SHARES: bool = cfg!(not(target_family = "wasm"));

/// A unit of a count whose progress is saved takes about this long at most, so that little is lost.
const SAVED_UNIT_SECONDS: f64 = 4.0;

/// About the time of a word of bitset work on a slow machine.
const NOMINAL_WORD_SECONDS: f64 = 0.5e-9;

/// A count is divided into at most this many shares.
pub const MOST_SHARES: u32 = 1_000_000;

/// One of several shares, by its number from 0. As text it is `k/m`, for example `0/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareNumber {
    number: u32,
    shares: u32,
}

/// There is no such share.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("a share is k/m with 0 ≤ k < m ≤ {MOST_SHARES}, for example 0/8 for the first of eight")]
pub struct NoShare;

impl ShareNumber {
    /// Share number `number` of `shares`.
    ///
    /// # Errors
    /// [`NoShare`] unless 0 ≤ `number` < `shares` ≤ [`MOST_SHARES`].
    pub fn new(number: u32, shares: u32) -> Result<Self, NoShare> {
        if number < shares && shares <= MOST_SHARES {
            Ok(ShareNumber { number, shares })
        } else {
            Err(NoShare)
        }
    }

    /// Its number, from 0.
    pub fn number(self) -> u32 {
        self.number
    }

    /// How many shares there are.
    pub fn shares(self) -> u32 {
        self.shares
    }

    /// The units that it has of `units`: from ⌊k·units/m⌋ to ⌊(k+1)·units/m⌋ − 1. Every unit is in exactly one share; where
    /// there are more shares than units, some have none.
    pub fn units(self, units: u32) -> Range<u32> {
        let from = |number: u64| (number * u64::from(units) / u64::from(self.shares)) as u32;
        from(self.number.into())..from(u64::from(self.number) + 1)
    }
}

impl fmt::Display for ShareNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.shares)
    }
}

impl FromStr for ShareNumber {
    type Err = NoShare;

    fn from_str(text: &str) -> Result<Self, NoShare> {
        let (number, shares) = text.split_once('/').ok_or(NoShare)?;
        let whole = |text: &str| text.trim().parse().map_err(|_| NoShare);
        ShareNumber::new(whole(number)?, whole(shares)?)
    }
}

/// Into how many parts every first column is divided when progress is saved: the same on every machine, so that checkpoints
/// of one shape can be merged.
///
/// # Errors
/// When the engine does not take the shape.
pub fn parts_to_save(engine: EngineName, shape: Shape) -> Result<u32, EngineError> {
    let estimate = engine.estimate(shape, 1, NOMINAL_WORD_SECONDS)?;
    let column_seconds = estimate.seconds / estimate.first_columns as f64;
    Ok(((column_seconds / SAVED_UNIT_SECONDS).ceil() as u32).clamp(1, MOST_PARTS))
}

/// Into how many parts every first column is cut for so many shares: as for a count whose progress is saved, or, if that
/// gives fewer units than shares, the smallest number that gives as many. Where no number does, the largest possible; 1 by
/// an engine that does not cut first columns.
///
/// # Errors
/// When the engine does not take the shape.
pub fn parts_to_share(engine: EngineName, shape: Shape, shares: u32) -> Result<u32, EngineError> {
    let saved = engine.parts(parts_to_save(engine, shape)?);
    let columns = shape.first_columns().to_u32().unwrap_or(u32::MAX);
    let most = engine.parts(engine.candidates(shape).unwrap_or(1));
    Ok(saved.max(shares.div_ceil(columns).min(most)))
}

/// The units of `units` that are not done, in order.
pub fn missing_units(units: u32, is_done: impl Fn(u32) -> bool) -> Vec<u32> {
    (0..units).filter(|&unit| !is_done(unit)).collect()
}

/// The shares of `shares` that have a unit which is not done, in order. Shares without units are never missing.
///
/// # Panics
/// Unless 1 ≤ `shares` ≤ [`MOST_SHARES`].
pub fn missing_shares(shares: u32, units: u32, is_done: impl Fn(u32) -> bool) -> Vec<u32> {
    let is_missing = |&number: &u32| {
        let share = ShareNumber::new(number, shares).expect("1 to MOST_SHARES shares");
        share.units(units).any(|unit| !is_done(unit))
    };
    assert!((1..=MOST_SHARES).contains(&shares), "{shares} shares");
    (0..shares).filter(is_missing).collect()
}

/// Numbers in order, each once, as an array job takes them: "3,7,12-14".
pub fn ranges(numbers: &[u32]) -> String {
    let runs = numbers.chunk_by(|one, next| one + 1 == *next);
    let runs = runs.map(|run| match run {
        [one] => one.to_string(),
        _ => format!("{}-{}", run[0], run[run.len() - 1]),
    });
    runs.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(r: u32, n: u32) -> Shape {
        Shape::new(r, n).unwrap()
    }

    #[test]
    fn every_unit_is_in_one_share() {
        for shares in [1, 2, 3, 7, 8, 100] {
            for units in [0, 1, 5, 8, 99, 256] {
                let all =
                    (0..shares).flat_map(|number| ShareNumber::new(number, shares).unwrap().units(units));
                assert!(all.eq(0..units), "{units} units in {shares} shares");
            }
        }
        let last = ShareNumber::new(MOST_SHARES - 1, MOST_SHARES).unwrap();
        assert_eq!(last.units(u32::MAX).end, u32::MAX);
    }

    #[test]
    fn a_share_is_read_as_it_is_written() {
        for text in ["0/1", "7/8", "999999/1000000"] {
            let share: ShareNumber = text.parse().unwrap();
            assert_eq!(share.to_string(), text);
        }
        for text in [
            "",
            "/",
            "1",
            "8/8",
            "9/8",
            "-1/8",
            "0/0",
            "0/1000001",
            "1.0/8",
            "0/8/9",
            "a/b",
            "0/99999999999",
        ] {
            assert_eq!(text.parse::<ShareNumber>(), Err(NoShare), "{text:?}");
        }
    }

    #[test]
    fn first_columns_are_cut_as_little_as_gives_every_share_a_unit() {
        for (r, n) in [(3, 4), (5, 6), (5, 7), (5, 8), (5, 9), (10, 10), (1, 5)] {
            let shape = shape(r, n);
            let units = |parts| EngineName::Enumerate.units(shape, parts).unwrap().len() as u32;
            let saved = parts_to_save(EngineName::Enumerate, shape).unwrap();
            let most = units(u32::MAX);
            for shares in [1, 7, 100, 1000, MOST_SHARES] {
                let parts = parts_to_share(EngineName::Enumerate, shape, shares).unwrap();
                let enough = shares.min(most);
                assert!(units(parts) >= enough && parts >= saved, "{shape} in {shares}");
                assert!(parts == saved || units(parts - 1) < enough, "{shape} in {shares}");
            }
        }
        // files of another program of this format are cut so
        assert_eq!(parts_to_share(EngineName::Enumerate, shape(5, 7), 60), Ok(4));
        assert_eq!(parts_to_share(EngineName::Naive, shape(5, 6), 60), Ok(1));
        assert!(parts_to_share(EngineName::Enumerate, shape(5, 11), 8).is_err());
    }

    #[test]
    fn missing_shares_are_those_with_a_missing_unit() {
        let but = |missing: &'static [u32]| move |unit: u32| !missing.contains(&unit);
        assert_eq!(missing_shares(4, 10, but(&[2, 9])), [1, 3]);
        assert!(missing_shares(4, 10, but(&[])).is_empty());
        // shares 0, 2 and 4 of five have no unit of two
        assert_eq!(missing_shares(5, 2, |_| false), [2, 4]);
        assert_eq!(missing_units(5, but(&[0, 3])), [0, 3]);
    }

    #[test]
    fn numbers_are_written_as_ranges() {
        for (numbers, text) in [
            (&[][..], ""),
            (&[3], "3"),
            (&[0, 1], "0-1"),
            (&[3, 7, 12, 13, 14], "3,7,12-14"),
        ] {
            assert_eq!(ranges(numbers), text);
        }
    }
}
