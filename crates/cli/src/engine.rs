//! Which engine counts: the one asked for, or the cheaper one.

use latin_rectangles::engine::classes::{self, ClassesError};
use latin_rectangles::engine::{EngineName, Estimate, enumerate};
use latin_rectangles::job::AnyCheckpoint;
use latin_rectangles::latin::Shape;

use super::Failure;
use super::arguments::{CountArguments, EngineChoice};
use super::console::Console;
use super::progress::duration;

/// A choice of `enumerate` is said only if it takes longer than so many seconds, or is kept.
const WORTH_SAYING: f64 = 1.0;
/// So long this machine is measured for an estimate.
pub const MEASURE_SECONDS: f64 = 0.005;

/// The engine that is to count, and what it would take.
pub enum Chosen {
    Enumerate(Estimate),
    Classes(classes::Estimate),
}

impl From<ClassesError> for Failure {
    fn from(error: ClassesError) -> Self {
        Failure::BadInput(error.to_string())
    }
}

/// The engine for a shape on so many workers, by what is kept of it if anything is; says which and why where it is not
/// obvious.
pub fn choose(
    arguments: &CountArguments,
    shape: Shape,
    workers: u32,
    checkpoint: Option<&AnyCheckpoint>,
    console: Console,
) -> Result<Chosen, Failure> {
    let word_seconds = enumerate::measure_word_seconds(None, MEASURE_SECONDS);
    let by_enumerate = || EngineName::Enumerate.estimate(shape, workers, word_seconds);
    let by_classes = || {
        let rows = shape.rows()..=shape.rows();
        classes::estimate(shape.columns(), rows, workers, word_seconds)
    };
    let own_option = only_of_enumerate(arguments);
    match (arguments.engine, own_option) {
        (EngineChoice::Enumerate, _) | (EngineChoice::Auto, Some(_)) => {
            Ok(Chosen::Enumerate(by_enumerate()?))
        }
        (EngineChoice::Classes, None) => Ok(Chosen::Classes(by_classes()?)),
        (EngineChoice::Classes, Some(option)) => Err(not_by_classes(option)),
        (EngineChoice::Auto, None) => {
            if let (Some(checkpoint), Some(file)) = (checkpoint, &arguments.checkpoint) {
                console.say(format_args!(
                    "by {}, as {} is",
                    checkpoint.engine(),
                    file.display()
                ));
                return Ok(match checkpoint {
                    AnyCheckpoint::Enumerate(_) => Chosen::Enumerate(by_enumerate()?),
                    AnyCheckpoint::Classes(_) => Chosen::Classes(by_classes()?),
                });
            }
            let classes = by_classes()?;
            if shape.columns() > enumerate::LARGEST {
                console.say(format_args!(
                    "by classes, as enumerate goes up to n = {}: about {}",
                    enumerate::LARGEST,
                    duration(classes.seconds)
                ));
                return Ok(Chosen::Classes(classes));
            }
            let enumerate = by_enumerate()?;
            let [by_classes, by_enumerate] = [classes.seconds, enumerate.seconds].map(duration);
            if classes.seconds < enumerate.seconds {
                console.say(format_args!(
                    "by classes, about {by_classes}: enumerate would take about {by_enumerate}"
                ));
                return Ok(Chosen::Classes(classes));
            }
            if enumerate.seconds > WORTH_SAYING || arguments.checkpoint.is_some() {
                console.say(format_args!(
                    "by enumerate, about {by_enumerate}: classes would take about {by_classes}"
                ));
            }
            Ok(Chosen::Enumerate(enumerate))
        }
    }
}

/// The first option given that only `enumerate` has.
fn only_of_enumerate(arguments: &CountArguments) -> Option<&'static str> {
    let options = &arguments.options;
    let given = [
        ("--schedule", arguments.schedule.is_some()),
        ("--popcount", options.popcount.is_some()),
        ("--without", !options.without.is_empty()),
        ("--kernel", options.kernel.is_some()),
        ("--per-column", arguments.per_column),
        ("--units", arguments.units.is_some()),
    ];
    given.into_iter().find_map(|(name, given)| given.then_some(name))
}

/// An option is given that a count by classes does not have.
pub fn not_by_classes(option: &str) -> Failure {
    Failure::BadInput(format!(
        "--engine classes does not take {option}, which only enumerate has"
    ))
}
