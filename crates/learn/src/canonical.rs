//! Bipartite graphs on columns and symbols, and the one that stands for all that differ by renaming.

use super::permutations::{Permutation, all_symbols, bit, permutations, symbols};
use super::rows::{MOST_COLUMNS, Row};

/// The symbols that each column is joined to, as bits.
pub type Joined = [u8; MOST_COLUMNS];

/// All renamings of n symbols.
pub struct Renamings {
    columns: usize,
    all: Vec<Permutation>,
}

/// The graph that stands for a class, and how another gets there.
#[derive(Clone, Copy, Debug)]
pub struct Canonical {
    /// n bits a column: equal for two graphs of one n exactly if a renaming takes one to the other.
    pub key: u64,
    /// Column c becomes number `columns[c]`, from 1, and symbol s + 1 becomes `symbols[s]`.
    pub columns: Row,
    pub symbols: Row,
    /// Whether one of the two is odd and the other is not.
    pub odd: bool,
    /// Renamings that take the graph to itself.
    pub automorphisms: u64,
    /// Whether one of these is odd.
    pub odd_automorphism: bool,
}

impl Renamings {
    /// Those of `columns` symbols.
    pub fn new(columns: usize) -> Self {
        let allowed = [all_symbols(columns); MOST_COLUMNS];
        Renamings {
            columns,
            all: permutations(columns, &allowed),
        }
    }

    /// The least graph that renaming gives.
    pub fn canonical(&self, graph: &Joined) -> Canonical {
        let mut least = Canonical {
            key: u64::MAX,
            columns: [0; MOST_COLUMNS],
            symbols: [0; MOST_COLUMNS],
            odd: false,
            automorphisms: 0,
            odd_automorphism: false,
        };
        // equal columns change places without changing the graph
        let mut twins = 1;
        let mut has_twins = false;
        for (at, joined) in graph[..self.columns].iter().enumerate() {
            let like_it = graph[..=at].iter().filter(|other| *other == joined).count() as u64;
            twins *= like_it;
            has_twins |= like_it > 1;
        }
        for renaming in &self.all {
            let mut renamed = [(0, 0); MOST_COLUMNS];
            for (column, renamed) in renamed[..self.columns].iter_mut().enumerate() {
                let joined = symbols(graph[column]).map(|symbol| bit(renaming.row[usize::from(symbol) - 1]));
                *renamed = (joined.sum(), column);
            }
            let renamed = &mut renamed[..self.columns];
            let odd = renaming.odd != sort(renamed);
            let key = renamed
                .iter()
                .fold(0, |key, &(joined, _)| key << self.columns | u64::from(joined));
            if key == least.key {
                least.automorphisms += twins;
                least.odd_automorphism |= odd != least.odd;
            }
            if key < least.key {
                least = Canonical {
                    key,
                    columns: [0; MOST_COLUMNS],
                    symbols: renaming.row,
                    odd,
                    automorphisms: twins,
                    odd_automorphism: has_twins,
                };
                for (place, &(_, column)) in (1..).zip(renamed.iter()) {
                    least.columns[column] = place;
                }
            }
        }
        least
    }
}

/// Sorts, and says whether the order has changed by an odd permutation.
fn sort(items: &mut [(u8, usize)]) -> bool {
    let mut odd = false;
    for end in 1..items.len() {
        for at in (1..=end).rev() {
            if items[at - 1] <= items[at] {
                break;
            }
            items.swap(at - 1, at);
            odd = !odd;
        }
    }
    odd
}
