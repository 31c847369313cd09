//! Integrating out all block variables but those of the singles and pairs that stay: from H and Z to F.
//!
//! What stays commuting: a = t_{1} for an odd number of rows, and the pairs of signed rows, an antisymmetric matrix A of
//! size 2m, taken at A = u₁J ⊕ … ⊕ u_mJ with J = (0 1; −1 0), which is enough because everything depends on A only up to
//! A ↦ gAgᵀ with g in SU(2m). For r ≤ 3 pairs are integrated out with the large blocks, and m = 0.

use std::collections::BTreeMap;

use num_bigint::BigInt;

use crate::algebra::{Element, Monomial};
use crate::blocks::{Block, Partition, Signed, moebius, partitions};

/// Places of the commuting variables: x, 1/(1 + 4x), a and its conjugate, then u₁…u_m and their conjugates.
pub const X: usize = 0;
pub const INVERSE: usize = 1;
pub const SINGLE: usize = 2;
pub const PAIR: usize = 4;

/// What is left when the large blocks and the anticommuting variables are gone: the average over a and A, standard
/// complex Gaussians, of (1+4x)^halves · exp(exponent) · F.
pub struct Reduced {
    pub rows: u32,
    /// m: A has 2m rows.
    pub half_size: usize,
    /// How many pairs of complementary halves rule T took.
    pub halves: usize,
    pub exponent: Exponent,
    /// F, in the variables [`X`] to [`PAIR`] + 2m.
    pub f: Element,
}

/// The exponent constant·x + single·x|a|² + pair·x|A|² + coupling·x·a·Pf A + conjugate of a·Pf A. (a is 1 for an even
/// number of rows.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Exponent {
    pub constant: i64,
    pub single: i64,
    pub pair: i64,
    pub coupling: i64,
}

/// The variables that are left for a number of rows.
struct Variables {
    rows: u32,
    half_size: usize,
    /// Blocks with anticommuting variables, in their order.
    odd: Vec<Block>,
    /// The matrix A of the pairs of signed rows, above the diagonal, and its conjugate.
    pairs: [Matrix; 2],
}

type Matrix = Vec<Vec<Element>>;

/// u₁J ⊕ … ⊕ u_mJ, or its conjugate.
fn blocks_of_two(half_size: usize, conjugate: bool) -> Matrix {
    let mut matrix = vec![vec![Element::default(); 2 * half_size]; 2 * half_size];
    for a in 0..half_size {
        matrix[2 * a][2 * a + 1] = Element::even(PAIR + a + if conjugate { half_size } else { 0 });
    }
    matrix
}

impl Variables {
    fn new(rows: u32) -> Self {
        let first = 1 + rows % 2;
        let singles = (first..=rows).map(|row| vec![row]);
        let with_row_1 = (2..=rows).filter(|_| rows == 5).map(|row| vec![1, row]);
        let half_size = if rows < 4 { 0 } else { rows as usize / 2 };
        let pairs = [false, true].map(|conjugate| blocks_of_two(half_size, conjugate));
        Self {
            rows,
            half_size,
            odd: singles.chain(with_row_1).collect(),
            pairs,
        }
    }

    /// t_B, or its conjugate. An anticommuting variable and its conjugate stand symmetrically about the middle, so that
    /// E(θ_U θ̄_{U reversed}) = 1 says: a monomial with exactly the conjugates of its variables has the average 1.
    fn variable(&self, block: &Block, conjugate: bool) -> Element {
        if let Some(place) = self.odd.iter().position(|other| other == block) {
            return Element::odd(if conjugate {
                2 * self.odd.len() - 1 - place
            } else {
                place
            });
        }
        match block[..] {
            [1] => Element::even(SINGLE + usize::from(conjugate)),
            [i, j] => {
                let place = |row: u32| (row - 1 - self.rows % 2) as usize;
                self.pairs[usize::from(conjugate)][place(i)][place(j)].clone()
            }
            _ => unreachable!("larger blocks are integrated out"),
        }
    }

    /// factor · Π t_B, or factor · the conjugate, which reverses the order.
    fn product(&self, factor: impl Into<BigInt>, blocks: &[Block], conjugate: bool) -> Element {
        let product: Element = if conjugate {
            blocks
                .iter()
                .rev()
                .map(|block| self.variable(block, true))
                .product()
        } else {
            blocks.iter().map(|block| self.variable(block, false)).product()
        };
        product.scaled(&factor.into())
    }

