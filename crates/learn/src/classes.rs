//! The classes of regular bipartite graphs, degree by degree, with what is counted by them.

use latin_rectangles::latin::SignedCount;
use serde::Serialize;

use super::canonical::{Canonical, Joined, Renamings};
use super::error::LearnError;
use super::permutations::{Permutation, all_symbols, bit, permutations, symbols};
use super::rows::{MOST_COLUMNS, SignedRows, factorial, fixed, small_shape};

/// Columns at most where all classes are listed.
const MOST_LISTED: usize = 6;

/// Which classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ClassesRequest {
    /// r of the completed rectangles, from 1 to n.
    pub rows: u32,
    /// n, from 1 to 6.
    pub columns: u32,
}

/// The classes of each degree from 1 to r, in this order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Classes {
    pub degrees: Vec<DegreeClasses>,
}

/// All classes of one degree: so many rows there are so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct DegreeClasses {
    pub classes: Vec<Class>,
    /// What follows from them, at each degree the same: K⁺ and K⁻ of the shape.
    pub count: SignedCount,
}

/// The rectangles whose graphs differ by renaming columns and symbols only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Class {
    /// What a `Graph` of this class has as its key.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub key: u64,
    /// One of the rectangles, normalised: it stands for all.
    pub representative: SignedRows,
    /// The symbols that each column is joined to in its graph.
    pub joined: Vec<Vec<u8>>,
    /// Labelled graphs: (n!)² over the number of automorphisms.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub labelled: u64,
    /// Renamings of columns and symbols that take the graph to itself.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub automorphisms: u64,
    /// Whether one of these is odd: then as many completions by an odd number of rows are even as odd.
    pub odd_automorphism: bool,
    /// Normalised rectangles with such a graph.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rectangles: u64,
    /// Their signs summed up.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub weight: i64,
    /// The same, each sign multiplied by that of a renaming to the representative; 0 where that has an odd automorphism.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub renamed_weight: i64,
    /// Ways to complete the representative, by the sign of the rows that are added.
    pub completions: SignedCount,
    /// Where one more row leads from the representative.
    pub next: Vec<NextClass>,
}

/// Rows that lead to one class of the next degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct NextClass {
    /// Its place among the classes of that degree, from 0.
    pub class: usize,
    /// How many even and odd rows lead there.
    pub even: u64,
    pub odd: u64,
    /// How many of all lead there by an odd renaming to its representative.
    pub renamed_oddly: u64,
}

/// A class, and where rows lead from it.
struct Node {
    rows: Vec<Vec<u8>>,
    canonical: Canonical,
    rectangles: u64,
    weight: i64,
    renamed_weight: i64,
    edges: Vec<Edge>,
}

/// How many rows of one sign lead to a class by renamings of one sign.
struct Edge {
    class: usize,
    odd: bool,
    renaming_odd: bool,
    rows: u64,
}

/// The graph of rows.
pub fn joined(rows: &[Vec<u8>]) -> Joined {
    let mut joined = [0; MOST_COLUMNS];
    for row in rows {
        for (joined, &symbol) in joined.iter_mut().zip(row) {
            *joined |= bit(symbol);
        }
    }
    joined
}

/// The symbols that each column is joined to.
pub fn listed(joined: &Joined, columns: usize) -> Vec<Vec<u8>> {
    joined[..columns]
        .iter()
        .map(|&joined| symbols(joined).collect())
        .collect()
}

impl Node {
    fn new(rows: Vec<Vec<u8>>, canonical: Canonical) -> Self {
        Node {
            rows,
            canonical,
            rectangles: 0,
            weight: 0,
            renamed_weight: 0,
            edges: Vec::new(),
        }
    }
}

/// Rows that go below the node's rows.
fn next_rows(node: &Node, columns: usize) -> Vec<Permutation> {
    let taken = joined(&node.rows);
    let mut allowed = [0; MOST_COLUMNS];
    for (allowed, taken) in allowed[..columns].iter_mut().zip(taken) {
        *allowed = all_symbols(columns) & !taken;
    }
    permutations(columns, &allowed)
}

