//! A key that no renaming changes, by colour refinement (1-dimensional Weisfeiler–Leman), sixteen graphs at a time.
//!
//! Every vertex gets a colour of 16 bits. A row starts with a hash of how many columns it shares with each other row;
//! then columns add up the colours of their rows, rows those of their columns, and so on, each sum scrambled. Since sums
//! do not depend on order, a renaming carries colours along with the vertices. The key is four sums over colours.
//!
//! If the colouring is *discrete*, that is, all rows of a graph have different colours, and all columns, then sorting both
//! by colour is a renaming that depends only on the class: it takes every graph of the class to the same matrix, its
//! *certificate*. The sign ε of that renaming is the parity of the inversions among the rows' colours plus those among the
//! columns' colours.

use super::graph::{Graph, LARGEST};
use crate::simd::lanes::{Bytes, LANES, Words};
use crate::simd::{Arch, Set, Task};

/// The initial colour of a row, by the number of columns that it shares with another; any bytes would do.
pub const SHARED: [u8; 16] = [
    0x53, 0x1d, 0xc7, 0x8a, 0x2e, 0xf1, 0x64, 0xb9, 0x07, 0x9c, 0xd2, 0x35, 0, 0, 0, 0,
];

/// How often colours are passed from one side to the other: vertices of degree 3 have fewer neighbours to differ in.
pub fn passes(degree: usize) -> usize {
    if degree <= 3 { 9 } else { 5 }
}

/// Scrambles sums of colours.
#[inline(always)]
pub fn mix<W: Words>(sum: W) -> W {
    let mixed = sum.mul(W::splat(0x9e5b));
    let mixed = mixed.xor(mixed.shift::<7>()).mul(W::splat(0xb4a3));
    mixed.xor(mixed.shift::<9>())
}

/// Scrambles colours once more, for the second sum over them.
#[inline(always)]
fn mix_again<W: Words>(colour: W) -> W {
    let mixed = colour.mul(W::splat(0x6d2f));
    let mixed = mixed.xor(mixed.shift::<8>()).mul(W::splat(0xc86b));
    mixed.xor(mixed.shift::<7>())
}

/// The key of each lane: for rows and for columns the sum of the colours, and of the colours scrambled.
#[inline(always)]
pub fn keys<W: Words>(x: &[W], y: &[W]) -> [u64; LANES] {
    let mut parts = [W::splat(0); 4];
    for at in 0..x.len() {
        parts[0] = parts[0].add(x[at]);
        parts[1] = parts[1].add(mix_again(x[at]));
        parts[2] = parts[2].add(y[at]);
        parts[3] = parts[3].add(mix_again(y[at]));
    }
    let [a, b, c, d] = parts.map(W::store);
    let mut keys = [0; LANES];
    for (at, key) in keys.iter_mut().enumerate() {
        *key = u64::from(a[at]) | u64::from(b[at]) << 16 | u64::from(c[at]) << 32 | u64::from(d[at]) << 48;
    }
    keys
}

/// The lanes with an odd number of inversions among the rows' colours and the columns' together.
#[inline(always)]
pub fn odd_lanes<W: Words>(x: &[W], y: &[W]) -> u16 {
    let mut odd = W::splat(0);
    for colours in [x, y] {
        for i in 1..colours.len() {
            for j in 0..i {
                odd = odd.xor(colours[j].after(colours[i]));
            }
        }
    }
    odd.lanes()
}

/// Up to sixteen graphs of one n and degree, one a lane.
#[derive(Clone)]
pub struct Batch {
    n: usize,
    degree: usize,
    /// What works on it.
    pub kernel: Arch,
    filled: usize,
    rows: [[u16; LANES]; LARGEST],
}

impl Batch {
    /// No graph yet; the fastest set that the processor has will work on it.
    pub fn new(n: usize, degree: usize) -> Self {
        Batch::by(Arch::best(), n, degree)
    }

    /// No graph yet; this set will work on it.
    pub fn by(kernel: Arch, n: usize, degree: usize) -> Self {
        Batch {
            n,
            degree,
            kernel,
            filled: 0,
            rows: [[0; LANES]; LARGEST],
        }
    }

    /// Puts a graph into the next lane.
    ///
    /// # Panics
    /// When all lanes are filled.
    pub fn push(&mut self, graph: &Graph) {
        for (lanes, &row) in self.rows.iter_mut().zip(graph.rows()) {
            lanes[self.filled] = row;
        }
        self.filled += 1;
    }

    /// The graph in a lane.
    pub fn graph(&self, lane: usize) -> Graph {
        let mut rows = [0; LARGEST];
        for (row, lanes) in rows.iter_mut().zip(&self.rows) {
            *row = lanes[lane];
        }
        Graph::new(&rows[..self.n])
    }

    pub fn len(&self) -> usize {
        self.filled
    }

    pub fn is_full(&self) -> bool {
        self.filled == LANES
    }

    pub fn clear(&mut self) {
        self.filled = 0;
    }

    /// The key of each lane.
    pub fn keys(&self) -> [u64; LANES] {
        self.kernel.enter(Keys(self))
    }

    /// The key of each lane, and the lanes whose renaming to the certificate is odd, where the colouring is discrete.
    pub fn keys_and_odd(&self) -> ([u64; LANES], u16) {
        self.kernel.enter(KeysAndOdd(self))
    }

    /// The result of refinement for each lane.
    pub fn refined(&self) -> Refined {
        self.kernel.enter(All(self))
    }
}

/// The result of refinement for sixteen graphs.
pub struct Refined {
    pub keys: [u64; LANES],
    /// The lanes whose renaming to the certificate is odd, where the colouring is discrete.
    pub odd: u16,
    pub colours: Colours,
}

