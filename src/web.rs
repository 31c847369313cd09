//! What the page sees of the library.

use wasm_bindgen::prelude::*;

// Absent elsewhere because only wasm has a pool made of web workers.
#[cfg(target_arch = "wasm32")]
pub use wasm_bindgen_rayon::init_thread_pool;

#[wasm_bindgen(js_name = onesBelow)]
pub fn ones_below(end: u64) -> u64 {
    crate::ones_below(end)
}

#[wasm_bindgen(js_name = poolSize)]
pub fn pool_size() -> usize {
    rayon::current_num_threads()
}
