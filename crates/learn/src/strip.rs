//! The candidates for one row as a strip of bits: even rows first, odd rows after, each part in whole words.

use super::permutations::{Allowed, Permutation, permutations};
use super::rows::Row;

const WORD_BITS: usize = 64;

/// The candidates for one row.
pub struct Strip {
    columns: usize,
    /// Even ones first, each part in lexicographic order.
    pub candidates: Vec<Row>,
    /// How many are even.
    pub even: usize,
    /// Words of the even part, and of both.
    pub even_words: usize,
    pub words: usize,
    /// For each column and symbol the candidates that have it there, in so many words.
    conflicts: Vec<u64>,
}

impl Strip {
    /// The permutations of 1…`columns` with an allowed symbol in each column.
    pub fn new(columns: usize, allowed: &Allowed) -> Self {
        let (odd, even): (Vec<Permutation>, Vec<Permutation>) = permutations(columns, allowed)
            .into_iter()
            .partition(|permutation| permutation.odd);
        let even_words = even.len().div_ceil(WORD_BITS);
        let words = even_words + odd.len().div_ceil(WORD_BITS);
        let candidates = even.iter().chain(&odd).map(|permutation| permutation.row);
        let mut strip = Strip {
            columns,
            candidates: candidates.collect(),
            even: even.len(),
            even_words,
            words,
            conflicts: vec![0; columns * columns * words],
        };
        for candidate in 0..strip.candidates.len() {
            let at = strip.bit(candidate);
            for column in 0..columns {
                let from = strip.place(column, strip.candidates[candidate][column]);
                strip.conflicts[from + at / WORD_BITS] |= 1 << (at % WORD_BITS);
            }
        }
        strip
    }

    /// Which bit stands for a candidate: bit `% 64` of word `/ 64`.
    pub fn bit(&self, candidate: usize) -> usize {
        if candidate < self.even {
            candidate
        } else {
            WORD_BITS * self.even_words + candidate - self.even
        }
    }

    /// The candidate that a bit stands for.
    fn candidate(&self, bit: usize) -> usize {
        if bit < WORD_BITS * self.even_words {
            bit
        } else {
            bit - WORD_BITS * self.even_words + self.even
        }
    }

    fn place(&self, column: usize, symbol: u8) -> usize {
        (column * self.columns + usize::from(symbol) - 1) * self.words
    }

    /// The candidates that have `symbol` in `column`.
    pub fn conflicts(&self, column: usize, symbol: u8) -> &[u64] {
        &self.conflicts[self.place(column, symbol)..][..self.words]
    }

    /// All candidates.
    pub fn all(&self) -> Vec<u64> {
        let mut left = vec![0; self.words];
        for candidate in 0..self.candidates.len() {
            let at = self.bit(candidate);
            left[at / WORD_BITS] |= 1 << (at % WORD_BITS);
        }
        left
    }

    /// Strikes out those that have `symbol` in `column`.
    pub fn strike(&self, left: &mut [u64], column: usize, symbol: u8) {
        for (left, conflict) in left.iter_mut().zip(self.conflicts(column, symbol)) {
            *left &= !conflict;
        }
    }

    /// How many are left, even and odd.
    pub fn popcounts(&self, left: &[u64]) -> [u32; 2] {
        let (even, odd) = left.split_at(self.even_words);
        [even, odd].map(|part| part.iter().map(|word| word.count_ones()).sum())
    }

    /// The first candidate left from a bit on, and the bit after it.
    pub fn next(&self, left: &[u64], from: usize) -> Option<(usize, usize)> {
        let mut word = from / WORD_BITS;
        let mut bits = *left.get(word)? & (u64::MAX << (from % WORD_BITS));
        while bits == 0 {
            word += 1;
            bits = *left.get(word)?;
        }
        let bit = word * WORD_BITS + bits.trailing_zeros() as usize;
        Some((self.candidate(bit), bit + 1))
    }
}
