"""Counts, units, rectangles and verification in one process."""

from __future__ import annotations

import _thread
import json
import pickle
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import latinrect
from conftest import Published
from latinrect._native import Count

@pytest.mark.parametrize("engine", ["auto", "enumerate", "classes", "naive"])
def test_every_engine_gives_the_published_figures(engine: str, published: Published) -> None:
    for rows, columns in [(1, 1), (3, 5), (5, 5), (4, 6)]:
        answer = latinrect.count(rows, columns, engine)
        published(answer)
        assert engine in ("auto", answer.engine)


def test_an_answer_has_integers_of_any_length() -> None:
    answer = latinrect.count(5, 6, workers=1, progress=False)
    assert answer.all == 812_851_200
    figures = [answer.total, answer.positive, answer.negative, answer.difference, answer.reduced, answer.all]
    assert {type(figure) for figure in figures} == {int}
    assert repr(answer) == (
        "Answer(rows=5, columns=6, total=1128960, positive=576000, negative=552960, difference=23040, "
        "reduced=9408, all=812851200, engine='enumerate')"
    )
    (one,) = answer.evidence
    assert (one.what, one.count, one.things, one.degree) == ("reduced rectangles of each sign", 5, "first columns", None)
    assert one.found == one.expected == 5 * 9408
    # longer than str takes by default
    long = latinrect.count(2, 1000)
    assert long.all is not None and long.all > 10**5000
    assert len(repr(long)) > 15_000 and len(long._repr_html_()) > 15_000


def test_a_table_is_a_list_of_answers(published: Published) -> None:
    table = latinrect.table(8)
    assert [answer.rows for answer in table] == list(range(1, 9))
    for answer in table:
        published(answer)
    assert table == latinrect.table(8, range(1, 9)) != latinrect.table(8, (1, 7))
    assert [answer.rows for answer in table[2:4]] == [3, 4]
    assert latinrect.table(8, 5)[0].total == table[4].total == 22_853_592_760_320
    assert "total=22853592760320" in repr(table)


def test_equal_figures_are_equal_tables_whatever_time_they_took() -> None:
    assert latinrect.count(4, 6, "classes") == latinrect.count(4, 6, "classes")


def test_answers_are_shown_as_on_the_page() -> None:
    html = latinrect.count(5, 7, "classes")._repr_html_()
    text = "".join(part.split(">", 1)[-1] for part in html.split("<"))
    for shown in ("K(5, 7)", "5 rows by 7 columns", "4,057,344,000", "2,029,086,720", "+829,440", "labelled graphs"):
        assert shown in text
    assert "<table" in html and "not computed" not in html
    table = latinrect.table(5)._repr_html_()
    assert table.count("<tr>") == 6 and "1</span>" not in table
    one = next(latinrect.rectangles(3, 4))
    assert one._repr_html_().count("<td") == 12


def test_what_an_engine_leaves_open_is_none() -> None:
    answer = latinrect.Answer(3, 5, None, None, None, 72, None, None, "enumerate", (), 0.0)
    assert "total=None" in repr(answer) and "not computed" in answer._repr_html_()


def test_pandas_gets_every_digit() -> None:
    pandas = pytest.importorskip("pandas")
    table = latinrect.table(10, (1, 4))
    frame = table.to_pandas()
    assert isinstance(frame, pandas.DataFrame) and list(frame["rows"]) == [1, 2, 3, 4]
    assert [type(total) for total in frame["all"]] == [int] * 4
    assert list(frame["all"]) == [answer.all for answer in table]
    assert len(table[0].to_pandas()) == 1


