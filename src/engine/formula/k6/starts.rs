//! How the terms are cut into parts.

use super::symmetry::{Group, LAYERS, Symmetry};

/// Numbers of symbols of the sets of one and of four rows, with which terms begin.
#[derive(Clone, Copy)]
pub struct Start {
    /// By set.
    pub counts: [u8; 32],
    /// What leaves them as they are.
    pub stabiliser: Group,
    /// Of the choices of sets of two rows that continue it, in their order: every so many-th, from that number on.
    pub turns: Turns,
}

/// Every `every`-th number from `first` on.
#[derive(Clone, Copy)]
pub struct Turns {
    pub first: u64,
    pub every: u64,
}

/// Every start of up to `to` symbols, one of each that the permutations of the rows make of one another, in as many parts of
/// about equal work. A start with more work than a part should have is in several of them, in turn.
pub fn parts(symmetry: &Symmetry, to: usize, many: usize) -> Vec<Vec<Start>> {
    let mut whole = Vec::new();
    extend(symmetry, 0, 0, to, [0; 32], symmetry.all(), &mut whole);
    let most = whole.iter().map(|&(work, _)| work).sum::<u64>() / many as u64;
    let mut starts = Vec::new();
    for (work, start) in whole {
        let every = work.div_ceil(most.max(1)).clamp(1, many as u64);
        let turns = (0..every).map(|first| Turns { first, every });
        starts.extend(turns.map(|turns| (work / every, Start { turns, ..start })));
    }
    starts.sort_by_key(|&(work, _)| std::cmp::Reverse(work));
    let mut parts = vec![(0, Vec::new()); many];
    for (work, start) in starts {
        // the most work first, each to the part that has least
        let least = parts.iter_mut().min_by_key(|(sum, _)| *sum);
        let (sum, part) = least.expect("a part at least");
        *sum += work;
        part.push(start);
    }
    parts.into_iter().map(|(_, starts)| starts).collect()
}

/// Adds the starts that go on from these counts with sets of the layer from number `first` on, each with about the number of its
/// terms.
fn extend(
    symmetry: &Symmetry,
    layer: usize,
    first: usize,
    left: usize,
    counts: [u8; 32],
    group: Group,
    into: &mut Vec<(u64, Start)>,
) {
    if let Some(stabiliser) = symmetry.stabiliser(group, LAYERS[layer], &counts) {
        if layer == 0 {
            extend(symmetry, 1, 0, left, counts, stabiliser, into);
        } else {
            let terms = choices(left) / u64::from(stabiliser.count_ones());
            into.push((
                terms,
                Start {
                    counts,
                    stabiliser,
                    turns: Turns { first: 0, every: 1 },
                },
            ));
        }
    }
    if left > 0 {
        for (at, &set) in LAYERS[layer].iter().enumerate().skip(first) {
            let mut counts = counts;
            counts[set] += 1;
            extend(symmetry, layer, at, left - 1, counts, group, into);
        }
    }
}

/// In how many ways up to so many symbols have one of the 21 sets that are in no start.
fn choices(symbols: usize) -> u64 {
    (1..=symbols as u64).fold(1, |ways, i| ways * (21 + i) / i)
}
