//! Medians, quartiles and fits of measured figures. These are doubles: they are times and rates, never counts.

use serde::Serialize;

/// A figure that was measured several times; without repetitions, one that could not be measured, such as a rate where the
/// clock measured no time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct Spread {
    pub median: f64,
    /// The quartiles.
    pub lower: f64,
    pub upper: f64,
    pub repetitions: u32,
}

impl Spread {
    /// Median and quartiles, interpolated between neighbours; all 0 if there are no values.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let Some(last) = values.len().checked_sub(1) else {
                return 0.0;
            };
            let place = share * last as f64;
            let (low, high) = (place.floor() as usize, place.ceil() as usize);
            values[low] + (values[high] - values[low]) * place.fract()
        };
        Spread {
            median: at(0.5),
            lower: at(0.25),
            upper: at(0.75),
            repetitions: values.len() as u32,
        }
    }

    /// Whether there is a figure at all.
    pub fn is_measured(self) -> bool {
        self.repetitions > 0
    }

    /// The ratios of pairs of figures; a pair in which the clock measured no time is left out.
    pub fn of_ratios(pairs: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let timed = pairs
            .into_iter()
            .filter(|&(over, under)| over > 0.0 && under > 0.0);
        Spread::of(timed.map(|(over, under)| over / under))
    }

    /// The same with every figure larger by so much, unless there is none.
    pub fn plus(self, more: f64) -> Self {
        if !self.is_measured() {
            return self;
        }
        Spread {
            median: self.median + more,
            lower: self.lower + more,
            upper: self.upper + more,
            ..self
        }
    }

    /// The interquartile range as a part of the median; 0 where that is 0.
    pub fn relative(self) -> f64 {
        if self.median == 0.0 {
            0.0
        } else {
            ((self.upper - self.lower) / self.median).abs()
        }
    }
}

/// The line a + b·x that is nearest to some points by least squares.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct Line {
    pub a: f64,
    pub b: f64,
    /// For each point, its height above the line.
    pub residuals: Vec<f64>,
}

impl Line {
    /// Fits the points; a horizontal line through one point, or through points above each other.
    pub fn fit(points: &[(f64, f64)]) -> Self {
        let count = points.len().max(1) as f64;
        let mean = |pick: fn(&(f64, f64)) -> f64| points.iter().map(pick).sum::<f64>() / count;
        let (x, y) = (mean(|point| point.0), mean(|point| point.1));
        let across: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
        let along: f64 = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
        let b = if across > 0.0 { along / across } else { 0.0 };
        let a = y - b * x;
        Line {
            a,
            b,
            residuals: points.iter().map(|point| point.1 - a - b * point.0).collect(),
        }
    }
}

/// Amdahl's law: with k workers a count takes t·(s + (1 − s)/k), s being the part that is not shared.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct Amdahl {
    /// s, clamped to 0…1.
    pub serial: f64,
    /// The number of pool sizes that it was fitted to.
    pub sizes: u32,
    /// Standard deviation of the times from the fit, as a part of the time of one worker.
    pub residual: f64,
}

impl Amdahl {
    /// Fits times by number of workers; `None` for fewer than two, and where one is too short for the clock.
    pub fn fit(times: &[(u32, f64)]) -> Option<Self> {
        if times.len() < 2 || times.iter().any(|&(_, seconds)| seconds <= 0.0) {
            return None;
        }
        let points: Vec<(f64, f64)> = times
            .iter()
            .map(|&(workers, seconds)| (1.0 / f64::from(workers), seconds))
            .collect();
        let line = Line::fit(&points);
        let whole = line.a + line.b;
        if whole <= 0.0 {
            return None;
        }
        let squares: f64 = line.residuals.iter().map(|residual| residual * residual).sum();
        Some(Amdahl {
            serial: (line.a / whole).clamp(0.0, 1.0),
            sizes: times.len() as u32,
            residual: (squares / times.len() as f64).sqrt() / whole,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    #[test]
    fn quartiles_are_interpolated() {
        let spread = Spread::of([4.0, 1.0, 3.0, 2.0]);
        assert_eq!(
            (spread.median, spread.lower, spread.upper, spread.repetitions),
            (2.5, 1.75, 3.25, 4)
        );
        near(spread.relative(), 0.6);
        assert_eq!(Spread::of([7.0]).median, 7.0);
        assert_eq!(Spread::of([]).repetitions, 0);
    }

    #[test]
    fn a_ratio_with_no_time_in_it_is_left_out() {
        let ratios = Spread::of_ratios([(2.0, 4.0), (0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]);
        assert_eq!((ratios.median, ratios.repetitions), (0.5, 1));
        assert!(!Spread::of_ratios([(0.0, 0.0)]).is_measured());
    }

    #[test]
    fn a_made_up_line_is_recovered() {
        let points: Vec<(f64, f64)> = (1..=8)
            .map(|k| {
                let wobble = if k % 2 == 0 { 0.001 } else { -0.001 };
                (f64::from(k), 0.018 + 0.009 * f64::from(k) + wobble)
            })
            .collect();
        let line = Line::fit(&points);
        assert!(
            (line.a - 0.018).abs() < 0.001 && (line.b - 0.009).abs() < 0.0002,
            "{line:?}"
        );
        near(line.residuals.iter().sum(), 0.0);
        assert!(line.residuals.iter().all(|residual| residual.abs() < 0.002));
        let exact = Line::fit(&[(1.0, 5.0), (2.0, 7.0), (3.0, 9.0)]);
        near(exact.a, 3.0);
        near(exact.b, 2.0);
        near(Line::fit(&[(1.0, 5.0)]).a, 5.0);
    }

    #[test]
    fn a_made_up_serial_part_is_recovered() {
        let times: Vec<(u32, f64)> = (1..=4).map(|k| (k, 2.0 * (0.1 + 0.9 / f64::from(k)))).collect();
        let fit = Amdahl::fit(&times).unwrap();
        near(fit.serial, 0.1);
        near(fit.residual, 0.0);
        assert!(Amdahl::fit(&times[..1]).is_none());
        assert!(Amdahl::fit(&[(1, 0.0), (2, 0.0)]).is_none());
        near(Amdahl::fit(&[(1, 2.0), (2, 0.9)]).unwrap().serial, 0.0);
    }
}
