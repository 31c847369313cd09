//! Units of the enumeration by instruction set and popcount: `cargo bench -p latin-rectangles-bench`.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use latin_rectangles::engine::EngineName;
use latin_rectangles::engine::enumerate::{Arch, Options, Popcount};
use latin_rectangles::latin::Shape;
use latin_rectangles::run::Unwatched;

/// Shapes whose leaves are long, middling and short, and one of short masks; each cut into so many parts.
const UNITS: [(u32, u32, u32); 4] = [(4, 8, 1), (5, 8, 200), (6, 8, 2119), (7, 7, 1)];

fn kernels(criterion: &mut Criterion) {
    for (rows, columns, parts) in UNITS {
        let shape = Shape::new(rows, columns).expect("a shape");
        let mut group = criterion.benchmark_group(format!("{rows} x {columns} in {parts}"));
        group.sample_size(10).measurement_time(Duration::from_secs(2));
        for kernel in Arch::available() {
            for popcount in [Popcount::Scalar, Popcount::Bytes, Popcount::Vertical] {
                let options = Options {
                    kernel: Some(kernel),
                    popcount,
                    ..Options::default()
                };
                let engine = EngineName::Enumerate
                    .open(shape, 1, u64::MAX, options)
                    .expect("memory");
                if engine.popcount().is_none() && popcount != Popcount::Scalar {
                    continue;
                }
                let unit = engine.units(parts)[parts as usize / 2];
                group.bench_function(format!("{} {popcount}", kernel.name()), |bencher| {
                    bencher.iter(|| black_box(engine.run_unit(unit, &Unwatched)));
                });
            }
        }
        group.finish();
    }
}

criterion_group!(benches, kernels);
criterion_main!(benches);
