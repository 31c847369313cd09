//! Which rows of a list are compatible with a chosen row, that is, share no cell with it: a bitset for each value of each
//! code, to be intersected.

use super::candidates::{MOST_CELLS, MOST_CODES, Row, codes, is_pair};
use crate::simd::bits::{Kernel, WORD_BITS, bits, equal, first_bits, words};
use crate::simd::{Set, Task};

/// Which bit of the bitsets stands for which row of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Row i at bit i.
    Plain,
    /// The same, always two words.
    Short,
    /// The first `even` rows, which are all the even ones, in the first half of the words, the others in the second.
    BySign { even: usize },
    /// Row i at bit i of the first half of the words if it is even, otherwise of the second half.
    Unordered,
}

impl Layout {
    /// Words of a bitset over `rows` rows.
    pub fn words(self, rows: usize) -> usize {
        match self {
            Layout::Plain => words(rows),
            Layout::Short => 2,
            Layout::BySign { even } => 2 * counted(words(even.max(rows - even))),
            Layout::Unordered => 2 * counted(words(rows)),
        }
    }

    /// The bit that stands for row number `number` of a list of `words` words.
    #[inline(always)]
    pub fn bit(self, number: usize, row: Row, words: usize) -> usize {
        let half = words / 2 * WORD_BITS;
        match self {
            Layout::BySign { even } if number >= even => half + number - even,
            Layout::Unordered => row.odd() * half + number,
            _ => number,
        }
    }

    /// The parts of the words, one or two.
    fn parts(self, rows: &[Row]) -> ([Part<'_>; 2], usize) {
        let part = |rows, only| Part { rows, only };
        match self {
            Layout::Plain | Layout::Short => ([part(rows, None), part(&[], None)], 1),
            Layout::BySign { even } => ([part(&rows[..even], None), part(&rows[even..], None)], 2),
            Layout::Unordered => ([part(rows, Some(0)), part(rows, Some(1))], 2),
        }
    }
}

/// The rows in a part of the words, all of them or `only` those of one sign.
#[derive(Clone, Copy)]
struct Part<'r> {
    rows: &'r [Row],
    only: Option<usize>,
}

/// The words of a half: rare lengths are rounded up, so that few lengths need a loop of their own.
fn counted(half: usize) -> usize {
    match half {
        9..=17 => 17,
        18..=36 => 36,
        half => half,
    }
}

/// Symbols, as bits, for each column from the second on.
pub type Symbols = [u16; MOST_CELLS];

/// The sets of one list. The rows compatible with a chosen row are those in its set for every code.
#[derive(Default)]
pub struct CompatibleSets {
    words: usize,
    codes: usize,
    /// For code number `at` and each of its values the rows without a cell in common, see [`CompatibleSets::with_code`].
    sets: Vec<u64>,
    /// While building, for one code the rows that have each symbol in its first and in its second cell; all rows.
    having: Vec<u64>,
}

/// Sets of a code, by its value: up to 10 symbols in the upper four bits.
const VALUES: usize = 160;

impl CompatibleSets {
    /// Bytes of the sets of a list of `rows` rows.
    pub fn bytes(rows: usize, columns: u32) -> u64 {
        8 * (rows as u64 / 64 + 4) * (codes(columns) * VALUES + 33) as u64
    }

    /// Rebuilds the sets for a list; allocates only where they need more memory than ever before. Only symbols that
    /// are `free` can be in later rows. Returns the words of work.
    #[inline(always)]
    pub fn rebuild<S: Set>(
        &mut self,
        set: S,
        rows: &[Row],
        layout: Layout,
        free: &Symbols,
        columns: u32,
    ) -> usize {
        set.enter(Rebuild {
            compatible: self,
            rows,
            layout,
            free,
            columns,
        })
    }

