//! What the tests share: random graphs and renamings, and a count from beginning to end.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use super::graph::{Graph, columns};
use super::level::Level;
use super::listing::Listing;
use super::{Classes, ClassesError};
use crate::latin::SignedCount;
use crate::run::Unwatched;

/// A random order of 0 … n − 1.
pub fn shuffled(n: usize, random: &mut fastrand::Rng) -> Vec<u8> {
    let mut order: Vec<u8> = (0..n as u8).collect();
    random.shuffle(&mut order);
    order
}

/// A k-regular graph after many random switches.
pub fn random_graph(n: usize, k: usize, random: &mut fastrand::Rng) -> Graph {
    let mut graph = Graph::circulant(n, k);
    for _ in 0..20 * n {
        let [a, b] = [random.usize(..n), random.usize(..n)];
        let here: Vec<usize> = columns(graph.rows()[a] & !graph.rows()[b]).collect();
        let there: Vec<usize> = columns(graph.rows()[b] & !graph.rows()[a]).collect();
        if !here.is_empty() {
            graph = graph.switch(
                [a, b],
                [
                    here[random.usize(..here.len())],
                    there[random.usize(..there.len())],
                ],
            );
        }
    }
    graph
}

/// Runs every phase to the end, on two threads.
pub fn run(classes: &mut Classes) -> Result<(), ClassesError> {
    run_until(classes, |_| false)
}

/// Runs phases until `enough` says so, or all is done.
pub fn run_until(classes: &mut Classes, enough: impl Fn(&Classes) -> bool) -> Result<(), ClassesError> {
    while let Some(phase) = classes.phase().filter(|_| !enough(classes)) {
        let next = AtomicUsize::new(0);
        let work_off = || {
            let units =
                std::iter::from_fn(|| Some(next.fetch_add(1, Relaxed)).filter(|&unit| unit < phase.units()));
            units
                .map(|unit| (unit, phase.run(unit, &Unwatched).unwrap()))
                .collect::<Vec<_>>()
        };
        let outputs = std::thread::scope(|scope| {
            let other = scope.spawn(work_off);
            let mut outputs = work_off();
            outputs.extend(other.join().unwrap());
            outputs
        });
        drop(phase);
        classes.finish(outputs)?;
    }
    Ok(())
}

/// The counts for all r in `rows`, by r.
pub fn counts(columns: u32, rows: RangeInclusive<u32>) -> BTreeMap<u32, SignedCount> {
    let mut classes = Classes::open(columns, rows, u64::MAX).unwrap();
    run(&mut classes).unwrap();
    classes.counts().into_iter().collect()
}

/// Lists a level to its end.
pub fn list(listing: &mut Listing) -> Result<(), ClassesError> {
    while !listing.is_complete() {
        let round = listing.next_round()?;
        let finds = round.run(listing, 0..round.len(), &Unwatched).unwrap();
        listing.fold(vec![finds])?;
    }
    Ok(())
}

/// The complete level.
pub fn level(n: usize, degree: usize) -> Level {
    let mut listing = Listing::new(n, degree).unwrap();
    list(&mut listing).unwrap();
    listing.into_level()
}
