//! What is counted, listed: first columns and rectangles.

use std::io::{self, Write};

use clap::Args;
use latin_rectangles::latin::{FirstColumn, Rectangle, Rectangles};
use serde::Serialize;

use super::arguments::{ListFormat, ShapeArguments, limit};
use super::failure::Failure;
use super::result::comma_separated;

#[derive(Args)]
pub struct ColumnsArguments {
    #[command(flatten)]
    shape: ShapeArguments,
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

#[derive(Args)]
pub struct ListArguments {
    #[command(flatten)]
    shape: ShapeArguments,
    /// At most so many
    #[arg(long, allow_hyphen_values = true, value_parser = limit)]
    limit: Option<u64>,
    /// Only those with this first column, for example 1,2,3,4
    #[arg(long, value_delimiter = ',')]
    column: Option<Vec<u8>>,
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

pub fn columns(arguments: &ColumnsArguments) -> Result<(), Failure> {
    let all = FirstColumn::all(arguments.shape.shape()?);
    let mut out = io::stdout().lock();
    match arguments.format {
        ListFormat::Text => all
            .into_iter()
            .try_for_each(|column| writeln!(out, "{}", comma_separated(&column)))?,
        ListFormat::Json => json_lines(&mut out, all)?,
    }
    Ok(())
}

pub fn list(arguments: &ListArguments) -> Result<(), Failure> {
    let shape = arguments.shape.shape()?;
    let rectangles = match &arguments.column {
        None => Rectangles::of(shape),
        Some(column) if column.len() == shape.rows() as usize => {
            Rectangles::with_first_column(column, shape.columns())
                .map_err(|error| Failure::BadInput(error.to_string()))?
        }
        Some(column) => {
            return Err(Failure::BadInput(format!(
                "--column has {} symbols, but {shape} has first columns of {}",
                column.len(),
                shape.rows()
            )));
        }
    };
    let limit = arguments
        .limit
        .map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let listed = rectangles.take(limit);
    let mut out = io::BufWriter::new(io::stdout().lock());
    match arguments.format {
        ListFormat::Text => {
            for rectangle in listed {
                writeln!(out, "{}", rectangle_line(&rectangle))?;
            }
        }
        ListFormat::Json => json_lines(&mut out, listed)?,
    }
    out.flush()?;
    Ok(())
}

/// Rows after each other, then the sign.
fn rectangle_line(rectangle: &Rectangle) -> String {
    let rows: Vec<String> = rectangle
        .rows()
        .iter()
        .map(|row| row.iter().map(u8::to_string).collect::<Vec<_>>().join(" "))
        .collect();
    format!("{}  {:+}", rows.join(" | "), rectangle.sign().value())
}

/// A JSON array, one item a line.
fn json_lines<T: Serialize>(out: &mut impl Write, items: impl Iterator<Item = T>) -> io::Result<()> {
    write!(out, "[")?;
    for (at, item) in items.enumerate() {
        writeln!(out, "{}", if at == 0 { "" } else { "," })?;
        serde_json::to_writer(&mut *out, &item)?;
    }
    writeln!(out, "\n]")
}
