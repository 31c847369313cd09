//! What is said beside the result: on standard error, where it may be closed or full without harm.

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

    /// Says something that can be left out.
    pub fn say(self, sentence: impl Display) {
        if !self.quiet {
            self.warn(sentence);
        }
    }

    /// Says what must be known, quiet or not.
    pub fn warn(self, sentence: impl Display) {
        // a line in one write, so that two programs do not mix theirs; nobody can be told that it failed
        let _ = io::stderr().write_all(format!("{sentence}\n").as_bytes());
    }

    pub fn is_quiet(self) -> bool {
        self.quiet
    }

    /// Whether someone can watch a bar.
    pub fn is_watched(self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }
}
