//! x86-64-v2: `popcnt`.

use super::super::search::Search;
use crate::bitset::Portable;
use crate::engine::Stopped;

pub fn is_available() -> bool {
    is_x86_feature_detected!("popcnt") && is_x86_feature_detected!("sse4.2")
}

pub fn run(search: &mut Search<'_>) -> Result<(), Stopped> {
    assert!(is_available());
    // SAFETY: the processor has the features, by the line above.
    unsafe { run_with_features(search) }
}

pub fn count_leaves(leaves: &[u64], live: &[u64]) -> u64 {
    assert!(is_available());
    // SAFETY: the processor has the features, by the line above.
    unsafe { count_leaves_with_features(leaves, live) }
}

#[target_feature(enable = "popcnt,sse4.2")]
fn run_with_features(search: &mut Search<'_>) -> Result<(), Stopped> {
    search.run::<Portable>()
}

#[target_feature(enable = "popcnt,sse4.2")]
fn count_leaves_with_features(leaves: &[u64], live: &[u64]) -> u64 {
    super::count_leaves::<Portable>(leaves, live)
}
