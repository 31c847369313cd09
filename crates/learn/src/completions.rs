//! In how many ways a rectangle can be completed, by sign: row by row, each row a bitset of candidates.
//!
//! What is left to do depends only on which symbols each column has had, so that is counted once. Signs and conflicts do
//! not depend on the order of rows: those with few candidates come first, and empty rows, which are all alike, last and by
//! increasing first symbol, in one of their orders.

use hashbrown::HashMap;
use latin_rectangles::latin::SignedCount;
use serde::Serialize;

use super::cells::{Cells, Conflict, Filled};
use super::error::LearnError;
use super::permutations::{all_symbols, bit, symbols};
use super::rows::{MOST_COLUMNS, Row, factorial};
use super::strip::Strip;

/// Steps that counting may take, a word of a bitset each: about a second in a browser.
pub const MOST_STEPS: u64 = 200_000_000;

/// Steps that a look into the table counts for, and an entry in it.
const LOOK_STEPS: u64 = 32;
const ENTRY_STEPS: u64 = 128;

/// In how many ways a rectangle can be completed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Completions {
    /// Every two cells that clash; with any of them nothing can be completed.
    pub conflicts: Vec<Conflict>,
    /// The completed rectangles of either sign; `null` where counting them takes too long.
    pub count: Option<SignedCount>,
    /// Both signs together, as a decimal string; `null` where `count` is.
    pub total: Option<String>,
    /// Whether there is one; `null` where not even that was found in time.
    pub possible: Option<bool>,
    /// Whether every row is full or empty: then it can be completed (Hall), unless cells clash.
    pub full_rows: bool,
    /// Why there is no count, in a sentence.
    pub why_unknown: Option<String>,
}

/// The symbols that each column has had, as bits, and in the last byte the number of the next row.
type Used = [u8; 8];

/// More steps would be needed than are allowed.
pub struct TooLong;

/// The rows of a rectangle in the order in which they are chosen.
pub struct Rows {
    columns: usize,
    /// Which row of the rectangle is chosen at each place.
    pub order: Vec<usize>,
    /// How many of them, the last ones, are empty.
    pub empty: usize,
    /// Which strip has the candidates of each place; the empty rows share one.
    strip_of: Vec<usize>,
    strips: Vec<Strip>,
    /// Ways to go on, even and odd, by what has been used.
    known: HashMap<u64, [u64; 2]>,
    steps_left: u64,
}

impl Rows {
    /// The rows of cells that do not clash; where all are empty, the first one is 1 2 … n and stands for all renamings.
    pub fn of(filled: &Filled) -> Self {
        let columns = filled.shape.columns() as usize;
        let given = filled.with_a_row();
        let mut strips = Vec::new();
        let mut of_rows: Vec<(usize, usize)> = Vec::new();
        let mut empty_strip = None;
        for (at, row) in given.iter().enumerate() {
            let is_empty = row.iter().all(|&symbol| symbol == 0);
            let strip = match empty_strip {
                Some(strip) if is_empty => strip,
                _ => {
                    strips.push(Strip::new(columns, &allowed(&given, at)));
                    strips.len() - 1
                }
            };
            if is_empty {
                empty_strip = Some(strip);
            }
            of_rows.push((at, strip));
        }
        let candidates = |strip: usize| strips[strip].candidates.len();
        of_rows.sort_by_key(|&(_, strip)| (Some(strip) == empty_strip, candidates(strip)));
        let strip_of: Vec<usize> = of_rows.iter().map(|&(_, strip)| strip).collect();
        Rows {
            columns,
            order: of_rows.iter().map(|&(row, _)| row).collect(),
            empty: strip_of
                .iter()
                .filter(|&&strip| Some(strip) == empty_strip)
                .count(),
            strip_of,
            strips,
            known: HashMap::new(),
            steps_left: MOST_STEPS,
        }
    }

    /// How many ways there are, even and odd, the empty rows in one of their orders.
    pub fn count(&mut self) -> Result<[u64; 2], TooLong> {
        self.ways(0, [0; 8], &self.start())
    }

    /// Allows some more steps, to find one of the ways where they are too many to be counted.
    pub fn allow_more(&mut self) {
        self.steps_left = MOST_STEPS / 4;
    }

