//! Signs, sorting and renaming of rectangles.

use std::collections::HashSet;

use crate::common::{answer, rows, sign, sign_of};
use latin_rectangles::latin::{FirstColumn, Published, Rectangles};
use latin_rectangles::{Shape, latin::Rectangle};
use serde_json::{Value, json};

fn shapes(most: u32) -> impl Iterator<Item = Shape> {
    (1..=most).flat_map(|n| (1..=n).map(move |r| Shape::new(r, n).unwrap()))
}

/// A rectangle with its rows, columns and symbols in any order.
fn any(shape: Shape, random: &mut fastrand::Rng) -> Vec<Vec<u8>> {
    let mut rows = Rectangle::random(shape, random).rows().to_vec();
    random.shuffle(&mut rows);
    let mut symbols: Vec<u8> = (1..=shape.columns() as u8).collect();
    random.shuffle(&mut symbols);
    for symbol in rows.iter_mut().flatten() {
        *symbol = symbols[usize::from(*symbol) - 1];
    }
    rows
}

#[test]
fn a_renaming_takes_all_rectangles_of_one_first_column_to_all_of_another() {
    for shape in shapes(5) {
        let columns: Vec<FirstColumn> = FirstColumn::all(shape).collect();
        let told = answer(&json!({ "first_columns": shape }));
        assert_eq!(told["columns"], json!(columns));
        assert_eq!(told["row_orders"], shape.row_orders().to_string());
        for (from, column) in columns.iter().enumerate() {
            for (to, other) in columns.iter().enumerate() {
                let all = |column: &FirstColumn| {
                    Rectangles::with_first_column(column.symbols(), shape.columns()).unwrap()
                };
                let mut images = HashSet::new();
                for rectangle in all(column) {
                    let told = answer(&json!({ "renaming": {
                        "rows": shape.rows(), "columns": shape.columns(), "from": from, "to": to,
                        "rectangle": rectangle.rows(),
                    } }));
                    let image = rows(&told["image"]["rows"]);
                    for (before, after) in rectangle.rows().iter().zip(&image) {
                        assert_eq!(sign(before), sign(after));
                    }
                    assert_eq!(told["image"]["sign"], told["rectangle"]["sign"]);
                    assert_eq!(told["renamed"]["sign"], sign_of(&rows(&told["renamed"]["rows"])));
                    images.insert(Rectangle::new(image).unwrap());
                }
                assert_eq!(images, all(other).collect(), "{shape}: {column} to {other}");
            }
        }
    }
}

#[test]
fn a_rectangle_is_found_where_none_is_given() {
    let told =
        answer(&json!({ "renaming": { "rows": 3, "columns": 7, "from": 14, "to": 0, "rectangle": null } }));
    assert_eq!(told["from"], json!([1, 6, 7]));
    assert_eq!(rows(&told["image"]["rows"])[1][0], 2);
}

fn swapped(rectangle: &[Vec<u8>], kind: &str, a: u8, b: u8) -> Vec<Vec<u8>> {
    let (at, other) = (usize::from(a) - 1, usize::from(b) - 1);
    let mut rows = rectangle.to_vec();
    match kind {
        "rows" => rows.swap(at, other),
        "columns" => rows.iter_mut().for_each(|row| row.swap(at, other)),
        _ => {
            for row in &mut rows {
                let places = [a, b].map(|symbol| row.iter().position(|other| *other == symbol).unwrap());
                row.swap(places[0], places[1]);
            }
        }
    }
    rows
}

#[test]
fn swaps_change_signs_as_they_must() {
    let mut random = fastrand::Rng::with_seed(3);
    for shape in shapes(7) {
        let rectangle = any(shape, &mut random);
        for kind in ["rows", "columns", "symbols"] {
            let most = if kind == "rows" {
                shape.rows()
            } else {
                shape.columns()
            } as u8;
            let (a, b) = (random.u8(1..=most), random.u8(1..=most));
            let told = answer(
                &json!({ "sign": { "rectangle": rectangle, "swap": { "kind": kind, "a": a, "b": b } } }),
            );
            assert_eq!(told["sign"], sign_of(&rectangle));
            let after = swapped(&rectangle, kind, a, b);
            let told_rows: Vec<Vec<u8>> = told["swapped"]["rows"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| serde_json::from_value(row["symbols"].clone()).unwrap())
                .collect();
            assert_eq!(told_rows, after);
            assert_eq!(told["swapped"]["sign"], sign_of(&after));
            let odd = kind != "rows" && a != b && shape.rows() % 2 == 1;
            assert_eq!(told["swapped"]["factor"], if odd { -1 } else { 1 });
        }
    }
}

