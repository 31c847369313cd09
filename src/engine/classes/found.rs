//! The classes that a unit of a listing found, and their bytes.
//!
//! A unit's output is the number of its tries in 8 bytes, then one class after the other: the matrix in ⌈n²/8⌉ bytes,
//! |Aut| in 4, a byte of flags, and for each side its key in 8 bytes and, where its colouring is not discrete, the number
//! of its leaves in 4 and each leaf in 9: key and parity. All is little-endian, and depends on the matrix alone: so bytes from outside are
//! compared with those that their own matrices give.

use super::colouring::Colouring;
use super::graph::{Graph, labelings};
use super::refinement::Batch;
use super::search_tree::{Leaf, SearchTree};

/// A class that was not known when the round began.
pub struct Found {
    pub graph: Graph,
    pub automorphisms: u32,
    pub odd_automorphism: bool,
    /// The graph and, unless it is in the same class, its transpose.
    pub sides: [Option<Side>; 2],
}

/// What is known of a class from one of its graphs.
pub struct Side {
    pub key: u64,
    /// Whether the renaming to the certificate is odd, where the colouring is discrete.
    pub odd: bool,
    /// The leaves of the search tree if other vertices than twins share a colour.
    pub leaves: Option<Vec<Leaf>>,
}

/// The classes that a unit of a round found, and the number of tries.
pub struct FoundClasses {
    pub tries: u64,
    pub found: Vec<Found>,
}

/// Flags of a class; those of the second side come one bit after the first's.
const ODD_AUTOMORPHISM: u8 = 1;
const OWN_TRANSPOSE: u8 = 1 << 1;
const NON_DISCRETE: u8 = 1 << 2;
const ODD: u8 = 1 << 4;

/// Why bytes are not the output of a unit.
type Why = &'static str;

const TOO_SHORT: Why = "it ends too early";

impl FoundClasses {
    /// Reads the output of a unit. What it says of a graph is not compared with the graph ([`check`]).
    ///
    /// # Errors
    /// Why no unit gives that.
    pub fn read(n: usize, degree: usize, output: &[u8]) -> Result<Self, Why> {
        let mut rest = output;
        let tries = u64::from_le_bytes(next(&mut rest)?);
        let mut found = Vec::new();
        while !rest.is_empty() {
            found.push(Found::read(n, degree, &mut rest)?);
        }
        Ok(FoundClasses { tries, found })
    }
}

/// Whether this can be the output of a unit: each class is what its matrix implies.
///
/// # Errors
/// Why not.
pub fn check(n: usize, degree: usize, output: &[u8]) -> Result<(), Why> {
    let mut rest = output;
    next::<8>(&mut rest)?;
    let mut given = rest;
    let mut batch = Batch::new(n, degree);
    let mut again = Vec::new();
    loop {
        if batch.is_full() || rest.is_empty() {
            classify(&batch, degree, &mut again);
            if given[..given.len() - rest.len()] != again {
                return Err("what it says of a class is not what the matrix says");
            }
            if rest.is_empty() {
                return Ok(());
            }
            given = rest;
            batch.clear();
            again.clear();
        }
        batch.push(&Found::read(n, degree, &mut rest)?.graph);
    }
}

/// Appends the bytes of the class of each graph.
pub fn classify(batch: &Batch, degree: usize, into: &mut Vec<u8>) {
    if batch.len() == 0 {
        return;
    }
    let mut transposes = Batch::new(batch.graph(0).n(), degree);
    for lane in 0..batch.len() {
        transposes.push(&batch.graph(lane).transpose());
    }
    let sides = [batch, &transposes].map(|batch| (batch, batch.refined()));
    for lane in 0..batch.len() {
        let mut automorphisms = 1;
        let mut odd_automorphism = false;
        let of_sides = sides.each_ref().map(|(batch, refined)| {
            let graph = batch.graph(lane);
            let leaves = match Colouring::of(&graph, &refined.colours.lane(lane)) {
                Colouring::Discrete => None,
                Colouring::Twins(orders) => {
                    (automorphisms, odd_automorphism) = (orders, true);
                    None
                }
                Colouring::NonDiscrete => {
                    let tree = SearchTree::of(&graph, degree);
                    (automorphisms, odd_automorphism) = (tree.automorphisms, tree.odd_automorphism);
                    Some(tree.leaves)
                }
            };
            Side {
                key: refined.keys[lane],
                odd: refined.odd >> lane & 1 == 1,
                leaves,
            }
        });
        let [side, transposed] = of_sides;
        let own_transpose = side.key == transposed.key
            && match (&side.leaves, &transposed.leaves) {
                (None, None) => true,
                (Some(leaves), Some(others)) => leaves.iter().any(|leaf| leaf.key == others[0].key),
                _ => false,
            };
        let found = Found {
            graph: batch.graph(lane),
            automorphisms: u32::try_from(automorphisms).expect("no group here has more than 2·5!⁴ elements"),
            odd_automorphism,
            sides: [Some(side), (!own_transpose).then_some(transposed)],
        };
        found.write(into);
    }
}

