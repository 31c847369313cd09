//! The library for a dedicated worker in a browser, as thin as possible. What goes in and out as JSON has its
//! TypeScript types in `www/model/generated.ts`.

mod checkpoint;
mod counter;
mod exchange;
mod lab;
mod learn;
mod memory;
mod message_workers;
mod sequence;
mod spoilt;

use latin_rectangles::latin::{Published, Rectangle, Rectangles, Shape};
use wasm_bindgen::prelude::*;

use exchange::{accepted, json};

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
