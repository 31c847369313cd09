"""Answers, as they are shown and handed on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Optional, Union, overload

from . import _html
from ._native import Finished, digits

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True)
class Evidence:
    """Two figures that must be equal: one found by this count, the other known independently."""

    what: str
    """What was compared, for example "labelled graphs"."""
    count: int
    """How many `things` it was found in."""
    things: str
    """For example "classes of degree 3"."""
    degree: Optional[int]
    """Of the classes of graphs whose completeness it proves; None where it proves something else."""
    found: int
    expected: int


@dataclass(frozen=True, repr=False)
class Answer:
    """The figures of one shape, exactly; each is None where the engine leaves it open."""

    rows: int
    columns: int
    total: Optional[int]
    """K: the normalised rectangles, whose first row is 1 2 … n."""
    positive: Optional[int]
    """K⁺: those of sign +1. The sign of a rectangle is the product of the signs of its rows."""
    negative: Optional[int]
    """K⁻: those of sign −1."""
    difference: Optional[int]
    """D = K⁺ − K⁻."""
    reduced: Optional[int]
    """R: those whose first column is 1 2 … r too."""
    all: Optional[int]
    """L: all rectangles, with any first row."""
    engine: str
    """How it was counted: "enumerate", "classes", "formula" or "naive"."""
    evidence: tuple[Evidence, ...]
    """What was found beside the figures, and what it must equal."""
    seconds: float = field(compare=False)
    """Of counting, all runs and all shapes that were counted together."""

    def __repr__(self) -> str:
        figures = ", ".join(f"{name}={_shown(getattr(self, name))}" for name in ("rows", "columns", *FIGURES))
        return f"Answer({figures}, engine={self.engine!r})"

    def _repr_html_(self) -> str:
        return _html.answer(self)

    def to_pandas(self) -> DataFrame:
        """A data frame of one line; figures are Python's integers, with every digit. It needs pandas."""
        return _data_frame([self])


FIGURES = ("total", "positive", "negative", "difference", "reduced", "all")


class Table(Sequence[Answer]):
    """The answers for several numbers of rows of one n, from the least to the greatest."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self._answers = tuple(answers)

    @overload
    def __getitem__(self, at: int) -> Answer: ...
    @overload
    def __getitem__(self, at: slice) -> Table: ...
    def __getitem__(self, at: Union[int, slice]) -> Union[Answer, Table]:
        return Table(self._answers[at]) if isinstance(at, slice) else self._answers[at]

    def __len__(self) -> int:
        return len(self._answers)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self._answers == other._answers

    def __hash__(self) -> int:
        return hash(self._answers)

    def __repr__(self) -> str:
        lines = "".join(f"  {answer!r},\n" for answer in self)
        return f"Table([\n{lines}])"

    def _repr_html_(self) -> str:
        return _html.table(self)

    def to_pandas(self) -> DataFrame:
        """A data frame with a line for each number of rows; figures are Python's integers, with every digit. It needs
        pandas."""
        return _data_frame(self)


def answers(finished: Finished) -> Table:
    """What a finished count has found."""
    evidence = tuple(Evidence(*compared) for compared in finished.evidence)
    return Table(
        Answer(
            rows,
            columns,
            total,
            positive,
            negative,
            difference,
            reduced,
            every,
            finished.engine,
            evidence,
            finished.seconds,
        )
        for rows, columns, total, positive, negative, difference, reduced, every, _ in finished.figures
    )


def _data_frame(answers: Sequence[Answer]) -> DataFrame:
    from pandas import DataFrame, Series

    names = [one.name for one in fields(Answer) if one.name != "evidence"]
    # of integers that are too long for a machine pandas would make floats
    kinds = {name: "object" for name in FIGURES}
    return DataFrame(
        {name: Series([getattr(answer, name) for answer in answers], dtype=kinds.get(name)) for name in names}
    )


def _shown(value: Optional[int]) -> str:
    return "None" if value is None else digits(value)
