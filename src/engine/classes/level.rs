//! All classes of k-regular graphs on n + n vertices, for one k.

use hashbrown::HashMap;

use super::graph::{Graph, factorial};
use super::leaf::Leaf;
use super::small::cycle_types;

/// One class of each pair that transposition exchanges, by a representative.
///
/// Transposition turns every 1-factor into its inverse, so it changes no value: a pair of classes is handled as one.
#[derive(Clone, Debug)]
pub struct Level {
    pub n: usize,
    pub degree: usize,
    /// Packed matrices of at most 121 bits, and flags above.
    matrices: Vec<u128>,
    automorphisms: Vec<u32>,
    /// For each leaf key of a deep class its number, and whether sorting the representative, or its transpose, at that
    /// leaf is odd.
    leaves: HashMap<u64, (u32, bool)>,
}

/// What is known of a class from its representative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    pub graph: Graph,
    /// |Aut|.
    pub automorphisms: u32,
    /// Whether the transpose is in the class too.
    pub own_transpose: bool,
    /// Whether refinement leaves ties between other vertices than twins, in the representative and in its transpose.
    pub deep: [bool; 2],
}

const OWN_TRANSPOSE: u128 = 1 << 127;
const DEEP: [u128; 2] = [1 << 126, 1 << 125];
const MATRIX: u128 = (1 << 121) - 1;

impl Level {
    /// No class yet.
    pub fn new(n: usize, degree: usize) -> Self {
        Level {
            n,
            degree,
            matrices: Vec::new(),
            automorphisms: Vec::new(),
            leaves: HashMap::new(),
        }
    }

    /// Level 2: a 2-regular graph is a union of cycles, and a class says how long these are.
    pub fn of_cycles(n: usize) -> Self {
        let mut level = Level::new(n, 2);
        for cycles in cycle_types(n) {
            let mut rows = Vec::with_capacity(n);
            for &length in &cycles {
                let start = rows.len();
                rows.extend((0..length).map(|at| 1 << (start + at) | 1 << (start + (at + 1) % length)));
            }
            let mut orders = 1;
            for (at, &length) in cycles.iter().enumerate() {
                let equal = cycles[..=at].iter().filter(|&&other| other == length).count();
                orders *= (2 * length * equal) as u32;
            }
            level.push(Class {
                graph: Graph::new(&rows),
                automorphisms: orders,
                own_transpose: true,
                deep: [false; 2],
            });
        }
        level
    }

    /// Adds a class.
    pub fn push(&mut self, class: Class) {
        let mut matrix = class.graph.pack();
        if class.own_transpose {
            matrix |= OWN_TRANSPOSE;
        }
        for (deep, flag) in class.deep.into_iter().zip(DEEP) {
            if deep {
                matrix |= flag;
            }
        }
        self.matrices.push(matrix);
        self.automorphisms.push(class.automorphisms);
    }

    /// Pairs of classes; one that is its own transpose is a pair by itself.
    pub fn pairs(&self) -> usize {
        self.matrices.len()
    }

    /// Number of classes, both of each pair.
    pub fn classes(&self) -> usize {
        let own = self
            .matrices
            .iter()
            .filter(|matrix| *matrix & OWN_TRANSPOSE != 0)
            .count();
        2 * self.pairs() - own
    }

    /// Pair number `at`.
    pub fn class(&self, at: usize) -> Class {
        let matrix = self.matrices[at];
        Class {
            graph: Graph::unpack(self.n, matrix & MATRIX),
            automorphisms: self.automorphisms[at],
            own_transpose: matrix & OWN_TRANSPOSE != 0,
            deep: DEEP.map(|flag| matrix & flag != 0),
        }
    }

    /// How many labelled graphs are in pair number `at`: (n!)²/|Aut|, twice that where the transpose is in another class.
    pub fn labelled(&self, at: usize) -> u128 {
        let class = self.class(at);
        class.labelled()
    }

    /// The pair that has a leaf key, and whether its representative is odd there.
    pub fn at_leaf(&self, key: u64) -> Option<(usize, bool)> {
        self.leaves.get(&key).map(|&(class, odd)| (class as usize, odd))
    }

    /// Adds a leaf of the pair that was added last; false if the key is another's, or is both odd and even where that
    /// would matter.
    pub fn push_leaf(&mut self, leaf: &Leaf, odd_automorphism: bool) -> bool {
        let class = self.matrices.len() as u32 - 1;
        let (known, odd) = *self.leaves.entry(leaf.key).or_insert((class, leaf.odd));
        known == class && (odd == leaf.odd || odd_automorphism)
    }

    /// CRC-32 of the list of classes.
    pub fn checksum(&self) -> u32 {
        let mut checksum = crc32fast::Hasher::new();
        for matrix in &self.matrices {
            checksum.update(&matrix.to_le_bytes());
        }
        checksum.finalize()
    }

    /// Gives back memory that lists have beyond what they hold.
    pub fn shrink(&mut self) {
        self.matrices.shrink_to_fit();
        self.automorphisms.shrink_to_fit();
        self.leaves.shrink_to_fit();
    }

    /// Takes a class away, as if it had been missed.
    #[cfg(test)]
    pub fn forget(&mut self, at: usize) {
        self.matrices.remove(at);
        self.automorphisms.remove(at);
    }
}

impl Class {
    /// How many labelled graphs are in the class, and in that of the transpose.
    pub fn labelled(&self) -> u128 {
        let all = factorial(self.graph.n()).pow(2);
        let orders = u128::from(self.automorphisms);
        debug_assert!(all.is_multiple_of(orders));
        all / orders * if self.own_transpose { 1 } else { 2 }
    }
}