    /// Averages over the anticommuting variables.
    fn average(&self, element: &Element) -> Element {
        let n = self.odd.len();
        let balanced = |odd: u32| (0..n).all(|i| odd >> i & 1 == odd >> (2 * n - 1 - i) & 1);
        element
            .terms()
            .filter(|(monomial, _)| balanced(monomial.odd))
            .map(|(monomial, c)| Element::term(c.clone(), Monomial { odd: 0, ..*monomial }))
            .sum()
    }
}

/// The factors of one block's variable in H and in the conjugate of Z.
#[derive(Default)]
struct Factors {
    in_h: Element,
    in_z: Element,
}

/// Integrates for r = 2…6.
///
/// # Panics
/// For another number of rows.
#[must_use]
pub fn integrate(rows: u32) -> Reduced {
    assert!((2..=6).contains(&rows), "the rules suffice for two to six rows");
    let variables = Variables::new(rows);
    let (scalar, f, halves) = reduce(&variables);
    Reduced {
        rows,
        half_size: variables.half_size,
        halves,
        exponent: read(&scalar, variables.half_size, rows % 2 == 1),
        f,
    }
}

/// The exponent without anticommuting variables, F, and how many pairs of halves there were.
fn reduce(variables: &Variables) -> (Element, Element, usize) {
    let rows = variables.rows;
    let mut linear: BTreeMap<Block, Factors> = BTreeMap::new();
    let mut halves: Vec<(Partition, i32)> = vec![];
    let mut small = Factors::default();
    for partition in partitions(rows) {
        let sign = Signed::EvenlyMany.sign(rows, &partition);
        let half = 2 * partition[0].len() == rows as usize;
        if half && rows == 6 && partition.len() == 2 {
            halves.push((partition, sign));
            continue;
        }
        let is_linear = 2 * partition[0].len() > rows as usize || half && rows == 6;
        let (factors, rest) = if is_linear {
            (linear.entry(partition[0].clone()).or_default(), &partition[1..])
        } else {
            (&mut small, &partition[..])
        };
        factors.in_h = &factors.in_h + &variables.product(moebius(&partition) * sign, rest, false);
        factors.in_z = &factors.in_z + &variables.product(sign, rest, true);
    }

    let x = Element::even(X);
    let mut exponent = &(&x * &small.in_h) + &small.in_z;
    for (partition, sign) in &halves {
        let [b, c] = &partition[..] else { unreachable!() };
        exponent = &exponent + &rule_t(&linear[b], &linear[c], *sign);
    }
    let large = linear.iter().filter(|(block, _)| 2 * block.len() > rows as usize);
    for (_, factors) in large {
        exponent = &exponent + &(&x * &(&factors.in_h * &factors.in_z));
    }
    let (scalar, nilpotent) = exponent.split_off_scalar();
    (scalar, variables.average(&nilpotent.exponential()), halves.len())
}

/// Rule T: from 4sθφ + θη + φη' in H and sθφ + θκ + φκ' in Z, the exponent
/// (x(ηκ̄ + η'κ̄') − x²sηη' + 4xsκ̄κ̄')/(1+4x).
fn rule_t(first: &Factors, second: &Factors, sign: i32) -> Element {
    let x = Element::even(X);
    let direct = &(&first.in_h * &first.in_z) + &(&second.in_h * &second.in_z);
    let crossed_h = (&(&x * &first.in_h) * &second.in_h).scaled(&(-sign).into());
    let crossed_z = (&first.in_z * &second.in_z).scaled(&(4 * sign).into());
    let bracket = &(&direct + &crossed_h) + &crossed_z;
    &(&x * &Element::even(INVERSE)) * &bracket
}

