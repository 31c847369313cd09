//! Several words that are processed at once.

/// As many words side by side as one register of the instruction set holds.
pub trait Lane: Copy {
    /// Words in a lane.
    const WORDS: usize;

    /// No bit set.
    fn zero() -> Self;
    /// The first [`Lane::WORDS`] of `words`.
    fn load(words: &[u64]) -> Self;
    /// The bits in both.
    fn and(self, other: Self) -> Self;
    /// The bits in either.
    fn or(self, other: Self) -> Self;
    /// The bits in one of the two only.
    fn xor(self, other: Self) -> Self;
    /// A count for each word.
    type Counts;
    /// No counts.
    fn no_counts() -> Self::Counts;
    /// Twice the counts.
    fn double(counts: &mut Self::Counts);
    /// Adds the bits of each word to that word's count.
    fn count(self, counts: &mut Self::Counts);
    /// The count of word number `word`.
    fn count_of(counts: &Self::Counts, word: usize) -> u64;
}

impl<const WORDS: usize> Lane for [u64; WORDS] {
    const WORDS: usize = WORDS;

    #[inline(always)]
    fn zero() -> Self {
        [0; WORDS]
    }

    #[inline(always)]
    fn load(words: &[u64]) -> Self {
        *words.first_chunk().expect("a whole lane")
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        std::array::from_fn(|at| self[at] & other[at])
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        std::array::from_fn(|at| self[at] | other[at])
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        std::array::from_fn(|at| self[at] ^ other[at])
    }

    type Counts = [u32; WORDS];

    #[inline(always)]
    fn no_counts() -> [u32; WORDS] {
        [0; WORDS]
    }

    #[inline(always)]
    fn double(counts: &mut [u32; WORDS]) {
        *counts = counts.map(|count| 2 * count);
    }

    #[inline(always)]
    fn count(self, counts: &mut [u32; WORDS]) {
        for (word, count) in self.iter().zip(counts) {
            *count += word.count_ones();
        }
    }

    #[inline(always)]
    fn count_of(counts: &[u32; WORDS], word: usize) -> u64 {
        counts[word].into()
    }
}
