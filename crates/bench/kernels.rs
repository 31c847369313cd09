//! Units of the enumeration by instruction set and popcount: `cargo bench -p latin-rectangles-bench --bench kernels`.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use latin_rectangles::engine::enumerate::{Config, Enumerate, Options, Popcount};
use latin_rectangles::engine::seam::Engine;
use latin_rectangles::latin::Shape;
use latin_rectangles::run::Unwatched;
use latin_rectangles::simd::Arch;

/// Shapes whose leaves are long, middling and short, and one of short masks; each cut into so many parts.
const UNITS: [(u32, u32, u32); 4] = [(4, 8, 1), (5, 8, 200), (6, 8, 2119), (7, 7, 1)];

fn kernels(criterion: &mut Criterion) {
    let cache = Arc::default();
    for (rows, columns, parts) in UNITS {
        let shape = Shape::new(rows, columns).expect("a shape");
        let mut group = criterion.benchmark_group(format!("{rows} x {columns} in {parts}"));
        group.sample_size(10).measurement_time(Duration::from_secs(2));
        for kernel in Arch::available() {
            for popcount in [Popcount::Scalar, Popcount::Bytes, Popcount::Vertical] {
                let config = Config {
                    parts,
                    options: Options {
                        kernel: Some(kernel),
                        popcount,
                        ..Options::default()
                    },
                    ..Config::default()
                };
                let engine = Enumerate::open(shape, config, 1, &cache).expect("memory");
                if engine.popcount().is_none() && popcount != Popcount::Scalar {
                    continue;
                }
                let unit = parts as usize / 2;
                group.bench_function(format!("{} {popcount}", kernel.name()), |bencher| {
                    bencher.iter(|| black_box(engine.run(unit, 0, &Unwatched)));
                });
            }
        }
        group.finish();
    }
}

criterion_group!(benches, kernels);
criterion_main!(benches);
