//! What the tests share: random graphs and renamings, and a count from beginning to end.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::class_list::ClassList;
use super::found::FoundClasses;
use super::graph::{Graph, columns};
use super::listing::Listing;
use super::{Classes, ClassesError};
use crate::engine::seam::{Answer, Engine, EngineError, Output, Settled};
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

/// What a unit of the phase gives.
pub fn output(classes: &Classes, unit: usize) -> Output {
    classes.run(unit, 0, &Unwatched).unwrap().output.into()
}

/// Takes what `output` gives for each unit, phase after phase, until it gives nothing or all is done.
pub fn drive(
    classes: &mut Classes,
    mut output: impl FnMut(&Classes, usize) -> Option<Output>,
) -> Result<(), EngineError> {
    while let Some(phase) = classes.phase() {
        let outputs: Option<Vec<Output>> = (0..phase.units).map(|unit| output(classes, unit)).collect();
        let Some(outputs) = outputs else {
            break;
        };
        finish(classes, &outputs)?;
    }
    Ok(())
}

/// Takes the outputs of a phase and goes on to the next.
pub fn finish(classes: &mut Classes, outputs: &[Output]) -> Result<(), EngineError> {
    for (unit, output) in outputs.iter().enumerate() {
        classes.take(unit, output)?;
    }
    while classes.settle()? == Settled::NotYet {}
    Ok(())
}

/// Runs every phase to the end.
pub fn run(classes: &mut Classes) -> Result<(), EngineError> {
    run_until(classes, |_| false)
}

/// Runs phases until `enough` says so, or all is done.
pub fn run_until(classes: &mut Classes, enough: impl Fn(&Classes) -> bool) -> Result<(), EngineError> {
    drive(classes, |classes, unit| {
        (!enough(classes)).then(|| output(classes, unit))
    })
}

/// K⁺ and K⁻ of what is known, by r.
pub fn signed(answer: Answer) -> BTreeMap<u32, SignedCount> {
    let figures = answer.figures.into_iter();
    figures
        .map(|figures| (figures.shape.rows(), figures.signed().unwrap()))
        .collect()
}

/// The counts for all r in `rows`, by r.
pub fn counts(columns: u32, rows: RangeInclusive<u32>) -> BTreeMap<u32, SignedCount> {
    let mut classes = Classes::open(columns, rows, u64::MAX).unwrap();
    run(&mut classes).unwrap();
    signed(classes.answer())
}

/// Runs a listing until it is complete.
pub fn finish_listing(listing: &mut Listing, n: usize, degree: usize) -> Result<(), ClassesError> {
    while !listing.is_complete() {
        listing.next_round()?;
        let output = listing.run(0..listing.sources(), &Unwatched).unwrap();
        listing.take(FoundClasses::read(n, degree, &output).unwrap())?;
        listing.end_round()?;
    }
    Ok(())
}

/// The complete list of classes.
pub fn class_list(n: usize, degree: usize) -> ClassList {
    let mut listing = Listing::new(n, degree, true).unwrap();
    finish_listing(&mut listing, n, degree).unwrap();
    listing.into_list()
}
