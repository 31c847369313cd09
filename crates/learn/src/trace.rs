//! The loop over one first column, step by step: rows are chosen one after the other, each strikes candidates out of the
//! later rows' bitsets, and what is left for the last row is counted as bits.

use std::sync::Arc;

use latin_rectangles::count::CountError;
use latin_rectangles::engine::enumerate::{Config, Enumerate};
use latin_rectangles::engine::seam::Engine;
use latin_rectangles::latin::Shape;
use latin_rectangles::run::Unwatched;
use serde::Serialize;

use super::error::{LearnError, within};
use super::first_columns::ranked;
use super::search::strips;
use super::strip::Strip;

/// Steps in one answer at most.
pub const MOST_TRACED: u32 = 200;

/// A part of the loop over one first column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TraceRequest {
    /// r, from 1 to n.
    pub rows: u32,
    /// n, from 1 to 7.
    pub columns: u32,
    /// The rank of the first column.
    pub column: u32,
    /// Only this candidate of row 2, from 0; `null` for one after the other.
    pub second_row: Option<u32>,
    /// The first step that is asked for, from 0.
    pub from_step: u32,
    /// How many, up to 200.
    pub steps: u32,
    /// Whether to say what there is in all, counted in one go by the engine.
    pub finish: bool,
}

/// Steps of the loop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Trace {
    /// From `from_step` on, fewer at the end.
    pub steps: Vec<TraceStep>,
    /// `null` where the end was not reached and not asked for.
    pub total: Option<TraceTotal>,
}

/// What is counted at the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TraceTotal {
    /// Even and odd rectangles.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub positive: u64,
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub negative: u64,
}

/// What is done in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum StepKind {
    /// The next candidate left for a row is chosen.
    Choose,
    /// What clashes with the row chosen last is struck out of a later row.
    Strike,
    /// What is left for the last row is counted.
    Popcount,
    /// The row chosen last is given up again, and what it struck out is back.
    Backtrack,
}

/// One step, and what holds after it. Bitsets are words of 16 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct TraceStep {
    pub kind: StepKind,
    /// The row that is chosen, struck out of, counted or given up: from 2.
    pub row: usize,
    /// The candidate that is chosen in row 2 and those after it, from 0.
    pub chosen: Vec<usize>,
    /// The candidates left for each row from 2 on.
    pub left: Vec<Vec<String>>,
    /// When striking out: for each column the candidates of `row` that have the chosen row's symbol there.
    pub conflicts: Vec<Vec<String>>,
    /// When counting: the popcount of the even part and of the odd part.
    pub popcounts: Option<[u32; 2]>,
    /// Whether an odd number of the chosen rows is odd: then even and odd change places in the counters.
    pub chosen_odd: bool,
    /// Even and odd rectangles counted so far.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub positive: u64,
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub negative: u64,
}

/// The loop while it runs.
struct Loop {
    columns: usize,
    strips: Vec<Strip>,
    /// For each row from 2 on the candidates left, now and before each choice that stands.
    left: Vec<Vec<Vec<u64>>>,
    chosen: Vec<usize>,
    counted: [u64; 2],
    /// Steps so far.
    done: u64,
    from: u64,
    limit: usize,
    steps: Vec<TraceStep>,
}

/// Enough steps are there.
struct Enough;

impl Trace {
    /// Those steps of the loop, which is gone through from its beginning every time.
    ///
    /// # Errors
    /// When there is no such shape here, first column or candidate, or more than 200 steps are asked for.
    pub fn of(request: TraceRequest) -> Result<Self, LearnError> {
        let (shape, first_column) = ranked(request.rows, request.columns, request.column)?;
        let limit = within("a number of steps", request.steps.into(), 0, MOST_TRACED.into())?;
        let columns = shape.columns() as usize;
        let strips = strips(columns, &first_column);
        let mut all: Vec<Vec<u64>> = strips.iter().map(Strip::all).collect();
        let mut second_row = None;
        if let (Some(number), Some(strip)) = (request.second_row, strips.first()) {
            let most = strip.candidates.len() as u64 - 1;
            let number = within("candidate", number.into(), 0, most)?;
            let only = strip.bit(number);
            all[0].fill(0);
            all[0][only / 64] = 1 << (only % 64);
            let row = strip.candidates[number];
            second_row = Some(strip.candidates.iter().filter(|other| **other < row).count());
        }
        let mut run = Loop {
            columns,
            strips,
            left: vec![all],
            chosen: Vec::new(),
            counted: [0; 2],
            done: 0,
            from: request.from_step.into(),
            limit,
            steps: Vec::new(),
        };
        let ended = run.run().is_ok();
        let counted = match (ended, request.finish) {
            (true, _) => Some(run.counted),
            (false, true) => Some(in_one_go(shape, request.column as usize, second_row)?),
            (false, false) => None,
        };
        Ok(Trace {
            steps: run.steps,
            total: counted.map(|[positive, negative]| TraceTotal { positive, negative }),
        })
    }
}

