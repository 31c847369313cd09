//! Nothing is allocated while rows are chosen: room is made once and used again.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use latin_rectangles::engine::enumerate::Options;
use latin_rectangles::engine::{EngineName, Unit};
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
fn a_large_unit_allocates_no_more_than_an_empty_one() {
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
        let engine = EngineName::Enumerate
            .open(shape, 1, u64::MAX, Options::default())
            .unwrap();
        let unit = engine.units(parts)[0];
        let allocations = |unit| {
            let before = ALLOCATIONS.get();
            engine.run_unit(unit, &Unwatched).unwrap();
            ALLOCATIONS.get() - before
        };
        allocations(unit);
        let empty = allocations(Unit {
            to: unit.from,
            ..unit
        });
        let whole = allocations(unit);
        // a count that is not zero is a number that is allocated, one for each sign
        assert!(
            whole <= empty + 2,
            "{shape}: {whole} allocations, {empty} for nothing"
        );
    }
}
