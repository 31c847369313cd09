//! Individualisation and refinement, for graphs whose refined colouring is not discrete.
//!
//! The target cell is that of the least colour which several vertices have (rows first). One of its vertices is
//! individualised, the colouring is refined again, and so on until it is discrete. The choices of vertices make a search
//! tree; at each of its leaves the graph is sorted into some matrix, whose key is a *leaf key*. Isomorphic graphs have the
//! same leaves, so it is enough to store all leaf keys of one representative: every path in the search tree of any graph of
//! the class ends at one of these.

use super::colouring::certificate;
use super::graph::{Graph, LARGEST};
use super::refinement::{Batch, Colours, Refinement, keys, odd_lanes};
use crate::simd::lanes::{LANES, Words};
use crate::simd::{Set, Task};

/// Choices on one path, at most; more would mean that individualised vertices got an old colour again and again.
const MOST_CHOICES: usize = 4 * LARGEST;

/// Stands for no choice: then the first vertex of the target cell is taken.
const FIRST: u16 = u16::MAX;

/// Columns come after rows where vertices are numbered.
const COLUMNS: usize = 16;

/// Where one path of choices ended.
pub struct Leaf {
    pub key: u64,
    /// Whether the renaming that sorts the graph at this leaf is odd.
    pub odd: bool,
}

/// The first leaf of each lane's graph.
pub fn first_leaves(batch: &Batch) -> Vec<Leaf> {
    if batch.len() == 0 {
        return Vec::new();
    }
    let found = batch.kernel.enter(Descent::<false> { batch, choices: &[] });
    (0..batch.len())
        .map(|lane| Leaf {
            key: found.keys[lane],
            odd: found.odd >> lane & 1 == 1,
        })
        .collect()
}

/// What the search tree of one graph says.
pub struct SearchTree {
    /// |Aut|.
    pub automorphisms: u64,
    /// Whether there is an automorphism with ε = −1.
    pub odd_automorphism: bool,
    /// Every leaf, but for those that differ from one of these by an exchange of equal rows or columns.
    pub leaves: Vec<Leaf>,
}

impl SearchTree {
    /// Traverses the search tree of a graph.
    ///
    /// |Aut| is the number of leaves with the same certificate as the first. Equal rows, and
    /// equal columns, are equal choices: one of them is followed and counts for all.
    pub fn of(graph: &Graph, degree: usize) -> SearchTree {
        let mut tree = SearchTree {
            automorphisms: 0,
            odd_automorphism: graph.has_twins(),
            leaves: Vec::new(),
        };
        let mut first = None;
        let mut paths = vec![(Vec::new(), 1)];
        while !paths.is_empty() {
            let mut batch = Batch::new(graph.n(), degree);
            let mut choices = [[FIRST; LANES]; MOST_CHOICES];
            let tried: Vec<(Vec<u16>, u64)> = paths.split_off(paths.len().saturating_sub(LANES));
            for (lane, (path, _)) in tried.iter().enumerate() {
                batch.push(graph);
                for (choices, &chosen) in choices.iter_mut().zip(path) {
                    choices[lane] = chosen;
                }
            }
            let found = batch.kernel.enter(Descent::<true> {
                batch: &batch,
                choices: &choices,
            });
            for (lane, (path, weight)) in tried.into_iter().enumerate() {
                let weight = branches(graph, path, weight, &found.cells, lane, &mut paths);
                let leaf = Leaf {
                    key: found.keys[lane],
                    odd: found.odd >> lane & 1 == 1,
                };
                let matrix = certificate(graph, &found.colours[lane]);
                let (first_matrix, first_odd) = *first.get_or_insert((matrix, leaf.odd));
                if matrix == first_matrix {
                    tree.automorphisms += weight;
                    tree.odd_automorphism |= leaf.odd != first_odd;
                }
                tree.leaves.push(leaf);
            }
        }
        tree
    }
}

/// Adds the paths that branch off this one after its given choices; returns the number of leaves that this one stands for.
fn branches(
    graph: &Graph,
    mut path: Vec<u16>,
    mut weight: u64,
    cells: &[[u32; LANES]],
    lane: usize,
    paths: &mut Vec<(Vec<u16>, u64)>,
) -> u64 {
    let transpose = graph.transpose();
    let neighbours = |vertex: u32| {
        let vertex = vertex as usize;
        if vertex < COLUMNS {
            graph.rows()[vertex]
        } else {
            transpose.rows()[vertex - COLUMNS]
        }
    };
    for cell in &cells[path.len()..] {
        let mut left = cell[lane];
        if left == 0 {
            break;
        }
        // an individualised vertex is no longer the twin of any
        let individualised = path.iter().fold(0u32, |vertices, &vertex| vertices | 1 << vertex);
        let mut taken = None;
        while left != 0 {
            let vertex = left.trailing_zeros();
            let mut twins = 1 << vertex;
            if individualised >> vertex & 1 == 0 {
                for other in crate::simd::bits::bits(u64::from(left & !individualised)) {
                    if neighbours(other as u32) == neighbours(vertex) {
                        twins |= 1 << other;
                    }
                }
            }
            left &= !twins;
            let many = u64::from(twins.count_ones());
            if taken.is_none() {
                taken = Some((vertex as u16, many));
            } else {
                let mut other = path.clone();
                other.push(vertex as u16);
                paths.push((other, weight * many));
            }
        }
        let (vertex, many) = taken.expect("the cell is not empty");
        path.push(vertex);
        weight *= many;
    }
    weight
}

