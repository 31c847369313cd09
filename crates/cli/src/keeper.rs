//! Counts that are kept in a file while they run.

use std::path::Path;
use std::time::{Duration, Instant};

use latin_rectangles::count::{Checkpoint, Count};

use super::console::Console;
use super::failure::Failure;
use super::lock::{Lock, lock};
use super::output_file::OutputFile;
use super::{checkpoint, interrupts};

const KEEP_EVERY: Duration = Duration::from_secs(5);

/// Keeping takes one part in so many of the time at most.
const SHARE: u32 = 20;

/// Says how much was done before.
pub fn say_resumed(console: Console, (done, units): (usize, usize)) {
    console.say(format_args!("going on: {done} of {units} units are done"));
}

/// The file in which a count is kept while it runs.
pub struct Keeper {
    file: OutputFile,
    _lock: Option<Lock>,
    /// When it was kept last or that was tried, how many units were done then, and how long that took.
    kept: Instant,
    done: usize,
    took: Duration,
    /// Whether the last try went wrong.
    failing: bool,
}

impl Keeper {
    /// Takes a file for as long as this lives. A signal from now on ends the count, not the program.
    ///
    /// # Errors
    /// When it cannot be written, or another process has it.
    pub fn new(path: &Path, console: Console) -> Result<Self, Failure> {
        let file = OutputFile::regular(path)?;
        let lock = lock(&file, console)?;
        interrupts::ask_first();
        Ok(Keeper {
            file,
            _lock: lock,
            kept: Instant::now(),
            done: 0,
            took: Duration::ZERO,
            failing: false,
        })
    }

    /// The checkpoint in the file; `None` when there is no file yet.
    pub fn read(&self) -> Result<Option<Checkpoint>, Failure> {
        if self.path().exists() {
            checkpoint::read(self.path()).map(Some)
        } else {
            Ok(None)
        }
    }

    /// Keeps what is done when it is time to and there is something new, and cancels the count after a signal. What is
    /// to be said of it, once.
    pub fn look(&mut self, count: &mut Count) -> Option<String> {
        if interrupts::asked().is_some() {
            count.cancel();
        }
        if self.kept.elapsed() < KEEP_EVERY.max(self.took * SHARE) || count.saved().0 == self.done {
            return None;
        }
        let before = self.failing;
        match self.keep(count) {
            Err(reason) if !before => Some(format!("{reason}; the count goes on, and this is tried again")),
            Ok(()) if before => Some(format!("{} is written again", self.path().display())),
            Ok(()) | Err(_) => None,
        }
    }

    /// Keeps what is done for the last time; the failure is for after the result.
    pub fn end(&mut self, count: &Count) -> Result<(), Failure> {
        self.keep(count).map_err(Failure::NotSaved)
    }

    /// Says how far the count was that a signal has ended, and whether that is kept.
    pub fn stopped(
        &self,
        count: &Count,
        saved: Result<(), Failure>,
        signal: usize,
        console: Console,
    ) -> Failure {
        let (done, units) = count.saved();
        let stopped = format!("stopped: {done} of {units} units are done");
        match saved {
            Err(Failure::NotSaved(reason)) => console.warn(format_args!("{stopped}, and not kept: {reason}")),
            _ => console.say(format_args!("{stopped}, and kept in {}", self.path().display())),
        }
        Failure::Interrupted(signal)
    }

    /// Where it is kept.
    pub fn path(&self) -> &Path {
        self.file.name()
    }

    fn keep(&mut self, count: &Count) -> Result<(), String> {
        let begun = Instant::now();
        let written = self.file.write(&count.checkpoint().text());
        self.kept = Instant::now();
        self.took = self.kept - begun;
        self.failing = written.is_err();
        if written.is_ok() {
            self.done = count.saved().0;
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use latin_rectangles::count::{Request, Session};
    use latin_rectangles::engine::EngineName;
    use latin_rectangles::latin::Shape;
    use latin_rectangles::run::Executor;

    use super::*;

    #[test]
    fn a_failure_is_said_once_and_tried_again() {
        let place = tempfile::tempdir().unwrap();
        let (folder, away) = (place.path().join("folder"), place.path().join("away"));
        std::fs::create_dir(&folder).unwrap();
        let file = folder.join("count.json");
        let mut keeper = Keeper::new(&file, Console::new(true)).ok().unwrap();
        let request = Request::of(Shape::new(4, 6).unwrap(), EngineName::Enumerate);
        let executor = Arc::new(Executor::Caller);
        let mut count = Count::start(request, &Session::default(), executor).unwrap();
        // one unit more at each look
        let mut look = |keeper: &mut Keeper| {
            count.step();
            // as if it had been saved long ago
            (keeper.kept, keeper.took) = (Instant::now() - KEEP_EVERY, Duration::ZERO);
            keeper.look(&mut count)
        };
        assert_eq!(look(&mut keeper), None);
        std::fs::rename(&folder, &away).unwrap();
        let said = look(&mut keeper).unwrap();
        let wanted = format!("{} cannot be written: No such file", file.display());
        assert!(
            said.starts_with(&wanted) && said.ends_with("this is tried again"),
            "{said}"
        );
        assert_eq!(look(&mut keeper), None);
        assert_eq!(look(&mut keeper), None);
        std::fs::rename(&away, &folder).unwrap();
        assert_eq!(
            look(&mut keeper).unwrap(),
            format!("{} is written again", file.display())
        );
        assert_eq!(look(&mut keeper), None);
        let written = Checkpoint::read(&std::fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!(written.done(&Session::default()), Ok((6, 10)));
    }
}
