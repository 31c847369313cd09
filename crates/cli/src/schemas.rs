//! Checks that the JSON schemas in docs are those of the types that are written.

use latin_rectangles::count::Checkpoint;
use latin_rectangles::report::{SequenceReport, Transcript};
use latin_rectangles_lab::LabReport;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

use super::classes::TableReport;
use super::plan::PlanReport;
use super::summary::CountReport;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/schemas");

fn holds<T: JsonSchema>(name: &str, settings: SchemaSettings) {
    let schema = settings.into_generator().into_root_schema_for::<T>();
    let schema = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let file = format!("{FOLDER}/{name}.schema.json");
    if std::env::var_os("UPDATE_TYPES").is_some() {
        std::fs::write(&file, &schema).unwrap();
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == schema,
        "{file} is out of date: UPDATE_TYPES=1 cargo test -p latin-rectangles-cli schemas makes it"
    );
}

/// What is only written has every field.
fn written() -> SchemaSettings {
    SchemaSettings::draft2020_12().for_serialize()
}

/// What is read too may lack what may be `null`, as earlier versions wrote it.
fn read() -> SchemaSettings {
    SchemaSettings::draft2020_12()
}

#[test]
fn the_schemas_are_those_of_what_is_written() {
    holds::<CountReport<'_>>("answer", written());
    holds::<TableReport>("table", written());
    holds::<PlanReport>("plan", written());
    holds::<Checkpoint>("checkpoint", read());
    holds::<LabReport>("lab-report", read());
    holds::<SequenceReport>("sequence", written());
    holds::<Transcript>("transcript", written());
}
