//! The estimate before a long count, and its progress while it runs.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use latin_rectangles::count::Count;
use latin_rectangles::engine::seam::Counted;
use latin_rectangles::run::{MeterField, State};

use super::autosave::Autosave;
use super::console::Console;
use super::result;

/// Counts longer than this are announced with their estimate.
const LONG: Duration = Duration::from_secs(60);
/// A bar is shown after this many seconds.
const BAR_AFTER: f64 = 1.0;
/// Without a terminal a line is printed after this many seconds, and again whenever the time has doubled.
const LINE_AFTER: f64 = 5.0;
/// The time left is not shown before this many seconds, nor before each worker has done this much, in units.
const LEFT_AFTER: f64 = 2.0;
const LEFT_FROM_UNITS: f64 = 0.1;
const TICK: Duration = Duration::from_millis(50);

/// Says about how long it takes, if that is more than a minute.
pub fn announce_if_long(console: Console, what: &str, seconds: f64, workers: u32) {
    if let Some(sentence) = announcement(what, seconds, workers) {
        console.say(sentence);
    }
}

/// About how long it takes, in a sentence; `None` for up to a minute.
pub fn announcement(what: &str, seconds: f64, workers: u32) -> Option<String> {
    let (about, workers) = (duration(seconds), result::workers(workers));
    (seconds > LONG.as_secs_f64())
        .then(|| format!("{what} takes about {about} here on {workers}; Ctrl-C ends it"))
}

/// A duration in words, rounded.
pub fn duration(seconds: f64) -> String {
    if seconds < 1.0 {
        return format!("{:.0} ms", (seconds * 1e3).max(1.0));
    }
    const YEAR: f64 = 31_557_600.0;
    const UNITS: [(f64, &str); 5] = [
        (YEAR, "years"),
        (86_400.0, "days"),
        (3600.0, "hours"),
        (60.0, "minutes"),
        (1.0, "seconds"),
    ];
    const LARGE: [(f64, &str); 4] = [
        (1e12, "trillion"),
        (1e9, "billion"),
        (1e6, "million"),
        (1e3, "thousand"),
    ];
    let years = seconds / YEAR;
    if let Some((size, name)) = LARGE.into_iter().find(|(size, _)| years >= 2.0 * size) {
        return format!("{} {name} years", result::grouped(&two_digits(years / size)));
    }
    let fitting = UNITS.into_iter().find(|(size, _)| seconds >= 2.0 * size);
    let (size, unit) = fitting.unwrap_or((1.0, "seconds"));
    match (seconds / size).round_ties_even() {
        1.0 => format!("1 {}", unit.trim_end_matches('s')),
        number => format!("{number:.0} {unit}"),
    }
}

/// Rounded to its first two digits, which is enough for an estimate of years.
fn two_digits(number: f64) -> u64 {
    let step = 10f64.powi((number.log10().floor() as i32 - 1).max(0));
    ((number / step).round() * step) as u64
}

/// Shows progress: as a bar on a terminal, otherwise as a line now and then.
pub struct Progress {
    console: Console,
    bar: Option<ProgressBar>,
    /// Seconds after which the next line is due.
    next_line: f64,
}

impl Progress {
    pub fn new(console: Console) -> Self {
        Progress {
            console,
            bar: None,
            next_line: LINE_AFTER,
        }
    }

    /// Whether there is something to show after this many seconds.
    pub fn is_due(&self, elapsed: f64) -> bool {
        if self.console.is_watched() {
            elapsed >= BAR_AFTER
        } else {
            !self.console.is_quiet() && elapsed >= self.next_line
        }
    }

    /// Shows which share of `what` is done after this many seconds, and how many seconds are left, where that is known.
    pub fn show(&mut self, elapsed: f64, share: f64, what: &str, left: Option<f64>) {
        if !self.is_due(elapsed) {
            return;
        }
        let left = left.map_or(String::new(), |left| format!(", about {} left", duration(left)));
        let line = format!(
            "{:.0} % of {what} after {}{left}",
            (share * 100.0).floor(),
            duration(elapsed)
        );
        if self.console.is_watched() {
            let bar = self.bar.get_or_insert_with(bar);
            bar.set_message(line);
            bar.set_position((share * BAR_STEPS as f64) as u64);
        } else {
            self.console.say(line);
            while self.next_line <= elapsed {
                self.next_line *= 2.0;
            }
        }
    }

    /// Warns while the count runs.
    pub fn warn(&self, sentence: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| self.console.warn(sentence)),
            None => self.console.warn(sentence),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

const BAR_STEPS: u64 = 1_000_000;

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {msg}").expect("a valid template");
    ProgressBar::with_draw_target(Some(BAR_STEPS), ProgressDrawTarget::stderr()).with_style(style)
}

/// Waits for the end of a count, and shows its progress.
pub fn wait(count: &mut Count, mut autosave: Option<&mut Autosave>, console: Console) {
    let mut progress = Progress::new(console);
    while count.wait(TICK) == State::Running {
        if let Some(said) = autosave.as_mut().and_then(|autosave| autosave.tick(count)) {
            progress.warn(&said);
        }
        let elapsed = count.elapsed_seconds();
        if !progress.is_due(elapsed) {
            continue;
        }
        let so_far = SoFar::of(count);
        match count.phase() {
            Some(phase) if phase.counted != Counted::BySign => {
                progress.show(elapsed, so_far.share(), &phase.name, None);
            }
            _ => progress.show(elapsed, so_far.share(), "the work", so_far.seconds_left(elapsed)),
        }
    }
}