/// What the engine counts below a first column: with one second row, by its place in lexicographic order, or all.
fn in_one_go(shape: Shape, column: usize, second_row: Option<usize>) -> Result<[u64; 2], LearnError> {
    let parts = match second_row {
        Some(_) => Enumerate::second_rows(shape),
        None => 1,
    };
    let config = Config {
        parts,
        ..Config::default()
    };
    let engine = Enumerate::open(shape, config, 1, &Arc::default()).map_err(CountError::from)?;
    let unit = column * parts as usize + second_row.unwrap_or(0);
    let gave = engine
        .run(unit, 0, &Unwatched)
        .map_err(|_| CountError::Cancelled)?;
    let count = engine.read(unit, &gave.output).map_err(CountError::from)?;
    let count = count.ok_or(CountError::Unfinished)?;
    let [positive, negative] = [count.positive, count.negative].map(|count| u64::try_from(count).ok());
    let both = positive.zip(negative).ok_or(CountError::Unfinished)?;
    Ok(both.into())
}

impl Loop {
    fn run(&mut self) -> Result<(), Enough> {
        if self.strips.is_empty() {
            self.counted = [1, 0];
            return Ok(());
        }
        self.below(0, false)
    }

    /// Goes through all candidates left for place `at`, row `at` + 2.
    fn below(&mut self, at: usize, odd: bool) -> Result<(), Enough> {
        if at + 1 == self.strips.len() {
            let popcounts = self.strips[at].popcounts(&self.left[at][at]);
            self.counted[usize::from(odd)] += u64::from(popcounts[0]);
            self.counted[usize::from(!odd)] += u64::from(popcounts[1]);
            return self.step(StepKind::Popcount, at, odd, Some(popcounts));
        }
        let mut from = 0;
        while let Some((candidate, next)) = self.strips[at].next(&self.left[at][at], from) {
            from = next;
            let row = self.strips[at].candidates[candidate];
            let odd_with = odd != (candidate >= self.strips[at].even);
            if self.left.len() == at + 1 {
                self.left.push(self.left[at].clone());
            }
            let (before, after) = self.left.split_at_mut(at + 1);
            for (after, before) in after[0].iter_mut().zip(&before[at]).skip(at + 1) {
                after.copy_from_slice(before);
            }
            self.chosen.push(candidate);
            self.step(StepKind::Choose, at, odd_with, None)?;
            let mut some_left = true;
            for later in at + 1..self.strips.len() {
                let left = &mut self.left[at + 1][later];
                for (column, &symbol) in row[..self.columns].iter().enumerate().skip(1) {
                    self.strips[later].strike(left, column, symbol);
                }
                some_left = left.iter().any(|&word| word != 0);
                self.step(StepKind::Strike, later, odd_with, None)?;
                if !some_left {
                    break;
                }
            }
            if some_left {
                self.below(at + 1, odd_with)?;
            }
            self.chosen.pop();
            self.step(StepKind::Backtrack, at, odd, None)?;
        }
        Ok(())
    }

    /// Takes note of a step, if it is asked for.
    ///
    /// # Errors
    /// [`Enough`] when there are as many as are asked for.
    fn step(
        &mut self,
        kind: StepKind,
        at: usize,
        odd: bool,
        popcounts: Option<[u32; 2]>,
    ) -> Result<(), Enough> {
        let number = self.done;
        self.done += 1;
        if number < self.from {
            return Ok(());
        }
        if self.steps.len() == self.limit {
            return Err(Enough);
        }
        let step = self.told(kind, at, odd, popcounts);
        self.steps.push(step);
        Ok(())
    }

    #[inline(never)]
    fn told(&self, kind: StepKind, at: usize, odd: bool, popcounts: Option<[u32; 2]>) -> TraceStep {
        let mut conflicts = Vec::new();
        if let (StepKind::Strike, Some(&candidate)) = (kind, self.chosen.last()) {
            let row = self.strips[self.chosen.len() - 1].candidates[candidate];
            for (column, &symbol) in row[..self.columns].iter().enumerate() {
                conflicts.push(words(self.strips[at].conflicts(column, symbol)));
            }
        }
        TraceStep {
            kind,
            row: at + 2,
            chosen: self.chosen.clone(),
            // a chosen row keeps what was left when it was chosen
            left: (0..self.strips.len())
                .map(|row| words(&self.left[row.min(self.chosen.len())][row]))
                .collect(),
            conflicts,
            popcounts,
            chosen_odd: odd,
            positive: self.counted[0],
            negative: self.counted[1],
        }
    }
}

/// Words in hexadecimal digits, the highest bit first.
fn words(words: &[u64]) -> Vec<String> {
    words.iter().map(|word| format!("{word:016x}")).collect()
}
