//! Graphs whose labels do not tell all vertices apart: refinement goes on until they do.
//!
//! One of the vertices with the least tied label (rows first) is set apart, labels are passed on, and so on until all
//! differ. Which of the tied vertices is taken makes a tree of choices; each of its leaves sorts the graph into some
//! matrix, whose key is a *leaf key*. Isomorphic graphs have the same leaves, so it is enough to store the leaf keys of
//! one representative, all of them: any path of choices in any graph of the class ends at one of these.

use super::graph::{Graph, LARGEST};
use super::key::{Batch, Labels, Refinement, keys, odd_lanes};
use super::ties::frame;
use crate::simd::lanes::{LANES, Words};
use crate::simd::{Set, Task, enter};

/// Choices on one path, at most; more would mean that labels which were set apart fell together again and again.
const DEEPEST: usize = 4 * LARGEST;

/// Stands for no choice: then the first of the tied vertices is taken.
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
    let found = enter(Walk::<false> { batch, choices: &[] });
    (0..batch.len())
        .map(|lane| Leaf {
            key: found.keys[lane],
            odd: found.odd >> lane & 1 == 1,
        })
        .collect()
}

/// All that the tree of choices of one graph says.
pub struct Tree {
    /// |Aut|.
    pub automorphisms: u64,
    /// Whether there is an automorphism with ε = −1.
    pub odd_automorphism: bool,
    /// Every leaf, but for those that differ from one of these by an exchange of equal rows or columns.
    pub leaves: Vec<Leaf>,
}

