//! The library for a dedicated worker in a browser, as thin as possible. What goes in and out as JSON has its
//! TypeScript types in `www/engine/generated.ts`.

mod counter;
mod exchange;
mod hands;
mod lab;
mod memory;

use latin_rectangles::count::{Checkpoint, Session};
use latin_rectangles::latin::{Published, Rectangle, Rectangles, Shape};
use wasm_bindgen::prelude::*;

use exchange::{accepted, json, report};

#[cfg(target_arch = "wasm32")]
pub use wasm_bindgen_rayon::init_thread_pool;

/// This library's version.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// A `Rectangle` of the shape, drawn with `seed`.
///
/// # Errors
/// When the shape is not allowed.
#[wasm_bindgen(js_name = randomRectangle)]
pub fn random_rectangle(rows: u32, columns: u32, seed: u64) -> Result<String, JsError> {
    let shape = accepted(rows, columns)?;
    Ok(json(&Rectangle::random(
        shape,
        &mut fastrand::Rng::with_seed(seed),
    )))
}

/// `Rectangle[]`: from number `offset` on at most `limit` of those with that first column, in lexicographic order.
///
/// # Errors
/// When there is no such first column.
#[wasm_bindgen(js_name = listRectangles)]
pub fn list_rectangles(columns: u32, column: &[u8], offset: u32, limit: u32) -> Result<String, JsError> {
    let rectangles = Rectangles::with_first_column(column, columns)?;
    Ok(json(
        &rectangles
            .skip(offset as usize)
            .take(limit as usize)
            .collect::<Vec<_>>(),
    ))
}

/// `(Published | null)[]`: what is published of each shape up to `columns` columns, n by n.
#[wasm_bindgen]
pub fn published(columns: u32) -> String {
    let shapes = (1..=columns).flat_map(|n| (1..=n).flat_map(move |r| Shape::new(r, n)));
    json(&shapes.map(Published::of).collect::<Vec<_>>())
}

/// The report of a checkpoint from a file that may be anything, joined with what is saved of the same count, if anything is:
/// a `CheckpointReport`, or a `ClassesCheckpointReport`.
///
/// # Errors
/// In a sentence, when it is no checkpoint, is of several shapes that no engine here counts at once, or does not go
/// together with the other.
#[wasm_bindgen(js_name = readCheckpoint)]
pub fn read_checkpoint(text: &str, beside: Option<String>) -> Result<String, JsError> {
    let checkpoint = Checkpoint::read(text)?;
    let whole = match beside {
        None => checkpoint,
        Some(beside) => Checkpoint::read(&beside)?.merge(checkpoint)?,
    };
    report(&whole, &Session::default())
}
