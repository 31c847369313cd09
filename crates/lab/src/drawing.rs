//! Derives a report from what was measured here, or again from a file.

use latin_rectangles::count::{Session, without_mark};
use latin_rectangles::engine::enumerate::{Options, settle_popcount};
use latin_rectangles::simd::Arch;
use serde::Deserialize;
use serde_json::from_str;

use super::answers::Records;
use super::bench::{self, LabError};
use super::check::check;
use super::report::{FORMAT, LabParameters, LabReport, Machine, Measurements};
use super::step::StepRecord;

impl LabReport {
    /// The report on measurements that were made on this machine by this program, in that session.
    ///
    /// # Errors
    /// [`LabError::Missing`] when a question was not measured.
    pub fn of(measurements: Measurements, session: &Session) -> Result<Self, LabError> {
        let timed = measurements.parameters.timed;
        StoredReport {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            machine: Machine {
                kernel: Arch::best().name().to_owned(),
                popcount: settle_popcount(timed, &Options::default(), session.cache()),
                timer_seconds: bench::timer_seconds(),
                spread: 0.0,
                busy: false,
                platform: measurements.platform,
                cores: measurements.cores,
                no_threads: measurements.no_threads,
                memory_gib: measurements.memory_gib,
            },
            measured_at: measurements.measured_at,
            seconds: measurements.seconds,
            parameters: measurements.parameters,
            records: measurements.records,
        }
        .answered()
    }

    /// A report from a file that may be anything. Its answers are derived again from its records.
    ///
    /// # Errors
    /// [`LabError::NotAReport`], [`LabError::Format`] and [`LabError::Missing`] say what is wrong.
    pub fn read(text: &str) -> Result<Self, LabError> {
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        let text = without_mark(text);
        let not_a_report = |error: serde_json::Error| LabError::NotAReport(error.to_string());
        let Format { format } = from_str(text).map_err(not_a_report)?;
        if !(1..=FORMAT).contains(&format) {
            return Err(LabError::Format {
                found: format,
                known: FORMAT,
            });
        }
        let stored: StoredReport = from_str(text).map_err(not_a_report)?;
        check(&stored.parameters, &stored.records).map_err(LabError::NotAReport)?;
        stored.answered()
    }
}

/// The part of a report that is read from a file; its answers follow from it.
#[derive(Deserialize)]
struct StoredReport {
    format: u32,
    version: String,
    measured_at: u64,
    seconds: f64,
    machine: Machine,
    #[serde(rename = "question")]
    parameters: LabParameters,
    records: Vec<StepRecord>,
}

impl StoredReport {
    fn answered(self) -> Result<LabReport, LabError> {
        let records = Records::of(self.parameters, &self.machine.kernel, &self.records);
        let answers = records.answers()?;
        let (spread, busy) = (records.spread(), records.busy());
        Ok(LabReport {
            format: self.format,
            version: self.version,
            measured_at: self.measured_at,
            seconds: self.seconds,
            machine: Machine {
                spread,
                busy,
                ..self.machine
            },
            parameters: self.parameters,
            answers,
            records: self.records,
        })
    }
}
