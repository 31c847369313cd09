//! Runs a count from beginning to end: announces it, saves progress, writes the result.

use std::ops::Range;
use std::sync::Arc;

use latin_rectangles::count::{Checkpoint, Count, CountError, Request, Resumed, Session, Share};
use latin_rectangles::run::{Executor, State};

use super::arguments::Format;
use super::autosave::{Autosave, say_resumed};
use super::console::Console;
use super::failure::{Failure, printed_and_saved};
use super::progress::{announce_if_long, wait};
use super::{interrupts, result};

/// What is to be counted, and what is known before.
pub struct Job {
    pub request: Request,
    pub workers: u32,
    /// In words, what is counted.
    pub what: String,
    /// Seconds that all of it takes here, about.
    pub seconds: f64,
    pub checkpoint: Option<Checkpoint>,
    /// Only these units are run.
    pub units: Option<Range<u32>>,
}

/// Counts, saves progress where that is wanted, and writes the result.
pub fn run(
    job: Job,
    mut autosave: Option<Autosave>,
    format: Format,
    console: Console,
    write: impl Fn(&Count) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let executor = Arc::new(threads(job.workers)?);
    let resumes = job.checkpoint.is_some();
    let resumed = Resumed {
        checkpoint: job.checkpoint,
        share: job.units.map(|units| Share { phase: 0, units }),
    };
    let mut count = Count::resume(job.request, resumed, &Session::default(), executor)?;
    if resumes {
        say_resumed(console, count.saved());
    }
    if count.saved().0 == 0 {
        announce(&count, &job.what, job.seconds, job.workers, console);
    }
    wait(&mut count, autosave.as_mut(), console);
    let (Some(autosave), State::Done | State::Cancelled) = (&mut autosave, count.state()) else {
        return write(&count);
    };
    let saved = autosave.end(&count);
    if let (State::Cancelled, Some(signal)) = (count.state(), interrupts::requested()) {
        return Err(autosave.stopped(&count, saved, signal, console));
    }
    if let Err(CountError::Missing { missing, units }) = count.answer() {
        saved?;
        let share = count.units_here();
        let sentence = format!(
            "units {}..{} are counted: {} of {units} units are done, and kept in {}",
            share.start,
            share.end,
            units - missing,
            autosave.path().display()
        );
        return result::instead(&sentence, format, console);
    }
    printed_and_saved(write(&count), saved)
}

/// Says how long a new count takes; for a resumed one, progress says it better than an estimate.
fn announce(count: &Count, what: &str, seconds: f64, workers: u32, console: Console) {
    let ((_, to_do), (_, units)) = (count.done_here(), count.phase_done());
    if count.request().shape().is_none() || to_do == units {
        return announce_if_long(console, what, seconds, workers);
    }
    let what = format!("this share of {what}");
    announce_if_long(console, &what, seconds * to_do as f64 / units as f64, workers);
}

/// Threads that count.
pub fn threads(workers: u32) -> Result<Executor, Failure> {
    Executor::pool(workers as usize).map_err(|error| {
        Failure::Failed(format!(
            "{workers} threads cannot be started here ({error}); try fewer with --workers"
        ))
    })
}
