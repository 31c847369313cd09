//! U, S and X: what the 1-factorisations of a graph add up to, and how they are stored.

use super::graph::Graph;

/// What the 1-factorisations of a graph, unordered, add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// How many there are.
    pub u: i64,
    /// Each counted with the product of the signs of its factors.
    pub s: i64,
    /// Each counted, for each of its factors, with the product of the signs of the others.
    pub x: i64,
}

impl Values {
    /// The values of a 2-regular graph: each of its cycles falls into two factors in one way, so there are
    /// 2^(cycles − 1) factorisations, all with the sign (−1)^(n − cycles); X is the determinant.
    pub fn of_cycles(graph: &Graph) -> Values {
        let n = graph.n();
        let mut seen = 0u16;
        let mut cycles = 0;
        for start in 0..n {
            if seen >> start & 1 == 1 {
                continue;
            }
            cycles += 1;
            // rows that share a column with those of the cycle so far
            let mut reached = graph.rows()[start];
            loop {
                let mut wider = reached;
                for (i, &row) in graph.rows().iter().enumerate() {
                    if row & reached != 0 {
                        wider |= row;
                        seen |= 1 << i;
                    }
                }
                if wider == reached {
                    break;
                }
                reached = wider;
            }
        }
        let u = 1 << (cycles - 1);
        Values {
            u,
            s: if (n - cycles) % 2 == 1 { -u } else { u },
            x: graph.determinant(),
        }
    }

    /// The values of a graph of this degree after an odd renaming: every factor changes its sign.
    #[inline(always)]
    pub fn renamed(self, degree: usize, odd: bool) -> Values {
        let sign = if odd { -1 } else { 1 };
        if degree % 2 == 1 {
            Values {
                s: sign * self.s,
                ..self
            }
        } else {
            Values {
                x: sign * self.x,
                ..self
            }
        }
    }

    /// Adds what the factorisations with one factor F are, from the values of G − F and the sign of F.
    #[inline(always)]
    pub fn add(&mut self, without: Values, odd: bool) {
        let sign = if odd { -1 } else { 1 };
        // only values from outside that no graph has could be so large that this wraps
        self.u = self.u.wrapping_add(without.u);
        self.s = self.s.wrapping_add(sign * without.s);
        self.x = self.x.wrapping_add(without.s).wrapping_add(sign * without.x);
    }

    /// Whether a regular graph of this degree can have them: it has a factorisation, and no sum of signs is larger than
    /// the number of these, or of those with one factor left out.
    pub fn are_possible(self, degree: usize) -> bool {
        let within = |sum: i64, most: Option<i64>| most.is_some_and(|most| (-most..=most).contains(&sum));
        self.u > 0 && within(self.s, Some(self.u)) && within(self.x, self.u.checked_mul(degree as i64))
    }

    /// Whether an odd renaming would change a value.
    pub fn is_signed(self, degree: usize) -> bool {
        self.renamed(degree, true) != self
    }
}

/// How values are stored.
pub trait Stored: Copy + Default + Send + Sync + 'static {
    /// Of a graph's values as bytes.
    const BYTES: usize;

    /// Packed; `None` if one does not fit. For n ≤ 11 they all do, up to degree n/2 in 32 bits.
    fn pack(values: Values) -> Option<Self>;
    fn unpack(self) -> Values;
    /// Appends the bytes.
    fn write(self, into: &mut Vec<u8>);
    /// From [`Stored::BYTES`] bytes.
    fn read(bytes: &[u8]) -> Self;
}

/// The bytes of these values; `None` if one does not fit.
pub fn packed<V: Stored>(values: &[Values]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(values.len() * V::BYTES);
    for &values in values {
        V::pack(values)?.write(&mut bytes);
    }
    Some(bytes)
}

/// Whether these are the bytes of so many values that graphs of the degree can have.
///
/// # Errors
/// Why not.
pub fn check<V: Stored>(bytes: &[u8], many: usize, degree: usize) -> Result<(), &'static str> {
    if bytes.len() != many * V::BYTES {
        return Err("it has not the length of the values of its pairs");
    }
    let possible = |bytes: &[u8]| {
        let values = V::read(bytes).unpack();
        values.are_possible(degree) && V::pack(values.renamed(degree, true)).is_some()
    };
    if bytes.chunks_exact(V::BYTES).all(possible) {
        Ok(())
    } else {
        Err("there are values that no graph has")
    }
}

/// Number `at` of the numbers of N bytes that stand one after the other.
fn word<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    bytes[at * N..][..N].try_into().expect("N bytes")
}

/// 12 bytes, for degrees up to n/2.
#[derive(Clone, Copy, Default)]
pub struct Narrow {
    u: u32,
    s: i32,
    x: i32,
}

impl Stored for Narrow {
    const BYTES: usize = 12;

    #[inline(always)]
    fn pack(values: Values) -> Option<Self> {
        Some(Narrow {
            u: values.u.try_into().ok()?,
            s: values.s.try_into().ok()?,
            x: values.x.try_into().ok()?,
        })
    }

    #[inline(always)]
    fn unpack(self) -> Values {
        Values {
            u: self.u.into(),
            s: self.s.into(),
            x: self.x.into(),
        }
    }

    fn write(self, into: &mut Vec<u8>) {
        into.extend(self.u.to_le_bytes());
        into.extend(self.s.to_le_bytes());
        into.extend(self.x.to_le_bytes());
    }

    fn read(bytes: &[u8]) -> Self {
        Narrow {
            u: u32::from_le_bytes(word(bytes, 0)),
            s: i32::from_le_bytes(word(bytes, 1)),
            x: i32::from_le_bytes(word(bytes, 2)),
        }
    }
}

impl Stored for Values {
    const BYTES: usize = 24;

    #[inline(always)]
    fn pack(values: Values) -> Option<Self> {
        Some(values)
    }

    #[inline(always)]
    fn unpack(self) -> Values {
        self
    }

    fn write(self, into: &mut Vec<u8>) {
        into.extend(self.u.to_le_bytes());
        into.extend(self.s.to_le_bytes());
        into.extend(self.x.to_le_bytes());
    }

    fn read(bytes: &[u8]) -> Self {
        Values {
            u: i64::from_le_bytes(word(bytes, 0)),
            s: i64::from_le_bytes(word(bytes, 1)),
            x: i64::from_le_bytes(word(bytes, 2)),
        }
    }
}
