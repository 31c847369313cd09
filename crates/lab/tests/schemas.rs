//! The JSON schema of the report, held to the file that others read it from.

use latin_rectangles_lab::LabReport;
use schemars::schema_for;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/report.schema.json");

#[test]
fn the_schema_is_that_of_the_report() {
    let schema = serde_json::to_string_pretty(&schema_for!(LabReport)).unwrap() + "\n";
    if std::env::var_os("UPDATE_TYPES").is_some() {
        std::fs::write(FILE, &schema).unwrap();
    }
    let found = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(
        found == schema,
        "{FILE} is out of date: UPDATE_TYPES=1 cargo test -p latin-rectangles-lab --test schema makes it"
    );
}