REFUSED: list[tuple[Callable[[], Any], str]] = [
    (lambda: latinrect.count(5, 3), "rows r = 5 is more than columns n = 3: r goes from 1 to n"),
    (lambda: latinrect.count(0, 3), "rows r = 0 is too small"),
    (lambda: latinrect.count(-1, 3), "rows: a whole number is wanted, 1 ≤ r ≤ n ≤ 10"),
    (lambda: latinrect.count(3, 10**30), "columns: a whole number is wanted"),
    (lambda: latinrect.count(12, 12), "12 rows and 12 columns are too large for classes"),
    (lambda: latinrect.count(5, 11, "enumerate"), "columns n = 11 is too large for enumerate"),
    (lambda: latinrect.count(3, 5, "magic"), 'no engine "magic"; there are: auto, enumerate, classes, naive, formula'),
    (lambda: latinrect.count(3, 5, workers=0), "workers go from 1 to 256, not 0"),
    (lambda: latinrect.count(3, 5, workers=257), "workers go from 1 to 256, not 257"),
    (lambda: latinrect.table(4, (3, 2)), "3 to 2"),
    (lambda: latinrect.table(4, range(0)), "a range of numbers in a row is wanted"),
    (lambda: latinrect.plan(3, 5, units=0), "units go from 1 to 1000000, not 0"),
    (lambda: latinrect.merge([]), "no results"),
    (lambda: latinrect.rectangles(3, 4, [1, 2]), "a first column of 3 × 4 has 3 symbols, not 2"),
    (lambda: latinrect.rectangles(3, 4, [1, 2, 300]), "a first column is 1 and then different numbers from 2 to 4"),
    (lambda: latinrect.rectangles(11, 11), "11"),
    (lambda: latinrect.sequence(), "either rows or columns is wanted"),
    (lambda: latinrect.sequence(4, columns=9), "either rows or columns is wanted"),
    (lambda: latinrect.sequence(0), "rows r = 0 is too small: r goes from 1 to n"),
    (lambda: latinrect.sequence(-1), "rows: a whole number from 0 on is wanted, not -1"),
    (lambda: latinrect.sequence(4, to=3), "n goes from the first to the last, and 4 to 3 are asked for"),
    (lambda: latinrect.sequence(4, "L"), 'there is no figure "L"; there are: K, K\\+, K-, D, R'),
    (lambda: latinrect.sequence(6, start=13, to=15), "no engine counts K.6,n., n = 13 to 15: K is counted for n up to 1,000"),
    (lambda: latinrect.sequence(4, "D", to=9).to_text("xml"), 'there is no format "xml"; there are: text, csv'),
]


@pytest.mark.parametrize("at", range(len(REFUSED)))
def test_bad_input_is_refused_in_a_sentence(at: int) -> None:
    call, sentence = REFUSED[at]
    with pytest.raises(ValueError, match=sentence):
        call()


@pytest.mark.parametrize("given", ["5", 5.0, None])
def test_what_is_no_integer_is_a_type_error(given: Any) -> None:
    with pytest.raises(TypeError, match="rows: an int is wanted"):
        latinrect.count(given, 6)


def test_rectangles_come_one_after_another() -> None:
    all_of_them = list(latinrect.rectangles(3, 5))
    answer = latinrect.count(3, 5)
    assert len(all_of_them) == len(set(all_of_them)) == answer.total
    assert sum(one.sign for one in all_of_them) == answer.difference
    assert all_of_them[0].rows == ((1, 2, 3, 4, 5), (2, 1, 4, 5, 3), (3, 4, 5, 1, 2))
    of_one_column = list(latinrect.rectangles(3, 5, column=[1, 3, 2]))
    assert len(of_one_column) == answer.reduced
    assert {tuple(row[0] for row in one.rows) for one in of_one_column} == {(1, 3, 2)}
    # none is listed before it is asked for
    assert next(latinrect.rectangles(10, 10)).rows[0] == tuple(range(1, 11))


@pytest.mark.parametrize("engine", ["enumerate", "naive"])
def test_units_run_anywhere_in_any_order(engine: str, published: Published) -> None:
    units = latinrect.plan(4, 6, engine)
    assert [unit.number for unit in units] == list(range(len(units))) and len(units) >= 10
    random.Random(1).shuffle(units)
    results = [latinrect.run(pickle.loads(pickle.dumps(unit))) for unit in units]
    published(latinrect.merge(pickle.loads(pickle.dumps(results)) + results[:3]))
    left = latinrect.plan(4, 6, engine, results=results[2:])
    assert {unit.number for unit in left} == {unit.number for unit in units[:2]}
    assert latinrect.plan(4, 6, engine, results=results) == []
    with pytest.raises(ValueError, match=r"first columns of 4 × 6.*: 2 of \d+ units are not counted yet \(\d+, \d+\)"):
        latinrect.merge(results[2:])


