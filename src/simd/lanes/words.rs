//! The few operations that the keys of graphs need, on sixteen graphs.

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
