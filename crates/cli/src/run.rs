//! Runs a count from beginning to end: announces it, saves progress, writes the result.

use std::sync::Arc;

use latin_rectangles::count::{Checkpoint, Count, CountError, Request, Resumed, Session, Share};
use latin_rectangles::run::{Executor, State};

use super::arguments::{FileArguments, Format};
use super::autosave::{Autosave, say_resumed};
use super::console::Console;
use super::failure::{Failure, printed_and_saved};
use super::progress::{announce_if_long, wait};
use super::{checkpoint, interrupts, result};

/// What is to be counted.
pub struct Job {
    pub request: Request,
    pub workers: u32,
    /// In words, what is counted.
    pub what: String,
    /// Seconds that all of it takes here, about.
    pub seconds: f64,
    /// Only these units are run.
    pub share: Option<Share>,
}

/// What is known before a count, and where its progress is saved.
pub struct Files {
    pub autosave: Option<Autosave>,
    checkpoint: Option<Checkpoint>,
    given: Option<Checkpoint>,
}

impl Files {
    /// Reads and locks the files that are named.
    pub fn open(arguments: &FileArguments, console: Console) -> Result<Self, Failure> {
        let path = arguments.checkpoint.as_deref();
        if let Some(both) = arguments.from.iter().find(|from| Some(from.as_path()) == path) {
            return Err(Failure::BadInput(format!(
                "{} is named by --from, which is only read, and by --checkpoint, which is written",
                both.display()
            )));
        }
        let autosave = path.map(|path| Autosave::new(path, console)).transpose()?;
        Ok(Files {
            checkpoint: autosave.as_ref().map(Autosave::read).transpose()?.flatten(),
            autosave,
            given: checkpoint::read_all(&arguments.from)?,
        })
    }

    /// What is there already, if anything.
    pub fn found(&self) -> Option<&Checkpoint> {
        self.checkpoint.as_ref().or(self.given.as_ref())
    }
}

/// Counts, saves progress where that is wanted, and writes the result.
pub fn run(
    job: Job,
    files: Files,
    format: Format,
    console: Console,
    write: impl Fn(&Count) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let executor = Arc::new(threads(job.workers)?);
    let Files {
        mut autosave,
        checkpoint,
        given,
    } = files;
    let resumes = checkpoint.is_some() || given.is_some();
    let (share, lists_only) = (job.share.clone(), job.request.lists_only);
    let resumed = Resumed {
        checkpoint,
        given,
        share: job.share,
    };
    let mut count = Count::resume(job.request, resumed, &Session::default(), executor)?;
    let of_all = !lists_only && !matches!(share, Some(Share::OfPhase { .. }));
    if resumes && of_all {
        say_resumed(console, count.saved());
    }
    if count.saved().0 == 0 && of_all {
        announce(
            &count,
            share.as_ref(),
            &job.what,
            job.seconds,
            job.workers,
            console,
        );
    }
    wait(&mut count, autosave.as_mut(), console);
    let (Some(autosave), State::Done | State::Cancelled) = (&mut autosave, count.state()) else {
        return write(&count);
    };
    let saved = autosave.end(&count);
    if let (State::Cancelled, Some(signal)) = (count.state(), interrupts::requested()) {
        return Err(autosave.stopped(&count, saved, signal, console));
    }
    let kept = format!("kept in {}", autosave.path().display());
    match count.answer() {
        Err(CountError::Missing { missing, units }) => {
            saved?;
            let done = done_here(&count, share.as_ref(), &job.what, units - missing);
            result::instead(&format!("{done}, and {kept}"), format, console)
        }
        Ok(answer) if lists_only => {
            saved?;
            let lists = result::complete(&answer.evidence);
            result::instead(&format!("{lists}\n{kept}"), format, console)
        }
        _ => printed_and_saved(write(&count), saved),
    }
}

/// Which units are counted, for people.
fn done_here(count: &Count, share: Option<&Share>, what: &str, done: usize) -> String {
    let (here, (_, units)) = (count.units_here(), count.phase_done());
    let (share, of) = match share {
        Some(Share::Numbered(share)) => (share, what),
        Some(Share::OfPhase { of, share }) => (share, of.as_str()),
        Some(Share::Units { .. }) | None => {
            return format!(
                "units {}..{} are counted: {done} of {units} units are done",
                here.start, here.end
            );
        }
    };
    if here.is_empty() {
        format!("share {share} of {of} has none of its {units} units: nothing is to be counted")
    } else {
        format!(
            "share {share} of {of} is counted: units {}..{} of {units} are done",
            here.start, here.end
        )
    }
}

/// Says how long a new count takes; for a resumed one, progress says it better than an estimate.
fn announce(count: &Count, share: Option<&Share>, what: &str, seconds: f64, workers: u32, console: Console) {
    let units = count.saved().1 as u32;
    let here = match share {
        Some(Share::Numbered(share)) => share.units(units),
        Some(Share::Units { units, .. }) => units.clone(),
        Some(Share::OfPhase { .. }) | None => 0..units,
    };
    if here == (0..units) {
        return announce_if_long(console, what, seconds, workers);
    }
    let what = format!("this share of {what}");
    let part = here.len() as f64 / f64::from(units);
    announce_if_long(console, &what, seconds * part, workers);
}

/// Threads that count.
pub fn threads(workers: u32) -> Result<Executor, Failure> {
    Executor::pool(workers as usize).map_err(|error| {
        Failure::Failed(format!(
            "{workers} threads cannot be started here ({error}); try fewer with --workers"
        ))
    })
}
