//! Weights carried forwards, row by row, with canonical forms by brute force: slow, and nothing in common with the engine
//! but the theory's beginning.

use std::collections::BTreeMap;

use crate::engine::classes::testing::counts;
use crate::latin::{Sign, permutation::sign};

/// For each class of graphs of the rows so far: how many rectangles, the sum of their signs, and the sum of their signs
/// times the sign of the renaming to the canonical form (0 where an automorphism has ε = −1).
#[derive(Clone, Copy, Default)]
struct Weights {
    all: i128,
    plain: i128,
    renamed: i128,
}

fn orders(n: usize) -> Vec<Vec<u8>> {
    if n == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders(n - 1).into_iter();
    let insert = |order: Vec<u8>| {
        (0..n).map(move |at| {
            let mut longer = order.clone();
            longer.insert(at, n as u8);
            longer
        })
    };
    shorter.flat_map(insert).collect()
}

fn value(row: &[u8]) -> i128 {
    sign(row).value().into()
}

/// The least matrix by any order of the rows and sorting of the columns, and the ε that takes the graph there; 0 if there
/// are two.
fn canonical(rows: &[u8], orders: &[(Vec<u8>, Sign)]) -> (Vec<u8>, i128) {
    let n = rows.len();
    let mut least: Option<(Vec<u8>, i128)> = None;
    for (order, order_sign) in orders {
        let column = |c: usize| {
            order
                .iter()
                .fold(0u8, |bits, &i| bits << 1 | rows[usize::from(i) - 1] >> c & 1)
        };
        let mut columns: Vec<(u8, u8)> = (0..n).map(|c| (column(c), c as u8 + 1)).collect();
        columns.sort_unstable();
        let twins = columns.windows(2).any(|pair| pair[0].0 == pair[1].0);
        let places: Vec<u8> = columns.iter().map(|&(_, c)| c).collect();
        let epsilon = if twins {
            0
        } else {
            value(&places) * i128::from(order_sign.value())
        };
        let matrix: Vec<u8> = columns.iter().map(|&(bits, _)| bits).collect();
        match &mut least {
            Some((known, known_epsilon)) if *known == matrix => {
                if *known_epsilon != epsilon {
                    *known_epsilon = 0;
                }
            }
            Some((known, _)) if *known < matrix => {}
            _ => least = Some((matrix, epsilon)),
        }
    }
    least.unwrap()
}

fn matchings(rows: &[u8], taken: u8, so_far: &mut Vec<u8>, into: &mut Vec<Vec<u8>>) {
    let Some((&row, rest)) = rows.split_first() else {
        into.push(so_far.clone());
        return;
    };
    for c in (0..8).filter(|c| row & !taken & 1 << c != 0) {
        so_far.push(c + 1);
        matchings(rest, taken | 1 << c, so_far, into);
        so_far.pop();
    }
}

/// K and D for each r.
fn forwards(n: usize) -> Vec<(i128, i128)> {
    let orders: Vec<(Vec<u8>, Sign)> = orders(n)
        .into_iter()
        .map(|order| (order.clone(), sign(&order)))
        .collect();
    let identity: Vec<u8> = (0..n).map(|i| 1 << i).collect();
    let (matrix, epsilon) = canonical(&identity, &orders);
    let mut weights = BTreeMap::from([(
        matrix,
        Weights {
            all: 1,
            plain: 1,
            renamed: epsilon,
        },
    )]);
    let mut totals = vec![(1, 1)];
    for _ in 1..n {
        let mut next: BTreeMap<Vec<u8>, (Weights, bool)> = BTreeMap::new();
        let mut total = (0, 0);
        for (columns, weight) in weights {
            let rows: Vec<u8> = (0..n)
                .map(|i| (0..n).fold(0, |row, c| row | (columns[c] >> (n - 1 - i) & 1) << c))
                .collect();
            let free: Vec<u8> = rows.iter().map(|row| !row & ((1u16 << n) - 1) as u8).collect();
            let mut found = Vec::new();
            matchings(&free, 0, &mut Vec::new(), &mut found);
            for matching in found {
                let s = value(&matching);
                total.0 += weight.all;
                total.1 += weight.renamed * s;
                let with: Vec<u8> = rows
                    .iter()
                    .zip(&matching)
                    .map(|(row, c)| row | 1 << (c - 1))
                    .collect();
                let (matrix, epsilon) = canonical(&with, &orders);
                let (into, even) = next.entry(matrix).or_insert((Weights::default(), true));
                into.all += weight.all;
                into.plain += weight.renamed * s;
                into.renamed += weight.plain * s * epsilon;
                *even &= epsilon != 0;
            }
        }
        totals.push(total);
        weights = next
            .into_iter()
            .map(|(matrix, (weights, even))| {
                let renamed = if even { weights.renamed } else { 0 };
                (matrix, Weights { renamed, ..weights })
            })
            .collect();
    }
    totals
}

#[test]
fn forward_weights_give_the_same() {
    for n in 1..=6 {
        let found = counts(n, 1..=n);
        for (rows, (total, difference)) in (1..).zip(forwards(n as usize)) {
            assert_eq!(found[&rows].total(), (total as u128).into(), "{rows} × {n}");
            assert_eq!(found[&rows].difference(), difference.into(), "{rows} × {n}");
        }
    }
}
