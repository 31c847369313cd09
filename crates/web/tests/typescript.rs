//! Checks that the file of TypeScript types that the page imports is that of the Rust types.

use latin_rectangles::count::Checkpoint;
use latin_rectangles::engine::enumerate::{Optimisation, Options, Popcount, PopcountChoice, Sharing, Unit};
use latin_rectangles::engine::seam::Evidence;
use latin_rectangles::engine::{
    EngineName, Estimate, Figure, QUICK_SECONDS, Takes, classes, enumerate, formula,
};
use latin_rectangles::latin::rectangle::RectangleJson;
use latin_rectangles::latin::{FirstColumn, Published, Shape, SignedCount, published::Source};
use latin_rectangles::report::{
    CheckpointReport, ColumnReport, ColumnsPlan, ColumnsResult, CountFigures, CountRequest, CountResult,
    FinishedUnit, PhaseReport, Plan, ProgressReport, ProgressState, WorkerReport,
};
use latin_rectangles::run::{MeterField, Schedule};
use latin_rectangles_lab::measuring::UnitReport;
use latin_rectangles_lab::*;
use latin_rectangles_learn::*;
use ts_rs::{Config, TS};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/model/generated.ts");

fn declaration<T: TS>(config: &Config) -> String {
    let declaration = T::decl(config);
    let docs = T::docs().unwrap_or_default();
    format!("{docs}export {declaration}\n")
}

/// What is counted by each engine at once: a shape, numbers of rows of one n, or a range of n of one number of rows.
fn engines() -> String {
    let engines = EngineName::ALL.map(|engine| {
        let takes = match engine.takes() {
            Takes::Shape => "shape",
            Takes::Columns => "columns",
            Takes::Rows => "rows",
        };
        format!("{engine}: \"{takes}\"")
    });
    format!(
        "/** The engines, and what each counts at once: one shape, numbers of rows of one n, or a range of n of one number of rows. */\n\
         export const ENGINES: Record<EngineName, \"shape\" | \"columns\" | \"rows\"> = {{ {} }};\n",
        engines.join(", "),
    )
}

fn limits() -> String {
    let classes = classes::LARGEST.map(|(columns, rows)| format!("[{columns}, {rows}]"));
    let formula = (formula::LEAST_ROWS..).zip(formula::LARGEST);
    let formula: Vec<String> = formula
        .map(|(rows, (of_d, of_k))| format!("[{rows}, {of_d}, {of_k}]"))
        .collect();
    format!(
        "/** Columns at most of what is counted first column by first column. */\n\
         export const ENUMERATE_LARGEST = {};\n\n\
         /** Columns at most, and up to how many rows, of what is counted by classes. */\n\
         export const CLASSES_LARGEST: readonly (readonly [columns: number, rows: number])[] = [{}];\n\n\
         /** By number of rows, columns at most of which D is computed by formula, and of which K is. */\n\
         export const FORMULA_LARGEST: readonly (readonly [rows: number, columns: number, columns_of_k: number])[] = [{}];\n\n\
         /** What the other engines count in so many seconds is not counted by formula unless that is asked for. */\n\
         export const QUICK_SECONDS = {};\n\n\
         /** Of the checkpoints that are written. */\n\
         export const CHECKPOINT_FORMAT = {};\n",
        enumerate::LARGEST,
        classes.join(", "),
        formula.join(", "),
        QUICK_SECONDS,
        Checkpoint::FORMAT,
    )
}

