"""What all tests share: published figures, the command, and a checkpoint that is nearly whole."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import latinrect

ROOT = Path(__file__).parents[3]

Published = Callable[[latinrect.Answer], None]


@pytest.fixture(scope="session")
def published() -> Published:
    """Checks an answer by every published figure of its shape."""
    lines = (ROOT / "src/latin/published.tsv").read_text(encoding="utf-8").splitlines()
    counts: dict[tuple[str, int, int], tuple[int, int]] = {}
    for kind, *fields in (line.split("\t") for line in lines):
        if kind in ("count", "signed"):
            r, n, one, other = map(int, fields[:4])
            counts[kind, r, n] = one, other

    def check(answer: latinrect.Answer) -> None:
        r, n = answer.rows, answer.columns
        assert (answer.reduced, answer.total) == counts["count", r, n]
        signed = counts.get(("signed", r, n))
        assert signed is None or (answer.positive, answer.negative) == signed
        assert answer.positive is not None and answer.negative is not None
        assert answer.positive + answer.negative == answer.total
        assert answer.positive - answer.negative == answer.difference

    return check


@pytest.fixture(scope="session")
def command() -> str:
    """The command: that of LATIN_COMMAND, or the one that the tests of Rust have built."""
    path = os.environ.get("LATIN_COMMAND", str(ROOT / "target/debug/latin-rectangles"))
    assert os.path.exists(path), f"{path} is missing: cargo build builds it, or name another one in LATIN_COMMAND"
    return path


@pytest.fixture(scope="session")
def nearly_whole(command: str) -> bytes:
    """A checkpoint of 5 × 8, by the command, of whose 280 units the last 24 are missing; made once."""
    name = f"5x8-but-24.{subprocess.check_output([command, '--version'], text=True).split()[-1]}.json"
    cached = ROOT / "target/python" / name
    if not cached.exists():
        cached.parent.mkdir(parents=True, exist_ok=True)
        made = cached.with_suffix(".part")
        made.unlink(missing_ok=True)
        count = [command, "count", "5", "8", "--engine", "enumerate", "--checkpoint", str(made)]
        # the first of 280 shares settles that there are 280 units
        for which in (["--share", "0/280"], ["--units", "0..256"]):
            subprocess.run([*count, *which], check=True, capture_output=True)
        made.rename(cached)
    return cached.read_bytes()
