//! The average of F as a sum over k, and that sum in closed form.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Zero};

use crate::integrate::{INVERSE, PAIR, Reduced, SINGLE, X, integrate};
use crate::moments::Moments;
use crate::polynomial::Polynomial;

/// Σ D(r,n) xⁿ/n! = e^{constant·x} · (rest + series · W) with W = Σ (k + offset)! zᵏ and z as [`Series::z`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedForm {
    pub rows: u32,
    pub constant: i64,
    pub rest: Part,
    /// None for r ≤ 4, where the sum over k is a geometric series or a single term.
    pub series: Option<Series>,
}

/// The part with a power series that converges nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    pub part: Part,
    pub offset: usize,
    pub z: Z,
}

/// z = sign · x · Π factor^power, the powers negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Z {
    pub sign: i64,
    pub powers: Powers,
}

/// A rational function: numerator / denominator · Π factor^power.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its coefficients have no common divisor with the denominator.
    pub numerator: Polynomial,
    /// Positive.
    pub denominator: BigInt,
    pub powers: Powers,
}

/// Powers of linear polynomials with constant coefficient 1.
pub type Powers = Vec<(Polynomial, i32)>;

/// The linear polynomials that can occur, in this order: f = 1 + 4x, the weight of a pair, that of the single a, 1 − x.
type Bases = [Polynomial; 4];

/// A sum of terms over one product of powers.
#[derive(Clone, Default)]
struct Fraction {
    numerator: Polynomial,
    powers: [i32; 4],
}

impl Fraction {
    fn add(&self, other: &Self, bases: &Bases) -> Self {
        let powers: [i32; 4] = std::array::from_fn(|i| self.powers[i].min(other.powers[i]));
        let raised = |fraction: &Self| {
            bases.iter().zip(fraction.powers).zip(powers).fold(
                fraction.numerator.clone(),
                |numerator, ((base, own), common)| {
                    &numerator * &base.power((own - common).unsigned_abs() as usize)
                },
            )
        };
        Self {
            numerator: &raised(self) + &raised(other),
            powers,
        }
    }

    fn cancelled(mut self, bases: &Bases) -> Self {
        for (base, power) in bases.iter().zip(&mut self.powers) {
            while base.degree() > 0
                && let Some(quotient) = self.numerator.divided(base)
            {
                self.numerator = quotient;
                *power += 1;
            }
        }
        self
    }

    fn part(self, denominator: &BigInt, bases: &Bases) -> Part {
        let Self { numerator, powers } = self.cancelled(bases);
        let common = numerator.content().gcd(denominator);
        Part {
            numerator: Polynomial::new(numerator.coefficients().iter().map(|c| c / &common).collect()),
            denominator: denominator / common,
            powers: named(bases, powers),
        }
    }
}

fn named(bases: &Bases, powers: [i32; 4]) -> Powers {
    bases
        .iter()
        .cloned()
        .zip(powers)
        .filter(|(base, power)| base.degree() > 0 && *power != 0)
        .collect()
}

/// The sum over k ≥ 0 of k!^f · zᵏ · Σ (power of x and of the bases) · (polynomial in k).
struct Sum {
    bases: Bases,
    sign: i64,
    /// Powers of the bases in z.
    z: [i32; 4],
    /// f: how many factorials of k are left; none where there is nothing to sum.
    factorials: Option<usize>,
    terms: BTreeMap<(usize, [i32; 4]), Polynomial>,
    denominator: BigInt,
}

