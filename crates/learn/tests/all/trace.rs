//! The loop, step by step, against the engine.

use crate::common::answer;
use latin_rectangles::latin::{FirstColumn, Published, Sign};
use latin_rectangles::{Shape, count};
use num_bigint::BigUint;
use serde_json::{Value, json};

fn shapes(most: u32) -> impl Iterator<Item = Shape> {
    (1..=most).flat_map(|n| (1..=n).map(move |r| Shape::new(r, n).unwrap()))
}

fn trace(
    shape: Shape,
    column: usize,
    second_row: Option<usize>,
    from: u64,
    steps: u32,
    finish: bool,
) -> Value {
    answer(&json!({ "trace": {
        "rows": shape.rows(), "columns": shape.columns(), "column": column, "second_row": second_row,
        "from_step": from, "steps": steps, "finish": finish,
    } }))
}

/// The loop's own total, and the engine's.
fn totals(shape: Shape, column: usize, second_row: Option<usize>) -> [[u64; 2]; 2] {
    let told = [
        trace(shape, column, second_row, u32::MAX.into(), 0, false),
        trace(shape, column, second_row, 0, 0, true),
    ];
    told.map(|told| total(&told))
}

fn total(trace: &Value) -> [u64; 2] {
    ["positive", "negative"].map(|sign| trace["total"][sign].as_u64().unwrap())
}

#[test]
fn totals_are_those_of_the_engine() {
    for shape in shapes(6) {
        let counted = count(shape).unwrap();
        let weight = shape.first_columns() * shape.row_orders();
        for column in 0..FirstColumn::all(shape).count() {
            for told in totals(shape, column, None) {
                let told = told.map(|count| BigUint::from(count) * &weight);
                let expected = [counted.positive.clone(), counted.negative.clone()];
                assert_eq!(told, expected, "{shape}, first column {column}");
            }
        }
    }
}

#[test]
fn a_first_column_of_7_columns_has_the_published_number() {
    for rows in 1..=5 {
        let shape = Shape::new(rows, 7).unwrap();
        for told in totals(shape, 0, None) {
            let reduced = Published::of(shape).unwrap().reduced;
            assert_eq!(BigUint::from(told[0] + told[1]), reduced, "{shape}");
        }
    }
}

#[test]
fn second_rows_add_up_to_the_first_column() {
    for (rows, columns, column) in [(2, 5, 1), (4, 5, 2), (5, 5, 0), (3, 6, 9)] {
        let shape = Shape::new(rows, columns).unwrap();
        let search = answer(&json!({ "search": { "rows": rows, "columns": columns, "column": column } }));
        let candidates = search["strips"][0]["candidates"].as_array().unwrap().len();
        let [whole, engine] = totals(shape, column, None);
        assert_eq!(whole, engine);
        let mut sum = [0; 2];
        for second_row in 0..candidates {
            let [part, engine] = totals(shape, column, Some(second_row));
            assert_eq!(part, engine, "{shape}, second row {second_row}");
            sum = [sum[0] + part[0], sum[1] + part[1]];
        }
        assert_eq!(sum, whole);
    }
}

/// All steps, so many at a time.
fn all_steps(shape: Shape, page: u32) -> (Vec<Value>, Value) {
    let mut steps = Vec::new();
    loop {
        let told = trace(shape, 0, None, steps.len() as u64, page, false);
        steps.extend(told["steps"].as_array().unwrap().iter().cloned());
        if told["total"].is_object() {
            return (steps, told["total"].clone());
        }
    }
}

#[test]
fn pages_put_together_are_the_whole_loop() {
    for shape in shapes(5) {
        let (steps, total) = all_steps(shape, 200);
        assert_eq!(all_steps(shape, 150).0, steps, "{shape}");
        if let Some(last) = steps.last() {
            assert_eq!(
                (&last["positive"], &last["negative"]),
                (&total["positive"], &total["negative"])
            );
        }
        assert_eq!(trace(shape, 0, None, 3, 2, true)["total"], total);
        assert_eq!(
            trace(shape, 0, None, steps.len() as u64, 5, false)["total"],
            total
        );
    }
}

