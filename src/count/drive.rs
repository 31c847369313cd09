//! The phases of a count one after the other: what is saved of each is taken, its units are run, and their outputs go to the
//! engine.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use web_time::Instant;

use super::checkpoint::{CheckpointError, Saved};
use super::error::CountError;
use super::record::Record;
use super::share::{missing_units, ranges};
use super::wanted::{Share, heeded};
use super::work::{PhaseWork, SharedEngine};
use super::{Count, CurrentPhase};
use crate::engine::seam::{Counted, Engine, EngineError, Output, Phase, Prepared, Settled, UnitResult};
use crate::run::{Executor, Finished, Schedule, State};

/// Slices between phases run for at least this long before control returns to the caller.
const SLICES: Duration = Duration::from_millis(5);

impl Count {
    /// The units of a phase that are to be run here, where it is shared out.
    pub(super) fn units_shared_out(&self, phase: &Phase) -> Option<Range<u32>> {
        heeded(&self.share)?.units_of(phase)
    }

    /// Begins the engine's current phase, with what is saved of it.
    pub(super) fn begin(&mut self) {
        self.current = None;
        let Some(phase) = self.engine.read().phase().cloned() else {
            return self.end(State::Done);
        };
        if self.cancelled {
            return self.end(State::Cancelled);
        }
        let mut outputs = vec![None; phase.units];
        let taken = self.take_saved(&phase, &mut outputs);
        if let Err(error) = taken.and_then(|()| self.is_complete(&phase, &outputs)) {
            self.failure.get_or_insert(error);
            return self.end(State::Cancelled);
        }
        let wanted = self.units_shared_out(&phase).unwrap_or(0..phase.units as u32);
        if let Some(Share::Numbered(share) | Share::OfPhase { share, .. }) = heeded(&self.share)
            && self.units_shared_out(&phase).is_some()
        {
            self.saved
                .share_out(&phase.key, phase.units as u32, share.shares());
        }
        let done = outputs.iter().flatten().count();
        let skipped: Vec<bool> = outputs
            .iter()
            .enumerate()
            .map(|(unit, output)| output.is_some() || !wanted.contains(&(unit as u32)))
            .collect();
        let to_do = skipped.iter().filter(|&&skipped| !skipped).count();
        let work = PhaseWork {
            engine: self.engine.clone(),
            chunk: phase.chunk,
            skipped,
        };
        let schedule = self.request.schedule.unwrap_or(Schedule::Dynamic);
        // before the workers start, as they may run for a while before this thread runs again
        let begun = self.started.elapsed().as_secs_f64();
        let run = self.executor.start(Arc::new(work), schedule, self.meter.clone());
        self.current = Some(CurrentPhase {
            phase,
            run,
            begun,
            outputs,
            before: done,
            done,
            to_do,
            taken: 0,
        });
    }

    /// Takes the outputs of a phase that are saved or given, each checked by the engine.
    fn take_saved(&mut self, phase: &Phase, outputs: &mut [Option<Output>]) -> Result<(), CountError> {
        let engine = self.engine.read();
        let engine: &dyn Engine = &**engine;
        for file in self.given.iter().chain([&self.saved]) {
            let Some(units) = file.of(&phase.key)? else {
                continue;
            };
            if let Some((&unit, _)) = units.done.iter().find(|(unit, _)| **unit as usize >= phase.units) {
                return Err(CheckpointError::NoUnit {
                    of: phase.key.of.clone(),
                    unit,
                    units: phase.units as u32,
                }
                .into());
            }
            let units: Vec<(u32, &Saved)> = units.done.iter().map(|(&unit, saved)| (unit, saved)).collect();
            // keys of classes are computed anew, which takes as long as listing them
            let check = |(unit, saved): &(u32, &Saved)| engine.read(*unit as usize, &saved.output).map(drop);
            self.executor.each(&units, check)?;
            for (unit, saved) in units {
                let output = &mut outputs[unit as usize];
                if let Some(before) = output {
                    if *before == saved.output {
                        continue;
                    }
                    let of = phase.key.of.clone();
                    return Err(CheckpointError::Contradiction { of, unit }.into());
                }
                *output = Some(saved.output.clone());
                if phase.counted == Counted::BySign {
                    self.records.push(Record {
                        unit: unit as usize,
                        worker: None,
                        begun: 0.0,
                        seconds: saved.microseconds as f64 / 1e6,
                        prepared: Prepared::default(),
                        output: saved.output.clone(),
                    });
                    self.done_before += 1;
                }
            }
        }
        Ok(())
    }

    /// Checks that a phase before the one that is shared out is complete.
    fn is_complete(&self, phase: &Phase, outputs: &[Option<Output>]) -> Result<(), CountError> {
        let Some(Share::OfPhase { of, .. }) = heeded(&self.share) else {
            return Ok(());
        };
        let missing = missing_units(outputs.len() as u32, |unit| outputs[unit as usize].is_some());
        if *of == phase.key.of || missing.is_empty() {
            return Ok(());
        }
        Err(CountError::Incomplete {
            of: phase.key.of.clone(),
            missing: ranges(&missing),
            units: outputs.len(),
        })
    }

