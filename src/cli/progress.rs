//! What is said before a long count and while it runs.

use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Failure;
use super::keeper::Keeper;
use crate::counting::Counting;
use crate::run::{MeterField, State};

/// Counts longer than this are announced with their estimate.
const LONG: Duration = Duration::from_secs(60);
pub const PROGRESS_AFTER: Duration = Duration::from_secs(1);
pub const LOOK_EVERY: Duration = Duration::from_millis(50);

pub fn announce_if_long(what: &str, seconds: f64, workers: u32) {
    if seconds > LONG.as_secs_f64() {
        eprintln!(
            "{what} takes about {} here on {workers} workers; Ctrl-C ends it",
            duration(seconds)
        );
    }
}

/// In words, about.
pub fn duration(seconds: f64) -> String {
    if seconds < 1.0 {
        return format!("{:.0} ms", (seconds * 1e3).max(1.0));
    }
    const UNITS: [(f64, &str); 5] = [
        (31_557_600.0, "years"),
        (86_400.0, "days"),
        (3600.0, "hours"),
        (60.0, "minutes"),
        (0.0, "seconds"),
    ];
    let (size, unit) = UNITS
        .into_iter()
        .find(|(size, _)| seconds >= 2.0 * size)
        .expect("the last takes all");
    format!("{:.0} {unit}", seconds / size.max(1.0))
}

/// Waits for the end, with a progress bar when someone sees it.
pub fn wait(counting: &mut Counting, mut keeper: Option<&mut Keeper>) -> Result<(), Failure> {
    let mut bar = None;
    while counting.wait(LOOK_EVERY) == State::Running {
        counting.collect()?;
        if let Some(keeper) = &mut keeper {
            keeper.look(counting)?;
        }
        if bar.is_none()
            && counting.elapsed_seconds() > PROGRESS_AFTER.as_secs_f64()
            && io::stderr().is_terminal()
        {
            bar = Some(progress_bar(counting.done().1));
        }
        if let Some(bar) = &bar {
            let (done, _) = counting.done();
            let in_hand: u64 = (0..counting.meter().workers())
                .filter(|&worker| counting.meter().read(worker, MeterField::Unit) > 0)
                .map(|worker| counting.meter().read(worker, MeterField::Share))
                .sum();
            bar.set_position(done as u64 * 1_000_000 + in_hand);
        }
    }
    counting.collect()?;
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    Ok(())
}

fn progress_bar(units: usize) -> ProgressBar {
    let style =
        ProgressStyle::with_template("{bar:40} {percent} % of the work, {elapsed} elapsed, about {eta} left")
            .expect("a valid template");
    ProgressBar::with_draw_target(Some(units as u64 * 1_000_000), ProgressDrawTarget::stderr())
        .with_style(style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_durations_in_the_unit_that_fits() {
        for (seconds, text) in [
            (0.0023, "2 ms"),
            (90.0, "90 seconds"),
            (150.0, "2 minutes"),
            (7.3 * 3600.0, "7 hours"),
            (1e9, "32 years"),
        ] {
            assert_eq!(duration(seconds), text);
        }
    }
}
