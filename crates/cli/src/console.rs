//! Messages besides the result: on standard error, which may be closed or full without harm.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

#[derive(Clone, Copy)]
pub struct Console {
    quiet: bool,
}

impl Console {
    pub fn new(quiet: bool) -> Self {
        Console { quiet }
    }

    /// Prints a message unless quiet.
    pub fn say(self, sentence: impl Display) {
        if !self.quiet {
            self.warn(sentence);
        }
    }

    /// Prints a message that matters, quiet or not.
    pub fn warn(self, sentence: impl Display) {
        // a line in one write, so that two programs do not mix theirs; a failure cannot be reported
        let _ = io::stderr().write_all(format!("{sentence}\n").as_bytes());
    }

    pub fn is_quiet(self) -> bool {
        self.quiet
    }

    /// Whether a progress bar can be shown.
    pub fn is_watched(self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }
}
