//! What is missing of a count that was shared out, phase by phase.

use latin_rectangles::count::share::{missing_shares, missing_units, parts_to_share, ranges};
use latin_rectangles::count::{Checkpoint, Session, StartError};
use latin_rectangles::engine::Takes;
use latin_rectangles::engine::seam::SavedPhase;

use super::failure::Failure;

/// What is missing of a phase.
pub struct Missing {
    /// The first part of its key.
    of: String,
    done: usize,
    /// How many units it has, as far as that is known.
    units: u32,
    /// Into how many shares it was divided, if that is known.
    shares: Option<u32>,
    /// Numbers of the missing shares, or of the missing units where it is not known which share has them.
    numbers: Vec<u32>,
}

impl Missing {
    /// Of every phase whose outputs the count saves, or of the one that is named; in `shares` shares, or in as many as the
    /// files say.
    pub fn all(
        files: &Checkpoint,
        session: &Session,
        phase: Option<&str>,
        shares: Option<u32>,
    ) -> Result<Vec<Self>, Failure> {
        let request = files.request();
        if let (Some(shares), Some(shape), Takes::Shape) = (shares, request.shape(), request.engine.takes()) {
            let parts = parts_to_share(request.engine, shape, shares)?;
            if request.parts.is_some_and(|found| found != parts) {
                return Err(Failure::BadInput(format!(
                    "--shares {shares}: {shape} in {shares} shares has {parts} parts to a first column, and the files have {}",
                    request.parts.unwrap_or(1)
                )));
            }
        }
        let saved = session.open(request, 1)?.saved_phases();
        let phases = match phase {
            None => saved,
            Some(of) => {
                let all = request
                    .engine
                    .phases_to_share(request.columns.0, request.rows.0..=request.rows.1);
                if !all.iter().any(|other| other == of) {
                    return Err(StartError::Phase {
                        asked: Some(of.to_owned()),
                        phases: all,
                    }
                    .into());
                }
                let known = saved.into_iter().find(|phase| phase.of == of);
                vec![known.unwrap_or(SavedPhase {
                    of: of.to_owned(),
                    units: 1,
                })]
            }
        };
        Ok(phases
            .into_iter()
            .map(|phase| Self::of(files, phase, shares))
            .collect())
    }

    fn of(files: &Checkpoint, SavedPhase { of, units }: SavedPhase, shares: Option<u32>) -> Self {
        let found = files.named(&of);
        let units = found.map_or(units as u32, |found| found.units);
        let shares = shares.or(found.and_then(|found| found.shares));
        let is_done = |unit: u32| found.is_some_and(|found| found.done.contains_key(&unit));
        Missing {
            done: found.map_or(0, |found| found.done.len()),
            units,
            shares,
            numbers: match shares {
                // how many units there are may not be known yet
                Some(shares) if found.is_none() => (0..shares).collect(),
                Some(shares) => missing_shares(shares, units, is_done),
                None => missing_units(units, is_done),
            },
            of,
        }
    }

    pub fn is_nothing(&self) -> bool {
        self.numbers.is_empty()
    }

    /// In words for a person, with the command that submits the missing shares again, or their numbers alone.
    pub fn lines(&self, resubmit: Option<&str>) -> Vec<String> {
        let Missing { of, done, units, .. } = self;
        let numbers = ranges(&self.numbers);
        match self.shares {
            Some(shares) if self.is_nothing() => vec![format!("{of}: all {shares} shares are done")],
            None if self.is_nothing() => vec![format!("{of}: all {units} units are done")],
            Some(shares) => {
                let line = format!("{of}: {} of {shares} shares missing", self.numbers.len());
                match resubmit {
                    Some(command) => vec![format!("{line}: {numbers}"), command.replace("{}", &numbers)],
                    None => vec![format!("{line}:"), numbers],
                }
            }
            None => vec![format!(
                "{of}: {done} of {units} units are done, and these are missing: {numbers}"
            )],
        }
    }

    /// Whether it can be said which shares are missing.
    pub fn has_shares(&self) -> bool {
        self.shares.is_some()
    }
}