impl Found {
    fn write(&self, into: &mut Vec<u8>) {
        into.extend(&self.graph.pack().to_le_bytes()[..matrix_bytes(self.graph.n())]);
        into.extend(self.automorphisms.to_le_bytes());
        let mut flags = 0;
        if self.odd_automorphism {
            flags |= ODD_AUTOMORPHISM;
        }
        if self.sides[1].is_none() {
            flags |= OWN_TRANSPOSE;
        }
        for (at, side) in self.sides.iter().flatten().enumerate() {
            if side.leaves.is_some() {
                flags |= NON_DISCRETE << at;
            }
            if side.odd {
                flags |= ODD << at;
            }
        }
        into.push(flags);
        for side in self.sides.iter().flatten() {
            into.extend(side.key.to_le_bytes());
            if let Some(leaves) = &side.leaves {
                into.extend((leaves.len() as u32).to_le_bytes());
                for leaf in leaves {
                    into.extend(leaf.key.to_le_bytes());
                    into.push(leaf.odd.into());
                }
            }
        }
    }

    /// Takes a class from the front of bytes.
    fn read(n: usize, degree: usize, rest: &mut &[u8]) -> Result<Self, Why> {
        let (packed, after) = rest.split_at_checked(matrix_bytes(n)).ok_or(TOO_SHORT)?;
        *rest = after;
        let mut matrix = [0; 16];
        matrix[..packed.len()].copy_from_slice(packed);
        let matrix = u128::from_le_bytes(matrix);
        let graph = Graph::unpack(n, matrix);
        if matrix >> (n * n) != 0 || !graph.is_regular(degree) {
            return Err("a matrix is not that of a graph of this degree");
        }
        let automorphisms = u32::from_le_bytes(next(rest)?);
        if automorphisms == 0 || !labelings(n).is_multiple_of(automorphisms.into()) {
            return Err("no graph has so many automorphisms");
        }
        let [flags] = next(rest)?;
        let many = if flags & OWN_TRANSPOSE == 0 { 2 } else { 1 };
        let unused = !(ODD_AUTOMORPHISM | OWN_TRANSPOSE | NON_DISCRETE | ODD)
            & !if many == 2 { (NON_DISCRETE | ODD) << 1 } else { 0 };
        if flags & unused != 0 {
            return Err("there are flags that no class has");
        }
        let mut sides = [None, None];
        for (at, side) in sides[..many].iter_mut().enumerate() {
            *side = Some(Side {
                key: u64::from_le_bytes(next(rest)?),
                odd: flags & ODD << at != 0,
                leaves: match flags & NON_DISCRETE << at {
                    0 => None,
                    _ => Some(read_leaves(rest)?),
                },
            });
        }
        Ok(Found {
            graph,
            automorphisms,
            odd_automorphism: flags & ODD_AUTOMORPHISM != 0,
            sides,
        })
    }
}

fn read_leaves(rest: &mut &[u8]) -> Result<Vec<Leaf>, Why> {
    let many = u32::from_le_bytes(next(rest)?) as usize;
    if many == 0 {
        return Err("a class has no leaves");
    }
    // a number that is too large must not reserve memory
    let mut leaves = Vec::with_capacity(many.min(rest.len() / 9));
    for _ in 0..many {
        let key = u64::from_le_bytes(next(rest)?);
        let [odd] = next(rest)?;
        if odd > 1 {
            return Err("a leaf is neither even nor odd");
        }
        leaves.push(Leaf { key, odd: odd == 1 });
    }
    Ok(leaves)
}

/// Takes bytes from the front.
fn next<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], Why> {
    let (bytes, after) = rest.split_first_chunk().ok_or(TOO_SHORT)?;
    *rest = after;
    Ok(*bytes)
}

const fn matrix_bytes(n: usize) -> usize {
    (n * n).div_ceil(8)
}
