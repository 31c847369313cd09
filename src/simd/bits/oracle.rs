//! Bit-by-bit counting, and the check that every kernel of this build gives the same.

use super::{Bytes, Kernel, Portable, WORD_BITS};

/// Whether bit number `bit` is in every one of `sets`.
fn in_all(sets: &[&[u64]], bit: usize) -> bool {
    sets.iter()
        .all(|set| set[bit / WORD_BITS] >> (bit % WORD_BITS) & 1 == 1)
}

/// Checks every kernel of this build against counting one bit at a time, on random sets of `words` words and on full ones.
///
/// # Errors
/// The operation, kernel and length of the first difference.
#[inline]
pub fn check_kernels(words: usize, random: &mut fastrand::Rng) -> Result<(), String> {
    let full = vec![u64::MAX; words];
    let mut set = || -> Vec<u64> { (0..words).map(|_| random.u64(..) | random.u64(..)).collect() };
    let sets = [set(), full, set(), set(), set()];
    let sets = sets.each_ref().map(Vec::as_slice);
    check::<Portable>("portable", sets)?;
    check::<Bytes>("bytes", sets)?;
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("popcnt") {
        check::<super::Popcnt<super::x86::Sse2Popcnt>>("popcnt", sets)?;
    }
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx512vl") && is_x86_feature_detected!("avx512vpopcntdq") {
        check::<super::VectorPopcnt>("popcnt of vectors", sets)?;
    }
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    check::<super::Simd128>("simd128", sets)?;
    Ok(())
}

/// What is compared is not generic, or it would be there once for each kernel and number of sets.
#[inline]
fn check<K: Kernel>(kernel: &str, sets: [&[u64]; 5]) -> Result<(), String> {
    let [a, b, c, d, _] = sets;
    check_and(kernel, &[a], &|found| K::and(found, [a]))?;
    check_and(kernel, &[a, b], &|found| K::and(found, [a, b]))?;
    check_and(kernel, &[a, c, b], &|found| K::and(found, [a, c, b]))?;
    check_and(kernel, &[a, b, c, d], &|found| K::and(found, [a, b, c, d]))?;
    check_and(kernel, &sets, &|found| K::and(found, sets))?;
    for sets in [[a, b], [a, c], [b, b]] {
        check_count(kernel, sets, K::and_count(sets[0], sets[1]))?;
    }
    Ok(())
}

#[inline(never)]
fn check_and(kernel: &str, sets: &[&[u64]], and: &dyn Fn(&mut [u64])) -> Result<(), String> {
    let words = sets[0].len();
    let mut found = vec![0x5555_5555_5555_5555; words];
    and(&mut found);
    match (0..words * WORD_BITS).find(|&bit| in_all(&[&found], bit) != in_all(sets, bit)) {
        None => Ok(()),
        Some(bit) => Err(format!(
            "and of {} by {kernel} of {words} words has bit {bit} wrong",
            sets.len()
        )),
    }
}

#[inline(never)]
fn check_count(kernel: &str, sets: [&[u64]; 2], found: u64) -> Result<(), String> {
    let words = sets[0].len();
    let expected = (0..words * WORD_BITS).filter(|&bit| in_all(&sets, bit)).count() as u64;
    if found == expected {
        return Ok(());
    }
    Err(format!(
        "and_count by {kernel} of {words} words gave {found}, not {expected}"
    ))
}
