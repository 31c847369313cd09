//! The answers in words, which depend on what was measured.

use latin_rectangles::engine::enumerate::Optimisation;
use latin_rectangles::latin::Shape;
use latin_rectangles::run::Schedule;

use super::report::{
    Ablation, AgreementAnswer, AnswerText, Assignment, Baseline, DispatchTimes, PoolTimes, StartTimes,
    TablesWay, Verdict, WorkerOptimisations,
};
use super::statistics::{Line, Spread};
use super::step::PoolConfig;

/// An optimisation, as in "without …".
fn in_words(optimisation: Optimisation) -> &'static str {
    match optimisation {
        Optimisation::Prefilter => "lists by first symbol",
        Optimisation::SignOrder => "sign order",
        Optimisation::Reindexing => "short lists",
        Optimisation::LastRowCounted => "counting the last row",
    }
}

fn answer_text(
    figure: impl Into<String>,
    words: impl Into<String>,
    sentence: impl Into<String>,
) -> AnswerText {
    AnswerText {
        figure: figure.into(),
        words: words.into(),
        sentence: sentence.into(),
    }
}

pub(super) fn assignment(schedules: &[Assignment]) -> AnswerText {
    let shares = |schedule: Schedule| {
        let units = schedules
            .iter()
            .find(|one| one.schedule == schedule)
            .map(|one| &one.units);
        units.map_or(String::new(), |units| {
            units.iter().map(u32::to_string).collect::<Vec<_>>().join(" + ")
        })
    };
    answer_text(
        shares(Schedule::Static),
        "first columns, by the static schedule",
        format!(
            "Static gives each worker a block of neighbours, known beforehand. With dynamic each takes the next one when \
             it is free: this time {}. Split cuts the first columns and hands out the parts: {}.",
            shares(Schedule::Dynamic),
            shares(Schedule::Split)
        ),
    )
}

/// Shown in place of a figure where the clock measured no time.
pub const TOO_SHORT: &str = "too short to measure here";

pub(super) fn tables(ways: &[TablesWay], all: PoolConfig, counted: Shape) -> AnswerText {
    let (shared, others) = ways.split_first().expect("there are three ways");
    let seconds: Vec<f64> = ways.iter().map(|way| way.seconds.median).collect();
    let longer = if seconds.iter().all(|&seconds| seconds > 0.0) {
        format!(
            "takes {:.2} and {:.2} times as long",
            seconds[1] / seconds[0],
            seconds[2] / seconds[0]
        )
    } else {
        format!("is {TOO_SHORT}")
    };
    let by = match all.workers {
        1 => "for the one worker".to_owned(),
        2 => "shared by both workers".to_owned(),
        workers => format!("shared by all {workers} workers"),
    };
    let words = if shared.built == 1 { "time, " } else { "times, " };
    answer_text(
        shared.built.to_string(),
        format!("{words}{by}"),
        format!(
            "Built by each worker for itself it is {} {}, for each first column {}; a count of {counted} then {longer}.",
            others[0].built,
            if others[0].built == 1 { "time" } else { "times" },
            others[1].built
        ),
    )
}

pub(super) fn optimisations(
    derangements: u32,
    candidates: u32,
    workers: &[WorkerOptimisations],
    ablations: &[Ablation],
    baseline: Option<&Baseline>,
) -> AnswerText {
    let fewer = f64::from(derangements) / f64::from(candidates.max(1));
    let same = workers
        .iter()
        .filter(|worker| worker.candidates > 0)
        .all(|worker| {
            worker.derangements * u64::from(candidates) == worker.candidates * u64::from(derangements)
        });
    let who = match (same, workers.len()) {
        (true, 1) => "The worker looks through the short lists only",
        (true, 2) => "Both workers look through the short lists only",
        (true, _) => "All workers look through the short lists only",
        (false, _) => "The workers do not look through lists of the same length",
    };
    let worst = ablations
        .iter()
        .filter_map(|ablation| ablation.without.map(|without| (without, ablation.slowdown)))
        .max_by(|a, b| a.1.total_cmp(&b.1));
    let worst = worst.map_or(String::new(), |(without, slowdown)| {
        format!(
            " Most is gained by {}: without it one first column takes {slowdown:.1} times as long.",
            in_words(without)
        )
    });
    let all = baseline.map_or(String::new(), |baseline| {
        format!(
            " Without any of them, by backtracking cell by cell, one first column of {} takes {} times as long.",
            baseline.shape,
            three(baseline.slowdown)
        )
    });
    answer_text(
        format!("{derangements} → {candidates}"),
        format!("derangements, {fewer:.1}× fewer"),
        format!("{who}, and run the same code.{worst}{all}"),
    )
}