    #[inline(always)]
    fn rebuild_with(&mut self, rows: &[Row], layout: Layout, free: &Symbols, columns: u32) -> usize {
        let words = layout.words(rows.len());
        (self.words, self.codes) = (words, codes(columns));
        self.sets.resize(self.codes * VALUES * words, 0);
        self.having.resize(33 * words, 0);
        let (parts, many) = layout.parts(rows);
        let parts = &parts[..many];
        let part_words = words / many;
        let (first_having, rest) = self.having.split_at_mut(16 * words);
        let (second_having, all) = rest.split_at_mut(16 * words);
        for (Part { rows, only }, all) in parts.iter().zip(all.chunks_mut(part_words.max(1))) {
            for (word, all) in all.iter_mut().enumerate() {
                let rows = rows.get(word * WORD_BITS..).unwrap_or_default();
                *all = match only {
                    None => first_bits(rows.len()),
                    Some(odd) => rows
                        .iter()
                        .take(WORD_BITS)
                        .rev()
                        .fold(0, |set, row| set << 1 | u64::from(row.odd() == *odd)),
                };
            }
        }
        for at in 0..self.codes {
            // of a single cell, the first has no rows
            let (first_free, second_free) = if is_pair(at, columns) {
                (free[2 * at], free[2 * at + 1])
            } else {
                first_having[..words].fill(0);
                (1, free[2 * at])
            };
            for (part, Part { rows, .. }) in parts.iter().enumerate() {
                for word in 0..part_words {
                    let into = part * part_words + word;
                    let rows = rows.get(word * WORD_BITS..).unwrap_or_default();
                    if rows.is_empty() {
                        for symbol in 0..10 {
                            first_having[symbol * words + into] = 0;
                            second_having[symbol * words + into] = 0;
                        }
                        continue;
                    }
                    let block = block_of(rows, at);
                    if is_pair(at, columns) {
                        for symbol in bits(first_free.into()) {
                            first_having[symbol * words + into] = equal(&block, 0xf0, (symbol << 4) as u8);
                        }
                    }
                    for symbol in bits(second_free.into()) {
                        second_having[symbol * words + into] = equal(&block, 0x0f, symbol as u8);
                    }
                }
            }
            let sets = &mut self.sets[at * VALUES * words..][..VALUES * words];
            for first in bits(first_free.into()) {
                let first_rows = &first_having[first * words..][..words];
                for second in bits(second_free.into()) {
                    let second_rows = &second_having[second * words..][..words];
                    let set = &mut sets[(first << 4 | second) * words..][..words];
                    for (((set, all), first), second) in
                        set.iter_mut().zip(&*all).zip(first_rows).zip(second_rows)
                    {
                        *set = all & !(first | second);
                    }
                }
            }
        }
        self.codes * VALUES / 2 * words + 8 * rows.len()
    }

    /// Words of a bitset over the list.
    #[inline(always)]
    pub fn words(&self) -> usize {
        self.words
    }

    /// The rows compatible with code number `at` of `row`.
    #[inline(always)]
    pub fn with_code(&self, at: usize, row: Row) -> &[u64] {
        &self.sets[(at * VALUES + row.code(at)) * self.words..][..self.words]
    }

    /// The rows compatible with `row`, of a list whose bitsets have `WORDS` words.
    #[inline(always)]
    pub fn words_compatible_with<const WORDS: usize>(&self, row: Row) -> [u64; WORDS] {
        let (sets, _) = self.sets.as_chunks::<WORDS>();
        let mut compatible = sets[row.code(0)];
        for at in 1..self.codes {
            for (compatible, set) in compatible.iter_mut().zip(&sets[at * VALUES + row.code(at)]) {
                *compatible &= set;
            }
        }
        compatible
    }

    /// Sets `into` to the rows compatible with `row`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn compatible_with<S: Set>(&self, set: S, row: Row, into: &mut [u64]) {
        match self.words {
            2 => into.copy_from_slice(&self.words_compatible_with::<2>(row)),
            4 => into.copy_from_slice(&self.words_compatible_with::<4>(row)),
            6 => into.copy_from_slice(&self.words_compatible_with::<6>(row)),
            _ => set.enter(CompatibleWith {
                compatible: self,
                row,
                into,
            }),
        }
    }
}

