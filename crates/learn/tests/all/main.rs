//! All tests of the walk in one program, which is compiled and linked once; a file for each subject.

mod bad_input;
mod classes;
mod common;
mod completions;
mod rectangles;
mod trace;