    /// All candidates of the first place.
    fn start(&self) -> Vec<u64> {
        self.strips[self.strip_of[0]].all()
    }

    fn take_steps(&mut self, steps: u64) -> Result<(), TooLong> {
        self.steps_left = self.steps_left.checked_sub(steps).ok_or(TooLong)?;
        Ok(())
    }

    /// The first candidate left for a place from a bit on, 1 if it is odd, and the bit after it.
    fn next(&self, place: usize, left: &[u64], from: usize) -> Option<(Row, usize, usize)> {
        let strip = &self.strips[self.strip_of[place]];
        let (candidate, next) = strip.next(left, from)?;
        let odd = usize::from(candidate >= strip.even);
        Some((strip.candidates[candidate], odd, next))
    }

    fn is_last(&self, place: usize) -> bool {
        place + 1 == self.order.len()
    }

    /// What has been used once `row` is chosen for a place.
    fn used_after(&self, place: usize, used: Used, row: &Row) -> Used {
        let mut after = used;
        for (used, &symbol) in after.iter_mut().zip(&row[..self.columns]) {
            *used |= bit(symbol);
        }
        after[7] = place as u8 + 1;
        after
    }

    /// The same, with empty rows in order: between two of them, every first symbol up to that of `row` counts as used.
    fn used_in_order(&self, place: usize, used: Used, row: &Row) -> Used {
        let mut after = self.used_after(place, used, row);
        if self.strip_of[place + 1] == self.strip_of[place] {
            after[0] |= bit(row[0]) - 1;
        }
        after
    }

    /// The candidates left for the place after `place`, once all of `after` is used.
    fn left_after(
        &mut self,
        place: usize,
        used: Used,
        after: Used,
        left: &[u64],
    ) -> Result<Vec<u64>, TooLong> {
        let next = self.strip_of[place + 1];
        let strip = &self.strips[next];
        let (mut left, before) = if next == self.strip_of[place] {
            (left.to_vec(), used)
        } else {
            (strip.all(), [0; 8])
        };
        let mut struck = 1;
        for column in 0..self.columns {
            for symbol in symbols(after[column] & !before[column]) {
                strip.strike(&mut left, column, symbol);
                struck += 1;
            }
        }
        let steps = ENTRY_STEPS + (struck * strip.words) as u64;
        self.take_steps(steps)?;
        Ok(left)
    }

    /// In how many ways the rows from a place on can be chosen, even and odd.
    fn ways(&mut self, place: usize, used: Used, left: &[u64]) -> Result<[u64; 2], TooLong> {
        if self.is_last(place) {
            let strip = &self.strips[self.strip_of[place]];
            return Ok(strip.popcounts(left).map(u64::from));
        }
        let mut ways = [0; 2];
        let mut from = 0;
        while let Some((row, odd, next)) = self.next(place, left, from) {
            from = next;
            let below = self.ways_after(place, used, left, &row)?;
            ways[0] += below[odd];
            ways[1] += below[1 - odd];
        }
        Ok(ways)
    }

    /// In how many ways it goes on below `row`, chosen for a place; one where that is the last.
    fn ways_after(&mut self, place: usize, used: Used, left: &[u64], row: &Row) -> Result<[u64; 2], TooLong> {
        if self.is_last(place) {
            return Ok([1, 0]);
        }
        self.take_steps(LOOK_STEPS)?;
        let after = self.used_in_order(place, used, row);
        let key = u64::from_le_bytes(after);
        if let Some(&ways) = self.known.get(&key) {
            return Ok(ways);
        }
        let left = self.left_after(place, used, after, left)?;
        let ways = self.ways(place + 1, after, &left)?;
        self.known.insert(key, ways);
        Ok(ways)
    }

    /// One of the ways, drawn uniformly, in the order of places; `None` where there is none.
    pub fn draw(&mut self, random: &mut fastrand::Rng) -> Result<Option<Vec<Row>>, TooLong> {
        let (mut used, mut left) = ([0; 8], self.start());
        let [even, odd] = self.ways(0, used, &left)?;
        if even + odd == 0 {
            return Ok(None);
        }
        let mut rows = Vec::new();
        let mut number = random.u64(0..even + odd);
        for place in 0..self.order.len() {
            let mut from = 0;
            while let Some((row, _, next)) = self.next(place, &left, from) {
                from = next;
                let below: u64 = self.ways_after(place, used, &left, &row)?.iter().sum();
                if number >= below {
                    number -= below;
                    continue;
                }
                rows.push(row);
                if !self.is_last(place) {
                    let after = self.used_in_order(place, used, &row);
                    left = self.left_after(place, used, after, &left)?;
                    used = after;
                }
                break;
            }
        }
        Ok(Some(rows))
    }