impl Tree {
    /// Walks every path of choices in a graph.
    ///
    /// |Aut| is the number of leaves at which the graph is sorted into the same matrix as at the first. Equal rows, and
    /// equal columns, are equal choices: one of them is followed and counts for all.
    pub fn of(graph: &Graph, degree: usize) -> Tree {
        let mut tree = Tree {
            automorphisms: 0,
            odd_automorphism: graph.has_twins(),
            leaves: Vec::new(),
        };
        let mut first = None;
        let mut paths = vec![(Vec::new(), 1)];
        while !paths.is_empty() {
            let mut batch = Batch::new(graph.n(), degree);
            let mut choices = [[FIRST; LANES]; DEEPEST];
            let tried: Vec<(Vec<u16>, u64)> = paths.split_off(paths.len().saturating_sub(LANES));
            for (lane, (path, _)) in tried.iter().enumerate() {
                batch.push(graph);
                for (choices, &chosen) in choices.iter_mut().zip(path) {
                    choices[lane] = chosen;
                }
            }
            let found = enter(Walk::<true> {
                batch: &batch,
                choices: &choices,
            });
            for (lane, (path, weight)) in tried.into_iter().enumerate() {
                let weight = branches(graph, path, weight, &found.cells, lane, &mut paths);
                let leaf = Leaf {
                    key: found.keys[lane],
                    odd: found.odd >> lane & 1 == 1,
                };
                let matrix = frame(graph, &found.labels[lane]);
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

/// Adds the paths that leave this one after its given choices; the number of leaves that this one stands for.
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
        // a vertex that was set apart before is no longer the twin of any
        let apart = path.iter().fold(0u32, |apart, &vertex| apart | 1 << vertex);
        let mut taken = None;
        while left != 0 {
            let vertex = left.trailing_zeros();
            let mut twins = 1 << vertex;
            if apart >> vertex & 1 == 0 {
                for other in crate::simd::bits::bits(u64::from(left & !apart)) {
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

/// Sixteen walks down to leaves; `TRACED` ones follow given choices and tell what could be chosen.
struct Walk<'a, const TRACED: bool> {
    batch: &'a Batch,
    choices: &'a [[u16; LANES]],
}

struct Walked {
    keys: [u64; LANES],
    odd: u16,
    /// For each choice and lane the tied vertices, bit i for row i and bit 16 + c for column c.
    cells: Vec<[u32; LANES]>,
    /// For each lane the labels at its leaf.
    labels: Vec<[[u16; LARGEST]; 2]>,
}

impl<const TRACED: bool> Task for Walk<'_, TRACED> {
    type Output = Walked;

    #[inline(always)]
    fn run<S: Set>(self, _: S) -> Walked {
        let mut refinement = Refinement::<S::Words>::new(self.batch);
        let mut walked = Walked {
            keys: [0; LANES],
            odd: 0,
            cells: Vec::new(),
            labels: if TRACED {
                vec![[[0; LARGEST]; 2]; LANES]
            } else {
                Vec::new()
            },
        };
        let mut walking = u16::MAX >> (LANES - self.batch.len());
        for step in 0..DEEPEST {
            let rows = Tied::of(refinement.x());
            let columns = Tied::of(refinement.y());
            let arrived = walking & !(rows.any.or(columns.any)).lanes();
            if arrived != 0 {
                let keys = keys(refinement.x(), refinement.y());
                let odd = odd_lanes(refinement.x(), refinement.y());
                walked.odd |= odd & arrived;
                let labels: Option<Labels> = if TRACED { Some(refinement.labels()) } else { None };
                for (lane, &key) in keys.iter().enumerate() {
                    if arrived >> lane & 1 == 1 {
                        walked.keys[lane] = key;
                        if let Some(labels) = &labels {
                            walked.labels[lane] = labels.lane(lane);
                        }
                    }
                }
                walking &= !arrived;
            }
            if walking == 0 {
                return walked;
            }
            let none = S::Words::splat(0);
            let given = if TRACED {
                S::Words::load(&self.choices[step])
            } else {
                none
            };
            let [x, y] = refinement.sides_mut();
            let row_cells = rows.set_one_apart::<TRACED>(x, none, given, 0);
            let column_cells = columns.set_one_apart::<TRACED>(y, rows.any, given, COLUMNS as u16);
            if TRACED {
                let (rows, columns) = (row_cells.store(), column_cells.store());
                let mut cells = [0; LANES];
                for lane in 0..LANES {
                    if walking >> lane & 1 == 1 {
                        cells[lane] = u32::from(rows[lane]) | u32::from(columns[lane]) << COLUMNS;
                    }
                }
                walked.cells.push(cells);
            }
            refinement.pass_to_columns();
            refinement.pass_to_rows();
            refinement.pass_to_columns();
            refinement.pass_to_rows();
        }
        panic!("labels that were set apart fell together {DEEPEST} times");
    }
}

/// The ties on one side of sixteen graphs.
struct Tied<W> {
    /// For each vertex the mask of the graphs in which another has its label.
    tied: [W; LARGEST],
    /// The graphs in which there are ties.
    any: W,
    /// The first label that is tied.
    label: W,
}

impl<W: Words> Tied<W> {
    #[inline(always)]
    fn of(labels: &[W]) -> Self {
        let mut tied = [W::splat(0); LARGEST];
        for i in 1..labels.len() {
            for j in 0..i {
                let equal = labels[i].equal(labels[j]);
                tied[i] = tied[i].or(equal);
                tied[j] = tied[j].or(equal);
            }
        }
        let mut any = W::splat(0);
        let last = W::splat(i16::MAX.cast_unsigned());
        let mut label = last;
        for i in 0..labels.len() {
            any = any.or(tied[i]);
            label = label.first(labels[i].and(tied[i]).or(last.without(tied[i])));
        }
        Tied { tied, any, label }
    }

    /// Changes the label of one vertex with the first tied label: the one that is `given`, or else the first. Not in
    /// the graphs of the mask `not`. The tied vertices, as bits, if `TRACED`.
    #[inline(always)]
    fn set_one_apart<const TRACED: bool>(&self, labels: &mut [W], not: W, given: W, number: u16) -> W {
        let mut done = not;
        let mut cells = W::splat(0);
        let free = given.equal(W::splat(FIRST));
        for (i, label) in labels.iter_mut().enumerate() {
            let cell = label.equal(self.label).and(self.tied[i]).without(not);
            let mut take = cell.without(done);
            if TRACED {
                cells = cells.or(cell.and(W::splat(1 << i)));
                take = take.and(free.or(given.equal(W::splat(number + i as u16))));
            }
            done = done.or(take);
            *label = label.add(take.and(W::splat(0x4d6b)));
        }
        cells
    }
}
