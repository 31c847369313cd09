"""Answers as a notebook shows them: the figures as on the page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Optional

from ._native import digits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._answer import Answer, Evidence, Table
    from ._rectangles import Rectangle

SERIF = "font-family: 'Libertinus Serif', 'Palatino Linotype', Palatino, serif"
# Between the page's colours for light and for dark paper, as a notebook may have either.
PLUS, MINUS, FAINT = "#a87400", "#a44a93", "#7a8188"
LINE = f"border: 0; border-top: 1px solid {FAINT}55; background: none; padding: 0.4em 1.2em 0.4em 0"
SIGN = "The sign of a rectangle is the product of the signs of its rows."


def answer(answer: Answer) -> str:
    """K in full digits, below it the other figures and the evidence."""
    r, n = answer.rows, answer.columns
    head = (
        f"<div><i>K</i>({r}, {n}) <span style='color: {FAINT}'>normalised Latin rectangles, "
        f"{_many(r, 'row')} by {_many(n, 'column')}: exact count</span></div>"
    )
    lines = [
        ("<i>K</i><sup>+</sup>", "even", answer.positive, PLUS, ""),
        ("<i>K</i><sup>−</sup>", "odd", answer.negative, MINUS, ""),
        ("<i>D</i>", "difference", answer.difference, _colour(answer.difference), "<i>K</i><sup>+</sup> − <i>K</i><sup>−</sup>"),
        ("<i>R</i>", "reduced", answer.reduced, None, "first column 1 2 … <i>r</i> too"),
        ("<i>L</i>", "all", answer.all, None, f"{n}! · <i>K</i>, any first row"),
    ]
    rows = "".join(
        "<tr>"
        + _cell(symbol, "left")
        + _cell(word, "left")
        + _cell(_grouped(figure, signed=word == "difference"), "right", colour)
        + _cell(note, "left", FAINT)
        + "</tr>"
        for symbol, word, figure, colour, note in lines
    )
    big = f"<div style='font-size: 2.6em; line-height: 1.4; overflow-wrap: anywhere'>{_grouped(answer.total)}</div>"
    found = "".join(f"<div>{_compared(one)}</div>" for one in answer.evidence)
    small = f"<div style='color: {FAINT}; font-size: 0.9em'>{SIGN}{found}</div>"
    return f"<div style=\"{SERIF}\">{head}{big}{_table(rows)}{small}</div>"


def table(table: Table) -> str:
    """A line for each number of rows."""
    if not table:
        return f"<div style=\"{SERIF}\">no rows</div>"
    names = ["<i>r</i>", "<i>K</i>", "<i>K</i><sup>+</sup>", "<i>K</i><sup>−</sup>", "<i>D</i>", "<i>R</i>"]
    head = "<tr>" + "".join(_cell(name, "right", FAINT) for name in names) + "</tr>"
    rows = "".join(
        "<tr>"
        + _cell(str(line.rows), "right")
        + _cell(_grouped(line.total), "right")
        + _cell(_grouped(line.positive), "right", PLUS)
        + _cell(_grouped(line.negative), "right", MINUS)
        + _cell(_grouped(line.difference, signed=True), "right", _colour(line.difference))
        + _cell(_grouped(line.reduced), "right")
        + "</tr>"
        for line in table
    )
    title = f"Latin rectangles with {_many(table[0].columns, 'column')}: exact counts"
    found = "".join(f"<div>{_compared(one)}</div>" for one in table[0].evidence)
    small = f"<div style='color: {FAINT}; font-size: 0.9em'>{SIGN}{found}</div>"
    return f"<div style=\"{SERIF}\"><div>{title}</div>{_table(head + rows)}{small}</div>"


def rectangle(rectangle: Rectangle) -> str:
    """Its cells, and its sign below."""
    cell = f"border: 1px solid {FAINT}; background: none; text-align: center; min-width: 1.6em; padding: 0.2em"
    rows = "".join(
        "<tr>" + "".join(f"<td style='{cell}'>{symbol}</td>" for symbol in row) + "</tr>"
        for row in rectangle.rows
    )
    sign = f"<span style='color: {PLUS}'>even</span>" if rectangle.sign > 0 else f"<span style='color: {MINUS}'>odd</span>"
    return f"<div style=\"{SERIF}\">{_table(rows)}<div>{sign}</div></div>"


def _table(rows: Iterable[str]) -> str:
    style = "border-collapse: collapse; font: inherit; font-variant-numeric: lining-nums tabular-nums; margin: 0.6em 0"
    return f"<table style='{style}'>{''.join(rows)}</table>"


def _cell(content: str, align: str, colour: Optional[str] = None) -> str:
    ink = f"; color: {colour}" if colour else ""
    return f"<td style='{LINE}; text-align: {align}{ink}'>{content}</td>"


def _grouped(figure: Optional[int], signed: bool = False) -> str:
    if figure is None:
        return "not computed"
    text = digits(abs(figure))
    first = len(text) % 3 or 3
    groups = [text[:first], *(text[at : at + 3] for at in range(first, len(text), 3))]
    sign = "−" if figure < 0 else "+" if signed and figure > 0 else ""
    return sign + f"<span style='color: {FAINT}'>,</span>".join(groups)


def _colour(difference: Optional[int]) -> Optional[str]:
    return (PLUS if difference > 0 else MINUS) if difference else None


def _compared(evidence: Evidence) -> str:
    found, expected = _grouped(evidence.found), _grouped(evidence.expected)
    of = f"{evidence.count:,} {escape(evidence.things)}"
    return f"{escape(evidence.what)} of {of}: {found} found, {expected} expected"


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