fn declarations() -> String {
    let config = Config::new().with_large_int("number");
    let all = [
        declaration::<Shape>(&config),
        declaration::<EngineName>(&config),
        declaration::<Figure>(&config),
        declaration::<Schedule>(&config),
        declaration::<Popcount>(&config),
        declaration::<PopcountChoice>(&config),
        declaration::<Options>(&config),
        declaration::<Unit>(&config),
        declaration::<Estimate>(&config),
        declaration::<CountRequest>(&config),
        declaration::<CheckpointReport>(&config),
        declaration::<Plan>(&config),
        declaration::<ColumnsPlan>(&config),
        declaration::<SignedCount>(&config),
        declaration::<UnitReport>(&config),
        declaration::<FinishedUnit>(&config),
        declaration::<ProgressState>(&config),
        declaration::<ProgressReport>(&config),
        declaration::<PhaseReport>(&config),
        declaration::<ColumnReport>(&config),
        declaration::<WorkerReport>(&config),
        declaration::<Source>(&config),
        declaration::<Published>(&config),
        declaration::<CountFigures>(&config),
        declaration::<Evidence>(&config),
        declaration::<ColumnsResult>(&config),
        declaration::<CountResult>(&config),
        declaration::<RectangleJson>(&config),
        declaration::<MeterField>(&config),
        declaration::<Sharing>(&config),
        declaration::<Optimisation>(&config),
        declaration::<PoolConfig>(&config),
        declaration::<Purpose>(&config),
        declaration::<Task>(&config),
        declaration::<Step>(&config),
        declaration::<Start>(&config),
        declaration::<WorkerShare>(&config),
        declaration::<Bar>(&config),
        declaration::<Batch>(&config),
        declaration::<UnitTimes>(&config),
        declaration::<Outcome>(&config),
        declaration::<StepRecord>(&config),
        declaration::<LabParameters>(&config),
        declaration::<LabRequest>(&config),
        declaration::<LabPlan>(&config),
        declaration::<Measurements>(&config),
        declaration::<Spread>(&config),
        declaration::<Line>(&config),
        declaration::<Amdahl>(&config),
        declaration::<Machine>(&config),
        declaration::<AnswerText>(&config),
        declaration::<Assignment>(&config),
        declaration::<AssignmentAnswer>(&config),
        declaration::<TablesWay>(&config),
        declaration::<TablesAnswer>(&config),
        declaration::<WorkerOptimisations>(&config),
        declaration::<Ablation>(&config),
        declaration::<Baseline>(&config),
        declaration::<OptimisationsAnswer>(&config),
        declaration::<ColumnRate>(&config),
        declaration::<RatesAnswer>(&config),
        declaration::<PoolTimes>(&config),
        declaration::<OneWorkerAnswer>(&config),
        declaration::<StartTimes>(&config),
        declaration::<DispatchTimes>(&config),
        declaration::<OverheadAnswer>(&config),
        declaration::<Verdict>(&config),
        declaration::<AgreementAnswer>(&config),
        declaration::<ShapeTimes>(&config),
        declaration::<BreakEven>(&config),
        declaration::<Gain>(&config),
        declaration::<Answers>(&config),
        declaration::<LabReport>(&config),
        declaration::<SpoiltWay>(&config),
        declaration::<ComparisonRequest>(&config),
        declaration::<WayTimes>(&config),
        declaration::<Comparison>(&config),
        declaration::<Cells>(&config),
        declaration::<CompleteRequest>(&config),
        declaration::<Swap>(&config),
        declaration::<SwapKind>(&config),
        declaration::<SignRequest>(&config),
        declaration::<RenamingRequest>(&config),
        declaration::<CandidatesRequest>(&config),
        declaration::<SearchRequest>(&config),
        declaration::<TraceRequest>(&config),
        declaration::<ClassesRequest>(&config),
        declaration::<LearnRequest>(&config),
        declaration::<SignedRows>(&config),
        declaration::<ConflictKind>(&config),
        declaration::<Conflict>(&config),
        declaration::<Completions>(&config),
        declaration::<Complete>(&config),
        declaration::<Normalised>(&config),
        declaration::<RowSign>(&config),
        declaration::<Swapped>(&config),
        declaration::<SquareSigns>(&config),
        declaration::<SignAnswer>(&config),
        declaration::<FirstColumn>(&config),
        declaration::<FirstColumns>(&config),
        declaration::<RenamedRectangle>(&config),
        declaration::<Candidates>(&config),
        declaration::<StripCells>(&config),
        declaration::<Search>(&config),
        declaration::<StepKind>(&config),
        declaration::<TraceStep>(&config),
        declaration::<TraceTotal>(&config),
        declaration::<Trace>(&config),
        declaration::<NextClass>(&config),
        declaration::<Class>(&config),
        declaration::<DegreeClasses>(&config),
        declaration::<Classes>(&config),
        declaration::<Graph>(&config),
        declaration::<Renaming>(&config),
        declaration::<Graphs>(&config),
        declaration::<LearnAnswer>(&config),
    ];
    format!(
        "// Made from the Rust types by `UPDATE_TYPES=1 cargo test -p latin-rectangles-web`; every count is a decimal string.\n\n{}\n{}\n{}",
        limits(),
        engines(),
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