/// The classes of every degree, from 1 to n.
fn levels(columns: usize) -> Vec<Vec<Node>> {
    let renamings = Renamings::new(columns);
    let identity: Vec<u8> = (1..=columns as u8).collect();
    let canonical =
        renamings.canonical(&fixed(&identity).map(|symbol| if symbol == 0 { 0 } else { bit(symbol) }));
    let mut first = Node::new(vec![identity], canonical);
    (first.rectangles, first.weight, first.renamed_weight) = (1, 1, 1);
    let mut levels = vec![vec![first]];
    for degree in 1..columns {
        let mut found: Vec<Node> = Vec::new();
        for node in &mut levels[degree - 1] {
            for Permutation { row, odd } in next_rows(node, columns) {
                let mut rows = node.rows.clone();
                rows.push(row[..columns].to_vec());
                let canonical = renamings.canonical(&joined(&rows));
                let class = found
                    .iter()
                    .position(|other| other.canonical.key == canonical.key);
                let class = class.unwrap_or_else(|| {
                    found.push(Node::new(rows, canonical));
                    found.len() - 1
                });
                let next = &mut found[class];
                let renaming_odd = canonical.odd != next.canonical.odd;
                let sign = |odd: bool| if odd { -1 } else { 1 };
                next.rectangles += node.rectangles;
                next.weight += node.renamed_weight * sign(odd);
                if !canonical.odd_automorphism {
                    next.renamed_weight += node.weight * sign(odd != renaming_odd);
                }
                let same = |edge: &&mut Edge| {
                    (edge.class, edge.odd, edge.renaming_odd) == (class, odd, renaming_odd)
                };
                match node.edges.iter_mut().find(same) {
                    Some(edge) => edge.rows += 1,
                    None => node.edges.push(Edge {
                        class,
                        odd,
                        renaming_odd,
                        rows: 1,
                    }),
                }
            }
        }
        levels.push(found);
    }
    levels
}

/// Ways to add so many rows below a node, even and odd; `below` are the levels from its own on.
fn completions(node: &Node, below: &[Vec<Node>], rows: usize) -> [u64; 2] {
    let mut ways = [0; 2];
    if rows == 0 {
        ways[0] = 1;
        return ways;
    }
    for edge in &node.edges {
        let rest = completions(&below[1][edge.class], &below[1..], rows - 1);
        // a renaming multiplies the sign of every row still to come
        let odd = edge.odd != (edge.renaming_odd && rows.is_multiple_of(2));
        ways[usize::from(odd)] += edge.rows * rest[0];
        ways[usize::from(!odd)] += edge.rows * rest[1];
    }
    ways
}

impl Classes {
    /// Lists the classes of every degree.
    ///
    /// # Errors
    /// When n is not from 1 to 6, or r not from 1 to n.
    pub fn of(request: ClassesRequest) -> Result<Self, LearnError> {
        let shape = small_shape(request.rows, request.columns)?;
        let (rows, columns) = (shape.rows() as usize, shape.columns() as usize);
        if columns > MOST_LISTED {
            return Err(LearnError::Columns {
                columns: request.columns,
                most: MOST_LISTED,
            });
        }
        let levels = levels(columns);
        let degrees =
            (1..=rows).map(|degree| DegreeClasses::of(&levels[degree - 1..], rows - degree, columns));
        Ok(Classes {
            degrees: degrees.collect(),
        })
    }
}

impl DegreeClasses {
    /// The classes of the first of these levels, to be completed by so many rows.
    fn of(levels: &[Vec<Node>], rows: usize, columns: usize) -> Self {
        let (mut total, mut difference) = (0, 0);
        let mut classes = Vec::new();
        for node in &levels[0] {
            let [even, odd] = completions(node, levels, rows);
            let weight = if rows.is_multiple_of(2) {
                node.weight
            } else {
                node.renamed_weight
            };
            total += node.rectangles * (even + odd);
            difference += weight * (even as i64 - odd as i64);
            classes.push(class(node, columns, SignedCount::new(even, odd)));
        }
        let positive = total.saturating_add_signed(difference) / 2;
        DegreeClasses {
            classes,
            count: SignedCount::new(positive, total - positive),
        }
    }
}

fn class(node: &Node, columns: usize, completions: SignedCount) -> Class {
    let canonical = node.canonical;
    let mut next: Vec<NextClass> = Vec::new();
    for edge in &node.edges {
        let at = next.iter().position(|next| next.class == edge.class);
        let at = at.unwrap_or_else(|| {
            next.push(NextClass {
                class: edge.class,
                even: 0,
                odd: 0,
                renamed_oddly: 0,
            });
            next.len() - 1
        });
        let next = &mut next[at];
        *(if edge.odd { &mut next.odd } else { &mut next.even }) += edge.rows;
        next.renamed_oddly += if edge.renaming_odd { edge.rows } else { 0 };
    }
    Class {
        key: canonical.key,
        representative: SignedRows::of(node.rows.clone()),
        joined: listed(&joined(&node.rows), columns),
        labelled: factorial(columns).pow(2) / canonical.automorphisms,
        automorphisms: canonical.automorphisms,
        odd_automorphism: canonical.odd_automorphism,
        rectangles: node.rectangles,
        weight: node.weight,
        renamed_weight: node.renamed_weight,
        completions,
        next,
    }
}
