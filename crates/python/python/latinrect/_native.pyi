from collections.abc import Iterator, Sequence
from typing import Optional, Protocol, final

__all__ = ["VERSION", "Count", "Finished", "Progress", "Rectangles", "digits", "run_units", "verify"]

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
