"""Progress, where tqdm is installed."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Optional

from ._native import Progress

DELAY = 1.0
"""Seconds after which there is a bar."""
FORMAT = "{desc}: {percentage:.1f} % |{bar}| {elapsed}{postfix}"


class Bar:
    """A bar of tqdm: the percentage and the rate are as measured. Without tqdm it shows nothing."""

    def __init__(self, wanted: bool) -> None:
        self._bar: Any = None
        self._last: Optional[Progress] = None
        if not wanted:
            return
        try:
            from tqdm.auto import tqdm
        except ImportError:
            return
        self._bar = tqdm(total=100.0, bar_format=FORMAT, delay=DELAY)

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def show(self, progress: Progress) -> None:
        """Shows how far a count is."""
        if self._bar is None:
            return
        self._bar.set_description_str(progress.phase, refresh=False)
        self._bar.set_postfix_str(self._rate(progress), refresh=False)
        self._bar.update(100 * progress.share - self._bar.n)

    def _rate(self, progress: Progress) -> str:
        """What was done a second since the last look, else how many units are done."""
        last, self._last = self._last, progress
        units = f"{progress.done:,} of {progress.units:,} units"
        if last is None or last.what != progress.what or progress.steps <= last.steps:
            return units
        rate = (progress.steps - last.steps) / (progress.seconds - last.seconds)
        for unit, size in (("G", 1e9), ("M", 1e6), ("k", 1e3)):
            if rate >= size:
                return f"{rate / size:.1f} {unit}/s {progress.what}"
        return units
