//! Whatever is asked, there is an answer or a sentence, and never a panic.

use crate::common::ask;
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn what_is_not_allowed_is_refused_in_a_sentence() {
    let cells = |rows: Value, free: bool| json!({ "completions": { "rows": 2, "columns": 3, "cells": rows, "first_row_free": free } });
    for (request, part) in [
        (
            json!({ "first_columns": { "rows": 3, "columns": 8 } }),
            "n goes from 1 to 7",
        ),
        (
            json!({ "first_columns": { "rows": 4, "columns": 3 } }),
            "r goes from 1 to n",
        ),
        (cells(json!([[null, null, null]]), true), "cells are 2 rows of 3"),
        (
            cells(json!([[1, 2, 4], [null, null, null]]), true),
            "a symbol from 1 to 3",
        ),
        (
            cells(json!([[2, null, null], [null, null, null]]), false),
            "row 1 is 1 2 … n unless",
        ),
        (json!({ "normalise": [] }), "n = 0"),
        (json!({ "normalise": [[1, 2], [1, 2]] }), "column 1 holds 1 twice"),
        (
            json!({ "sign": { "rectangle": [[1, 3]], "swap": null } }),
            "row 1 is not a permutation of 1 to 2",
        ),
        (
            json!({ "sign": { "rectangle": [[1, 2]], "swap": { "kind": "rows", "a": 1, "b": 2 } } }),
            "row 2 does not exist: the numbers go from 1 to 1",
        ),
        (
            json!({ "candidates": { "columns": 5, "value": 1 } }),
            "first value 1 does not exist: the numbers go from 2 to 5",
        ),
        (
            json!({ "search": { "rows": 3, "columns": 4, "column": 3 } }),
            "first column 3 does not exist: the numbers go from 0 to 2",
        ),
        (
            json!({ "trace": { "rows": 3, "columns": 4, "column": 0, "second_row": 3, "from_step": 0, "steps": 1, "finish": false } }),
            "candidate 3",
        ),
        (
            json!({ "trace": { "rows": 3, "columns": 4, "column": 0, "second_row": null, "from_step": 0, "steps": 201, "finish": false } }),
            "0 to 200",
        ),
        (
            json!({ "classes": { "columns": 7, "rows": 3 } }),
            "n = 7 is not possible here: n goes from 1 to 6",
        ),
        (
            json!({ "classes": { "columns": 5, "rows": 6 } }),
            "r goes from 1 to n",
        ),
        (json!({ "graph": [] }), "0 rectangles were given"),
        (
            json!({ "graph": [[[1, 2]], [[1, 2], [2, 1]]] }),
            "two of the same shape",
        ),
        (
            json!({ "renaming": { "rows": 2, "columns": 3, "from": 1, "to": 0, "rectangle": [[1, 2, 3], [2, 3, 1]] } }),
            "first column is not number 1",
        ),
        (
            json!({ "renaming": { "rows": 2, "columns": 3, "from": 0, "to": 1, "rectangle": [[], []] } }),
            "row 1 is not 1 2 … n",
        ),
        (json!({ "nothing": {} }), "unknown variant"),
    ] {
        let error = ask(&request).expect_err(&request.to_string());
        assert!(error.contains(part), "{request}: {error}");
    }
}

fn small() -> impl Strategy<Value = Value> {
    prop_oneof![6 => (0u32..=9).prop_map(Value::from), 1 => Just(Value::Null), 1 => any::<u32>().prop_map(Value::from)]
}

/// Rows of cells, in shape as a rule.
fn grid() -> impl Strategy<Value = Value> {
    let row = |columns| prop::collection::vec(small(), columns);
    let even = (0usize..=5, 0usize..=5)
        .prop_flat_map(move |(rows, columns)| prop::collection::vec(row(columns..=columns), rows));
    let ragged = prop::collection::vec(prop::collection::vec(small(), 0..9), 0..9);
    prop_oneof![3 => even, 1 => ragged].prop_map(|rows| json!(rows))
}

fn request() -> impl Strategy<Value = Value> {
    let cells = (small(), small(), grid(), any::<bool>()).prop_map(|(rows, columns, cells, free)| {
        let held = cells.as_array().unwrap().len();
        let rows = if free { json!(held) } else { rows };
        let columns = if free {
            json!(cells[0].as_array().map_or(0, Vec::len))
        } else {
            columns
        };
        json!({ "rows": rows, "columns": columns, "cells": cells, "first_row_free": free })
    });
    let named = ("[a-z_]{0,8}", small()).prop_map(|(name, value)| json!({ name: value }));
    prop_oneof![
        (cells, small(), any::<bool>()).prop_map(|(cells, seed, complete)| {
            if complete { json!({ "complete": { "given": cells, "seed": seed } }) } else { json!({ "completions": cells }) }
        }),
        grid().prop_map(|rows| json!({ "normalise": rows })),
        prop::collection::vec(grid(), 0..4).prop_map(|rectangles| json!({ "graph": rectangles })),
        (grid(), small(), small(), prop::sample::select(vec!["rows", "columns", "symbols", "x"])).prop_map(|(rows, a, b, kind)| {
            json!({ "sign": { "rectangle": rows, "swap": { "kind": kind, "a": a, "b": b } } })
        }),
        (small(), small()).prop_map(|(rows, columns)| json!({ "first_columns": { "rows": rows, "columns": columns } })),
        (small(), small(), small(), small(), grid()).prop_map(|(rows, columns, from, to, rectangle)| {
            json!({ "renaming": { "rows": rows, "columns": columns, "from": from, "to": to, "rectangle": rectangle } })
        }),
        (small(), small()).prop_map(|(columns, value)| json!({ "candidates": { "columns": columns, "value": value } })),
        (small(), small(), small()).prop_map(|(rows, columns, column)| {
            json!({ "search": { "rows": rows, "columns": columns, "column": column } })
        }),
        (small(), small(), small(), small(), small(), small()).prop_map(|(rows, columns, column, second_row, from, steps)| {
            json!({ "trace": {
                "rows": rows, "columns": columns, "column": column, "second_row": second_row, "from_step": from,
                "steps": steps, "finish": false,
            } })
        }),
        (small(), small()).prop_map(|(columns, rows)| {
            json!({ "classes": { "columns": columns, "rows": rows } })
        }),
        named,
        small(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics(request in request()) {
        if let Err(sentence) = ask(&request) {
            prop_assert!(!sentence.is_empty());
        }
    }
}