/// The candidates that words of 16 digits stand for.
fn left(words: &Value, strip: &Value) -> Vec<usize> {
    let words: Vec<u64> = words
        .as_array()
        .unwrap()
        .iter()
        .map(|word| u64::from_str_radix(word.as_str().unwrap(), 16).unwrap())
        .collect();
    assert_eq!(words.len() as u64, strip["words"].as_u64().unwrap());
    let bits = strip["bits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|bit| bit.as_u64().unwrap() as usize);
    bits.enumerate()
        .filter(|(_, bit)| words[bit / 64] >> (bit % 64) & 1 == 1)
        .map(|(at, _)| at)
        .collect()
}

#[test]
fn each_step_says_what_is_left() {
    for (r, n) in [(3, 4), (4, 5), (5, 5), (4, 6)] {
        let shape = Shape::new(r, n).unwrap();
        let search = answer(&json!({ "search": { "rows": r, "columns": n, "column": 0 } }));
        let strips = search["strips"].as_array().unwrap();
        let told = trace(shape, 0, None, 0, 200, false);
        let mut chosen: Vec<usize> = Vec::new();
        let mut counted = [0, 0];
        for step in told["steps"].as_array().unwrap() {
            let row = step["row"].as_u64().unwrap() as usize - 2;
            let rows = |strip: usize| crate::common::rows(&strips[strip]["candidates"]);
            match step["kind"].as_str().unwrap() {
                "choose" => chosen.push(step["chosen"][row].as_u64().unwrap() as usize),
                "backtrack" => drop(chosen.pop()),
                "strike" => {
                    let above: Vec<Vec<u8>> = chosen
                        .iter()
                        .enumerate()
                        .map(|(at, &candidate)| rows(at)[candidate].clone())
                        .collect();
                    let fits = |candidate: &Vec<u8>| {
                        above
                            .iter()
                            .all(|row| row.iter().zip(candidate).all(|(a, b)| a != b))
                    };
                    let expected: Vec<usize> = rows(row)
                        .iter()
                        .enumerate()
                        .filter(|(_, row)| fits(row))
                        .map(|(at, _)| at)
                        .collect();
                    assert_eq!(left(&step["left"][row], &strips[row]), expected, "{step}");
                    let last = above.last().unwrap();
                    for (column, conflicts) in step["conflicts"].as_array().unwrap().iter().enumerate() {
                        let expected: Vec<usize> = rows(row)
                            .iter()
                            .enumerate()
                            .filter(|(_, row)| row[column] == last[column])
                            .map(|(at, _)| at)
                            .collect();
                        assert_eq!(left(conflicts, &strips[row]), expected, "{step}");
                    }
                }
                "popcount" => {
                    let even = strips[row]["even"].as_u64().unwrap() as usize;
                    let left = left(&step["left"][row], &strips[row]);
                    let parts = [
                        left.iter().filter(|&&at| at < even).count(),
                        left.iter().filter(|&&at| at >= even).count(),
                    ];
                    assert_eq!(step["popcounts"], json!(parts));
                    let odd = chosen
                        .iter()
                        .enumerate()
                        .filter(|&(at, &candidate)| crate::common::sign(&rows(at)[candidate]) < 0)
                        .count()
                        % 2;
                    assert_eq!(step["chosen_odd"], odd == 1);
                    counted[odd] += parts[0];
                    counted[1 - odd] += parts[1];
                    assert_eq!(
                        (&step["positive"], &step["negative"]),
                        (&json!(counted[0]), &json!(counted[1]))
                    );
                }
                kind => panic!("{kind}"),
            }
            assert_eq!(step["chosen"], json!(chosen));
        }
    }
}

#[test]
fn the_last_row_of_3_by_4_below_2143_is_one_even_and_one_odd() {
    let told = answer(&json!({ "candidates": { "columns": 4, "value": 2 } }));
    let second = crate::common::rows(&told["candidates"])
        .iter()
        .position(|row| row == &[2, 1, 4, 3])
        .unwrap();
    let told = trace(Shape::new(3, 4).unwrap(), 0, Some(second), 0, 10, false);
    let popcount = told["steps"]
        .as_array()
        .unwrap()
        .iter()
        .find(|step| step["kind"] == "popcount")
        .unwrap();
    assert_eq!(popcount["popcounts"], json!([1, 1]));
}

#[test]
fn candidates_are_derangements_even_ones_first() {
    for (n, all, each) in [
        (1, 0, 0),
        (2, 1, 1),
        (3, 2, 1),
        (4, 9, 3),
        (5, 44, 11),
        (6, 265, 53),
        (7, 1854, 309),
    ] {
        let values = [None].into_iter().chain((2..=n as u8).map(Some));
        for value in values {
            let told = answer(&json!({ "candidates": { "columns": n, "value": value } }));
            let rows = crate::common::rows(&told["candidates"]);
            assert_eq!(told["derangements"], all.to_string());
            assert_eq!(rows.len(), if value.is_some() { each } else { all });
            let even = told["even"].as_u64().unwrap() as usize;
            assert_eq!(told["odd"], rows.len() - even);
            for (at, row) in rows.iter().enumerate() {
                assert!(
                    row.iter()
                        .enumerate()
                        .all(|(column, &symbol)| usize::from(symbol) != column + 1)
                );
                assert!(value.is_none_or(|value| row[0] == value));
                assert_eq!(crate::common::sign(row) > 0, at < even);
                let sign = latin_rectangles::latin::permutation::sign(row);
                assert_eq!(sign == Sign::Even, at < even);
            }
            assert!(rows[..even].is_sorted() && rows[even..].is_sorted());
        }
    }
}