    /// One of the ways, found by trying rows in an order drawn with `random`; `None` where there is none.
    pub fn find(&mut self, random: &mut fastrand::Rng) -> Result<Option<Vec<Row>>, TooLong> {
        let mut rows = Vec::new();
        let start = self.start();
        let found = self.find_from(0, [0; 8], &start, random, &mut rows)?;
        Ok(found.then_some(rows))
    }

    fn find_from(
        &mut self,
        place: usize,
        used: Used,
        left: &[u64],
        random: &mut fastrand::Rng,
        rows: &mut Vec<Row>,
    ) -> Result<bool, TooLong> {
        let mut candidates = Vec::new();
        let mut from = 0;
        while let Some((row, _, next)) = self.next(place, left, from) {
            from = next;
            candidates.push(row);
        }
        random.shuffle(&mut candidates);
        self.take_steps(candidates.len() as u64)?;
        for row in candidates {
            rows.push(row);
            if self.is_last(place) {
                return Ok(true);
            }
            let after = self.used_after(place, used, &row);
            let left = self.left_after(place, used, after, left)?;
            if self.find_from(place + 1, after, &left, random, rows)? {
                return Ok(true);
            }
            rows.pop();
        }
        Ok(false)
    }
}

/// The symbols that each cell of a row may have: its own, or what no other cell of its column is given.
fn allowed(given: &[Vec<u8>], row: usize) -> [u8; MOST_COLUMNS] {
    let columns = given[row].len();
    let mut allowed = [0; MOST_COLUMNS];
    for (column, allowed) in allowed[..columns].iter_mut().enumerate() {
        let own = |row: &Vec<u8>| Some(row[column]).filter(|&symbol| symbol != 0).map_or(0, bit);
        *allowed = match own(&given[row]) {
            0 => all_symbols(columns) & !given.iter().fold(0, |taken, row| taken | own(row)),
            own => own,
        };
    }
    allowed
}

impl Completions {
    /// Counts them, if that takes no more than [`MOST_STEPS`].
    ///
    /// # Errors
    /// As [`Cells::filled`].
    pub fn of(cells: &Cells) -> Result<Self, LearnError> {
        let filled = cells.filled()?;
        let conflicts = filled.conflicts();
        let full_rows = filled.rows.iter().all(|row| {
            let given = row.iter().filter(|&&symbol| symbol != 0).count();
            given == 0 || given == row.len()
        });
        let mut completions = Completions {
            conflicts,
            count: None,
            total: None,
            possible: None,
            full_rows,
            why_unknown: None,
        };
        if !completions.conflicts.is_empty() {
            completions.set(0, 0);
            return Ok(completions);
        }
        let mut rows = Rows::of(&filled);
        if let Ok([even, odd]) = rows.count() {
            let (even, odd) = match filled.renamings() {
                // half of all renamings are odd, and multiply the sign of every row
                renamings if renamings > 1 && filled.rows.len() % 2 == 1 => {
                    let each = renamings / 2 * (even + odd);
                    (each, each)
                }
                renamings => (renamings * even, renamings * odd),
            };
            let orders = factorial(rows.empty);
            completions.set(even * orders, odd * orders);
            return Ok(completions);
        }
        rows.allow_more();
        let found = rows.find(&mut fastrand::Rng::with_seed(0));
        match found {
            Ok(None) => completions.set(0, 0),
            found => {
                completions.possible = (full_rows || found.is_ok()).then_some(true);
                completions.why_unknown = Some(
                    "Counting the completions would take longer than a second: fill in more cells, or take fewer columns."
                        .to_owned(),
                );
            }
        }
        Ok(completions)
    }

    fn set(&mut self, even: u64, odd: u64) {
        self.count = Some(SignedCount::new(even, odd));
        self.total = Some((even + odd).to_string());
        self.possible = Some(even + odd > 0);
    }
}
