//! WebAssembly: the words in two vectors.

use std::arch::wasm32::*;

use super::words::{Bytes, LANES, Words};

#[derive(Clone, Copy)]
pub struct Simd128Bytes(v128);

#[derive(Clone, Copy)]
pub struct Simd128([v128; 2]);

impl Bytes for Simd128Bytes {
    #[inline(always)]
    fn splat(byte: u8) -> Self {
        Simd128Bytes(u8x16_splat(byte))
    }

    #[inline(always)]
    fn load(bytes: &[u8; LANES]) -> Self {
        // SAFETY: the 16 bytes are there; v128.load needs no alignment.
        Simd128Bytes(unsafe { v128_load(bytes.as_ptr().cast()) })
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Simd128Bytes(u8x16_add(self.0, other.0))
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Simd128Bytes(v128_and(self.0, other.0))
    }

    #[inline(always)]
    fn pick(self, index: Self) -> Self {
        Simd128Bytes(u8x16_swizzle(self.0, index.0))
    }
}

/// One instruction for each of the two vectors.
macro_rules! both {
    ($one:expr, $other:expr, $operation:ident) => {
        Simd128([
            $operation($one.0[0], $other.0[0]),
            $operation($one.0[1], $other.0[1]),
        ])
    };
}

impl Words for Simd128 {
    type Bytes = Simd128Bytes;

    #[inline(always)]
    fn splat(word: u16) -> Self {
        Simd128([u16x8_splat(word); 2])
    }

    #[inline(always)]
    fn load(words: &[u16; LANES]) -> Self {
        let at = words.as_ptr().cast::<v128>();
        // SAFETY: the 32 bytes are there; v128.load needs no alignment.
        Simd128(unsafe { [v128_load(at), v128_load(at.add(1))] })
    }

    #[inline(always)]
    fn widen(bytes: Simd128Bytes) -> Self {
        Simd128([u16x8_extend_low_u8x16(bytes.0), u16x8_extend_high_u8x16(bytes.0)])
    }

    #[inline(always)]
    fn store(self) -> [u16; LANES] {
        let mut words = [0; LANES];
        let at = words.as_mut_ptr().cast::<v128>();
        // SAFETY: the array has the 32 bytes; v128.store needs no alignment.
        unsafe {
            v128_store(at, self.0[0]);
            v128_store(at.add(1), self.0[1]);
        }
        words
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        both!(self, other, u16x8_add)
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        both!(self, other, u16x8_mul)
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        both!(self, other, v128_and)
    }

    #[inline(always)]
    fn without(self, mask: Self) -> Self {
        both!(self, mask, v128_andnot)
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        both!(self, other, v128_or)
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        both!(self, other, v128_xor)
    }

    #[inline(always)]
    fn shift<const BITS: i32>(self) -> Self {
        Simd128([
            u16x8_shr(self.0[0], BITS as u32),
            u16x8_shr(self.0[1], BITS as u32),
        ])
    }

    #[inline(always)]
    fn equal(self, other: Self) -> Self {
        both!(self, other, u16x8_eq)
    }

    #[inline(always)]
    fn after(self, other: Self) -> Self {
        both!(self, other, i16x8_gt)
    }

    #[inline(always)]
    fn first(self, other: Self) -> Self {
        both!(self, other, i16x8_min)
    }

    #[inline(always)]
    fn lanes(self) -> u16 {
        i8x16_bitmask(i8x16_narrow_i16x8(self.0[0], self.0[1]))
    }
}
