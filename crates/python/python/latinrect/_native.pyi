from collections.abc import Iterator, Sequence
from typing import Optional, Protocol, final

__all__ = [
    "VERSION",
    "Count",
    "Finished",
    "Progress",
    "Rectangles",
    "digits",
    "run_units",
    "sequence_file",
    "sequence_plan",
    "verify",
]

VERSION: str

class _Outputs(Protocol):
    def __getitem__(self, phase: int, /) -> bytes: ...

@final
class Count:
    def __new__(
        cls,
        columns: int,
        rows: tuple[int, int],
        engine: str,
        workers: Optional[int],
        *,
        checkpoint: Optional[bytes],
        saved: bool,
        elsewhere: bool,
        units: Optional[int] = None,
    ) -> Count: ...
    @staticmethod
    def part(
        engine: str, columns: tuple[int, int], rows: tuple[int, int], figure: str, workers: Optional[int]
    ) -> Count: ...
    @staticmethod
    def of(request: bytes, workers: Optional[int]) -> Count: ...
    def wait(self, seconds: float) -> bool: ...
    def stop(self) -> None: ...
    def progress(self) -> Progress: ...
    def saved(self) -> tuple[int, int]: ...
    def checkpoint(self) -> bytes: ...
    def finished(self) -> Finished: ...
    def request(self) -> bytes: ...
    def phase(self) -> Optional[tuple[int, str, int, bool]]: ...
    def assign(self) -> list[int]: ...
    def return_units(self, units: Sequence[int]) -> None: ...
    def complete(self, completed: Sequence[tuple[int, int, bytes]]) -> None: ...
    def fold(self) -> None: ...
    def run_here(self) -> None: ...
    def outputs(self, phase: int) -> list[bytes]: ...

@final
class Progress:
    share: float
    phase: str
    done: int
    units: int
    steps: int
    what: str
    seconds: float

@final
class Finished:
    engine: str
    seconds: float
    kernel: str
    figures: list[
        tuple[
            int,
            int,
            Optional[int],
            Optional[int],
            Optional[int],
            Optional[int],
            Optional[int],
            Optional[int],
            int,
        ]
    ]
    evidence: list[tuple[str, int, str, Optional[int], int, int]]

@final
class Rectangles(Iterator[tuple[tuple[tuple[int, ...], ...], int]]):
    def __new__(cls, rows: int, columns: int, column: Optional[Sequence[int]]) -> Rectangles: ...
    def __next__(self) -> tuple[tuple[tuple[int, ...], ...], int]: ...

def run_units(
    request: bytes, phase: int, units: Sequence[int], outputs: _Outputs
) -> list[tuple[int, int, bytes]]: ...
def verify(
    file: bytes, units_recounted: Optional[int], seed: int, workers: Optional[int]
) -> tuple[str, str]: ...
def digits(number: int) -> str: ...
def sequence_plan(
    rows: Optional[int],
    columns: Optional[int],
    figure: str,
    start: Optional[int],
    to: Optional[int],
    workers: Optional[int],
) -> tuple[int, int, list[tuple[str, tuple[int, int], tuple[int, int], float]], list[tuple[int, int, str]]]: ...
def sequence_file(
    rows: Optional[int],
    columns: Optional[int],
    figure: str,
    ends: tuple[int, int],
    unknown: Sequence[tuple[int, int, str]],
    terms: Sequence[tuple[int, int, str]],
    format: str,
) -> tuple[str, Optional[str]]: ...