pub(super) fn rates(sequential: Spread, workers: &[Spread]) -> AnswerText {
    let (figure, words) = if sequential.is_measured() {
        let Amount { figure, unit } = rate(sequential.median);
        (figure, format!("{unit} alone, reduced rectangles a second"))
    } else {
        ("—".to_owned(), format!("alone: {TOO_SHORT}"))
    };
    let each = workers.iter().map(|spread| {
        if spread.is_measured() {
            text(rate(spread.median))
        } else {
            "nothing that can be measured".to_owned()
        }
    });
    let each: Vec<String> = each.collect();
    let company = match &each[..] {
        [] => "There is no pool to compare it with.".to_owned(),
        [only] => format!("The one worker of the pool: {only}."),
        [first @ .., last] => format!(
            "Together worker {} makes {} and worker {} {last}.",
            if first.len() == 1 {
                "1".to_owned()
            } else {
                format!("1 to {}", first.len())
            },
            first.join(", "),
            each.len()
        ),
    };
    answer_text(
        figure,
        words,
        format!("{company} Medians of {} repetitions.", sequential.repetitions),
    )
}

pub(super) fn one_worker(pools: &[PoolTimes], timed: Shape) -> AnswerText {
    let (none, one) = (&pools[0].seconds, &pools[1].seconds);
    let more = one.median - none.median;
    let noise = (none.upper - none.lower).max(one.upper - one.lower);
    let (figure, words) = if none.median <= 0.0 || one.median <= 0.0 {
        ("Yes".to_owned(), format!("and what it costs is {TOO_SHORT}"))
    } else if more.abs() <= noise {
        ("Yes".to_owned(), "with no measurable slowdown".to_owned())
    } else {
        let than = if more > 0.0 { "more" } else { "less" };
        let Amount { figure, unit } = time(more.abs());
        (figure, format!("{unit} {than} for each count"))
    };
    answer_text(
        figure,
        words,
        format!(
            "A pool of one runs the same code: {timed} takes {} in it and {} without any pool. What starting the pool \
             costs is another question.",
            text(time(one.median)),
            text(time(none.median))
        ),
    )
}

pub(super) fn overhead(fit: &Line, starts: &[StartTimes], dispatches: &[DispatchTimes]) -> AnswerText {
    let most = starts.last().map_or(1, |start| start.workers);
    let off = fit
        .residuals
        .iter()
        .fold(0.0f64, |most, residual| most.max(residual.abs()));
    // a slope within the scatter is no slope
    let grows = fit.b * f64::from(most) > off;
    let (figure, words, sentence) = if grows {
        (
            format!("{} + {}", text(time(fit.a.max(0.0))), text(time(fit.b))),
            "per worker, here",
            "It has a fixed part and one that grows with each worker",
        )
    } else {
        (
            text(time(fit.a.max(0.0))),
            "whatever the number of workers",
            "It is fixed here",
        )
    };
    let dispatch = dispatches.last().map_or(String::new(), |dispatch| {
        format!(
            " Once a pool is there, handing out a job costs {}.",
            text(time(dispatch.seconds.median))
        )
    });
    let end = starts.last().map_or(String::new(), |start| {
        format!(
            " Shutting down a pool of {} takes {}.",
            start.workers,
            text(time(start.end.median))
        )
    });
    answer_text(
        figure,
        words,
        format!(
            "{sentence}: the time before the first count, from 1 to {most} workers, fitted by a line that misses by {} at \
             most.{dispatch}{end}",
            text(time(off))
        ),
    )
}

pub(super) fn agreement(answer: &AgreementAnswer, noise: f64) -> AnswerText {
    let change = percent(answer.change.median.abs());
    let noise = percent(noise);
    let inside = "A worker reads tables that nobody writes, and only tells how far it is.";
    let (words, sentence) = match answer.verdict {
        Verdict::TooShort => {
            let sentence = format!("A count of this shape is {TOO_SHORT}. {inside}");
            return answer_text("—", TOO_SHORT, sentence);
        }
        Verdict::Agree => (
            "difference, within the noise",
            format!(
                "Repetitions differ by {noise} themselves, so alone and in company are equally fast. {inside}"
            ),
        ),
        Verdict::Slower => (
            "slower in company",
            format!(
                "That is more than the {noise} by which repetitions differ. {inside} What is left to share is the machine: \
                 its cores, their clock, its caches, and whatever else runs on it."
            ),
        ),
        Verdict::Faster => (
            "faster in company",
            format!(
                "That is more than the {noise} by which repetitions differ, and company cannot be the cause: the clock, the \
                 compiler or another program changed while it was measured. Measure again."
            ),
        ),
    };
    answer_text(change, words, sentence)
}

