"""Verification of a file, and its transcript."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from html import escape
from os import PathLike
from typing import Any, Optional, Union

from . import _native


@dataclass(frozen=True)
class Transcript:
    """What was checked in a file of a count, for others to repeat. As text it is what the command prints."""

    agrees: bool
    """Whether no check disagrees."""
    whole: bool
    """Whether the file has all that a count needs."""
    conclusion: str
    """In a sentence or two."""
    text: str = field(repr=False)
    json: str = field(repr=False)
    """The same as JSON, whose counts are decimal strings."""

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.text)}</pre>"


def verify(
    path: Union[str, PathLike[str]],
    units_recounted: Optional[int] = None,
    seed: Optional[int] = None,
    workers: Optional[int] = None,
) -> Transcript:
    """Checks a checkpoint, whole or partial, or an answer that command or page have written as JSON, CSV or LaTeX: its
    checksums, its outputs or figures against each other and against published values, and some of its units counted again.

    So many units as `units_recounted` are counted again, or as many as take some seconds, chosen by `seed`, a number below
    2³² that is drawn where none is given.

    Raises ValueError for a file that cannot be verified and OSError for one that cannot be read. One that is wrong raises
    nothing: its transcript says so.
    """
    for name, number in (("units_recounted", units_recounted), ("seed", seed)):
        if number is not None and not 0 <= number < 2**32:
            raise ValueError(f"{name}: a whole number from 0 to 2**32 - 1 is wanted, not {number}")
    with open(path, "rb") as file:
        content = file.read()
    chosen = secrets.randbits(32) if seed is None else seed
    as_json, as_text = _native.verify(content, units_recounted, chosen, workers)
    found: dict[str, Any] = json.loads(as_json)
    return Transcript(found["agrees"], found["whole"], found["conclusion"], as_text, as_json)