/// Sixteen paths down to leaves; if `TRACED`, they follow given choices and record the target cells.
struct Descent<'a, const TRACED: bool> {
    batch: &'a Batch,
    choices: &'a [[u16; LANES]],
}

struct Reached {
    keys: [u64; LANES],
    odd: u16,
    /// For each choice and lane the target cell, bit i for row i and bit 16 + c for column c.
    cells: Vec<[u32; LANES]>,
    /// For each lane the colouring at its leaf.
    colours: Vec<[[u16; LARGEST]; 2]>,
}

impl<const TRACED: bool> Task for Descent<'_, TRACED> {
    type Output = Reached;

    #[inline(always)]
    fn run<S: Set>(self, _: S) -> Reached {
        let mut refinement = Refinement::<S::Words>::new(self.batch);
        let mut reached = Reached {
            keys: [0; LANES],
            odd: 0,
            cells: Vec::new(),
            colours: if TRACED {
                vec![[[0; LARGEST]; 2]; LANES]
            } else {
                Vec::new()
            },
        };
        let mut descending = u16::MAX >> (LANES - self.batch.len());
        for step in 0..MOST_CHOICES {
            let rows = Cells::of(refinement.x());
            let columns = Cells::of(refinement.y());
            let arrived = descending & !(rows.any.or(columns.any)).lanes();
            if arrived != 0 {
                let keys = keys(refinement.x(), refinement.y());
                let odd = odd_lanes(refinement.x(), refinement.y());
                reached.odd |= odd & arrived;
                let colours: Option<Colours> = if TRACED { Some(refinement.colours()) } else { None };
                for (lane, &key) in keys.iter().enumerate() {
                    if arrived >> lane & 1 == 1 {
                        reached.keys[lane] = key;
                        if let Some(colours) = &colours {
                            reached.colours[lane] = colours.lane(lane);
                        }
                    }
                }
                descending &= !arrived;
            }
            if descending == 0 {
                return reached;
            }
            let none = S::Words::splat(0);
            let given = if TRACED {
                S::Words::load(&self.choices[step])
            } else {
                none
            };
            let [x, y] = refinement.sides_mut();
            let row_cells = rows.individualise::<TRACED>(x, none, given, 0);
            let column_cells = columns.individualise::<TRACED>(y, rows.any, given, COLUMNS as u16);
            if TRACED {
                let (rows, columns) = (row_cells.store(), column_cells.store());
                let mut cells = [0; LANES];
                for lane in 0..LANES {
                    if descending >> lane & 1 == 1 {
                        cells[lane] = u32::from(rows[lane]) | u32::from(columns[lane]) << COLUMNS;
                    }
                }
                reached.cells.push(cells);
            }
            refinement.pass_to_columns();
            refinement.pass_to_rows();
            refinement.pass_to_columns();
            refinement.pass_to_rows();
        }
        panic!("individualised vertices got an old colour {MOST_CHOICES} times");
    }
}

/// The non-singleton cells on one side of sixteen graphs.
struct Cells<W> {
    /// For each vertex the mask of the graphs in which another has its colour.
    shared: [W; LARGEST],
    /// The graphs in which there is such a vertex.
    any: W,
    /// The colour of the target cell.
    target: W,
}

impl<W: Words> Cells<W> {
    #[inline(always)]
    fn of(colours: &[W]) -> Self {
        let mut shared = [W::splat(0); LARGEST];
        for i in 1..colours.len() {
            for j in 0..i {
                let equal = colours[i].equal(colours[j]);
                shared[i] = shared[i].or(equal);
                shared[j] = shared[j].or(equal);
            }
        }
        let mut any = W::splat(0);
        let last = W::splat(i16::MAX.cast_unsigned());
        let mut target = last;
        for i in 0..colours.len() {
            any = any.or(shared[i]);
            target = target.first(colours[i].and(shared[i]).or(last.without(shared[i])));
        }
        Cells { shared, any, target }
    }

    /// Individualises one vertex of the target cell by changing its colour: the one that is `given`, or else the first. Not
    /// in the graphs of the mask `not`. Returns the target cell, as bits, if `TRACED`.
    #[inline(always)]
    fn individualise<const TRACED: bool>(&self, colours: &mut [W], not: W, given: W, number: u16) -> W {
        let mut done = not;
        let mut cells = W::splat(0);
        let free = given.equal(W::splat(FIRST));
        for (i, colour) in colours.iter_mut().enumerate() {
            let cell = colour.equal(self.target).and(self.shared[i]).without(not);
            let mut take = cell.without(done);
            if TRACED {
                cells = cells.or(cell.and(W::splat(1 << i)));
                take = take.and(free.or(given.equal(W::splat(number + i as u16))));
            }
            done = done.or(take);
            *colour = colour.add(take.and(W::splat(0x4d6b)));
        }
        cells
    }
}
