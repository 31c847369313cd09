//! Bit-by-bit counting, and the check that every kernel of this build gives the same.

use super::{Kernel, LANE_WORDS, Portable, WORD_BITS};

/// The number of bits in `a` that `keep` keeps, one bit at a time.
fn naive_count(a: &[u64], keep: impl Fn(usize, u64) -> bool) -> u64 {
    (0..a.len() * WORD_BITS)
        .filter(|bit| {
            let (word, mask) = (bit / WORD_BITS, 1 << (bit % WORD_BITS));
            a[word] & mask != 0 && keep(word, mask)
        })
        .count() as u64
}

/// Holds every kernel of this build to the naive count, on random bitsets of `lanes` lanes and on full ones.
///
/// # Errors
/// The operation, kernel and length of the first difference.
pub fn check_kernels(lanes: usize, random: &mut fastrand::Rng) -> Result<(), String> {
    let length = lanes * LANE_WORDS;
    let mut set = || -> Vec<u64> { (0..length).map(|_| random.u64(..)).collect() };
    let sparse: Vec<Vec<u64>> = (0..9)
        .map(|_| {
            set()
                .iter()
                .zip(set())
                .map(|(a, b)| a & b & a.rotate_left(9))
                .collect()
        })
        .collect();
    for a in [set(), vec![u64::MAX; length]] {
        for many in [1, 3, 9] {
            let others: Vec<&[u64]> = sparse[..many].iter().map(Vec::as_slice).collect();
            check::<Portable>("portable", &a, &others)?;
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            check::<super::Simd128>("simd128", &a, &others)?;
        }
        check::<Portable>("portable", &a, &[&vec![u64::MAX; length]])?;
        #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
        check::<super::Simd128>("simd128", &a, &[&vec![u64::MAX; length]])?;
    }
    Ok(())
}

fn check<K: Kernel>(kernel: &str, a: &[u64], others: &[&[u64]]) -> Result<(), String> {
    let agree = |operation: &str, found: u64, expected: u64| {
        if found == expected {
            Ok(())
        } else {
            Err(format!(
                "{operation} by {kernel} of {} words gave {found}, not {expected}",
                a.len()
            ))
        }
    };
    let outside = naive_count(a, |word, mask| others.iter().all(|other| other[word] & mask == 0));
    let both = naive_count(a, |word, mask| others[0][word] & mask != 0);
    let mut into = vec![u64::MAX; a.len()];

    agree("without_count", K::without_count(a, others), outside)?;
    K::without(&mut into, a, others);
    agree(
        "without",
        naive_count(&into, |word, mask| a[word] & mask != 0),
        outside,
    )?;
    agree("bits left by without", naive_count(&into, |_, _| true), outside)?;

    agree("and_count", K::and_count(a, others[0]), both)?;
    K::and(&mut into, a, others[0]);
    agree(
        "and",
        naive_count(&into, |word, mask| a[word] & others[0][word] & mask != 0),
        both,
    )?;
    agree("bits left by and", naive_count(&into, |_, _| true), both)
}
