"""The rectangles themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Optional

from . import _html
from ._native import Rectangles


class Rectangle(NamedTuple):
    """A normalised Latin rectangle: no symbol twice in a row or column, and the first row is 1 2 … n."""

    rows: tuple[tuple[int, ...], ...]
    """Row 1 first, each with the symbols 1 … n."""
    sign: int
    """The product of the signs of its rows: 1 if it is even, −1 if it is odd."""

    def _repr_html_(self) -> str:
        return _html.rectangle(self)


def rectangles(rows: int, columns: int, column: Optional[Sequence[int]] = None) -> Iterator[Rectangle]:
    """All normalised rectangles of a shape in lexicographic order, K of them; or those with that first column, R of them.

    A first column is 1 and then different symbols from 2 to n, for example [1, 3, 2].

    Raises ValueError, before the first one, where there is no such shape or column.
    """
    found = Rectangles(rows, columns, column)
    return (Rectangle(rows, sign) for rows, sign in found)
