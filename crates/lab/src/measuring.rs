//! One unit, run by itself and timed.

use std::sync::Arc;

use latin_rectangles::engine::EngineName;
use latin_rectangles::engine::enumerate::{
    self, Config, Enumerate, Options, PopcountChoice, Sharing, Unit, settle_popcount,
};
use latin_rectangles::engine::seam::{Engine, EngineError};
use latin_rectangles::latin::{FirstColumn, Shape, SignedCount};
use latin_rectangles::run::Unwatched;
use serde::Serialize;
use thiserror::Error;
use web_time::Instant;

/// A unit's result with what it took, on the calling thread.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct UnitReport {
    pub unit: Unit,
    /// N⁺ and N⁻.
    pub count: SignedCount,
    /// Of each repetition, without the lists of candidates, which are made before.
    pub seconds: Vec<f64>,
    /// Seconds that the lists of candidates took.
    pub list_seconds: f64,
    /// Seconds that a word of a plain loop of AND and popcount took right after.
    pub word_seconds: f64,
    /// Which code ran, for example `simd128` or `portable`.
    pub kernel: &'static str,
    /// How the leaves below three lists were counted; `null` where there are no such.
    pub popcount: Option<PopcountChoice>,
}

/// Which unit to run, and how often.
#[derive(Clone, Copy, Debug)]
pub struct UnitRequest {
    pub shape: Shape,
    pub engine: EngineName,
    pub first_column: u64,
    /// Part number `part` of so many `parts` of the first column's second rows, counted from 0.
    pub part: u32,
    pub parts: u32,
    pub repetitions: u32,
    pub options: Options,
}

/// Why a unit was not run.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum UnitError {
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error("there is no first column number {number}; the numbers go from 0 to {largest}")]
    NoColumn { number: u64, largest: u64 },
    #[error("there is no part number {part} of {parts}; the numbers go from 0 to {largest}")]
    NoPart { part: u32, parts: u32, largest: u32 },
}

impl UnitReport {
    /// Runs the unit, holding at most `memory` bytes.
    ///
    /// # Errors
    /// [`UnitError`] when there is no such unit or the engine does not take the shape.
    pub fn run(request: &UnitRequest, memory: u64) -> Result<Self, UnitError> {
        let cache = Arc::default();
        let (shape, options) = (request.shape, request.options);
        let config = Config {
            parts: request.parts,
            options,
            popcount: settle_popcount(shape, &options, &cache),
            sharing: Sharing::OneCount,
            memory,
        };
        let engine = Enumerate::open(shape, config, 1, &cache)?;
        let (number, unit) = unit(request, &Enumerate::units(shape, request.parts))?;
        let run = || engine.run(number, 0, &Unwatched).expect("nobody stops it");
        let list_seconds = engine.make_lists(number).seconds;
        let mut seconds = Vec::new();
        let mut timed = || {
            let start = Instant::now();
            let result = run();
            seconds.push(start.elapsed().as_secs_f64());
            result
        };
        let mut result = timed();
        for _ in 1..request.repetitions {
            result = timed();
        }
        let count = engine.read(number, &result.output)?;
        Ok(UnitReport {
            unit,
            count: count.expect("a unit of rectangles"),
            seconds,
            list_seconds,
            word_seconds: enumerate::measure_word_seconds(request.options.kernel, 0.05),
            kernel: engine.kernel(),
            popcount: config.popcount,
        })
    }
}

/// The unit asked for, with its number.
fn unit(request: &UnitRequest, units: &[Unit]) -> Result<(usize, Unit), UnitError> {
    let columns = FirstColumn::all(request.shape).count() as u64;
    if request.first_column >= columns {
        return Err(UnitError::NoColumn {
            number: request.first_column,
            largest: columns - 1,
        });
    }
    let mut own = units
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, unit)| unit.first_column == request.first_column);
    let parts = own.clone().count() as u32;
    own.nth(request.part as usize).ok_or(UnitError::NoPart {
        part: request.part,
        parts,
        largest: parts - 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use latin_rectangles::latin::Published;

    fn request() -> UnitRequest {
        UnitRequest {
            shape: Shape::new(4, 6).unwrap(),
            engine: EngineName::Enumerate,
            first_column: 9,
            part: 0,
            parts: 1,
            repetitions: 2,
            options: Options::default(),
        }
    }

    #[test]
    fn a_whole_first_column_has_all_its_rectangles() {
        let report = UnitReport::run(&request(), u64::MAX).unwrap();
        assert_eq!(
            report.count.total(),
            Published::of(request().shape).unwrap().reduced
        );
        assert_eq!(report.seconds.len(), 2);
    }

    #[test]
    fn parts_make_up_the_whole() {
        let part = |part| {
            let request = UnitRequest {
                part,
                parts: 3,
                ..request()
            };
            UnitReport::run(&request, u64::MAX).unwrap().count.total()
        };
        assert_eq!(
            part(0) + part(1) + part(2),
            Published::of(request().shape).unwrap().reduced
        );
    }

    #[test]
    fn says_which_units_there_are() {
        let refused = |request: UnitRequest| UnitReport::run(&request, u64::MAX).unwrap_err().to_string();
        assert_eq!(
            refused(UnitRequest {
                first_column: 10,
                ..request()
            }),
            "there is no first column number 10; the numbers go from 0 to 9"
        );
        assert_eq!(
            refused(UnitRequest {
                part: 3,
                parts: 3,
                ..request()
            }),
            "there is no part number 3 of 3; the numbers go from 0 to 2"
        );
    }
}
