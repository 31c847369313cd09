//! Plain arrays, for processors without instructions of their own here, and to hold the others against.

use super::words::{Bytes, LANES, Words};

#[derive(Clone, Copy)]
pub struct Portable([u16; LANES]);

#[derive(Clone, Copy)]
pub struct PortableBytes([u8; LANES]);

impl Bytes for PortableBytes {
    #[inline(always)]
    fn splat(byte: u8) -> Self {
        PortableBytes([byte; LANES])
    }

    #[inline(always)]
    fn load(bytes: &[u8; LANES]) -> Self {
        PortableBytes(*bytes)
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        PortableBytes(std::array::from_fn(|at| self.0[at].wrapping_add(other.0[at])))
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        PortableBytes(std::array::from_fn(|at| self.0[at] & other.0[at]))
    }

    #[inline(always)]
    fn pick(self, index: Self) -> Self {
        PortableBytes(index.0.map(|at| self.0[usize::from(at % 16)]))
    }
}

impl Portable {
    #[inline(always)]
    fn with(self, other: Self, operation: impl Fn(u16, u16) -> u16) -> Self {
        Portable(std::array::from_fn(|at| operation(self.0[at], other.0[at])))
    }
}

const fn mask(holds: bool) -> u16 {
    if holds { u16::MAX } else { 0 }
}

impl Words for Portable {
    type Bytes = PortableBytes;

    #[inline(always)]
    fn splat(word: u16) -> Self {
        Portable([word; LANES])
    }

    #[inline(always)]
    fn load(words: &[u16; LANES]) -> Self {
        Portable(*words)
    }

    #[inline(always)]
    fn widen(bytes: PortableBytes) -> Self {
        Portable(bytes.0.map(u16::from))
    }

    #[inline(always)]
    fn store(self) -> [u16; LANES] {
        self.0
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.with(other, u16::wrapping_add)
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.with(other, u16::wrapping_mul)
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        self.with(other, |a, b| a & b)
    }

    #[inline(always)]
    fn without(self, mask: Self) -> Self {
        self.with(mask, |a, b| a & !b)
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        self.with(other, |a, b| a | b)
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        self.with(other, |a, b| a ^ b)
    }

    #[inline(always)]
    fn shift<const BITS: i32>(self) -> Self {
        Portable(self.0.map(|word| word >> BITS))
    }

    #[inline(always)]
    fn equal(self, other: Self) -> Self {
        self.with(other, |a, b| mask(a == b))
    }

    #[inline(always)]
    fn after(self, other: Self) -> Self {
        self.with(other, |a, b| mask(a.cast_signed() > b.cast_signed()))
    }

    #[inline(always)]
    fn first(self, other: Self) -> Self {
        self.with(other, |a, b| a.cast_signed().min(b.cast_signed()).cast_unsigned())
    }

    #[inline(always)]
    fn lanes(self) -> u16 {
        let words = self.0.iter().enumerate();
        words.fold(0, |lanes, (at, word)| lanes | (word >> 15) << at)
    }
}
