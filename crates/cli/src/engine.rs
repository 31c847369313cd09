//! Which engine counts: the one requested, or the cheaper one.

use latin_rectangles::count::Checkpoint;
use latin_rectangles::engine::{EngineName, enumerate};
use latin_rectangles::latin::Shape;

use super::arguments::{CountArguments, EngineChoice};
use super::console::Console;
use super::failure::Failure;
use super::progress::duration;

/// A choice of `enumerate` is mentioned only if it takes longer than this many seconds, or progress is saved.
const WORTH_SAYING: f64 = 1.0;
/// Seconds for which this machine is measured for an estimate.
pub const MEASURE_SECONDS: f64 = 0.005;

/// The engine for a shape on so many workers, that of the checkpoint if there is one, and about how many seconds it takes;
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
    let engine = match (arguments.engine, only_of_enumerate(arguments)) {
        (EngineChoice::Named(EngineName::Enumerate), _) | (EngineChoice::Auto, Some(_)) => {
            return by(EngineName::Enumerate);
        }
        (EngineChoice::Named(engine), Some(option)) => return Err(not_by(engine, option)),
        (EngineChoice::Named(engine), None) => return by(engine),
        // one engine on every machine, whichever is cheaper there
        (EngineChoice::Auto, None) if only_of_classes(arguments) => return by(EngineName::Classes),
        (EngineChoice::Auto, None) if arguments.files.share.is_some() => return by(EngineName::Enumerate),
        (EngineChoice::Auto, None) => checkpoint.map(|checkpoint| checkpoint.request().engine),
    };
    if let (Some(engine), Some(file)) = (engine, &arguments.files.checkpoint) {
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
    if enumerate > WORTH_SAYING || arguments.files.checkpoint.is_some() {
        console.say(format_args!(
            "by enumerate, about {by_enumerate}: classes would take about {by_classes}"
        ));
    }
    Ok((EngineName::Enumerate, enumerate))
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

/// Whether an option is given that only `classes` has.
fn only_of_classes(arguments: &CountArguments) -> bool {
    arguments.files.phase.is_some() || arguments.files.lists_only
}

/// An option is given that an engine does not have.
pub fn not_by(engine: EngineName, option: &str) -> Failure {
    Failure::BadInput(format!(
        "--engine {engine} does not take {option}, which only enumerate has"
    ))
}
