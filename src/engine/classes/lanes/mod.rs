//! Sixteen graphs worked on at once, one a lane: the few operations that the keys of graphs need.

mod portable;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128;
#[cfg(target_arch = "x86_64")]
mod x86;

/// Lanes there are.
pub const LANES: usize = 16;

/// A byte a lane.
pub trait Bytes: Copy {
    /// The same in every lane.
    fn splat(byte: u8) -> Self;
    /// One from each place.
    fn load(bytes: &[u8; LANES]) -> Self;
    /// The sum, modulo 2⁸.
    fn add(self, other: Self) -> Self;
    /// Bits in both.
    fn and(self, other: Self) -> Self;
    /// For each lane the byte of this table whose number, below 16, stands in that lane of `index`.
    fn pick(self, index: Self) -> Self;
}

/// A word of 16 bits a lane. A mask is a word of all ones or all zeros.
pub trait Words: Copy {
    type Bytes: Bytes;

    /// The same in every lane.
    fn splat(word: u16) -> Self;
    /// One from each place.
    fn load(words: &[u16; LANES]) -> Self;
    /// The bytes as words.
    fn widen(bytes: Self::Bytes) -> Self;
    /// The words in order.
    fn store(self) -> [u16; LANES];
    /// The sum, modulo 2¹⁶.
    fn add(self, other: Self) -> Self;
    /// The product, modulo 2¹⁶.
    fn mul(self, other: Self) -> Self;
    /// Bits in both.
    fn and(self, other: Self) -> Self;
    /// Bits that the mask does not have.
    fn without(self, mask: Self) -> Self;
    /// Bits in either.
    fn or(self, other: Self) -> Self;
    /// Bits in one of the two only.
    fn xor(self, other: Self) -> Self;
    /// Shifted to the right.
    fn shift<const BITS: i32>(self) -> Self;
    /// The mask of equal words.
    fn equal(self, other: Self) -> Self;
    /// The mask of words that come after the other's, as signed numbers.
    fn after(self, other: Self) -> Self;
    /// The first of the two, as signed numbers.
    fn first(self, other: Self) -> Self;
    /// The lanes of a mask that are set, lane 0 lowest.
    fn lanes(self) -> u16;
}

/// Something done with whatever lanes the processor has.
pub trait Task {
    type Output;

    /// Does it; natively, this and all that it calls must be inlined to have the processor's instructions.
    fn run<W: Words>(self) -> Self::Output;
}

/// Which lanes there are here, for example `simd128` or `portable`.
pub fn name() -> &'static str {
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    return "simd128";
    #[cfg(target_arch = "x86_64")]
    if x86::avx2::is_available() {
        return "avx2";
    } else if x86::ssse3::is_available() {
        return "ssse3";
    }
    #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
    "portable"
}

/// Does the task with the fastest lanes there are here.
#[inline]
pub fn enter<T: Task>(task: T) -> T::Output {
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    return task.run::<simd128::Simd128>();
    #[cfg(target_arch = "x86_64")]
    if x86::avx2::is_available() {
        return x86::avx2::enter(task);
    } else if x86::ssse3::is_available() {
        return x86::ssse3::enter(task);
    }
    #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
    task.run::<portable::Portable>()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every operation on the same random operands.
    struct All([[u16; LANES]; 2], [[u8; LANES]; 2]);

    impl Task for All {
        type Output = Vec<Vec<u16>>;

        #[inline(always)]
        fn run<W: Words>(self) -> Vec<Vec<u16>> {
            let [a, b] = [W::load(&self.0[0]), W::load(&self.0[1])];
            let [c, d] = [W::Bytes::load(&self.1[0]), W::Bytes::load(&self.1[1])];
            let results = [
                a.add(b),
                a.mul(b),
                a.and(b),
                a.without(b),
                a.or(b),
                a.xor(b),
                a.shift::<7>(),
                a.equal(b),
                a.after(b),
                a.first(b),
                W::splat(a.equal(b).lanes()),
                W::splat(a.after(b).lanes()),
                W::splat(7),
                W::widen(c.add(d)),
                W::widen(c.and(d)),
                W::widen(c.pick(d)),
                W::widen(W::Bytes::splat(200)),
            ];
            results.map(|words| words.store().to_vec()).to_vec()
        }
    }

    #[test]
    fn every_kind_of_lanes_does_the_same() {
        let mut random = fastrand::Rng::with_seed(5);
        for _ in 0..100 {
            let mut words = || std::array::from_fn(|_| random.u16(..) >> random.u8(0..16));
            let operands = [words(), words()];
            let bytes = [
                std::array::from_fn(|_| random.u8(..)),
                std::array::from_fn(|_| random.u8(..16)),
            ];
            let expected = All(operands, bytes).run::<portable::Portable>();
            assert_eq!(enter(All(operands, bytes)), expected);
            #[cfg(target_arch = "x86_64")]
            assert_eq!(x86::ssse3::enter(All(operands, bytes)), expected);
        }
    }
}
