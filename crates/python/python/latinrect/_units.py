"""Units of a count, for any scheduler: they and their results are bytes and integers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Optional

from ._answer import Answer, answers
from ._native import Count, run_units


@dataclass(frozen=True)
class Unit:
    """A part of a count that runs anywhere, in any order; see `plan`."""

    of: str
    """What it is a unit of, for example "first columns of 5 × 8"."""
    number: int
    """Among the units of its phase, from 0."""
    phase: int
    """The number of its phase, from 0."""
    request: bytes = field(repr=False)
    """What is counted."""
    outputs: tuple[bytes, ...] = field(repr=False)
    """The outputs of each phase before, on which it depends; all units of a phase share them."""


@dataclass(frozen=True)
class Result:
    """What running a unit has given."""

    number: int
    phase: int
    microseconds: int
    """How long it ran."""
    request: bytes = field(repr=False)
    output: bytes = field(repr=False)


def plan(
    rows: int,
    columns: int,
    engine: str = "auto",
    workers: Optional[int] = None,
    *,
    units: Optional[int] = None,
    results: Iterable[Result] = (),
) -> list[Unit]:
    """The units of a count that can be run now, whatever was run before; none when all is done.

    By "enumerate" and "naive" these are all units that have no result among `results`; first columns are cut so finely that
    there are `units` of them at least, where that is possible. "classes" goes through phases that depend on each other:
    plan, run and plan again with all results so far, until there are no units left. What lists the classes is run here, on
    `workers` threads.

    >>> import latinrect
    >>> results = []
    >>> while units := latinrect.plan(4, 7, "classes", results=results):
    ...     results += map(latinrect.run, units)
    >>> latinrect.merge(results).total
    155185920

    Units of one shape and engine are the same on every machine. Raises ValueError as `count` does, and for results of
    another count.
    """
    count = Count(
        columns, (rows, rows), engine, workers, checkpoint=None, saved=True, elsewhere=True, units=units
    )
    return _left(count, list(results))


def run(unit: Unit) -> Result:
    """Runs a unit on this thread, without holding the interpreter's lock.

    The first unit of a phase by classes takes in the outputs of the phases before; the process then keeps them for the next.
    """
    ((number, microseconds, output),) = run_units(unit.request, unit.phase, [unit.number], unit.outputs)
    return Result(number, unit.phase, microseconds, unit.request, output)


def merge(results: Iterable[Result]) -> Answer:
    """The answer from the results of all units, in any order, some of them twice or not.

    Raises ValueError when units are missing, results are of different counts, or one unit has different outputs.
    """
    results = list(results)
    if not results:
        raise ValueError("there are no results to merge")
    count = Count.of(results[0].request, None)
    left, phase = _left(count, results), count.phase()
    if phase is not None:
        _, of, units, _ = phase
        raise ValueError(f"{of}: {len(left)} of {units} units are not counted yet ({_some(left)})")
    return answers(count.finished())[0]


def _left(count: Count, results: list[Result]) -> list[Unit]:
    """The units of the first phase that have no result; none when all is done."""
    request = count.request()
    done: dict[int, dict[int, Result]] = {}
    for result in results:
        if result.request != request:
            raise ValueError("a result is of another count, or of other units")
        before = done.setdefault(result.phase, {}).setdefault(result.number, result)
        if before.output != result.output:
            raise ValueError(f"unit {result.number} is not the same in two results: one of them is wrong")
    count.fold()
    while (phase := count.phase()) is not None:
        number, of, _, is_shared = phase
        if not is_shared:
            count.run_here()
        else:
            units = count.assign()
            found = done.get(number, {})
            count.complete([(unit, found[unit].microseconds, found[unit].output) for unit in units if unit in found])
            left = [unit for unit in units if unit not in found]
            if left:
                outputs = tuple(count.outputs(0))
                return [Unit(of, unit, number, request, outputs) for unit in left]
        count.fold()
    return []


def _some(units: list[Unit]) -> str:
    numbers = ", ".join(str(unit.number) for unit in units[:5])
    return numbers if len(units) <= 5 else f"{numbers}, …"
