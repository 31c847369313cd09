//! The memory that all workers of the pool share, and the memories of workers that share none.

use latin_rectangles::count::Request;
use latin_rectangles::engine::seam::EngineError;
use latin_rectangles::engine::{EngineName, enumerate};
use latin_rectangles::latin::Shape;
use wasm_bindgen::prelude::*;

/// The most that the module's memory grows to; the linker is told the same in `.cargo/config.toml`.
const MOST: u64 = 512 << 20;

/// Reserved for everything else besides a count.
const SLACK: u64 = 24 << 20;

/// The most that a count may hold.
pub const FOR_A_COUNT: u64 = MOST - SLACK;

/// The most that a count and its message workers may hold together, as each has a copy of everything.
const MOST_TOGETHER: u64 = 3 * MOST;

/// Bytes that a count by so many workers of one memory would hold, at most.
///
/// # Errors
/// When its engine does not take the request.
pub fn bytes_of(request: &Request, workers: u32) -> Result<u64, EngineError> {
    Ok(request.estimate(workers, 0.0)?.bytes)
}

/// For how many of so many message workers there is memory, in a count that holds so many bytes; at least one.
pub fn message_workers(workers: usize, bytes: u64) -> usize {
    let copies = MOST_TOGETHER / bytes.max(1);
    workers.min(copies.saturating_sub(1) as usize).max(1)
}

/// Why a count has fewer workers than there are, in a sentence; nothing when it has all.
pub fn why_fewer(workers: usize, all: usize, bytes: u64) -> Option<String> {
    (workers < all).then(|| {
        format!(
            "{workers} of {all} workers count: without shared memory each needs about {} MB, and a count is allowed {} MB.",
            bytes.div_ceil(1_000_000),
            MOST_TOGETHER / 1_000_000
        )
    })
}

/// Grows memory once to what any shape that fits needs with that many workers, so that it does not grow while something is
/// measured.
///
/// Call it before the pool is started.
///
/// # Errors
/// When the browser gives less.
#[wasm_bindgen]
pub fn reserve(workers: u32) -> Result<(), JsError> {
    let shapes = (1..=enumerate::LARGEST).flat_map(|n| (1..=n).flat_map(move |r| Shape::new(r, n)));
    let most = shapes
        .filter_map(|shape| EngineName::Enumerate.estimate(shape, workers, 0.0).ok())
        .map(|estimate| estimate.bytes)
        .filter(|&bytes| bytes <= FOR_A_COUNT)
        .max();
    grow_by(most.unwrap_or(0))
}

/// Bytes reserved so far; each count leaves them free for the next, or filled with what the next one reuses.
#[derive(Default)]
pub struct Reserved(u64);

impl Reserved {
    /// Grows memory once, before the first unit of a count that holds so many bytes, so that it never grows during one.
    ///
    /// # Errors
    /// When the browser gives less.
    pub fn grow_to(&mut self, bytes: u64) -> Result<(), JsError> {
        let bytes = bytes.min(FOR_A_COUNT);
        grow_by(bytes.saturating_sub(self.0))?;
        self.0 = self.0.max(bytes);
        Ok(())
    }
}

fn grow_by(bytes: u64) -> Result<(), JsError> {
    let mut memory = Vec::<u8>::new();
    memory.try_reserve_exact(bytes as usize).map_err(|_| {
        let message = format!(
            "it needs {} MiB of memory, which the browser does not give",
            bytes >> 20
        );
        JsError::new(&message)
    })?;
    // opaque, or the compiler would omit an allocation that is never used
    drop(std::hint::black_box(memory));
    Ok(())
}