struct Rebuild<'s> {
    compatible: &'s mut CompatibleSets,
    rows: &'s [Row],
    layout: Layout,
    free: &'s Symbols,
    columns: u32,
}

impl Task for Rebuild<'_> {
    type Output = usize;

    #[inline(always)]
    fn run<S: Set>(self, _: S) -> usize {
        self.compatible
            .rebuild_with(self.rows, self.layout, self.free, self.columns)
    }
}

/// [`CompatibleSets::compatible_with`] for any number of words.
struct CompatibleWith<'s> {
    compatible: &'s CompatibleSets,
    row: Row,
    into: &'s mut [u64],
}

impl CompatibleWith<'_> {
    #[inline(always)]
    fn and<K: Kernel, const CODES: usize>(self) {
        let CompatibleWith {
            compatible,
            row,
            into,
        } = self;
        let mut sets = [&[][..]; CODES];
        for (at, set) in sets.iter_mut().enumerate() {
            *set = compatible.with_code(at, row);
        }
        K::and(into, sets);
    }
}

impl Task for CompatibleWith<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Set>(self, _: S) {
        match self.compatible.codes {
            1 => self.and::<S::Kernel, 1>(),
            2 => self.and::<S::Kernel, 2>(),
            3 => self.and::<S::Kernel, 3>(),
            4 => self.and::<S::Kernel, 4>(),
            MOST_CODES => self.and::<S::Kernel, MOST_CODES>(),
            codes => unreachable!("a row of {codes} codes"),
        }
    }
}

/// Code number `at` of up to 64 rows; a value that no row has in the places beyond.
#[inline(always)]
fn block_of(rows: &[Row], at: usize) -> [u8; WORD_BITS] {
    if let Some(rows) = rows.first_chunk::<WORD_BITS>() {
        return rows.map(|row| row.code(at) as u8);
    }
    let mut block = [u8::MAX; WORD_BITS];
    for (byte, row) in block.iter_mut().zip(rows) {
        *byte = row.code(at) as u8;
    }
    block
}

#[cfg(test)]
mod tests {
    use super::super::candidates;
    use super::*;
    use crate::simd::Plain;
    use proptest::prelude::*;

    fn share_no_cell(a: u64, b: u64) -> bool {
        (0..10).all(|cell| (a >> (4 * cell) & 15) == 0 || a >> (4 * cell) & 15 != b >> (4 * cell) & 15)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn rows_are_compatible_that_share_no_cell(n in 3u32..=8, a in any::<u8>(), b in any::<u8>(), x in any::<prop::sample::Index>(), layout in 0..3) {
            let (a, b) = (2 + a % (n as u8 - 1), 2 + b % (n as u8 - 1));
            prop_assume!(a != b);
            let chosen = *x.get(&candidates::starting_with(a, n));
            let mut rows = candidates::starting_with(b, n).to_vec();
            let layout = match layout {
                0 => Layout::Plain,
                1 => Layout::Unordered,
                _ => {
                    rows.sort_by_key(|row| row.odd());
                    Layout::BySign { even: rows.iter().filter(|row| row.odd() == 0).count() }
                }
            };
            let mut compatible = CompatibleSets::default();
            compatible.rebuild(Plain::new(), &rows, layout, &[0x3ff; MOST_CELLS], n);
            let mut found_rows = vec![0; compatible.words()];
            compatible.compatible_with(Plain::new(), chosen, &mut found_rows);
            for (number, row) in rows.iter().enumerate() {
                let bit = layout.bit(number, *row, compatible.words());
                let found = found_rows[bit / WORD_BITS] >> (bit % WORD_BITS) & 1 == 1;
                prop_assert_eq!(found, share_no_cell(chosen.cells(n), row.cells(n)));
                prop_assert_eq!(found, !chosen.shares_cell(*row, n));
            }
            let count: u32 = found_rows.iter().map(|word| word.count_ones()).sum();
            prop_assert!(count as usize <= rows.len());
        }
    }
}
