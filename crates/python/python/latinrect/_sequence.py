"""Sequences: a figure of every n for a fixed r, or of every r for a fixed n."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Optional, Union, overload

from ._answer import answers
from ._count import STEP
from ._native import Count, digits, sequence_file, sequence_plan
from ._progress import Bar

if TYPE_CHECKING:
    from pandas import DataFrame

ATTRIBUTES = {"K": "total", "K+": "positive", "K-": "negative", "D": "difference", "R": "reduced"}
SHOWN = 8
"""So many terms a short form shows at most, and so many digits of a term."""
SHOWN_DIGITS = 40


class UnknownTerms(NamedTuple):
    """Terms that no engine counts."""

    start: int
    """The first n or r."""
    to: int
    """The last n or r."""
    why: str
    """For example "K(6,n) is counted for n up to 12"."""


@dataclass(frozen=True, repr=False)
class Terms(Sequence[int]):
    """The terms of a sequence, exactly: a sequence of integers that also says which n or r each belongs to."""

    rows: Optional[int]
    """r, where it is the same for all terms."""
    columns: Optional[int]
    """n, where it is the same for all terms."""
    figure: str
    """"K", "K+", "K-", "D" or "R"."""
    start: int
    """The first n or r that was asked for."""
    to: int
    """The last n or r that was asked for."""
    at: tuple[int, ...]
    """n of each term, or r where n is the same for all."""
    values: tuple[int, ...]
    engines: tuple[str, ...]
    """Which engine counted each term."""
    unknown: tuple[UnknownTerms, ...]
    """What was asked for and is not among the terms, with the reason."""

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[int, ...]: ...
    def __getitem__(self, index: Union[int, slice]) -> Union[int, tuple[int, ...]]:
        return self.values[index]

    def __len__(self) -> int:
        return len(self.values)

    def items(self) -> Iterator[tuple[int, int]]:
        """Pairs of n, or r where n is the same for all, and the term."""
        return zip(self.at, self.values)

    def to_text(self, format: str = "text") -> str:
        """The terms as "text", "csv", "json", "latex" or "bfile", as the command writes them.

        A b-file ends before the first term that has more than 1,000 digits or is not known; a warning says so.
        """
        terms = list(zip(self.at, self.values, self.engines))
        text, ended = sequence_file(
            self.rows, self.columns, self.figure, (self.start, self.to), self.unknown, terms, format
        )
        if ended is not None:
            warnings.warn(ended, stacklevel=2)
        return text

    def to_pandas(self) -> DataFrame:
        """A data frame with a line for each term; values are Python's integers, with every digit. It needs pandas."""
        from pandas import DataFrame, Series

        index = "columns" if self.columns is None else "rows"
        values = Series(list(self.values), dtype="object")
        return DataFrame({index: list(self.at), "value": values, "engine": list(self.engines)})

    def __repr__(self) -> str:
        fixed = f"rows={self.rows}" if self.columns is None else f"columns={self.columns}"
        shown = ", ".join(f"{at}: {_short(value)}" for at, value in zip(self.at[:SHOWN], self.values))
        more = ", …" if len(self) > SHOWN else ""
        return f"Terms({fixed}, figure={self.figure!r}, {len(self)} terms: {{{shown}{more}}})"


def sequence(
    rows: Optional[int] = None,
    figure: str = "K",
    start: Optional[int] = None,
    to: Optional[int] = None,
    workers: Optional[int] = None,
    progress: bool = True,
    *,
    columns: Optional[int] = None,
) -> Terms:
    """Counts a figure of every n from `start` to `to` for one number of `rows`; or, with `columns`, of every r for one n.

    `figure` is "K", "K+", "K-", "D" or "R". `start` is by default the least n or r. By default `to` is as far as about a
    second goes, at most to terms of 1,000 digits and to 1,000 terms. For r = 2 to 6 terms come from formula: D for n up to
    10,000, 4,000 with 5 rows and 3,000 with 6, and all others for n up to 10,000, 1,000, 200, 30 and 12; every other term
    comes from classes. Terms that no engine counts are left out, and `unknown` says which and why.

    >>> import latinrect
    >>> terms = latinrect.sequence(4, figure="D", to=8)
    >>> terms[:3], list(terms.at)
    ((24, -576, 12960), [4, 5, 6, 7, 8])

    Raises ValueError when there is no such sequence or none of its terms is counted, and RuntimeError when a count fails.
    """
    first, last, parts, unknown = sequence_plan(rows, columns, figure, start, to, workers)
    at: list[int] = []
    values: list[int] = []
    engines: list[str] = []
    for engine, part_columns, part_rows, _ in parts:
        count = Count.part(engine, part_columns, part_rows, figure, workers)
        try:
            with Bar(progress) as bar:
                while not count.wait(STEP):
                    bar.show(count.progress())
                bar.show(count.progress())
        finally:
            count.stop()
        for answer in answers(count.finished()):
            value = getattr(answer, ATTRIBUTES[figure])
            if value is not None:
                at.append(answer.columns if columns is None else answer.rows)
                values.append(value)
                engines.append(answer.engine)
    left_out = tuple(UnknownTerms(*terms) for terms in unknown)
    return Terms(rows, columns, figure, first, last, tuple(at), tuple(values), tuple(engines), left_out)


def _short(value: int) -> str:
    text = digits(value)
    return text if len(text) <= SHOWN_DIGITS else f"{text[:SHOWN_DIGITS]}… ({len(text.lstrip('-'))} digits)"
