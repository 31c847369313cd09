//! All tests of the command in one program, which is compiled and linked once; a file for each subject.

mod checkpoints;
mod class_checkpoints;
mod command;
mod common;
#[cfg(unix)]
mod files;
mod formula;
#[cfg(unix)]
mod output;
#[cfg(unix)]
mod plan;
#[cfg(unix)]
mod sequence;
mod shares;
#[cfg(unix)]
mod signals;
mod verify;
