//! The simplest entry: one call from a shape to its count.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use thiserror::Error;

use crate::count::{Count, CountError, Request, Session, StartError};
use crate::engine::EngineName;
use crate::engine::enumerate::measure_word_seconds;
use crate::engine::seam::EngineError;
use crate::latin::{Shape, SignedCount};
use crate::run::{Executor, State};

/// Seconds for which this machine is measured, to choose the cheapest engine.
const MEASURE_SECONDS: f64 = 0.005;

/// Why there is no count.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// No engine takes the shape.
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Count(#[from] CountError),
    #[error("no threads could be started")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// K⁺ and K⁻ of a shape, counted by the cheapest engine on a thread for each logical processor.
///
/// It returns when everything is counted, which for large shapes takes years: [`EngineName::estimate`] says so beforehand.
/// To watch, cancel or save a count use [`Count`].
///
/// # Errors
/// When no engine takes the shape, or a count contradicts itself.
pub fn count(shape: Shape) -> Result<SignedCount, Error> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let word_seconds = measure_word_seconds(None, MEASURE_SECONDS);
    let engine = EngineName::cheapest(shape, None, workers as u32, word_seconds)?;
    engine.accepts_total(shape)?;
    let executor = Arc::new(Executor::pool(workers)?);
    let mut count = Count::start(Request::of(shape, engine), &Session::default(), executor)?;
    while count.wait(Duration::from_secs(1)) == State::Running {}
    let answer = count.answer()?;
    let signed = answer.figures.first().and_then(|figures| figures.signed());
    signed.ok_or(Error::Count(CountError::Unfinished))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::latin::Published;

    #[test]
    fn any_engine_is_behind_it() {
        for (r, n) in [(1, 1), (4, 6), (8, 8), (3, 15), (3, 40), (4, 30)] {
            let shape = Shape::new(r, n).unwrap();
            let counted = count(shape).unwrap();
            if let Some(published) = Published::of(shape) {
                assert_eq!(counted.total(), published.total, "{shape}");
            }
        }
        let refused = count(Shape::new(12, 12).unwrap()).unwrap_err().to_string();
        assert!(
            refused.contains("12 rows and 12 columns are too large"),
            "{refused}"
        );
        let refused = count(Shape::new(6, 20).unwrap()).unwrap_err().to_string();
        assert!(refused.contains("computes K for n up to 12"), "{refused}");
    }
}
