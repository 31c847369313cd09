//! In how many ways the five rows can choose different symbols.

/// For each set A of the five rows in how many ways its rows can choose different symbols, each of them one that it may use.
/// Sets are numbered by their bits; the number for A stands at the rows that are not in A.
#[derive(Clone, Copy)]
pub struct Choices([u32; 32]);

impl Choices {
    /// Of no symbols.
    pub fn new() -> Self {
        let mut choices = [0; 32];
        choices[31] = 1;
        Choices(choices)
    }

    /// With one symbol more, which the rows of the set `rows` may use: no row chooses it, or one of these.
    #[inline(always)]
    pub fn with(&self, rows: usize) -> Self {
        let mut with = self.0;
        if rows & 1 > 0 {
            choose::<1>(&mut with, &self.0);
        }
        if rows & 2 > 0 {
            choose::<2>(&mut with, &self.0);
        }
        if rows & 4 > 0 {
            choose::<4>(&mut with, &self.0);
        }
        if rows & 8 > 0 {
            choose::<8>(&mut with, &self.0);
        }
        if rows & 16 > 0 {
            choose::<16>(&mut with, &self.0);
        }
        Choices(with)
    }

    /// In how many ways all five rows can choose.
    pub fn of_all(&self) -> u32 {
        self.0[0]
    }

    /// For each set T in how many ways all five rows can choose when one symbol of the set T is taken away, if there is one:
    /// Σ (−1)^|B| |B|! times the choices of the rows that are not in B, over the subsets B of T.
    #[inline(always)]
    pub fn without_one(&self) -> [u32; 32] {
        let mut choices: [u32; 32] = std::array::from_fn(|b| self.0[b].wrapping_mul(FACTORS[b]));
        add_subsets::<16>(&mut choices);
        add_subsets::<8>(&mut choices);
        add_subsets::<4>(&mut choices);
        add_subsets::<2>(&mut choices);
        add_subsets::<1>(&mut choices);
        choices
    }
}

/// (−1)^|B| |B|! for each set B, modulo 2³².
const FACTORS: [u32; 32] = {
    let by_size = [
        1u32,
        1u32.wrapping_neg(),
        2,
        6u32.wrapping_neg(),
        24,
        120u32.wrapping_neg(),
    ];
    let mut factors = [0; 32];
    let mut set = 0u32;
    while set < 32 {
        factors[set as usize] = by_size[set.count_ones() as usize];
        set += 1;
    }
    factors
};

/// Adds the choices in which the row with that bit has the symbol. The bit is known to the compiler, which unrolls the loops.
#[inline(always)]
fn choose<const ROW: usize>(into: &mut [u32; 32], from: &[u32; 32]) {
    for set in (0..32).step_by(2 * ROW) {
        for without in set..set + ROW {
            into[without] += from[without + ROW];
        }
    }
}

/// Adds to each set that has the bit what stands at the set without it.
#[inline(always)]
fn add_subsets<const ROW: usize>(sums: &mut [u32; 32]) {
    for set in (0..32).step_by(2 * ROW) {
        for without in set..set + ROW {
            sums[without + ROW] = sums[without + ROW].wrapping_add(sums[without]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Row after row, all symbols that it may use.
    fn by_listing(rows_of: &[usize], row: usize, taken: usize) -> u32 {
        if row == 5 {
            return 1;
        }
        let free = (0..rows_of.len()).filter(|&symbol| taken >> symbol & 1 == 0);
        let may = free.filter(|&symbol| rows_of[symbol] >> row & 1 == 1);
        may.map(|symbol| by_listing(rows_of, row + 1, taken | 1 << symbol))
            .sum()
    }

    #[test]
    fn choices_equal_those_that_are_listed() {
        let mut random = fastrand::Rng::with_seed(29);
        for _ in 0..100 {
            let symbols: Vec<usize> = (0..8).map(|_| random.usize(..32) | random.usize(..32)).collect();
            let choices = symbols
                .iter()
                .fold(Choices::new(), |choices, &rows| choices.with(rows));
            assert_eq!(choices.of_all(), by_listing(&symbols, 0, 0));
            let without_one = choices.without_one();
            for at in 0..symbols.len() {
                let mut others = symbols.clone();
                let rows = others.remove(at);
                assert_eq!(
                    without_one[rows],
                    by_listing(&others, 0, 0),
                    "{symbols:?} without {rows}"
                );
            }
        }
    }

    #[test]
    fn twelve_symbols_leave_at_most_eleven_to_choose_from() {
        let choices = (0..12).fold(Choices::new(), |choices, _| choices.with(31));
        assert_eq!(choices.without_one()[31], 11 * 10 * 9 * 8 * 7);
        assert_eq!(choices.of_all(), 12 * 11 * 10 * 9 * 8);
    }
}