/// Averages F over a and A, term by term.
///
/// Only terms with a and Pf A in equal powers remain. The coupling exp(c·x·a·Pf A + conjugate) brings in
/// (c·x)^l / (l! l'!), where l' − l makes up for the power p of a·Pf A that F has; with k the larger of the powers of a·Pf A
/// and of its conjugate that is (c·x)^(k−p) k(k−1)…(k−p+1)/k!² for p ≥ 0, and (c·x)^k k(k−1)…(k−|p|+1)/k!² else.
fn sum(reduced: &Reduced) -> Sum {
    let m = reduced.half_size;
    let exponent = reduced.exponent;
    let with_single = reduced.rows % 2 == 1;
    let linear = |c: i64| Polynomial::from_small(&[1, c]);
    let bases = [
        linear(if reduced.halves > 0 { 4 } else { 0 }),
        linear(-exponent.pair),
        linear(-exponent.single),
        linear(-1),
    ];
    let mut moments = Moments::new(m);
    let entries = m * (2 * m).saturating_sub(1);
    let mut terms: BTreeMap<(usize, [i32; 4]), Polynomial> = BTreeMap::new();
    for (monomial, c) in reduced.f.terms() {
        let power = |variable: usize| usize::from(monomial.even[variable]);
        let pairs: Vec<(usize, usize)> = (PAIR..PAIR + m).map(|u| (power(u), power(u + m))).collect();
        let single = (power(SINGLE), power(SINGLE + 1));
        let [up, down] = match pairs.first() {
            Some(&(u, conjugate)) => [u.saturating_sub(conjugate), conjugate.saturating_sub(u)],
            None => [0, 0],
        };
        let is_net = |(u, conjugate): (usize, usize)| u + down == conjugate + up;
        assert!(pairs.iter().all(|&pair| is_net(pair)) && (!with_single || is_net(single)));
        let norms: Vec<usize> = pairs.iter().map(|&(u, conjugate)| u.min(conjugate)).collect();
        let single = single.0.min(single.1);

        let weights = [
            i32::try_from(reduced.halves).unwrap() - i32::from(monomial.even[INVERSE]),
            -i32::try_from(entries + norms.iter().sum::<usize>()).unwrap(),
            -i32::try_from(single + 1).unwrap(),
            0,
        ];
        let factors = [
            Polynomial::falling(up + down),
            Polynomial::rising(single),
            moments.average(norms),
        ];
        let product: Polynomial = factors.into_iter().product();
        let sign = exponent.coupling.pow(u32::try_from(up).unwrap());
        let entry = terms.entry((power(X) - up, weights)).or_default();
        *entry = &*entry + &product.scaled(&(c * if up > 0 { sign } else { 1 }));
    }
    Sum {
        bases,
        sign: exponent.coupling,
        z: [0, -i32::try_from(m).unwrap(), -1, 0],
        factorials: (m > 0).then(|| m + usize::from(with_single) - 2),
        terms,
        denominator: moments.norm(),
    }
}

/// Derives the closed form for r = 2…6.
///
/// # Panics
/// For another number of rows.
#[must_use]
pub fn closed_form(rows: u32) -> ClosedForm {
    let reduced = integrate(rows);
    let sum = sum(&reduced);
    let constant = reduced.exponent.constant;
    match sum.factorials {
        None => ClosedForm {
            rows,
            constant,
            rest: sum.single_term(),
            series: None,
        },
        Some(0) => ClosedForm {
            rows,
            constant,
            rest: sum.geometric(),
            series: None,
        },
        Some(1) => {
            let (rest, series) = sum.divergent();
            ClosedForm {
                rows,
                constant,
                rest,
                series: Some(series),
            }
        }
        Some(_) => unreachable!("for r ≤ 6 at most one factorial is left"),
    }
}

impl Sum {
    fn collect(&self, terms: impl Iterator<Item = (BigInt, usize, [i32; 4])>) -> Fraction {
        // Terms over one product of powers are added up first, which keeps the numerators short
        let mut by_powers: BTreeMap<[i32; 4], Polynomial> = BTreeMap::new();
        for (c, power, powers) in terms {
            let entry = by_powers.entry(powers).or_default();
            *entry = &*entry + &Polynomial::term(c, power);
        }
        by_powers
            .into_iter()
            .map(|(powers, numerator)| Fraction { numerator, powers })
            .reduce(|sum, fraction| sum.add(&fraction, &self.bases))
            .unwrap_or_default()
    }

    /// Without a coupling, k = 0 is all there is.
    fn single_term(&self) -> Part {
        let at_0 = |polynomial: &Polynomial| polynomial.coefficients().first().cloned().unwrap_or_default();
        let terms = self
            .terms
            .iter()
            .map(|((power, powers), polynomial)| (at_0(polynomial), *power, *powers));
        self.collect(terms).part(&self.denominator, &self.bases)
    }

    /// Σ (k+1)…(k+j) xᵏ = j!/(1−x)^(j+1).
    fn geometric(&self) -> Part {
        assert!(
            self.sign == 1 && self.bases[..3].iter().all(|base| base.degree() == 0),
            "here z = x"
        );
        let terms = self.terms.iter().flat_map(|((power, powers), polynomial)| {
            polynomial
                .in_rising_factorials()
                .into_iter()
                .enumerate()
                .map(|(j, c)| {
                    let mut powers = *powers;
                    powers[3] -= i32::try_from(j + 1).unwrap();
                    (c * factorial(j), *power, powers)
                })
        });
        self.collect(terms).part(&self.denominator, &self.bases)
    }

