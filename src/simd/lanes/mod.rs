//! Sixteen graphs worked on at once, one a lane.

#[cfg(any(test, not(all(target_arch = "wasm32", target_feature = "simd128"))))]
mod portable;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128;
mod words;
#[cfg(target_arch = "x86_64")]
pub(super) mod x86;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub use portable::Portable as Build;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub use simd128::Simd128 as Build;
pub use words::{Bytes, LANES, Words};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simd::{Arch, Set, Task};

    /// Every operation on the same random operands.
    struct All([[u16; LANES]; 2], [[u8; LANES]; 2]);

    impl Task for All {
        type Output = Vec<Vec<u16>>;

        #[inline(always)]
        fn run<S: Set>(self, _: S) -> Vec<Vec<u16>> {
            self.with::<S::Words>()
        }
    }

    impl All {
        #[inline(always)]
        fn with<W: Words>(self) -> Vec<Vec<u16>> {
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

    /// The same within the features of the set.
    struct Entered(All);

    impl Task for Entered {
        type Output = Vec<Vec<u16>>;

        fn run<S: Set>(self, set: S) -> Vec<Vec<u16>> {
            set.enter(self.0)
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
            let expected = All(operands, bytes).with::<portable::Portable>();
            for arch in Arch::available() {
                assert_eq!(arch.enter(All(operands, bytes)), expected, "{arch:?}");
                assert_eq!(arch.run(Entered(All(operands, bytes))), expected, "{arch:?}");
            }
        }
    }
}
