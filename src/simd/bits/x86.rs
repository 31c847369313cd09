//! Vectors of x86-64 as lanes. Arrays of words would do, but whether the compiler makes vectors of them hangs on the
//! code around them.

use std::arch::x86_64::*;

use super::lane::Lane;

// SAFETY, for every `unsafe` below: the instructions read and write registers only, but for the loads, whose words are
// there; and who enters a kernel with such lanes has looked for the instructions.

macro_rules! lane {
    (
        $(#[$doc:meta])*
        $name:ident($vector:ty) of $words:literal: $zero:ident $load:ident $and:ident $or:ident $xor:ident;
        counts: $counts:ty, $($count:tt)+
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $name($vector);

        impl Lane for $name {
            const WORDS: usize = $words;

            #[inline(always)]
            fn zero() -> Self {
                // SAFETY: see above.
                $name(unsafe { $zero() })
            }

            #[inline(always)]
            fn load(words: &[u64]) -> Self {
                let words: &[u64; $words] = words.first_chunk().expect("a whole lane");
                // SAFETY: see above.
                $name(unsafe { $load(words.as_ptr().cast()) })
            }

            #[inline(always)]
            fn and(self, other: Self) -> Self {
                // SAFETY: see above.
                $name(unsafe { $and(self.0, other.0) })
            }

            #[inline(always)]
            fn or(self, other: Self) -> Self {
                // SAFETY: see above.
                $name(unsafe { $or(self.0, other.0) })
            }

            #[inline(always)]
            fn xor(self, other: Self) -> Self {
                // SAFETY: see above.
                $name(unsafe { $xor(self.0, other.0) })
            }

            type Counts = $counts;

            $($count)+
        }
    };
}

/// Counts of a vector's words in a vector; `$counted` gives those of one vector.
macro_rules! vector_counts {
    ($vector:ty, $words:literal: $zero:ident $add:ident $counted:expr) => {
        #[inline(always)]
        fn no_counts() -> $vector {
            // SAFETY: see above.
            unsafe { $zero() }
        }

        #[inline(always)]
        fn double(counts: &mut $vector) {
            // SAFETY: see above.
            *counts = unsafe { $add(*counts, *counts) };
        }

        #[inline(always)]
        fn count(self, counts: &mut $vector) {
            // SAFETY: see above.
            *counts = unsafe { $add(*counts, $counted(self.0)) };
        }

        #[inline(always)]
        fn count_of(counts: &$vector, word: usize) -> u64 {
            // SAFETY: the vector is as large as its words, which can be anything.
            let words: [u64; $words] = unsafe { std::mem::transmute(*counts) };
            words[word]
        }
    };
}

lane! {
    /// SSE2, which every x86-64 has.
    Sse2(__m128i) of 2: _mm_setzero_si128 _mm_loadu_si128 _mm_and_si128 _mm_or_si128 _mm_xor_si128;
    counts: __m128i, vector_counts!(__m128i, 2: _mm_setzero_si128 _mm_add_epi64 popcounts_sse2);
}

lane! {
    /// The same where `popcnt` counts each word.
    Sse2Popcnt(__m128i) of 2: _mm_setzero_si128 _mm_loadu_si128 _mm_and_si128 _mm_or_si128 _mm_xor_si128;
    counts: [u64; 2],

    #[inline(always)]
    fn no_counts() -> [u64; 2] {
        [0; 2]
    }

    #[inline(always)]
    fn double(counts: &mut [u64; 2]) {
        let [first, second] = counts;
        (*first, *second) = (2 * *first, 2 * *second);
    }

    #[inline(always)]
    fn count(self, counts: &mut [u64; 2]) {
        // SAFETY: the vector is as large as its words, which can be anything.
        let [first, second]: [u64; 2] = unsafe { std::mem::transmute(self.0) };
        counts[0] += u64::from(first.count_ones());
        counts[1] += u64::from(second.count_ones());
    }

    #[inline(always)]
    fn count_of(counts: &[u64; 2], word: usize) -> u64 {
        counts[word]
    }
}

lane! {
    /// AVX2.
    Avx2(__m256i) of 4: _mm256_setzero_si256 _mm256_loadu_si256 _mm256_and_si256 _mm256_or_si256 _mm256_xor_si256;
    counts: __m256i, vector_counts!(__m256i, 4: _mm256_setzero_si256 _mm256_add_epi64 popcounts_avx2);
}

lane! {
    /// AVX-512 with popcounts of whole vectors.
    Avx512(__m512i) of 8: _mm512_setzero_si512 _mm512_loadu_si512 _mm512_and_si512 _mm512_or_si512 _mm512_xor_si512;
    counts: __m512i, vector_counts!(__m512i, 8: _mm512_setzero_si512 _mm512_add_epi64 _mm512_popcnt_epi64);
}

impl Avx512 {
    /// Fewer words than a lane has, and zeros.
    #[inline(always)]
    pub fn load_part(words: &[u64]) -> Self {
        // a long load of few words would often lie across two cache lines
        // SAFETY: see above; what the mask leaves out is not read.
        Avx512(unsafe {
            match words {
                [word] => _mm512_zextsi128_si512(_mm_cvtsi64_si128(*word as i64)),
                [_, _] => _mm512_zextsi128_si512(_mm_loadu_si128(words.as_ptr().cast())),
                [_, _, _] => _mm512_zextsi256_si512(_mm256_maskz_loadu_epi64(0b111, words.as_ptr().cast())),
                [_, _, _, _] => _mm512_zextsi256_si512(_mm256_loadu_si256(words.as_ptr().cast())),
                _ => {
                    let mask = (1u32 << words.len()) - 1;
                    _mm512_maskz_loadu_epi64(mask as u8, words.as_ptr().cast())
                }
            }
        })
    }

    /// The sum of all words' counts.
    #[inline(always)]
    pub fn total(counts: __m512i) -> u64 {
        // SAFETY: see above.
        unsafe { _mm512_reduce_add_epi64(counts) as u64 }
    }
}

/// The bits in each word, from those in pairs, nibbles and bytes.
#[inline(always)]
fn popcounts_sse2(bits: __m128i) -> __m128i {
    // SAFETY: see above.
    unsafe {
        let odd = _mm_and_si128(_mm_srli_epi64::<1>(bits), _mm_set1_epi8(0x55));
        let twos = _mm_sub_epi8(bits, odd);
        let low = _mm_and_si128(twos, _mm_set1_epi8(0x33));
        let fours = _mm_add_epi8(low, _mm_and_si128(_mm_srli_epi64::<2>(twos), _mm_set1_epi8(0x33)));
        let eights = _mm_and_si128(
            _mm_add_epi8(fours, _mm_srli_epi64::<4>(fours)),
            _mm_set1_epi8(0x0f),
        );
        _mm_sad_epu8(eights, _mm_setzero_si128())
    }
}

/// The bits in each word, by a table of those in a nibble.
#[inline(always)]
fn popcounts_avx2(bits: __m256i) -> __m256i {
    // SAFETY: see above.
    unsafe {
        let counts =
            _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4));
        let nibble = _mm256_set1_epi8(0x0f);
        let low = _mm256_shuffle_epi8(counts, _mm256_and_si256(bits, nibble));
        let high = _mm256_shuffle_epi8(counts, _mm256_and_si256(_mm256_srli_epi64::<4>(bits), nibble));
        _mm256_sad_epu8(_mm256_add_epi8(low, high), _mm256_setzero_si256())
    }
}
