//! x86-64 with byte shuffles: the words in two registers of SSSE3, or in one of AVX2.

#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "one comment on safety below holds for all of them"
)]

use std::arch::x86_64::*;

use super::words::{Bytes, LANES, Words};

/// Sixteen bytes; only to be used where the processor has SSSE3.
#[derive(Clone, Copy)]
pub struct SseBytes(__m128i);

/// Sixteen words in two registers; only to be used where the processor has SSSE3.
#[derive(Clone, Copy)]
pub struct Sse([__m128i; 2]);

/// Sixteen words in one register; only to be used where the processor has AVX2.
#[derive(Clone, Copy)]
pub struct Avx(__m256i);

// SAFETY, for every `unsafe` below but loads and stores: the instructions read and write registers only, and who
// enters a set with these lanes has looked for the instructions. Loads and stores are of whole arrays and need no alignment.

impl Bytes for SseBytes {
    #[inline(always)]
    fn splat(byte: u8) -> Self {
        SseBytes(unsafe { _mm_set1_epi8(byte.cast_signed()) })
    }

    #[inline(always)]
    fn load(bytes: &[u8; LANES]) -> Self {
        SseBytes(unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) })
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        SseBytes(unsafe { _mm_add_epi8(self.0, other.0) })
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        SseBytes(unsafe { _mm_and_si128(self.0, other.0) })
    }

    #[inline(always)]
    fn pick(self, index: Self) -> Self {
        SseBytes(unsafe { _mm_shuffle_epi8(self.0, index.0) })
    }
}

/// An operation on two words of each lane, by the instruction of each register.
macro_rules! both {
    ($($name:ident: $sse:ident $avx:ident;)+) => {
        both!(Sse: $($name(self, other) Sse([$sse(self.0[0], other.0[0]), $sse(self.0[1], other.0[1])]);)+);
        both!(Avx: $($name(self, other) Avx($avx(self.0, other.0));)+);
    };
    ($lanes:ident: $($name:ident($self:ident, $other:ident) $result:expr;)+) => {
        impl $lanes {
            $(#[inline(always)]
            fn $name($self, $other: Self) -> Self {
                unsafe { $result }
            })+
        }
    };
}

both! {
    add_words: _mm_add_epi16 _mm256_add_epi16;
    mul_words: _mm_mullo_epi16 _mm256_mullo_epi16;
    and_words: _mm_and_si128 _mm256_and_si256;
    clear_words: _mm_andnot_si128 _mm256_andnot_si256;
    or_words: _mm_or_si128 _mm256_or_si256;
    xor_words: _mm_xor_si128 _mm256_xor_si256;
    equal_words: _mm_cmpeq_epi16 _mm256_cmpeq_epi16;
    after_words: _mm_cmpgt_epi16 _mm256_cmpgt_epi16;
    first_words: _mm_min_epi16 _mm256_min_epi16;
}

/// The part that is the same for both.
macro_rules! words {
    ($lanes:ident { $($own:tt)+ }) => {
        impl Words for $lanes {
            type Bytes = SseBytes;

            #[inline(always)]
            fn add(self, other: Self) -> Self {
                self.add_words(other)
            }

            #[inline(always)]
            fn mul(self, other: Self) -> Self {
                self.mul_words(other)
            }

            #[inline(always)]
            fn and(self, other: Self) -> Self {
                self.and_words(other)
            }

            #[inline(always)]
            fn without(self, mask: Self) -> Self {
                mask.clear_words(self)
            }

            #[inline(always)]
            fn or(self, other: Self) -> Self {
                self.or_words(other)
            }

            #[inline(always)]
            fn xor(self, other: Self) -> Self {
                self.xor_words(other)
            }

            #[inline(always)]
            fn equal(self, other: Self) -> Self {
                self.equal_words(other)
            }

            #[inline(always)]
            fn after(self, other: Self) -> Self {
                self.after_words(other)
            }

            #[inline(always)]
            fn first(self, other: Self) -> Self {
                self.first_words(other)
            }

            $($own)+
        }
    };
}

words!(Sse {
    #[inline(always)]
    fn splat(word: u16) -> Self {
        Sse([unsafe { _mm_set1_epi16(word.cast_signed()) }; 2])
    }

    #[inline(always)]
    fn load(words: &[u16; LANES]) -> Self {
        let at = words.as_ptr().cast::<__m128i>();
        unsafe { Sse([_mm_loadu_si128(at), _mm_loadu_si128(at.add(1))]) }
    }

    #[inline(always)]
    fn widen(bytes: SseBytes) -> Self {
        unsafe {
            let zero = _mm_setzero_si128();
            Sse([_mm_unpacklo_epi8(bytes.0, zero), _mm_unpackhi_epi8(bytes.0, zero)])
        }
    }

    #[inline(always)]
    fn store(self) -> [u16; LANES] {
        let mut words = [0; LANES];
        let at = words.as_mut_ptr().cast::<__m128i>();
        unsafe {
            _mm_storeu_si128(at, self.0[0]);
            _mm_storeu_si128(at.add(1), self.0[1]);
        }
        words
    }

    #[inline(always)]
    fn shift<const BITS: i32>(self) -> Self {
        unsafe { Sse([_mm_srli_epi16::<BITS>(self.0[0]), _mm_srli_epi16::<BITS>(self.0[1])]) }
    }

    #[inline(always)]
    fn lanes(self) -> u16 {
        unsafe { _mm_movemask_epi8(_mm_packs_epi16(self.0[0], self.0[1])) as u16 }
    }
});

words!(Avx {
    #[inline(always)]
    fn splat(word: u16) -> Self {
        Avx(unsafe { _mm256_set1_epi16(word.cast_signed()) })
    }

    #[inline(always)]
    fn load(words: &[u16; LANES]) -> Self {
        Avx(unsafe { _mm256_loadu_si256(words.as_ptr().cast()) })
    }

    #[inline(always)]
    fn widen(bytes: SseBytes) -> Self {
        Avx(unsafe { _mm256_cvtepu8_epi16(bytes.0) })
    }

    #[inline(always)]
    fn store(self) -> [u16; LANES] {
        let mut words = [0; LANES];
        unsafe { _mm256_storeu_si256(words.as_mut_ptr().cast(), self.0) };
        words
    }

    #[inline(always)]
    fn shift<const BITS: i32>(self) -> Self {
        Avx(unsafe { _mm256_srli_epi16::<BITS>(self.0) })
    }

    #[inline(always)]
    fn lanes(self) -> u16 {
        unsafe {
            let halves = [_mm256_castsi256_si128(self.0), _mm256_extracti128_si256::<1>(self.0)];
            _mm_movemask_epi8(_mm_packs_epi16(halves[0], halves[1])) as u16
        }
    }
});
