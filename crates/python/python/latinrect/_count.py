"""Counts on threads of this process."""

from __future__ import annotations

from os import PathLike
from typing import Optional, Union

from ._answer import Answer, Table, answers
from ._native import Count
from ._progress import Bar
from ._saving import Saving

Path = Union[str, "PathLike[str]"]

STEP = 0.1
"""Seconds between two looks at a running count."""


def count(
    rows: int,
    columns: int,
    engine: str = "auto",
    workers: Optional[int] = None,
    progress: bool = True,
    *,
    checkpoint: Optional[Path] = None,
) -> Answer:
    """Counts the normalised Latin rectangles of one shape.

    `engine` is "enumerate", which goes through every reduced rectangle, for n up to 10; "classes", by isomorphism classes
    of regular bipartite graphs, for n up to 10, 11 for r ≤ 5, 20 for r ≤ 3 and 1000 for r ≤ 2; "formula", by recurrences and
    sums, for r = 2 to 6 and n up to 10,000, 4,000 for r = 5 and 3,000 for r = 6; "naive", cell by cell; or "auto", the
    cheapest one. Where formula has D alone, the answer's other figures are None: K goes up to n = 1,000 for r = 3, 200 for
    r = 4, 30 for r = 5 and 12 for r = 6. `workers` is the number of threads, one for each logical processor if None. With
    `progress`, a count that takes more than a second shows a bar where tqdm is installed.

    With `checkpoint`, progress is saved in that file every five seconds and at the end, after Ctrl-C too, and what is there
    already is resumed. The command and the page read and write the same files.

    Raises ValueError when there is no such shape or engine, or the engine does not take the shape, and RuntimeError when a
    count fails.
    """
    return counted(columns, (rows, rows), engine, workers, progress, checkpoint)[0]


def table(
    columns: int,
    rows: Union[int, tuple[int, int], range, None] = None,
    workers: Optional[int] = None,
    progress: bool = True,
    *,
    checkpoint: Optional[Path] = None,
) -> Table:
    """Counts every number of rows of n columns, by classes: for n up to 10, 11 for r ≤ 5, 20 for r ≤ 3, 1000 for r ≤ 2.

    `rows` may be one number, the least and the greatest, or a range; None stands for 1 to n. All else is as in `count`.
    """
    return counted(columns, least_and_greatest(rows, columns), "classes", workers, progress, checkpoint)


def least_and_greatest(
    rows: Union[int, tuple[int, int], range, None], columns: int
) -> tuple[int, int]:
    """The numbers of rows from which to which there is to be a table."""
    if rows is None:
        return 1, columns
    if isinstance(rows, range):
        if len(rows) == 0 or rows.step != 1:
            raise ValueError(f"rows: a range of numbers in a row is wanted, not {rows}")
        return rows.start, rows.stop - 1
    if isinstance(rows, tuple):
        if len(rows) != 2:
            raise ValueError(f"rows: the least and the greatest number are wanted, not {rows}")
        return rows
    return rows, rows


def counted(
    columns: int,
    rows: tuple[int, int],
    engine: str,
    workers: Optional[int],
    progress: bool,
    checkpoint: Optional[Path],
) -> Table:
    with Saving(checkpoint) as saving:
        count = Count(
            columns,
            rows,
            engine,
            workers,
            checkpoint=saving.read(),
            saved=checkpoint is not None,
            elsewhere=False,
        )
        try:
            with Bar(progress) as bar:
                while not count.wait(STEP):
                    bar.show(count.progress())
                    saving.tick(count)
                bar.show(count.progress())
        finally:
            count.stop()
            saving.save(count)
        return answers(count.finished())