/// The colours of the rows and of the columns, sixteen graphs side by side.
pub struct Colours {
    pub rows: [[u16; LANES]; LARGEST],
    pub columns: [[u16; LANES]; LARGEST],
}

struct Keys<'a>(&'a Batch);

impl Task for Keys<'_> {
    type Output = [u64; LANES];

    #[inline(always)]
    fn run<S: Set>(self, _: S) -> [u64; LANES] {
        let refinement = Refinement::<S::Words>::new(self.0);
        keys(refinement.x(), refinement.y())
    }
}

struct KeysAndOdd<'a>(&'a Batch);

impl Task for KeysAndOdd<'_> {
    type Output = ([u64; LANES], u16);

    #[inline(always)]
    fn run<S: Set>(self, _: S) -> ([u64; LANES], u16) {
        let refinement = Refinement::<S::Words>::new(self.0);
        let (x, y) = (refinement.x(), refinement.y());
        (keys(x, y), odd_lanes(x, y))
    }
}

struct All<'a>(&'a Batch);

impl Task for All<'_> {
    type Output = Refined;

    #[inline(always)]
    fn run<S: Set>(self, _: S) -> Refined {
        let refinement = Refinement::<S::Words>::new(self.0);
        let (x, y) = (refinement.x(), refinement.y());
        Refined {
            keys: keys(x, y),
            odd: odd_lanes(x, y),
            colours: refinement.colours(),
        }
    }
}

/// The colours of sixteen graphs while they are refined.
pub struct Refinement<W> {
    n: usize,
    /// For row i and column c the mask of the graphs that have the edge.
    adjacent: [[W; LARGEST]; LARGEST],
    x: [W; LARGEST],
    y: [W; LARGEST],
}

impl<W: Words> Refinement<W> {
    /// Refines from the start, to the colours from which the keys come.
    #[inline(always)]
    pub fn new(batch: &Batch) -> Self {
        let n = batch.n;
        let zero = W::splat(0);
        let mut refinement = Refinement {
            n,
            adjacent: [[zero; LARGEST]; LARGEST],
            x: [zero; LARGEST],
            y: [zero; LARGEST],
        };
        for i in 0..n {
            let row = W::load(&batch.rows[i]);
            for c in 0..n {
                let column = W::splat(1 << c);
                refinement.adjacent[i][c] = row.and(column).equal(column);
            }
        }
        refinement.x = Self::start(batch);
        for pass in 0..passes(batch.degree) {
            if pass % 2 == 0 {
                refinement.pass_to_columns();
            } else {
                refinement.pass_to_rows();
            }
        }
        refinement
    }

    /// For each row the sum of the hashes of what it shares with the others; rows are compared four columns at a time.
    #[inline(always)]
    fn start(batch: &Batch) -> [W; LARGEST] {
        let n = batch.n;
        let ones = W::Bytes::load(&[0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4]);
        let shared = W::Bytes::load(&SHARED);
        let mut fours = [[W::Bytes::splat(0); LARGEST.div_ceil(4)]; LARGEST];
        for (fours, row) in fours.iter_mut().zip(&batch.rows[..n]) {
            for (at, four) in fours.iter_mut().enumerate() {
                let mut bytes = [0; LANES];
                for lane in 0..LANES {
                    bytes[lane] = (row[lane] >> (4 * at)) as u8 & 15;
                }
                *four = W::Bytes::load(&bytes);
            }
        }
        let mut x = [W::Bytes::splat(0); LARGEST];
        for i in 1..n {
            for j in 0..i {
                let [a, b, c] = [0, 1, 2].map(|at| ones.pick(fours[i][at].and(fours[j][at])));
                let hash = shared.pick(a.add(b).add(c));
                x[i] = x[i].add(hash);
                x[j] = x[j].add(hash);
            }
        }
        let mut words = [W::splat(0); LARGEST];
        for at in 0..n {
            words[at] = W::widen(x[at]);
        }
        words
    }

    /// Columns add up their rows' colours.
    #[inline(always)]
    pub fn pass_to_columns(&mut self) {
        for c in 0..self.n {
            let mut sum = self.y[c];
            for i in 0..self.n {
                sum = sum.add(self.x[i].and(self.adjacent[i][c]));
            }
            self.y[c] = mix(sum);
        }
    }

    /// Rows add up their columns' colours.
    #[inline(always)]
    pub fn pass_to_rows(&mut self) {
        for i in 0..self.n {
            let mut sum = self.x[i];
            for c in 0..self.n {
                sum = sum.add(self.y[c].and(self.adjacent[i][c]));
            }
            self.x[i] = mix(sum);
        }
    }

    /// The rows' colours.
    #[inline(always)]
    pub fn x(&self) -> &[W] {
        &self.x[..self.n]
    }

    /// The columns' colours.
    #[inline(always)]
    pub fn y(&self) -> &[W] {
        &self.y[..self.n]
    }

    /// To individualise vertices.
    #[inline(always)]
    pub fn sides_mut(&mut self) -> [&mut [W]; 2] {
        [&mut self.x[..self.n], &mut self.y[..self.n]]
    }

    /// All colours as they are now.
    #[inline(always)]
    pub fn colours(&self) -> Colours {
        let mut colours = Colours {
            rows: [[0; LANES]; LARGEST],
            columns: [[0; LANES]; LARGEST],
        };
        for at in 0..self.n {
            colours.rows[at] = self.x[at].store();
            colours.columns[at] = self.y[at].store();
        }
        colours
    }
}

impl Colours {
    /// The colours of the rows and the columns of one lane.
    pub fn lane(&self, lane: usize) -> [[u16; LARGEST]; 2] {
        [&self.rows, &self.columns].map(|side| std::array::from_fn(|at| side[at][lane]))
    }
}
