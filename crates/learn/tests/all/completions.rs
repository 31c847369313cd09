//! Completions against brute force, and what is drawn from them.

use std::collections::HashMap;

use crate::common::{answer, completions, fill, rows, sign_of};
use latin_rectangles::Shape;
use latin_rectangles::latin::Rectangle;
use serde_json::{Value, json};

/// A start with some cells of a rectangle, now and then one that does not fit, its rows in any order.
fn random_start(shape: Shape, random: &mut fastrand::Rng) -> (Vec<Vec<Option<u8>>>, bool) {
    let (r, n) = (shape.rows() as usize, shape.columns() as usize);
    let mut cells: Vec<Vec<Option<u8>>> = Rectangle::random(shape, random)
        .rows()
        .iter()
        .map(|row| row.iter().copied().map(Some).collect())
        .collect();
    let free = random.bool();
    let given = random.u8(0..=10);
    for row in &mut cells {
        let row_given = random.u8(0..3);
        for cell in row {
            if row_given == 0 || row_given == 1 && random.u8(0..10) >= given {
                *cell = None;
            }
        }
    }
    if free {
        random.shuffle(&mut cells);
    }
    if random.u8(0..4) == 0 {
        let row = if free { random.usize(0..r) } else { r - 1 };
        if free || row > 0 {
            cells[row][random.usize(0..n)] = Some(random.u8(1..=n as u8));
        }
    }
    (cells, free)
}

/// A start whose cells do not clash, though it may well have no completion.
fn scattered(shape: Shape, random: &mut fastrand::Rng) -> (Vec<Vec<Option<u8>>>, bool) {
    let (r, n) = (shape.rows() as usize, shape.columns() as usize);
    let mut cells = vec![vec![None; n]; r];
    for _ in 0..random.usize(0..=2 * n) {
        let (row, column) = (random.usize(0..r), random.usize(0..n));
        let before = cells[row][column].replace(random.u8(1..=n as u8));
        if clash(&filled(&cells, true)) {
            cells[row][column] = before;
        }
    }
    (cells, true)
}

fn filled(cells: &[Vec<Option<u8>>], free: bool) -> Vec<Vec<u8>> {
    let mut filled: Vec<Vec<u8>> = cells
        .iter()
        .map(|row| row.iter().map(|cell| cell.unwrap_or(0)).collect())
        .collect();
    if !free {
        filled[0] = (1..=filled[0].len() as u8).collect();
    }
    filled
}

fn request(cells: &[Vec<Option<u8>>], free: bool) -> Value {
    json!({ "rows": cells.len(), "columns": cells[0].len(), "cells": cells, "first_row_free": free })
}

/// Whether two given cells have the same symbol in one row or column.
fn clash(cells: &[Vec<u8>]) -> bool {
    let same = |a: u8, b: u8| a != 0 && a == b;
    let columns = cells[0].len();
    let in_rows = cells
        .iter()
        .any(|row| (0..columns).any(|a| (0..a).any(|b| same(row[a], row[b]))));
    in_rows
        || (0..columns)
            .any(|column| (0..cells.len()).any(|a| (0..a).any(|b| same(cells[a][column], cells[b][column]))))
}

#[test]
fn completions_are_those_that_brute_force_finds() {
    let mut random = fastrand::Rng::with_seed(1);
    let (mut none, mut clashing) = (0, 0);
    for n in 1..=5 {
        for r in 1..=n {
            let shape = Shape::new(r, n).unwrap();
            for at in 0..100 {
                let (cells, free) = if at < 40 {
                    random_start(shape, &mut random)
                } else {
                    scattered(shape, &mut random)
                };
                let start = filled(&cells, free);
                // brute force over many empty cells of 5 × 5 with a free first row takes long
                if n == 5 && start.iter().flatten().filter(|&&symbol| symbol == 0).count() > 20 {
                    continue;
                }
                let [even, odd] = completions(&start);
                let told = answer(&json!({ "completions": request(&cells, free) }));
                assert_eq!(told["count"]["positive"], even.to_string(), "{start:?}");
                assert_eq!(told["count"]["negative"], odd.to_string(), "{start:?}");
                assert_eq!(told["total"], (even + odd).to_string());
                assert_eq!(told["possible"], even + odd > 0);
                let conflicts = told["conflicts"].as_array().unwrap();
                assert_eq!(!conflicts.is_empty(), clash(&start), "{start:?}");
                clashing += usize::from(clash(&start));
                none += usize::from(even + odd == 0 && !clash(&start));
            }
        }
    }
    assert!(none > 10 && clashing > 10, "{none} {clashing}");
}

