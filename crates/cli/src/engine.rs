//! Which engine counts: the one asked for, or the cheaper one.

use latin_rectangles::count::Checkpoint;
use latin_rectangles::engine::{EngineName, Takes, enumerate};
use latin_rectangles::latin::Shape;

use super::Failure;
use super::arguments::{CountArguments, EngineChoice};
use super::console::Console;
use super::progress::duration;

/// A choice of `enumerate` is said only if it takes longer than so many seconds, or is kept.
const WORTH_SAYING: f64 = 1.0;
/// So long this machine is measured for an estimate.
pub const MEASURE_SECONDS: f64 = 0.005;

/// The engine for a shape on so many workers, by what is saved of it if anything is, and the seconds that it takes, about;
/// says which and why where it is not obvious.
pub fn choose(
    arguments: &CountArguments,
    shape: Shape,
    workers: u32,
    checkpoint: Option<&Checkpoint>,
    console: Console,
) -> Result<(EngineName, f64), Failure> {
    let word_seconds = enumerate::measure_word_seconds(None, MEASURE_SECONDS);
    let by = |engine: EngineName| -> Result<(EngineName, f64), Failure> {
        Ok((engine, engine.estimate(shape, workers, word_seconds)?.seconds))
    };
    let option = option_given(arguments);
    let engine = match (arguments.engine, option) {
        (EngineChoice::Named(engine), None) => return by(engine),
        (EngineChoice::Named(engine), Some((option, takes_it))) => {
            return if takes_it(engine) {
                by(engine)
            } else {
                Err(not_by(engine, option))
            };
        }
        (EngineChoice::Auto, Some(_)) => return by(EngineName::Enumerate),
        (EngineChoice::Auto, None) => checkpoint.map(|checkpoint| checkpoint.request().engine),
    };
    if let (Some(engine), Some(file)) = (engine, &arguments.checkpoint) {
        console.say(format_args!("by {engine}, as {} is", file.display()));
        return by(engine);
    }
    let (_, classes) = by(EngineName::Classes)?;
    if shape.columns() > enumerate::LARGEST {
        console.say(format_args!(
            "by classes, as enumerate goes up to n = {}: about {}",
            enumerate::LARGEST,
            duration(classes)
        ));
        return Ok((EngineName::Classes, classes));
    }
    let (_, enumerate) = by(EngineName::Enumerate)?;
    let [by_classes, by_enumerate] = [classes, enumerate].map(duration);
    if classes < enumerate {
        console.say(format_args!(
            "by classes, about {by_classes}: enumerate would take about {by_enumerate}"
        ));
        return Ok((EngineName::Classes, classes));
    }
    if enumerate > WORTH_SAYING || arguments.checkpoint.is_some() {
        console.say(format_args!(
            "by enumerate, about {by_enumerate}: classes would take about {by_classes}"
        ));
    }
    Ok((EngineName::Enumerate, enumerate))
}

/// The first option given that not every engine has, and which engines do.
fn option_given(arguments: &CountArguments) -> Option<(&'static str, fn(EngineName) -> bool)> {
    let options = &arguments.options;
    let of_kernels: fn(EngineName) -> bool = |engine| engine == EngineName::Enumerate;
    let of_shapes: fn(EngineName) -> bool = |engine| engine.takes() == Takes::Shape;
    let given = [
        ("--popcount", options.popcount.is_some(), of_kernels),
        ("--without", !options.without.is_empty(), of_kernels),
        ("--kernel", options.kernel.is_some(), of_kernels),
        ("--schedule", arguments.schedule.is_some(), of_shapes),
        ("--per-column", arguments.per_column, of_shapes),
        ("--units", arguments.units.is_some(), of_shapes),
    ];
    let mut given = given.into_iter().filter(|&(_, given, _)| given);
    given.next().map(|(name, _, takes_it)| (name, takes_it))
}

/// An option is given that an engine does not have.
pub fn not_by(engine: EngineName, option: &str) -> Failure {
    Failure::BadInput(format!(
        "--engine {engine} does not take {option}, which only enumerate has"
    ))
}
