//! The sums for K modulo one prime, each beside a plain loop of as many multiplications: `cargo bench -p latin-rectangles-bench
//! --bench sums`. A count takes one part after another, of so many primes: the name says how many.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use latin_rectangles::engine::formula::primes::{bound_bits, primes};
use latin_rectangles::engine::formula::sums::Sum;

/// Rows, and columns at most.
const SHAPES: [(u32, u32); 8] = [
    (4, 60),
    (4, 100),
    (4, 200),
    (5, 15),
    (5, 20),
    (5, 25),
    (5, 30),
    (6, 12),
];

/// Factors in the plain loop, few enough for the nearest cache.
const FACTORS: usize = 256;

fn sums(criterion: &mut Criterion) {
    for (rows, to) in SHAPES {
        let sum = Sum::new(rows, to);
        let primes = primes(bound_bits(rows, to));
        let (parts, multiplications) = (sum.nodes(), sum.multiplications());
        let part = (multiplications / parts as f64) as usize;
        let name = format!("K({rows}, {to}), part of {parts} × {} primes", primes.len());
        let mut group = criterion.benchmark_group(name);
        group.sample_size(10).measurement_time(Duration::from_secs(2));
        group.throughput(Throughput::Elements(part as u64));
        group.bench_function("sum", |bencher| {
            bencher.iter(|| black_box(sum.run(primes[0], parts / 2..parts / 2 + 1, &mut |_| Ok(()))));
        });
        group.bench_function("plain loop", |bencher| bencher.iter(|| plain(part)));
        group.finish();
    }
}

/// So many products of numbers below 2³¹, added up.
fn plain(multiplications: usize) {
    let factors = |step: u32| std::array::from_fn(|i| step.wrapping_mul(i as u32) >> 1);
    let [a, b]: [[u32; FACTORS]; 2] = [factors(2_654_435_761), factors(2_246_822_519)];
    for _ in 0..multiplications.div_ceil(FACTORS) {
        let products = black_box(&a)
            .iter()
            .zip(black_box(&b))
            .map(|(&a, &b)| u64::from(a) * u64::from(b));
        black_box(products.fold(0u64, u64::wrapping_add));
    }
}

criterion_group!(benches, sums);
criterion_main!(benches);