/// Reads the exponent, and panics where it has a term of another form.
fn read(scalar: &Element, half_size: usize, with_single: bool) -> Exponent {
    let monomial = |list: &[usize]| {
        let mut monomial = Monomial::default();
        list.iter().for_each(|&variable| monomial.even[variable] += 1);
        monomial
    };
    let coefficient = |list: &[usize]| i64::try_from(scalar.coefficient(&monomial(list))).unwrap();
    let mut read = Exponent {
        constant: coefficient(&[X]),
        ..Exponent::default()
    };
    let mut terms = usize::from(read.constant != 0);
    if with_single {
        read.single = coefficient(&[X, SINGLE, SINGLE + 1]);
        terms += usize::from(read.single != 0);
    }
    if half_size > 0 {
        let pair = |i| coefficient(&[X, PAIR + i, PAIR + half_size + i]);
        read.pair = pair(0);
        assert!((0..half_size).all(|i| pair(i) == read.pair));
        terms += if read.pair == 0 { 0 } else { half_size };
        let single = |conjugate: usize| with_single.then_some(SINGLE + conjugate);
        let pfaffian: Vec<usize> = [X]
            .into_iter()
            .chain(single(0))
            .chain(PAIR..PAIR + half_size)
            .collect();
        let conjugate: Vec<usize> = single(1)
            .into_iter()
            .chain(PAIR + half_size..PAIR + 2 * half_size)
            .collect();
        read.coupling = coefficient(&pfaffian);
        assert!(read.coupling.abs() == 1 && coefficient(&conjugate) == 1);
        terms += 2;
    }
    assert_eq!(
        scalar.terms().count(),
        terms,
        "the exponent has a term of another form"
    );
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rule T against its definition, with generators in place of η, η', κ̄, κ̄'.
    #[test]
    fn rule_t_is_the_average_over_both_halves() {
        for sign in [1, -1] {
            // θ φ, η η' κ̄ κ̄', φ̄ θ̄
            let [theta, phi, eta, eta2, kappa, kappa2, phi_bar, theta_bar]: [Element; 8] =
                std::array::from_fn(Element::odd);
            let x = Element::even(X);
            let s = Element::constant(sign);
            let four = Element::constant(4);
            let h = [&(&(&four * &s) * &theta) * &phi, &theta * &eta, &phi * &eta2]
                .into_iter()
                .sum::<Element>();
            let z = [
                &(&s * &phi_bar) * &theta_bar,
                &kappa * &theta_bar,
                &kappa2 * &phi_bar,
            ]
            .into_iter()
            .sum::<Element>();
            // By powers of the sums, because terms of one sum do not have to commute with each other there
            let exponential =
                |e: &Element| &(&Element::constant(2) + &e.clone().scaled(&2.into())) + &e.power(2);
            let full = &exponential(&(&x * &h)) * &exponential(&z);
            let both = 0b1000_0001;
            let crossed = 0b0100_0010;
            let average: Element = full
                .terms()
                .filter_map(|(m, c)| {
                    let (outer, inner) = (m.odd & both, m.odd & crossed);
                    let balanced = (outer == 0 || outer == both) && (inner == 0 || inner == crossed);
                    balanced.then(|| {
                        // θ…θ̄ and φ…φ̄ about an even rest: nothing is passed with a sign
                        Element::term(
                            c.clone(),
                            Monomial {
                                odd: m.odd & !(both | crossed),
                                ..*m
                            },
                        )
                    })
                })
                .sum();
            let first = Factors {
                in_h: eta,
                in_z: kappa,
            };
            let second = Factors {
                in_h: eta2,
                in_z: kappa2,
            };
            // 4(1 + 4x) exp(Q/(1+4x)) = 4(1+4x) + 4Q + 2Q²/(1+4x); rule_t gives Q/(1+4x), here with g = 1/(1+4x)
            let q = rule_t(&first, &second, sign);
            let f = &Element::constant(1) + &(&four * &x);
            let rule = [
                f.clone().scaled(&4.into()),
                (&f * &q).scaled(&4.into()),
                (&f * &q.power(2)).scaled(&2.into()),
            ]
            .into_iter()
            .sum::<Element>();
            // The average has no 1/(1+4x): compare after multiplying by (1+4x) and putting g(1+4x) = 1
            assert_eq!(without_inverse(&rule), without_inverse(&average));
        }
    }

    /// The element times (1+4x)², as a polynomial: gʲ becomes (1+4x)^(2−j).
    fn without_inverse(element: &Element) -> Element {
        let f = &Element::constant(1) + &(&Element::constant(4) * &Element::even(X));
        element
            .terms()
            .map(|(monomial, c)| {
                let mut rest = *monomial;
                rest.even[INVERSE] = 0;
                &Element::term(c.clone(), rest) * &f.power(2 - usize::from(monomial.even[INVERSE]))
            })
            .sum()
    }

    /// F is the same at gDgᵀ, with conjugate (g⁻¹)ᵀD̄g⁻¹, as at D, for g with determinant 1: what makes one point enough.
    #[test]
    fn f_is_invariant() {
        // g = LU with ones on the diagonals, so that its inverse is whole; D and its conjugate need not belong together
        let numbers = [[2, -3, 5], [7, 1, -2]];
        for rows in 4..=6 {
            let at_blocks = Variables::new(rows);
            let size = 2 * at_blocks.half_size;
            let entry = |i: usize, j: usize, seed: usize| ((i * 5 + j * 3 + seed * i * j) % 5) as i64 - 2;
            let one = |i: usize, j: usize| i64::from(i == j);
            let lower = |i: usize, j: usize| if i > j { entry(i, j, 1) } else { one(i, j) };
            let upper = |i: usize, j: usize| if i < j { entry(i, j, 2) } else { one(i, j) };
            let g = product(&square(size, lower), &square(size, upper));
            let inverse = product(
                &triangular_inverse(&square(size, upper)),
                &triangular_inverse(&square(size, lower)),
            );
            assert_eq!(product(&g, &inverse), square(size, one));
            let value = |[u, v, w]: [i64; 3]| {
                square(size, |i, j| {
                    let u = [u, v, w][i.min(j) / 2];
                    if i % 2 == 0 && j == i + 1 {
                        u
                    } else if j % 2 == 0 && i == j + 1 {
                        -u
                    } else {
                        0
                    }
                })
            };
            let d = numbers.map(value);
            let turned = [
                product(&product(&g, &d[0]), &transposed(&g)),
                product(&product(&transposed(&inverse), &d[1]), &inverse),
            ];
            let at = |matrices: &[Vec<Vec<i64>>; 2]| {
                let mut variables = Variables::new(rows);
                variables.pairs = matrices.clone().map(|matrix| {
                    matrix
                        .into_iter()
                        .map(|row| row.into_iter().map(Element::constant).collect())
                        .collect()
                });
                reduce(&variables)
            };
            assert!(turned != d && at(&turned) == at(&d), "{rows} rows");
        }
    }

    fn square(size: usize, entry: impl Fn(usize, usize) -> i64) -> Vec<Vec<i64>> {
        (0..size)
            .map(|i| (0..size).map(|j| entry(i, j)).collect())
            .collect()
    }

    fn product(a: &[Vec<i64>], b: &[Vec<i64>]) -> Vec<Vec<i64>> {
        square(a.len(), |i, j| (0..a.len()).map(|k| a[i][k] * b[k][j]).sum())
    }

    fn transposed(a: &[Vec<i64>]) -> Vec<Vec<i64>> {
        square(a.len(), |i, j| a[j][i])
    }

    /// (1 + N)⁻¹ = 1 − N + N² − …
    fn triangular_inverse(a: &[Vec<i64>]) -> Vec<Vec<i64>> {
        let one = square(a.len(), |i, j| i64::from(i == j));
        let minus_n = square(a.len(), |i, j| one[i][j] - a[i][j]);
        (1..a.len()).fold(one.clone(), |sum, _| {
            let next = product(&sum, &minus_n);
            square(a.len(), |i, j| next[i][j] + one[i][j])
        })
    }

    #[test]
    fn the_exponents_are_those_of_the_proof() {
        let exponent = |rows| integrate(rows).exponent;
        assert_eq!(
            exponent(2),
            Exponent {
                constant: -1,
                ..Exponent::default()
            }
        );
        assert_eq!(
            exponent(3),
            Exponent {
                constant: 2,
                single: -1,
                pair: 0,
                coupling: 0
            }
        );
        assert_eq!(
            exponent(4),
            Exponent {
                constant: -6,
                single: 0,
                pair: 0,
                coupling: 1
            }
        );
        assert_eq!(
            exponent(5),
            Exponent {
                constant: 24,
                single: -6,
                pair: -2,
                coupling: 1
            }
        );
        assert_eq!(
            exponent(6),
            Exponent {
                constant: -120,
                single: 0,
                pair: 6,
                coupling: -1
            }
        );
    }

    #[test]
    fn f_has_the_terms_of_the_proof() {
        assert_eq!(
            [2, 3, 4, 5, 6].map(|rows| integrate(rows).f.terms().count()),
            [2, 4, 14, 200, 1825]
        );
    }
}
