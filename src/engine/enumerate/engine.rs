//! The engine for one shape: units, their outputs, and the answer from all of them.

use std::sync::{Arc, Mutex, PoisonError};

use web_time::Instant;

use super::cache::{Cache, settle_popcount};
use super::candidates;
use super::limits::{accepts, bytes};
use super::lists::Lists;
use super::method;
use super::options::{Optimisation, Options, Popcount, PopcountChoice};
use super::search::{Scratch, Search, SearchConfig};
use super::sharing::{SharedTables, Sharing};
use super::tables::Tables;
use super::unit::{Unit, clamped, second_rows};
use crate::engine::first_columns::Columns;
use crate::engine::seam::{
    Answer, Counted, Engine, EngineError, Key, Output, Phase, Prepared, SavedPhase, Settled, UnitResult,
};
use crate::latin::{FirstColumn, Shape, SignedCount};
use crate::run::{Report, Stopped, Unwatched, Watch};
use crate::simd::Arch;

/// How a shape is counted.
#[derive(Clone, Copy, Debug)]
pub struct Config {
    /// About how many units every first column is divided into; see [`Unit::all`].
    pub parts: u32,
    pub options: Options,
    /// The popcount that the options mean; `None` to settle that now.
    pub popcount: Option<PopcountChoice>,
    pub sharing: Sharing,
    /// Bytes that may be held.
    pub memory: u64,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            parts: 1,
            options: Options::default(),
            popcount: None,
            sharing: Sharing::default(),
            memory: u64::MAX,
        }
    }
}

/// The rows that a unit scans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScannedRows {
    /// Rows in the unit's lists of candidates.
    pub candidates: u64,
    /// Even rows among those with the right starting value.
    pub even: u64,
    /// Rows there would be if a list had all derangements.
    pub derangements: u64,
}

/// The engine for one shape.
pub struct Enumerate {
    shape: Shape,
    arch: Arch,
    search_config: SearchConfig,
    tables: SharedTables,
    /// Those of searches that have ended, for the next ones.
    scratch: Mutex<Vec<Scratch>>,
    units: Vec<Unit>,
    key: Key,
    phase: Option<Phase>,
    columns: Columns,
    answer: Answer,
}

const MIB: u64 = 1 << 20;

/// Bytes of an output: N⁺ and N⁻, 128 bits each.
const OUTPUT_BYTES: usize = 32;

impl Enumerate {
    /// Ready to run units for `workers_here` workers in this memory; tables are built as units need them.
    ///
    /// # Errors
    /// [`EngineError::Refused`] when n is too large or more memory would be held than is allowed; nothing has been
    /// allocated then.
    pub fn open(
        shape: Shape,
        config: Config,
        workers_here: usize,
        cache: &Arc<Cache>,
    ) -> Result<Self, EngineError> {
        accepts(shape)?;
        let Config {
            parts,
            options,
            popcount,
            sharing,
            memory,
        } = config;
        let needed = bytes(shape, workers_here, options, sharing);
        if needed > memory {
            return Err(EngineError::Refused(format!(
                "{shape} needs about {} MiB of memory, and {} MiB are allowed here",
                needed.div_ceil(MIB),
                memory / MIB
            )));
        }
        let popcount = popcount
            .or_else(|| settle_popcount(shape, &options, cache))
            .unwrap_or(PopcountChoice {
                short: Popcount::Scalar,
                short_words: None,
            });
        let units = Unit::all(shape, parts);
        let key = Enumerate::key(shape, parts);
        let columns = Columns::new(shape);
        let phase = Phase {
            number: 0,
            name: "first columns".to_owned(),
            key: key.clone(),
            saved: true,
            units: units.len(),
            chunk: units.iter().filter(|unit| unit.first_column == 0).count(),
            counted: Counted::BySign,
            steps: None,
            progress: 0.0..1.0,
        };
        Ok(Enumerate {
            shape,
            arch: options.kernel.unwrap_or_else(Arch::best),
            search_config: SearchConfig { options, popcount },
            tables: SharedTables::new(shape.columns(), sharing, workers_here, cache),
            scratch: Mutex::default(),
            units,
            key,
            phase: Some(phase),
            columns,
            answer: Answer::default(),
        })
    }

    /// The key of the outputs, every first column being cut into `parts` units, about.
    ///
    /// # Panics
    /// When n is too large.
    pub fn key(shape: Shape, parts: u32) -> Key {
        Key {
            of: format!("first columns of {shape}"),
            over: format!(
                "{} parts, {} units",
                clamped(parts),
                Unit::all(shape, parts).len()
            ),
        }
    }

    /// The units of a count, every first column being cut into `parts` of them, about; see [`Unit::all`].
    pub fn units(shape: Shape, parts: u32) -> Vec<Unit> {
        Unit::all(shape, parts)
    }

    /// Candidates for each row after the first: derangements of n that start with one given symbol.
    pub fn second_rows(shape: Shape) -> u32 {
        second_rows(shape)
    }

    /// How the bits of leaves are counted, where that can be chosen.
    pub fn popcount(&self) -> Option<PopcountChoice> {
        method::has_triples(self.shape, self.search_config.options).then_some(self.search_config.popcount)
    }

