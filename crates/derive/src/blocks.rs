//! Set partitions of the rows and the two elements H and Z of the theorem.

use num_bigint::BigInt;

use crate::algebra::Element;

/// A set of rows, ascending.
pub type Block = Vec<u32>;

/// A set partition of the rows, larger blocks first, blocks of one size in the order of their rows.
pub type Partition = Vec<Block>;

/// All set partitions of rows 1…r.
#[must_use]
pub fn partitions(rows: u32) -> Vec<Partition> {
    let mut all: Vec<Partition> = vec![vec![]];
    for row in 1..=rows {
        all = all
            .into_iter()
            .flat_map(|partition| {
                (0..=partition.len()).map(move |i| {
                    let mut larger = partition.clone();
                    if i == partition.len() {
                        larger.push(vec![]);
                    }
                    larger[i].push(row);
                    larger
                })
            })
            .collect();
    }
    for partition in &mut all {
        partition.sort_by_key(|block| (std::cmp::Reverse(block.len()), block.clone()));
    }
    all
}

/// μ(π), the product of (−1)^(|B|−1) (|B|−1)! over the blocks.
#[must_use]
pub fn moebius(partition: &[Block]) -> BigInt {
    partition
        .iter()
        .flat_map(|block| 1..block.len())
        .map(|i| -BigInt::from(i))
        .product()
}

/// Which rows have signs: rows `first()`…r, so that their number is even.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signed {
    /// None of them: the pairing then gives K.
    None,
    /// All for an even number of rows, rows 2…r for an odd one: the pairing gives D.
    EvenlyMany,
}

impl Signed {
    /// The signed rows among a block's.
    pub fn of<'a>(self, rows: u32, block: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
        let first = match self {
            Self::None => rows + 1,
            Self::EvenlyMany => 1 + rows % 2,
        };
        block.iter().copied().filter(move |&row| row >= first)
    }

    /// Whether a block's variable anticommutes.
    #[must_use]
    pub fn is_odd(self, rows: u32, block: &[u32]) -> bool {
        self.of(rows, block).count() % 2 == 1
    }

    /// s_π: the sign of the permutation that lists the signed rows block by block.
    #[must_use]
    pub fn sign(self, rows: u32, partition: &[Block]) -> i32 {
        let listed: Vec<u32> = partition.iter().flat_map(|block| self.of(rows, block)).collect();
        let inversions = (0..listed.len())
            .flat_map(|i| (0..i).map(move |j| (j, i)))
            .filter(|&(j, i)| listed[j] > listed[i])
            .count();
        if inversions % 2 == 0 { 1 } else { -1 }
    }
}

/// H = Σ μ(π) s_π Π t_B and Z = Σ s_π Π t_B over all set partitions of the rows, and ⟨Hⁿ, Zⁿ⟩: n! K(r,n) or n! D(r,n).
/// Without any reduction, so for small r and n only.
pub struct Theorem {
    pub h: Element,
    pub z: Element,
}

impl Theorem {
    #[must_use]
    pub fn new(rows: u32, signed: Signed) -> Self {
        let all = partitions(rows);
        let mut blocks: Vec<Block> = all.iter().flatten().cloned().collect();
        blocks.sort();
        blocks.dedup();
        let (odd, even): (Vec<Block>, Vec<Block>) =
            blocks.into_iter().partition(|block| signed.is_odd(rows, block));
        let variable = |block: &Block| {
            let place = |list: &[Block]| list.iter().position(|other| other == block);
            place(&odd)
                .map(Element::odd)
                .or_else(|| place(&even).map(Element::even))
                .unwrap()
        };
        let term = |partition: &Partition, factor: BigInt| {
            let product: Element = partition.iter().map(variable).product();
            product.scaled(&(factor * signed.sign(rows, partition)))
        };
        Self {
            h: all
                .iter()
                .map(|partition| term(partition, moebius(partition)))
                .sum(),
            z: all.iter().map(|partition| term(partition, 1.into())).sum(),
        }
    }

    /// ⟨Hⁿ, Zⁿ⟩.
    #[must_use]
    pub fn pairing(&self, columns: usize) -> BigInt {
        let (left, right) = (self.h.power(columns), self.z.power(columns));
        left.terms()
            .map(|(monomial, coefficient)| {
                let powers: BigInt = monomial
                    .even
                    .iter()
                    .flat_map(|&power| 1..=u32::from(power))
                    .map(BigInt::from)
                    .product();
                coefficient * right.coefficient(monomial) * powers
            })
            .sum()
    }
}
