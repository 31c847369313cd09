//! Nothing is allocated while rows are chosen: buffers are allocated once and reused.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::Arc;

use latin_rectangles::engine::enumerate::{Config, Enumerate};
use latin_rectangles::engine::seam::Engine;
use latin_rectangles::latin::Shape;
use latin_rectangles::run::Unwatched;

struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
}

// SAFETY: everything is done by the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        // SAFETY: as the caller promises.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn a_large_unit_allocates_no_more_than_a_small_one() {
    let cache = Arc::default();
    for (rows, columns, parts) in [
        (5, 6, 1),
        (5, 7, 1),
        (7, 7, 1),
        (4, 8, 1),
        (5, 8, 200),
        (6, 8, 2119),
        (3, 9, 1),
    ] {
        let shape = Shape::new(rows, columns).unwrap();
        let allocations = |parts| {
            let config = Config {
                parts,
                ..Config::default()
            };
            let engine = Enumerate::open(shape, config, 1, &cache).unwrap();
            // buffers are allocated
            engine.run(0, 0, &Unwatched).unwrap();
            let before = ALLOCATIONS.get();
            engine.run(0, 0, &Unwatched).unwrap();
            ALLOCATIONS.get() - before
        };
        let (small, large) = (allocations(u32::MAX), allocations(parts));
        assert!(
            large <= small,
            "{shape}: {large} allocations, {small} for a second row"
        );
    }
}
