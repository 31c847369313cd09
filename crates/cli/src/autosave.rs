//! Saves the progress of a running count to a file.

use std::path::Path;
use std::time::{Duration, Instant};

use latin_rectangles::count::{Checkpoint, Count};

use super::console::Console;
use super::failure::Failure;
use super::lock::{Lock, lock};
use super::output_file::OutputFile;
use super::{checkpoint, interrupts};

const SAVE_EVERY: Duration = Duration::from_secs(5);

/// Saving takes at most one part in this many of the time.
const TIME_PARTS: u32 = 20;

/// Says how many units are done already.
pub fn say_resumed(console: Console, (done, units): (usize, usize)) {
    console.say(format_args!("going on: {done} of {units} units are done"));
}

/// The file to which the progress of a running count is saved.
pub struct Autosave {
    file: OutputFile,
    _lock: Option<Lock>,
    /// When it was last saved, or that was tried, how many units were done then, and how long saving took.
    last_save: Instant,
    done: usize,
    took: Duration,
    /// Whether the last attempt failed.
    failing: bool,
}

impl Autosave {
    /// Locks a file for as long as this lives. A signal from now on ends the count, not the program.
    ///
    /// # Errors
    /// When it cannot be written, or another process has it.
    pub fn new(path: &Path, console: Console) -> Result<Self, Failure> {
        let file = OutputFile::regular(path)?;
        let lock = lock(&file, console)?;
        interrupts::defer_first();
        Ok(Autosave {
            file,
            _lock: lock,
            last_save: Instant::now(),
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

    /// Saves when it is time to and there is something new, and cancels the count after a signal. Returns a message for the
    /// user, once for each change.
    pub fn tick(&mut self, count: &mut Count) -> Option<String> {
        if interrupts::requested().is_some() {
            count.cancel();
        }
        if self.last_save.elapsed() < SAVE_EVERY.max(self.took * TIME_PARTS) || count.saved().0 == self.done {
            return None;
        }
        let before = self.failing;
        match self.save(count) {
            Err(reason) if !before => Some(format!("{reason}; the count goes on, and this is tried again")),
            Ok(()) if before => Some(format!("{} is written again", self.path().display())),
            Ok(()) | Err(_) => None,
        }
    }

    /// Saves for the last time; a failure is reported after the result.
    pub fn end(&mut self, count: &Count) -> Result<(), Failure> {
        self.save(count).map_err(Failure::NotSaved)
    }

    /// Says how far the count was when a signal ended it, and whether that is saved.
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

    /// Where progress is saved.
    pub fn path(&self) -> &Path {
        self.file.name()
    }

    fn save(&mut self, count: &Count) -> Result<(), String> {
        let begun = Instant::now();
        let written = checkpoint::write(&self.file, &count.checkpoint());
        self.last_save = Instant::now();
        self.took = self.last_save - begun;
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
    fn a_failure_is_reported_once_and_saving_is_tried_again() {
        let place = tempfile::tempdir().unwrap();
        let (folder, away) = (place.path().join("folder"), place.path().join("away"));
        std::fs::create_dir(&folder).unwrap();
        let file = folder.join("count.json");
        let mut autosave = Autosave::new(&file, Console::new(true)).ok().unwrap();
        let request = Request::of(Shape::new(4, 6).unwrap(), EngineName::Enumerate);
        let executor = Arc::new(Executor::Caller);
        let mut count = Count::start(request, &Session::default(), executor).unwrap();
        // one unit more at each tick
        let mut tick = |autosave: &mut Autosave| {
            count.step();
            // as if it had been saved long ago
            (autosave.last_save, autosave.took) = (Instant::now() - SAVE_EVERY, Duration::ZERO);
            autosave.tick(&mut count)
        };
        assert_eq!(tick(&mut autosave), None);
        std::fs::rename(&folder, &away).unwrap();
        let said = tick(&mut autosave).unwrap();
        let wanted = format!("{} cannot be written: No such file", file.display());
        assert!(
            said.starts_with(&wanted) && said.ends_with("this is tried again"),
            "{said}"
        );
        assert_eq!(tick(&mut autosave), None);
        assert_eq!(tick(&mut autosave), None);
        std::fs::rename(&away, &folder).unwrap();
        assert_eq!(
            tick(&mut autosave).unwrap(),
            format!("{} is written again", file.display())
        );
        assert_eq!(tick(&mut autosave), None);
        let written = Checkpoint::read(&std::fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!(written.done(&Session::default()), Ok((6, 10)));
    }
}