struct Amount {
    figure: String,
    unit: &'static str,
}

fn text(Amount { figure, unit }: Amount) -> String {
    format!("{figure} {unit}")
}

/// Three figures at most.
fn three(value: f64) -> String {
    match value {
        99.95.. => format!("{value:.0}"),
        9.995.. => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

fn time(seconds: f64) -> Amount {
    let (figure, unit) = match seconds {
        0.9995.. => (seconds, "s"),
        0.000_999_5.. => (seconds * 1e3, "ms"),
        _ => (seconds * 1e6, "µs"),
    };
    Amount {
        figure: three(figure),
        unit,
    }
}

fn rate(per_second: f64) -> Amount {
    let (figure, unit) = match per_second {
        0.9995e9.. => (per_second / 1e9, "G/s"),
        0.9995e6.. => (per_second / 1e6, "M/s"),
        0.9995e3.. => (per_second / 1e3, "k/s"),
        _ => (per_second, "/s"),
    };
    Amount {
        figure: three(figure),
        unit,
    }
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(change: f64, verdict: Verdict) -> AgreementAnswer {
        AgreementAnswer {
            text: AnswerText::default(),
            verdict,
            change: Spread::of([change]),
            over_columns: 0.0,
            over_workers: 0.0,
            over_repetitions: 0.0,
            reports_a_second: 0.0,
            table_bytes: 0,
        }
    }

    #[test]
    fn the_sentence_follows_the_measurement() {
        let agree = agreement(&answer(-0.004, Verdict::Agree), 0.012);
        assert_eq!(
            (agree.figure.as_str(), agree.words.as_str()),
            ("0.4 %", "difference, within the noise")
        );
        assert!(agree.sentence.contains("1.2 %"));
        assert_eq!(
            agreement(&answer(-0.2, Verdict::Slower), 0.01).words,
            "slower in company"
        );
        assert!(
            agreement(&answer(0.2, Verdict::Faster), 0.01)
                .sentence
                .contains("Measure again")
        );
    }

    #[test]
    fn what_took_no_time_is_called_too_short() {
        let none = Spread::of([]);
        let alone = rates(none, &[none, Spread::of([2.9e6])]);
        assert_eq!(
            (alone.figure.as_str(), alone.words.as_str()),
            ("—", "alone: too short to measure here")
        );
        assert!(
            alone
                .sentence
                .contains("worker 1 makes nothing that can be measured and worker 2 2.90 M/s")
        );
        let way = |seconds: f64| TablesWay {
            tables: latin_rectangles::engine::enumerate::Sharing::OneCount,
            built: 1,
            lists: 1,
            table_seconds: none,
            seconds: Spread::of([seconds]),
        };
        let shown = tables(
            &[way(0.0), way(0.0), way(0.1)],
            PoolConfig::SEQUENTIAL,
            Shape::new(2, 3).unwrap(),
        );
        assert!(shown.sentence.ends_with("then is too short to measure here."));
        let mut unmeasured = answer(0.0, Verdict::TooShort);
        unmeasured.change = none;
        assert_eq!(agreement(&unmeasured, 0.01).words, TOO_SHORT);
    }

    #[test]
    fn a_slope_within_the_scatter_is_no_slope() {
        let starts = |workers: u32, before: f64| StartTimes {
            workers,
            load: Spread::of([0.0]),
            spawn: Spread::of([0.0]),
            tables: Spread::of([0.0]),
            before: Spread::of([before]),
            end: Spread::of([0.001]),
        };
        let of = |times: [f64; 4]| {
            let points: Vec<(f64, f64)> = (1..).map(f64::from).zip(times).collect();
            let starts: Vec<StartTimes> = (1..).zip(times).map(|(k, before)| starts(k, before)).collect();
            overhead(&Line::fit(&points), &starts, &[])
        };
        assert_eq!(of([0.027, 0.036, 0.045, 0.054]).figure, "18.0 ms + 9.00 ms");
        assert_eq!(
            of([0.020, 0.024, 0.016, 0.020]).words,
            "whatever the number of workers"
        );
    }

    #[test]
    fn amounts_have_three_figures() {
        let shown = [1.5, 0.0421, 0.002, 17e-6].map(|seconds| text(time(seconds)));
        assert_eq!(shown, ["1.50 s", "42.1 ms", "2.00 ms", "17.0 µs"]);
        let shown = [3.5e8, 2.9e6, 12.0].map(|per_second| text(rate(per_second)));
        assert_eq!(shown, ["350 M/s", "2.90 M/s", "12.0 /s"]);
    }
}
