//! The list of all classes of k-regular graphs on n + n vertices, for one k.

use hashbrown::HashMap;

use super::graph::{Graph, labelings};
use super::search_tree::Leaf;
use super::small::cycle_types;
use crate::engine::Checksum;

/// One class of each pair that transposition exchanges, by a representative.
///
/// Transposition turns every 1-factor into its inverse, so it changes no value: a pair of classes is handled as one.
#[derive(Clone, Debug)]
pub struct ClassList {
    pub n: usize,
    pub degree: usize,
    /// Packed matrices of at most 121 bits, and flags above.
    matrices: Vec<u128>,
    automorphisms: Vec<u32>,
    /// For a table of values: the key of each representative, and after it that of its transpose unless that is in the
    /// same class. Empty where no table is made.
    keys: Vec<u64>,
    has_keys: bool,
    /// For each leaf key of a class that is not discrete its number, and whether sorting the representative, or its transpose, at that
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
    /// Whether vertices other than twins share a colour after refinement, in the representative and in its transpose.
    pub non_discrete: [bool; 2],
    /// Whether the renaming to the certificate is odd, of the representative and of its transpose.
    pub odd: [bool; 2],
}

/// One side of a pair of classes, for a table of values.
#[derive(Clone, Copy, Debug)]
pub struct KeyedSide {
    pub key: u64,
    /// Number of the pair.
    pub pair: usize,
    pub odd: bool,
    pub non_discrete: bool,
}

const OWN_TRANSPOSE: u128 = 1 << 127;
const NON_DISCRETE: [u128; 2] = [1 << 126, 1 << 125];
const ODD: [u128; 2] = [1 << 124, 1 << 123];
const MATRIX: u128 = (1 << 121) - 1;

impl ClassList {
    /// No class yet; keys are held only if asked for.
    pub fn new(n: usize, degree: usize, has_keys: bool) -> Self {
        ClassList {
            n,
            degree,
            matrices: Vec::new(),
            automorphisms: Vec::new(),
            keys: Vec::new(),
            has_keys,
            leaves: HashMap::new(),
        }
    }

    /// Degree 2: a 2-regular graph is a union of cycles, and a class says how long these are.
    pub fn of_cycles(n: usize) -> Self {
        let mut list = ClassList::new(n, 2, false);
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
            let class = Class {
                graph: Graph::new(&rows),
                automorphisms: orders,
                own_transpose: true,
                non_discrete: [false; 2],
                odd: [false; 2],
            };
            list.push(class, &[]);
        }
        list
    }

    /// Adds a class with the keys of its sides.
    pub fn push(&mut self, class: Class, keys: &[u64]) {
        let mut matrix = class.graph.pack();
        if class.own_transpose {
            matrix |= OWN_TRANSPOSE;
        }
        let flags = class
            .non_discrete
            .into_iter()
            .chain(class.odd)
            .zip(NON_DISCRETE.into_iter().chain(ODD));
        for (is_set, flag) in flags {
            if is_set {
                matrix |= flag;
            }
        }
        self.matrices.push(matrix);
        self.automorphisms.push(class.automorphisms);
        if self.has_keys {
            self.keys.extend(keys);
        }
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
            non_discrete: NON_DISCRETE.map(|flag| matrix & flag != 0),
            odd: ODD.map(|flag| matrix & flag != 0),
        }
    }

    /// |Aut| of the representative of pair number `at`.
    pub fn automorphisms(&self, at: usize) -> u32 {
        self.automorphisms[at]
    }

    /// How many labelled graphs are in pair number `at`: (n!)²/|Aut|, twice that where the transpose is in another class.
    pub fn labelled(&self, at: usize) -> u64 {
        let sides = if self.matrices[at] & OWN_TRANSPOSE != 0 {
            1
        } else {
            2
        };
        labelings(self.n) / u64::from(self.automorphisms[at]) * sides
    }

    /// How many keys are held: one for each class, or none.
    pub fn keys(&self) -> usize {
        self.keys.len()
    }

    /// The sides of the pairs from number `pair` on, whose keys begin at number `key`.
    pub fn sides_from(&self, pair: usize, key: usize) -> impl Iterator<Item = KeyedSide> {
        let pairs = self.matrices[pair..].iter().zip(pair..);
        let sides = pairs.flat_map(|(&matrix, pair)| {
            let many = if matrix & OWN_TRANSPOSE != 0 { 1 } else { 2 };
            (0..many).map(move |side| (matrix, pair, side))
        });
        sides
            .zip(&self.keys[key..])
            .map(|((matrix, pair, side), &key)| KeyedSide {
                key,
                pair,
                odd: matrix & ODD[side] != 0,
                non_discrete: matrix & NON_DISCRETE[side] != 0,
            })
    }

    /// Frees the keys, when no table is to be made any more.
    pub fn forget_keys(&mut self) {
        self.keys = Vec::new();
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

    /// CRC-32 of the list of classes, which files with values name: of matrices, whether they are discrete, and whether
    /// they are their own transposes.
    pub fn checksum(&self) -> u32 {
        let mut checksum = Checksum::new();
        for matrix in &self.matrices {
            checksum.update(&(matrix & !(ODD[0] | ODD[1])).to_le_bytes());
        }
        checksum.value()
    }

    /// Frees the capacity beyond what the lists hold.
    pub fn shrink(&mut self) {
        self.matrices.shrink_to_fit();
        self.automorphisms.shrink_to_fit();
        self.keys.shrink_to_fit();
        self.leaves.shrink_to_fit();
    }

    /// Removes a class, as if it had been missed.
    #[cfg(test)]
    pub fn forget(&mut self, at: usize) {
        self.matrices.remove(at);
        self.automorphisms.remove(at);
    }
}