    /// Σ k! (k+1)…(k+j) zᵏ = W_j with W_j = Σ (k+j)! zᵏ = j! + z W_{j+1}: all are expressed by one W_N, N so large that
    /// no division by x is left, and no larger.
    fn divergent(&self) -> (Part, Series) {
        let mut offset = self.terms.values().map(Polynomial::degree).max().unwrap_or(0);
        // zʰ times powers of x and of the bases
        let shifted = |c: BigInt, power: usize, powers: [i32; 4], h: usize| {
            let times = i32::try_from(h).unwrap();
            let sign = BigInt::from(self.sign).pow(u32::try_from(h).unwrap());
            (
                c * sign,
                power + h,
                std::array::from_fn(|i| powers[i] + times * self.z[i]),
            )
        };
        let (mut series, mut rest) = (vec![], vec![]);
        for ((power, powers), polynomial) in &self.terms {
            for (j, c) in polynomial.in_rising_factorials().into_iter().enumerate() {
                series.push(shifted(c.clone(), *power, *powers, offset - j));
                rest.extend((j..offset).map(|i| shifted(&c * factorial(i), *power, *powers, i - j)));
            }
        }
        let mut series = self.collect(series.into_iter());
        let mut rest = self.collect(rest.into_iter());
        while let Some(quotient) = series.numerator.divided_by_x() {
            // W_N = (W_{N−1} − (N−1)!)/z
            let powers = std::array::from_fn(|i| series.powers[i] - self.z[i]);
            series = Fraction {
                numerator: quotient.scaled(&self.sign.into()),
                powers,
            };
            offset -= 1;
            let constant = Fraction {
                numerator: series.numerator.scaled(&-factorial(offset)),
                powers,
            };
            rest = rest.add(&constant, &self.bases);
        }
        let z = Z {
            sign: self.sign,
            powers: named(&self.bases, self.z),
        };
        let series = Series {
            part: series.part(&self.denominator, &self.bases),
            offset,
            z,
        };
        (rest.part(&self.denominator, &self.bases), series)
    }
}

pub(crate) fn factorial(n: usize) -> BigInt {
    (1..=n).map(BigInt::from).product()
}

impl Part {
    /// Coefficients of 1, x, …, xⁿ, times the denominator.
    #[must_use]
    pub fn expand(&self, to: usize) -> Vec<BigInt> {
        let mut series = self.numerator.coefficients().to_vec();
        series.resize(to + 1, BigInt::zero());
        for (factor, power) in &self.powers {
            let [_, c] = factor.coefficients() else {
                unreachable!("factors are linear")
            };
            for _ in 0..power.unsigned_abs() {
                if *power > 0 {
                    (1..=to).rev().for_each(|i| {
                        let before = series[i - 1].clone();
                        series[i] += before * c;
                    });
                } else {
                    (1..=to).for_each(|i| {
                        let before = series[i - 1].clone();
                        series[i] -= before * c;
                    });
                }
            }
        }
        series
    }
}

impl ClosedForm {
    /// n!·\[xⁿ\] for n = 0…to, by multiplying out: slow, a check.
    #[must_use]
    pub fn differences(&self, to: usize) -> Vec<BigInt> {
        let times = |a: &[BigInt], b: &[BigInt]| -> Vec<BigInt> {
            (0..=to)
                .map(|n| (0..=n).map(|i| &a[i] * &b[n - i]).sum())
                .collect()
        };
        let mut denominator = self.rest.denominator.clone();
        let mut inner = self.rest.expand(to);
        if let Some(Series { part, offset, z }) = &self.series {
            let z = Part {
                numerator: Polynomial::term(z.sign.into(), 1),
                denominator: BigInt::one(),
                powers: z.powers.clone(),
            }
            .expand(to);
            // Horner's rule
            let mut w = vec![BigInt::zero(); to + 1];
            for k in (0..=to).rev() {
                w = times(&w, &z);
                w[0] += factorial(k + offset);
            }
            let series = times(&part.expand(to), &w);
            inner = inner
                .iter()
                .zip(series)
                .map(|(a, b)| a * &part.denominator + b * &denominator)
                .collect();
            denominator *= &part.denominator;
        }
        (0..=to)
            .map(|n| {
                // n!/i! times c^i is whole
                let sum: BigInt = (0..=n)
                    .map(|i| {
                        let falling: BigInt = (i + 1..=n).map(BigInt::from).product();
                        &inner[n - i] * BigInt::from(self.constant).pow(u32::try_from(i).unwrap()) * falling
                    })
                    .sum();
                let (quotient, remainder) = sum.div_rem(&denominator);
                assert!(remainder.is_zero(), "D is an integer");
                quotient
            })
            .collect()
    }
}
