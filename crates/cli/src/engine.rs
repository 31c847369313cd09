//! Which engine counts: the one requested, or the cheapest one.

use latin_rectangles::count::{Checkpoint, Request};
use latin_rectangles::engine::{EngineName, Estimate, enumerate};
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
    let estimate = |engine: EngineName| {
        let request = Request {
            figure: arguments.figure,
            ..Request::of(shape, engine)
        };
        request.estimate(workers, word_seconds)
    };
    let by = |engine: EngineName| -> Result<(EngineName, f64), Failure> {
        Ok((engine, estimate(engine)?.seconds))
    };
    let engine = match (arguments.engine, only_of_enumerate(arguments)) {
        (EngineChoice::Named(EngineName::Enumerate), _) | (EngineChoice::Auto, Some(_)) => {
            return by(EngineName::Enumerate);
        }
        (EngineChoice::Named(engine), Some(option)) => return Err(not_by(engine, option)),
        (EngineChoice::Named(engine), None) => return by(engine),
        // one engine on every machine, whichever is cheaper there
        (EngineChoice::Auto, None) if only_of_classes(arguments) => return by(EngineName::Classes),
        (EngineChoice::Auto, None) if arguments.files.share.is_some() => {
            let by_formula = || by(EngineName::Formula).ok();
            return by(EngineName::Enumerate).or_else(|refused| by_formula().ok_or(refused));
        }
        (EngineChoice::Auto, None) => checkpoint.map(|checkpoint| checkpoint.request().engine),
    };
    if let (Some(engine), Some(file)) = (engine, &arguments.files.checkpoint) {
        console.say(format_args!("by {engine}, as {} is", file.display()));
        return by(engine);
    }
    let engine = EngineName::cheapest(shape, arguments.figure, workers, word_seconds)?;
    let seconds = estimate(engine)?.seconds;
    let is_said =
        engine != EngineName::Enumerate || seconds > WORTH_SAYING || arguments.files.checkpoint.is_some();
    if is_said {
        console.say(format_args!(
            "by {engine}, {}",
            why(engine, shape, seconds, |other| estimate(other).ok())
        ));
    }
    Ok((engine, seconds))
}

/// Why the cheapest engine is taken, which takes so many seconds; the others are estimated by `estimate`.
fn why(
    engine: EngineName,
    shape: Shape,
    seconds: f64,
    estimate: impl Fn(EngineName) -> Option<Estimate>,
) -> String {
    let about = duration(seconds);
    let [by_enumerate, by_classes] = [EngineName::Enumerate, EngineName::Classes].map(estimate);
    let would = |other: EngineName, taken: Estimate| {
        format!(
            "about {about}: {other} would take about {}",
            duration(taken.seconds)
        )
    };
    match (engine, by_enumerate, by_classes) {
        (EngineName::Enumerate, _, Some(classes)) => would(EngineName::Classes, classes),
        (EngineName::Classes, Some(enumerate), _) => would(EngineName::Enumerate, enumerate),
        (EngineName::Classes, None, _) => {
            format!(
                "as enumerate goes up to n = {}: about {about}",
                enumerate::LARGEST
            )
        }
        (EngineName::Formula, Some(enumerate), Some(classes)) if enumerate.seconds < classes.seconds => {
            would(EngineName::Enumerate, enumerate)
        }
        (EngineName::Formula, _, Some(classes)) => would(EngineName::Classes, classes),
        _ => format!("as no other engine takes {shape}: about {about}"),
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