    /// The rows that a unit scans, in all its lists.
    ///
    /// # Panics
    /// If there is no such unit.
    pub fn scanned_rows(&self, unit: usize) -> ScannedRows {
        let (columns, options) = (self.shape.columns(), self.search_config.options);
        let lists = match self.shape.rows() {
            1 => 0,
            _ => Lists::of(self.column(self.units[unit]).symbols(), columns, options)
                .starts
                .len() as u64,
        };
        if lists == 0 {
            return ScannedRows {
                candidates: 0,
                even: 0,
                derangements: 0,
            };
        }
        let list = candidates::number(columns) as u64;
        let derangements = lists * (u64::from(columns) - 1) * list;
        ScannedRows {
            candidates: if options.has(Optimisation::Prefilter) {
                lists * list
            } else {
                derangements
            },
            even: lists * candidates::number_even(columns) as u64,
            derangements,
        }
    }

    /// Builds the lists that a unit needs on worker 0, to time it without them.
    ///
    /// # Panics
    /// If there is no such unit.
    pub fn make_lists(&self, unit: usize) -> Prepared {
        if self.shape.rows() == 1 {
            return Prepared::default();
        }
        let column = self.column(self.units[unit]);
        let made = self.prepare(&self.tables.of(0), &column, Instant::now(), &Unwatched);
        made.expect("nobody stops it")
    }

    fn column(&self, unit: Unit) -> FirstColumn {
        FirstColumn::unrank(self.shape, unit.first_column).expect("a unit of this shape")
    }

    /// Builds the missing lists below a first column.
    fn prepare(
        &self,
        tables: &Tables,
        column: &FirstColumn,
        start: Instant,
        watch: &dyn Watch,
    ) -> Result<Prepared, Stopped> {
        let mut prepared = Prepared::default();
        for first in Lists::of(column.symbols(), self.shape.columns(), self.search_config.options).starts {
            if let Some(made) = tables.make(first) {
                prepared.tables += u32::from(made.first);
                prepared.lists += 1;
                prepared.seconds += made.seconds;
            }
            // building a list takes a while
            watch.report(Report::default())?;
        }
        prepared.until = start.elapsed().as_secs_f64();
        Ok(prepared)
    }

    fn search(
        &self,
        tables: &Tables,
        column: &FirstColumn,
        unit: Unit,
        watch: &dyn Watch,
    ) -> Result<[u128; 2], Stopped> {
        let free = || self.scratch.lock().unwrap_or_else(PoisonError::into_inner);
        let reused = free().pop();
        let mut scratch = reused.unwrap_or_else(|| Scratch::new(self.shape, self.search_config.options));
        let second_rows = unit.from..unit.to;
        let symbols = column.symbols();
        let mut search = Search::new(
            tables,
            symbols,
            second_rows,
            self.search_config,
            &mut scratch,
            watch,
        );
        let ended = self.arch.run(&mut search);
        let count = search.count();
        free().push(scratch);
        ended?;
        Ok(count)
    }
}

impl Engine for Enumerate {
    fn phase(&self) -> Option<&Phase> {
        self.phase.as_ref()
    }

    fn run(&self, unit: usize, worker: usize, watch: &dyn Watch) -> Result<UnitResult, Stopped> {
        let start = Instant::now();
        let unit = self.units[unit];
        let (counts, prepared) = if self.shape.rows() == 1 {
            ([u128::from(unit.to - unit.from), 0], Prepared::default())
        } else {
            let (column, tables) = (self.column(unit), self.tables.of(worker));
            let prepared = self.prepare(&tables, &column, start, watch)?;
            (self.search(&tables, &column, unit, watch)?, prepared)
        };
        Ok(UnitResult {
            output: counts.map(u128::to_le_bytes).concat(),
            prepared,
        })
    }

    fn read(&self, unit: usize, output: &[u8]) -> Result<Option<SignedCount>, EngineError> {
        let ([positive, negative], []) = output.as_chunks() else {
            return Err(EngineError::Foreign {
                phase: self.key.of.clone(),
                unit,
                why: format!("it has {} bytes, not {OUTPUT_BYTES}", output.len()),
            });
        };
        let [positive, negative] = [positive, negative].map(|bytes| u128::from_le_bytes(*bytes));
        Ok(Some(SignedCount::new(positive, negative)))
    }

    fn take(&mut self, unit: usize, output: &Output) -> Result<(), EngineError> {
        match self.read(unit, output) {
            Ok(count) => {
                let column = self.units[unit].first_column;
                self.columns.add(column, count.unwrap_or_default());
                Ok(())
            }
            Err(error) => {
                self.phase = None;
                Err(error)
            }
        }
    }

    fn settle(&mut self) -> Result<Settled, EngineError> {
        if self.phase.take().is_some() {
            let (figures, evidence) = self.columns.total()?;
            self.answer = Answer {
                figures: vec![figures],
                evidence: vec![evidence],
            };
        }
        Ok(Settled::Yes)
    }

    fn answer(&self) -> Answer {
        self.answer.clone()
    }

    fn saved_phases(&self) -> Vec<SavedPhase> {
        vec![SavedPhase {
            of: self.key.of.clone(),
            units: self.units.len(),
        }]
    }

    fn kernel(&self) -> &'static str {
        match self.popcount() {
            Some(choice) if choice.short == Popcount::Bytes => self.arch.name_with_bytes(),
            _ => self.arch.name(),
        }
    }
}