#[test]
fn an_empty_rectangle_has_the_published_completions() {
    for (r, n, total) in [
        (1, 1, 1u64),
        (3, 5, 552),
        (5, 5, 1344),
        (4, 6, 393_120),
        (6, 6, 1_128_960),
        (3, 7, 1_073_760),
    ] {
        let cells = vec![vec![None; n]; r];
        let told = answer(&json!({ "completions": request(&cells, false) }));
        assert_eq!(told["total"], total.to_string(), "{r} × {n}");
        assert_eq!(told["full_rows"], true);
        let all = answer(&json!({ "completions": request(&cells, true) }));
        if let Some(all) = all["total"].as_str() {
            let factor: u64 = (1..=n as u64).product();
            assert_eq!(all, (factor * total).to_string(), "{r} × {n}");
        }
    }
}

#[test]
fn conflicts_say_which_cells_clash_and_why() {
    let cells = [[Some(1), Some(1), None], [Some(1), None, None]];
    let cells: Vec<Vec<Option<u8>>> = cells.iter().map(|row| row.to_vec()).collect();
    let told = answer(&json!({ "completions": request(&cells, true) }));
    let expected = json!([
        { "kind": "row", "symbol": 1, "cells": [[0, 0], [0, 1]] },
        { "kind": "column", "symbol": 1, "cells": [[0, 0], [1, 0]] },
    ]);
    assert_eq!(told["conflicts"], expected);
    assert_eq!(told["possible"], false);
    let drawn = answer(&json!({ "complete": { "given": request(&cells, true), "seed": 1 } }));
    assert_eq!(
        (&drawn["rectangle"], &drawn["possible"]),
        (&Value::Null, &json!(false))
    );
}

#[test]
fn what_cannot_be_counted_in_a_second_is_completed_all_the_same() {
    let cells = vec![vec![None; 7]; 7];
    let told = answer(&json!({ "completions": request(&cells, true) }));
    let drawn = answer(&json!({ "complete": { "given": request(&cells, true), "seed": 3 } }));
    assert_eq!(drawn["uniform"], told["count"].is_object());
    assert_eq!(told["possible"], true);
    let drawn = rows(&drawn["rectangle"]["rows"]);
    assert!(!clash(&drawn) && drawn.iter().flatten().all(|&symbol| symbol != 0));
}

#[test]
fn every_completion_is_drawn_about_equally_often() {
    // rows 1, 2 and one cell of 4 × 4 given, then nothing below a free row 1 of 3 × 3
    let mut given = vec![vec![None; 4]; 4];
    given[1] = [2, 1, 4, 3].map(Some).to_vec();
    given[3][2] = Some(1);
    for (cells, free) in [(given, false), (vec![vec![None; 3]; 3], true)] {
        let mut times = HashMap::new();
        fill(&mut filled(&cells, free), 0, &mut |rows| {
            times.insert(rows.to_vec(), 0);
        });
        for seed in 0..200 * times.len() {
            let drawn = answer(&json!({ "complete": { "given": request(&cells, free), "seed": seed } }));
            assert_eq!(drawn["uniform"], true);
            let rectangle = rows(&drawn["rectangle"]["rows"]);
            assert_eq!(drawn["rectangle"]["sign"], sign_of(&rectangle));
            *times.get_mut(&rectangle).expect("a completion") += 1;
        }
        // 200 on average, with a deviation of 14
        assert!(
            times.values().all(|times| (130..270).contains(times)),
            "{times:?}"
        );
    }
}
