//! Counts that are kept in a file while they run, and what an interrupt does.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::{EXIT_INTERRUPTED, Failure, checkpoint};
use crate::counting::{ClassCounting, Counting};
use crate::job::CheckpointError;

const KEEP_EVERY: Duration = Duration::from_secs(5);

/// Keeping takes one part in so many of the time at most.
const SHARE: u32 = 20;

/// A count that can be kept.
pub trait Kept {
    fn cancel(&self);
    /// Units done, of all units.
    fn done(&self) -> (usize, usize);
    /// The checkpoint of what is done.
    fn text(&self) -> String;
}

impl Kept for Counting {
    fn cancel(&self) {
        self.cancel();
    }

    fn done(&self) -> (usize, usize) {
        self.done()
    }

    fn text(&self) -> String {
        self.checkpoint().text()
    }
}

impl Kept for ClassCounting {
    fn cancel(&self) {
        self.cancel();
    }

    fn done(&self) -> (usize, usize) {
        let (done, blocks) = self.blocks();
        (done as usize, blocks as usize)
    }

    fn text(&self) -> String {
        self.checkpoint().text()
    }
}

/// For where nothing is kept that an end at once could spoil.
pub fn end_at_interrupt() -> Result<(), Failure> {
    ctrlc::set_handler(|| std::process::exit(EXIT_INTERRUPTED))
        .map_err(|error| Failure::Failed(error.to_string()))
}

/// Says how much was done before.
pub fn say_going_on((done, units): (usize, usize)) {
    eprintln!("going on: {done} of {units} units are done");
}

/// The file in which a count is kept while it runs.
pub struct Keeper {
    path: PathBuf,
    /// When it was kept last, how many units were done then, and how long that took.
    kept: Instant,
    done: usize,
    took: Duration,
    interrupted: Arc<AtomicBool>,
}

impl Keeper {
    /// An interrupt from now on ends the count, not the program.
    pub fn new(path: &Path) -> Result<Self, Failure> {
        let interrupted = Arc::new(AtomicBool::new(false));
        let flag = interrupted.clone();
        ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed))
            .map_err(|error| Failure::Failed(error.to_string()))?;
        Ok(Keeper {
            path: path.to_owned(),
            kept: Instant::now(),
            done: 0,
            took: Duration::ZERO,
            interrupted,
        })
    }

    /// The checkpoint in the file; `None` when there is no file yet.
    pub fn read<C>(&self, of: impl Fn(&str) -> Result<C, CheckpointError>) -> Result<Option<C>, Failure> {
        if self.path.exists() {
            checkpoint::read(&self.path, of).map(Some)
        } else {
            Ok(None)
        }
    }

    /// Keeps what is done when it is time to and there is something new; cancels the count after an interrupt.
    pub fn look(&mut self, counting: &impl Kept) -> io::Result<()> {
        if self.interrupted.load(Ordering::Relaxed) {
            counting.cancel();
        }
        if self.kept.elapsed() >= KEEP_EVERY.max(self.took * SHARE) && counting.done().0 != self.done {
            self.keep(counting)?;
        }
        Ok(())
    }

    /// Keeps what is done; after an interrupt ends the program.
    pub fn end(&mut self, counting: &impl Kept) -> io::Result<()> {
        self.keep(counting)?;
        if self.interrupted.load(Ordering::Relaxed) {
            let (done, units) = counting.done();
            eprintln!(
                "stopped: {done} of {units} units are done, and kept in {}",
                self.path.display()
            );
            std::process::exit(EXIT_INTERRUPTED);
        }
        Ok(())
    }

    /// Where it is kept.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn keep(&mut self, counting: &impl Kept) -> io::Result<()> {
        let begun = Instant::now();
        checkpoint::write(&self.path, &counting.text())?;
        self.done = counting.done().0;
        self.kept = Instant::now();
        self.took = self.kept - begun;
        Ok(())
    }
}
