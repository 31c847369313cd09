"""Exact counts of normalised Latin rectangles, split by sign.

>>> import latinrect
>>> latinrect.count(5, 6, progress=False).total
1128960

K, the total, counts the normalised rectangles: their first row is 1 2 … n. The sign of a rectangle is the product of the
signs of its rows; positive and negative count those of sign +1 and −1.
"""

from ._answer import Answer, Evidence, Table
from ._count import count, table
from ._native import VERSION as __version__
from ._rectangles import Rectangle, rectangles
from ._sequence import Terms, UnknownTerms, sequence
from ._units import Result, Unit, merge, plan, run
from ._verify import Transcript, verify

__all__ = [
    "Answer",
    "Evidence",
    "Rectangle",
    "Result",
    "Table",
    "Terms",
    "Transcript",
    "Unit",
    "UnknownTerms",
    "__version__",
    "count",
    "merge",
    "plan",
    "rectangles",
    "run",
    "sequence",
    "table",
    "verify",
]