def test_first_columns_are_cut_as_finely_as_wanted(published: Published) -> None:
    units = latinrect.plan(4, 7, "enumerate", units=100)
    assert len(units) >= 100
    results = [latinrect.run(unit) for unit in units]
    published(latinrect.merge(results))
    with pytest.raises(ValueError, match="of other units"):
        latinrect.merge([*results, latinrect.run(latinrect.plan(4, 7, "enumerate")[0])])


def test_units_by_classes_come_phase_by_phase(published: Published) -> None:
    results: list[latinrect.Result] = []
    phases = []
    while units := latinrect.plan(5, 8, "classes", results=results):
        phases.append(units[0].of)
        results += map(latinrect.run, reversed(pickle.loads(pickle.dumps(units))))
    assert phases == ["values of degree 3 for n = 8", "values of degree 4 for n = 8", "sums of 5 rows for n = 8"]
    published(latinrect.merge(results))
    # one that starts late takes in all phases before
    script = "import pickle, sys, latinrect; print(latinrect.run(pickle.load(sys.stdin.buffer)).output.hex())"
    late = latinrect.plan(5, 8, "classes", results=results[:-1])
    assert len(late) == 1
    found = subprocess.run([sys.executable, "-c", script], input=pickle.dumps(late[0]), capture_output=True, check=True)
    assert bytes.fromhex(found.stdout.decode()) == results[-1].output


def test_results_that_cannot_be_are_refused() -> None:
    results = [latinrect.run(unit) for unit in latinrect.plan(4, 6, "enumerate")]
    one = results[0]
    other = latinrect.Result(one.number, one.phase, one.microseconds, one.request, b"\0" * 32)
    with pytest.raises(ValueError, match="unit 0 is not the same in two results"):
        latinrect.merge([*results, other])
    with pytest.raises(RuntimeError, match="first columns"):
        latinrect.merge([other, *results[1:]])
    cut = latinrect.Result(one.number, one.phase, one.microseconds, one.request, one.output[:-1])
    with pytest.raises(ValueError, match="it has 31 bytes, not 32"):
        latinrect.merge([cut, *results[1:]])
    unit = latinrect.plan(4, 6, "enumerate")[0]
    for bad, sentence in [
        (latinrect.Unit(unit.of, 10**6, 0, unit.request, ()), "there is no unit 1000000"),
        (latinrect.Unit(unit.of, 0, 0, b"{}", ()), "not a unit of a count"),
    ]:
        with pytest.raises(ValueError, match=sentence):
            latinrect.run(bad)


def test_outputs_of_another_count_are_refused_by_a_unit() -> None:
    results: list[latinrect.Result] = []
    for _ in range(2):
        results += map(latinrect.run, latinrect.plan(5, 7, "classes", results=results))
    (unit, *_) = latinrect.plan(5, 7, "classes", results=results)
    assert len(unit.outputs) > 3
    other = json.dumps({**json.loads(unit.request), "memory": 1 << 40}).encode()
    for outputs in (unit.outputs[1:] + unit.outputs[:1], (b"",) * len(unit.outputs), ()):
        with pytest.raises((ValueError, IndexError)):
            latinrect.run(latinrect.Unit(unit.of, unit.number, unit.phase, other, outputs))
    right = latinrect.run(latinrect.Unit(unit.of, unit.number, unit.phase, other, unit.outputs))
    assert right.output == latinrect.run(unit).output


def test_a_unit_releases_the_interpreter() -> None:
    (unit, *_) = latinrect.plan(5, 8, "enumerate")
    ticks = 0
    thread = threading.Thread(target=latinrect.run, args=(unit,))
    thread.start()
    while thread.is_alive():
        ticks += 1
        time.sleep(0.001)
    assert ticks > 20


def _interrupt_soon() -> None:
    def interrupt() -> None:
        time.sleep(0.3)
        _thread.interrupt_main()

    threading.Thread(target=interrupt).start()


