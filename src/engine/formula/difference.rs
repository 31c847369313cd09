//! D(r,n) by recurrences, for r = 2 to 6: the closed forms of its exponential generating function, r by r.
//!
//! G₂ = e⁻ˣ(1+x), G₃ = e²ˣ(1 − x² + x³)/(1+x)², G₄ = e⁻⁶ˣ(1 + x − 2x² − 4x³ + 16x⁶)/(1−x)⁵, and for r = 5 and 6 a
//! polynomial times Y and another times V, where Y has the factorially divergent series W of the theorem.

use num_bigint::BigInt;
use num_traits::Zero;

use super::limits::{LEAST_ROWS, MOST_ROWS};
use super::recurrence::{Divergent, Equations, Sequence, product, sum};

const P5: [i128; 15] = [
    1, -5, -51, -64, -72, 2768, 14992, 59392, 177664, 235520, -217088, -3096576, -5603328, 0, 21233664,
];
const Q5: [i128; 14] = [
    -11, 136, 328, -3380, 3760, 1552, -131136, 11520, 197376, 80640, 2681856, 2571264, -20901888, 17915904,
];
const P6: [i128; 25] = [
    1,
    17,
    47,
    2748,
    9480,
    67984,
    2597392,
    -14525696,
    254472896,
    -1015408384,
    6058896384,
    55160414208,
    -803758325760,
    9308610035712,
    -59606387785728,
    283917487177728,
    -304420925472768,
    -4963149149110272,
    43927645552902144,
    -125024862744870912,
    -160061835247091712,
    2501643799369875456,
    -4437222213480873984,
    -11093055533702184960,
    26623333280885243904,
];
const Q6: [i128; 25] = [
    7561,
    188942,
    1127668,
    13342744,
    116389520,
    316284256,
    13036935168,
    -11306803200,
    584793560832,
    1313881864704,
    -8634601949184,
    348051350974464,
    -2136831398903808,
    15295016263680000,
    -23303531079401472,
    -161552532482555904,
    2401095393560494080,
    -6083246302823448576,
    -10966177442967846912,
    154234557309325934592,
    -68735858918087983104,
    -852439689678714568704,
    -41414073992488157184,
    -425973332494163902464,
    1703893329976655609856,
];

/// D(r,0), D(r,1), … without end, for r = 2 to 6 rows: 0 where n < r.
///
/// # Panics
/// For another number of rows.
pub fn of_rows(rows: u32) -> impl Iterator<Item = BigInt> {
    let values = (0..).zip(sequence(rows));
    values.map(move |(n, value)| if n < rows { BigInt::zero() } else { value })
}

/// D(r,n) for n = 0 to `to`, with 0 where n < r, for r = 2 to 6 rows.
///
/// # Panics
/// For another number of rows.
pub fn differences(rows: u32, to: u32) -> Vec<BigInt> {
    of_rows(rows).take(to as usize + 1).collect()
}

fn sequence(rows: u32) -> Sequence {
    equations(rows).sequence()
}

/// What defines the sequence.
///
/// # Panics
/// For another number of rows than 2 to 6.
pub fn equations(rows: u32) -> Equations {
    let regular = |lead: &[i128], factor: &[i128], of_v: &[i128]| Equations {
        lead: lead.to_vec(),
        factor: factor.to_vec(),
        of_v: of_v.to_vec(),
        divergent: None,
    };
    match rows {
        2 => regular(&[1], &[-1], &[1, 1]),
        3 => regular(&[1, 1], &[0, 2], &[1, 0, -1, 1]),
        4 => regular(&[1, -1], &[-1, 6], &[1, 1, -2, -4, 0, 0, 16]),
        5 => five_rows(),
        6 => six_rows(),
        _ => panic!("{rows} rows, not {LEAST_ROWS} to {MOST_ROWS}"),
    }
}

/// With s = 1 + 2x and b = 1 + 6x: s·b·V′ = (24sb − 16b − 24s)·V and
/// x²·s·b·Y′ = [x²(24sb − 20b − 30s) + (1−6x)(1+4x)(s²b − 5x)]·Y − 24(1−6x)(1+4x)·V.
fn five_rows() -> Equations {
    let (s, b) = ([1, 2], [1, 6]);
    let lead = product(&[&s, &b]);
    let around = product(&[&[1, -6], &[1, 4]]);
    let growth = sum(&[(24, &lead), (-20, &b), (-30, &s)]);
    let rest = sum(&[(1, &product(&[&s, &s, &b])), (-5, &[0, 1])]);
    Equations {
        factor: sum(&[(24, &lead), (-16, &b), (-24, &s)]),
        of_v: Q5.to_vec(),
        divergent: Some(Divergent {
            factor: sum(&[
                (1, &product(&[&[0, 0, 1], &growth])),
                (1, &product(&[&around, &rest])),
            ]),
            source: product(&[&[-24], &around]),
            lead: lead.clone(),
            of_y: P5.to_vec(),
            denominator: 2,
        }),
        lead,
    }
}

/// With t = 1 − 6x and f = 1 + 4x: t·f·V′ = (−120tf + 16t + 162f)·V and
/// x²·t·f·Y′ = [x²(−120tf + 16t + 180f) − f(1+12x)(t³ + 10x)]·Y + 9!(1+12x)f·V.
fn six_rows() -> Equations {
    let (t, f) = ([1, -6], [1, 4]);
    let lead = product(&[&t, &f]);
    let around = product(&[&f, &[1, 12]]);
    let growth = sum(&[(-120, &lead), (16, &t), (180, &f)]);
    let rest = sum(&[(1, &product(&[&t, &t, &t])), (10, &[0, 1])]);
    Equations {
        factor: sum(&[(-120, &lead), (16, &t), (162, &f)]),
        of_v: Q6.to_vec(),
        divergent: Some(Divergent {
            factor: sum(&[
                (1, &product(&[&[0, 0, 1], &growth])),
                (-1, &product(&[&around, &rest])),
            ]),
            source: product(&[&[362_880], &around]),
            lead: lead.clone(),
            of_y: P6.map(|coefficient| -coefficient).to_vec(),
            denominator: 48,
        }),
        lead,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::latin::{Published, Shape};

    #[test]
    fn equals_every_published_split() {
        let mut compared = 0;
        for rows in LEAST_ROWS..=MOST_ROWS {
            for (n, difference) in (0..).zip(differences(rows, 30)) {
                let Ok(shape) = Shape::new(rows, n) else {
                    assert!(difference.is_zero());
                    continue;
                };
                if let Some(signed) = Published::of(shape).and_then(|published| published.signed) {
                    assert_eq!(difference, signed.difference(), "{shape}");
                    compared += 1;
                }
            }
        }
        assert!(compared > 10, "{compared}");
    }

    #[test]
    fn two_rows_have_the_known_difference() {
        for (n, difference) in (0..).zip(differences(2, 50)).skip(2) {
            let expected = BigInt::from(i64::from(n) - 1);
            assert_eq!(difference, if n % 2 == 0 { -expected } else { expected });
        }
    }
}