    /// Takes what has finished; when the phase is over, does the work between phases for at most about that long.
    pub(super) fn drive(&mut self, at_most: Duration) {
        let start = Instant::now();
        let at_most = at_most.max(SLICES);
        loop {
            if self.ended.is_some() {
                return;
            }
            let Some(current) = &self.current else {
                return;
            };
            // read before the outputs are taken, so that none is missed when it is over
            let state = current.run.state();
            self.take_finished();
            match state {
                State::Running => return,
                State::Done if self.failure.is_none() => self.advance(),
                State::Done | State::Cancelled => self.end(State::Cancelled),
                State::Failed(message) => self.end(State::Failed(message)),
            }
            if start.elapsed() >= at_most {
                return;
            }
        }
    }

    /// Records the units that have finished; remote workers can get the outputs of a phase before it is folded here.
    pub(super) fn take_finished(&mut self) {
        let Some(current) = &self.current else {
            return;
        };
        for unit in current.run.take_finished() {
            self.record(unit);
        }
        let Some(current) = &self.current else {
            return;
        };
        let is_last = current.phase.progress.end >= 1.0;
        let is_there = self.phase_outputs.len() > current.phase.number;
        if current.done == current.phase.units
            && !is_last
            && !is_there
            && matches!(*self.executor, Executor::Messages(_))
        {
            self.phase_outputs
                .push(current.outputs.iter().flatten().cloned().collect());
        }
    }

    /// Records a unit that is done.
    fn record(
        &mut self,
        Finished {
            timing,
            output: result,
        }: Finished<UnitResult>,
    ) {
        let shared_out = self.is_shared_out();
        let current = self.current.as_mut().expect("a unit belongs to a phase");
        let UnitResult { output, prepared } = result;
        let output: Output = output.into();
        current.done += 1;
        current.outputs[timing.unit] = Some(output.clone());
        if current.phase.saved || shared_out {
            let saved = Saved {
                microseconds: (timing.seconds * 1e6).round() as u64,
                output: output.clone(),
            };
            self.saved.add(
                &current.phase.key,
                current.phase.units as u32,
                timing.unit as u32,
                saved,
            );
        }
        if current.phase.counted == Counted::BySign {
            self.records.push(Record {
                unit: timing.unit,
                worker: Some(timing.worker),
                begun: current.begun + timing.begun,
                seconds: timing.seconds,
                prepared,
                output,
            });
        }
    }

    /// Whether the current phase is shared out.
    fn is_shared_out(&self) -> bool {
        let current = self.current.as_ref();
        current.is_some_and(|current| self.units_shared_out(&current.phase).is_some())
    }

    /// One slice of the work after the last unit of the current phase.
    fn advance(&mut self) {
        let shared_out = self.is_shared_out();
        let current = self.current.as_mut().expect("there is a current phase");
        let is_last_here = shared_out && matches!(heeded(&self.share), Some(Share::OfPhase { .. }));
        if is_last_here || current.outputs.iter().any(Option::is_none) {
            // the others belong to other shares
            return self.end(State::Done);
        }
        // a cancel after the very last unit is too late
        let last = current.phase.progress.end >= 1.0;
        if self.cancelled && !last {
            return self.end(State::Cancelled);
        }
        let mut slice = |engine: &SharedEngine| -> Result<bool, EngineError> {
            let mut engine = engine.write();
            if let Some(output) = current.outputs.get(current.taken) {
                let output = output.as_ref().expect("every output is there");
                engine.take(current.taken, output)?;
                current.taken += 1;
                return Ok(false);
            }
            Ok(engine.settle()? == Settled::Yes)
        };
        match slice(&self.engine) {
            Ok(false) => {}
            Ok(true) => {
                if !current.phase.saved {
                    // the engine has what it needs of it
                    if let Some(given) = &mut self.given {
                        given.drop_phase(&current.phase.key);
                    }
                    if !shared_out {
                        self.saved.drop_phase(&current.phase.key);
                    }
                }
                if self.engine.read().phase().is_some() {
                    self.saved_phases = self.engine.read().saved_phases();
                    self.begin();
                } else {
                    self.end(State::Done);
                }
            }
            Err(error) => {
                self.failure.get_or_insert(error.into());
                self.end(State::Cancelled);
            }
        }
    }

    fn end(&mut self, state: State) {
        let state = match &self.failure {
            Some(error) => State::Failed(error.to_string()),
            None => match state {
                State::Failed(message) => {
                    let error = CountError::Worker(message);
                    State::Failed(self.failure.insert(error).to_string())
                }
                state => state,
            },
        };
        self.ended = Some((state, self.started.elapsed().as_secs_f64()));
    }
}