/// How far the units of a count are.
struct SoFar {
    /// Units done in earlier runs, of those asked for now.
    before: usize,
    /// Units done in this run.
    here: usize,
    /// How much of each unit in progress is done.
    in_progress: Vec<f64>,
    /// Units not begun.
    waiting: usize,
    workers: usize,
}

impl SoFar {
    fn of(count: &Count) -> Self {
        let (here, all) = count.done_here();
        let meter = count.meter();
        let in_progress: Vec<f64> = (0..meter.workers())
            .filter(|&worker| meter.read(worker, MeterField::Unit) > 0)
            .map(|worker| meter.read(worker, MeterField::Share) as f64 / 1e6)
            .collect();
        SoFar {
            before: count.units_here().len() - all,
            here,
            waiting: all.saturating_sub(here + in_progress.len()),
            in_progress,
            workers: meter.workers(),
        }
    }

    /// Of the whole work, earlier runs included.
    fn share(&self) -> f64 {
        let all = self.before + self.here + self.in_progress.len() + self.waiting;
        let done = (self.before + self.here) as f64 + self.in_progress.iter().sum::<f64>();
        if all == 0 { 1.0 } else { done / all as f64 }
    }

    /// Seconds until the last unit is done, if units take as long as they have in this run; `None` while too little of it
    /// is done.
    fn seconds_left(&self, elapsed: f64) -> Option<f64> {
        let done = self.here as f64 + self.in_progress.iter().sum::<f64>();
        if elapsed < LEFT_AFTER || done < LEFT_FROM_UNITS * self.workers as f64 {
            return None;
        }
        let unit_seconds = elapsed * self.workers as f64 / done;
        let mut left: Vec<f64> = self.in_progress.iter().map(|share| 1.0 - share).collect();
        left.resize(self.workers.max(1), 0.0);
        // all but the last rounds are shared evenly
        let rounds = (self.waiting / left.len()).saturating_sub(2);
        for _ in 0..self.waiting - rounds * left.len() {
            let free = left.iter_mut().min_by(|one, other| one.total_cmp(other));
            *free.expect("one worker at least") += 1.0;
        }
        let last = left.into_iter().fold(0.0, f64::max);
        Some((last + rounds as f64) * unit_seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_durations_in_the_unit_that_fits() {
        for (seconds, text) in [
            (0.0023, "2 ms"),
            (1.2, "1 second"),
            (90.0, "90 seconds"),
            (150.0, "2 minutes"),
            (7.3 * 3600.0, "7 hours"),
            (1e9, "32 years"),
            (1.541e16, "490 million years"),
            (1e12, "32 thousand years"),
            (f64::NAN, "NaN seconds"),
        ] {
            assert_eq!(duration(seconds), text);
        }
    }

    #[test]
    fn the_time_left_is_that_of_this_run_and_of_the_last_unit() {
        let so_far = |before, here, in_progress: &[f64], waiting| SoFar {
            before,
            here,
            in_progress: in_progress.to_vec(),
            waiting,
            workers: 2,
        };
        for (case, elapsed, left) in [
            // two units of 10 s each are done by each of two, and 90 were before
            (so_far(90, 4, &[0.0, 0.0], 4), 20.0, Some(30.0)),
            (so_far(0, 4, &[0.0, 0.0], 4), 20.0, Some(30.0)),
            // one worker has nothing to do in the last round
            (so_far(0, 2, &[0.5, 0.5], 1), 15.0, Some(15.0)),
            (so_far(0, 4, &[0.5], 0), 22.5, Some(5.0)),
            (so_far(90, 0, &[0.0, 0.0], 8), 20.0, None),
            (so_far(0, 4, &[0.0, 0.0], 4), 0.1, None),
            (so_far(7, 0, &[0.5, 0.5], 1000), 5.0, Some(5.0 + 5000.0)),
        ] {
            let seconds = case.seconds_left(elapsed);
            assert_eq!(seconds.is_some(), left.is_some());
            if let (Some(seconds), Some(left)) = (seconds, left) {
                assert!(
                    seconds < 1.3 * left && left < 1.3 * seconds,
                    "{seconds}, not {left}"
                );
            }
        }
        assert_eq!(so_far(90, 4, &[0.5, 0.5], 4).share(), 0.95);
    }

    #[test]
    fn without_a_terminal_a_line_comes_ever_more_rarely() {
        let mut progress = Progress::new(Console::new(false));
        let mut lines = Vec::new();
        for second in 0..1000 {
            let elapsed = f64::from(second);
            if progress.is_due(elapsed) {
                progress.show(elapsed, 0.0, "the work", None);
                lines.push(second);
            }
        }
        assert_eq!(lines, [5, 10, 20, 40, 80, 160, 320, 640]);
        assert!(!Progress::new(Console::new(true)).is_due(1000.0));
    }
}