@pytest.mark.parametrize("engine", ["enumerate", "classes"])
def test_ctrl_c_ends_a_count_and_saves_it(engine: str, tmp_path: Path) -> None:
    file = tmp_path / "count.json"
    shape = {"enumerate": (6, 9), "classes": (10, 10)}[engine]
    _interrupt_soon()
    with pytest.raises(KeyboardInterrupt):
        latinrect.count(*shape, engine, progress=False, checkpoint=file)
    saved = json.loads(file.read_text())
    assert saved["engine"] == engine
    assert not (tmp_path / "count.json.lock").exists()


def test_ctrl_c_ends_a_unit_and_lists_of_classes() -> None:
    unit = latinrect.plan(6, 10, "enumerate")[0]
    _interrupt_soon()
    with pytest.raises(KeyboardInterrupt):
        while True:
            latinrect.run(unit)
    # the classes of degree 4 come after the values of degree 3
    results = [latinrect.run(unit) for unit in latinrect.plan(10, 10, "classes")]
    _interrupt_soon()
    with pytest.raises(KeyboardInterrupt):
        latinrect.plan(10, 10, "classes", results=results)


def test_by_formula_few_rows_go_far(published: Published) -> None:
    published(latinrect.count(3, 10, "formula"))
    long = latinrect.count(4, 60, engine="formula")
    assert long.engine == "formula" and long.total is not None and long.difference is not None
    assert long.total > 10**200 and (long.total - long.difference) % 2 == 0
    # of six rows K is computed up to n = 12
    answer = latinrect.count(6, 13, "formula")
    assert (answer.total, answer.positive, answer.negative, answer.reduced, answer.all) == (None,) * 5
    assert answer.difference is not None and answer.difference > 0
    assert "total=None" in repr(answer) and "not computed" in answer._repr_html_()


def test_units_by_formula_run_anywhere() -> None:
    results: list[latinrect.Result] = []
    while units := latinrect.plan(5, 12, "formula", results=results):
        results += map(latinrect.run, reversed(pickle.loads(pickle.dumps(units))))
    assert len(results) > 4
    assert latinrect.merge(results) == latinrect.count(5, 12, "formula")


def test_a_sequence_is_one_of_integers() -> None:
    terms = latinrect.sequence(4, figure="D", to=200)
    assert terms[:5] == (24, -576, 12960, -126720, 1814400)
    assert len(terms) == 197 and list(terms.at) == list(range(4, 201)) and set(terms.engines) == {"formula"}
    assert dict(terms.items())[200] == terms[-1] == latinrect.count(4, 200, "formula").difference
    assert (terms.rows, terms.columns, terms.figure, terms.unknown) == (4, None, "D", ())
    assert terms == latinrect.sequence(4, figure="D", to=200) != latinrect.sequence(4, figure="D", to=199)
    assert repr(terms).startswith("Terms(rows=4, figure='D', 197 terms: {4: 24, 5: -576, 6: 12960,")
    assert latinrect.sequence(3, "K", to=4)[:] == (2, 24)


def test_a_column_of_the_triangle_is_a_sequence() -> None:
    for figure, name in [("K", "total"), ("K+", "positive"), ("K-", "negative"), ("D", "difference"), ("R", "reduced")]:
        column = latinrect.sequence(columns=8, figure=figure, to=8)
        assert list(column.items()) == [(answer.rows, getattr(answer, name)) for answer in latinrect.table(8)]
    far = latinrect.sequence(columns=20, figure="D", to=8)
    assert far.engines == ("classes",) + ("formula",) * 5 and far.at == tuple(range(1, 7))
    assert [(terms.start, terms.to) for terms in far.unknown] == [(7, 8)]
    assert far.unknown[0].why.startswith("D is counted for n up to ")


@pytest.mark.processes
def test_a_sequence_is_written_as_the_command_does(command: str) -> None:
    terms = latinrect.sequence(6, figure="D", to=30)
    for format in ("text", "csv", "json", "latex", "bfile"):
        arguments = [command, "sequence", "6", "--figure", "D", "--to", "30", "--format", format]
        assert terms.to_text(format) == subprocess.check_output(arguments, text=True)
    long = latinrect.sequence(6, figure="D", to=400)
    with pytest.warns(UserWarning, match=r"The b-file ends at n = \d+: D\(6,\d+\) has 1,00\d digits"):
        assert len(long.to_text("bfile").splitlines()) < len(long) == 395
    # longer than str takes by default
    assert len(latinrect.sequence(3, figure="D", start=3000, to=3000).to_text("csv")) > 9000