#[test]
fn a_row_is_told_as_cycles_and_as_crossings() {
    let told = answer(&json!({ "sign": { "rectangle": [[2, 3, 1, 5, 4]], "swap": null } }));
    let row = &told["rows"][0];
    assert_eq!(row["cycles"], json!([[1, 2, 3], [4, 5]]));
    assert_eq!(row["inversions"], json!([[1, 3], [2, 3], [4, 5]]));
    assert_eq!((&row["sign"], &told["square"]), (&json!(-1), &Value::Null));
    for shape in shapes(5) {
        for rectangle in Rectangles::of(shape).take(100) {
            for row in answer(&json!({ "sign": { "rectangle": rectangle.rows(), "swap": null } }))["rows"]
                .as_array()
                .unwrap()
            {
                let crossings = row["inversions"].as_array().unwrap().len();
                let cycles = row["cycles"].as_array().unwrap().len();
                assert_eq!(row["sign"], if crossings % 2 == 0 { 1 } else { -1 });
                assert_eq!(crossings % 2, (shape.columns() as usize - cycles) % 2);
            }
        }
    }
}

#[test]
fn a_square_has_signs_by_rows_and_by_columns() {
    for rectangle in Rectangles::of(Shape::new(4, 4).unwrap()) {
        let told = answer(&json!({ "sign": { "rectangle": rectangle.rows(), "swap": null } }));
        let columns: Vec<Vec<u8>> = (0..4)
            .map(|at| rectangle.rows().iter().map(|row| row[at]).collect())
            .collect();
        let (by_rows, by_columns) = (sign_of(rectangle.rows()), sign_of(&columns));
        let expected =
            json!({ "by_rows": by_rows, "by_columns": by_columns, "by_both": by_rows * by_columns });
        assert_eq!(told["square"], expected);
    }
}

#[test]
fn sorting_normalises() {
    let mut random = fastrand::Rng::with_seed(4);
    for shape in shapes(7) {
        let given = any(shape, &mut random);
        let told = answer(&json!({ "normalise": given }));
        let [before, normalised, sorted] =
            ["given", "normalised", "sorted"].map(|which| rows(&told[which]["rows"]));
        assert_eq!(before, given);
        assert!(Rectangle::new(normalised.clone()).is_ok());
        assert!(sorted.windows(2).all(|pair| pair[0][0] < pair[1][0]));
        let places = |of: &str| -> Vec<u8> { serde_json::from_value(told[of].clone()).unwrap() };
        for (row, before) in normalised.iter().zip(&given) {
            let moved: Vec<u8> = places("column_order")
                .iter()
                .map(|&at| before[usize::from(at) - 1])
                .collect();
            assert_eq!(*row, moved);
        }
        for (row, at) in sorted.iter().zip(places("row_order")) {
            assert_eq!(*row, normalised[usize::from(at) - 1]);
        }
        let odd = told["column_order_is_odd"] == true && shape.rows() % 2 == 1;
        let signs = ["given", "normalised", "sorted"].map(|which| told[which]["sign"].as_i64().unwrap());
        assert_eq!(signs, [sign_of(&given), sign_of(&normalised), sign_of(&sorted)]);
        assert_eq!(signs[0] * signs[1], if odd { -1 } else { 1 });
        assert_eq!(signs[1], signs[2]);
        let column: Vec<u8> = sorted.iter().map(|row| row[0]).collect();
        let is_reduced = (1..=shape.rows() as u8).eq(column);
        assert_eq!(told["is_reduced"], is_reduced);
        let published = Published::of(shape).unwrap();
        let figures = &told["figures"];
        assert_eq!(figures["total"], published.total.to_string(), "{shape}");
        assert_eq!(figures["reduced"], published.reduced.to_string());
        assert_eq!(figures["all"], (published.total * shape.first_rows()).to_string());
        assert_eq!(told["first_columns"], shape.first_columns().to_string());
    }
}
