//! The TypeScript types of everything that goes to the page, held to the file that the page imports.

use ts_rs::{Config, TS};

use crate::engine::enumerate::{Options, Popcount, PopcountChoice};
use crate::engine::{EngineName, Estimate, Unit, UnitResult};
use crate::latin::rectangle::RectangleJson;
use crate::latin::{Published, Shape, SignedCount, published::Source};
use crate::measuring::UnitReport;
use crate::report::{
    ColumnReport, CountResult, CountSummary, FinishedUnit, Plan, ProgressReport, ProgressState, WorkerReport,
};
use crate::run::{MeterField, Schedule};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/www/engine/generated.ts");

fn declaration<T: TS>(config: &Config) -> String {
    let declaration = T::decl(config);
    let docs = T::docs().unwrap_or_default();
    format!("{docs}export {declaration}\n")
}

fn declarations() -> String {
    let config = Config::new().with_large_int("number");
    let all = [
        declaration::<Shape>(&config),
        declaration::<EngineName>(&config),
        declaration::<Schedule>(&config),
        declaration::<Popcount>(&config),
        declaration::<PopcountChoice>(&config),
        declaration::<Options>(&config),
        declaration::<Unit>(&config),
        declaration::<Estimate>(&config),
        declaration::<Plan>(&config),
        declaration::<SignedCount>(&config),
        declaration::<UnitResult>(&config),
        declaration::<UnitReport>(&config),
        declaration::<FinishedUnit>(&config),
        declaration::<ProgressState>(&config),
        declaration::<ProgressReport>(&config),
        declaration::<ColumnReport>(&config),
        declaration::<CountSummary>(&config),
        declaration::<WorkerReport>(&config),
        declaration::<Source>(&config),
        declaration::<Published>(&config),
        declaration::<CountResult>(&config),
        declaration::<RectangleJson>(&config),
        declaration::<MeterField>(&config),
    ];
    format!(
        "// Made from the Rust types by `UPDATE_TYPES=1 cargo test typescript`; every count is a decimal string.\n\n{}",
        all.join("\n")
    )
}

#[test]
fn the_page_has_the_types_of_this_library() {
    let expected = declarations();
    if std::env::var_os("UPDATE_TYPES").is_some() {
        std::fs::write(FILE, &expected).unwrap();
    }
    let found = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(found == expected, "{FILE} is out of date: see its first line");
}