def test_pandas_gets_every_term() -> None:
    pytest.importorskip("pandas")
    frame = latinrect.sequence(4, figure="D", to=100).to_pandas()
    assert list(frame.columns) == ["columns", "value", "engine"] and type(frame["value"].iloc[-1]) is int


def test_a_checkpoint_is_resumed(tmp_path: Path, published: Published) -> None:
    file = tmp_path / "count.json"
    count = Count(7, (5, 5), "enumerate", 1, checkpoint=None, saved=True, elsewhere=True)
    count.assign()
    units = latinrect.plan(5, 7, "enumerate")
    results = [latinrect.run(unit) for unit in units[:-2]]
    count.complete([(result.number, 10**9, result.output) for result in results])
    file.write_bytes(count.checkpoint())
    answer = latinrect.count(5, 7, checkpoint=file)
    published(answer)
    done = json.loads(file.read_text())["phases"][0]["microseconds"]
    assert done.count(10**9) == len(units) - 2 and len(done) == len(units)
    with pytest.raises(ValueError, match="this checkpoint is of another job: 5 × 7 by enumerate, not 4 × 7 by enumerate"):
        latinrect.count(4, 7, "enumerate", checkpoint=file)
    file.write_text(file.read_text().replace('"rows":[5', '"rows":[4'))
    with pytest.raises(ValueError, match="damaged"):
        latinrect.count(5, 7, checkpoint=file)


def test_a_checkpoint_has_one_writer(tmp_path: Path) -> None:
    file = tmp_path / "count.json"
    script = (
        "import sys, latinrect._saving as s, latinrect\n"
        "with s.Saving(sys.argv[1]): print('locked', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "locked\n"
    with pytest.raises(RuntimeError, match=rf"count.json is being written by process {other.pid} on "):
        latinrect.count(4, 6, checkpoint=file)
    other.communicate("")
    latinrect.count(4, 6, checkpoint=file)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["count.json"]


def test_a_checkpoint_must_be_a_file_that_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="it is not a regular file"):
        latinrect.count(4, 6, checkpoint=tmp_path)
    with pytest.raises(OSError):
        latinrect.count(4, 6, checkpoint=tmp_path / "missing" / "count.json")


def test_files_are_verified(tmp_path: Path) -> None:
    file = tmp_path / "count.json"
    latinrect.count(4, 6, "enumerate", checkpoint=file)
    transcript = latinrect.verify(file, units_recounted=2, seed=7)
    assert transcript.agrees and transcript.whole and transcript.conclusion in str(transcript)
    # all but the machine is the same again
    again = json.loads(latinrect.verify(file, units_recounted=2, seed=7).json)
    first = json.loads(transcript.json)
    assert again.pop("machine") and first.pop("machine") and again == first
    damaged = json.loads(file.read_text())
    damaged["elapsed_microseconds"] += 1
    file.write_text(json.dumps(damaged))
    assert not latinrect.verify(file).agrees
    file.write_text("[]")
    with pytest.raises(ValueError, match="this file cannot be verified"):
        latinrect.verify(file)
    with pytest.raises(ValueError, match="seed: a whole number"):
        latinrect.verify(file, seed=-1)
    with pytest.raises(OSError):
        latinrect.verify(tmp_path / "missing.json")


def test_progress_is_shown_where_tqdm_is(capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("tqdm")
    from latinrect import _progress

    delay, _progress.DELAY = _progress.DELAY, 0.0
    try:
        latinrect.table(10, (1, 4))
    finally:
        _progress.DELAY = delay
    shown = capfd.readouterr().err
    assert "100.0 %" in shown and "sums over the classes of degree 3" in shown
    latinrect.table(10, (1, 4), progress=False)
    assert capfd.readouterr().err == ""


def test_it_says_its_version() -> None:
    manifest = (Path(__file__).parents[1] / "Cargo.toml").read_text()
    assert f'version = "{latinrect.__version__}"' in manifest
    root = (Path(__file__).parents[3] / "Cargo.toml").read_text()
    assert f'version = "{latinrect.__version__}"' in root
