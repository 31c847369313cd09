"""Saves the progress of a running count in a file, as the command does."""

from __future__ import annotations

import os
import socket
import tempfile
import time
import warnings
from contextlib import suppress
from os import PathLike
from types import TracebackType
from typing import IO, Optional, Union

from ._native import Count

EVERY = 5.0
"""Seconds between two savings."""
PARTS = 20
"""Saving takes at most one part in this many of the time."""


class Saving:
    """The file of a checkpoint, locked against other writers while this is open; without a path it does nothing."""

    def __init__(self, path: Union[str, PathLike[str], None]) -> None:
        self._name = path
        self._path = None if path is None else os.path.realpath(path)
        self._lock: Optional[IO[str]] = None
        self._last, self._took, self._done = time.monotonic(), 0.0, 0

    def __enter__(self) -> Saving:
        if self._path is not None:
            if os.path.exists(self._path) and not os.path.isfile(self._path):
                raise ValueError(f"{self._name} cannot be written: it is not a regular file")
            self._lock = _lock(self._path, self._name)
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        if self._lock is not None:
            # before it is released, so that who waits for it finds that it is gone
            with suppress(FileNotFoundError):
                os.unlink(self._lock.name)
            self._lock.close()

    def read(self) -> Optional[bytes]:
        """The checkpoint that is there; None where there is none yet."""
        if self._path is None or not os.path.exists(self._path):
            return None
        with open(self._path, "rb") as file:
            return file.read()

    def tick(self, count: Count) -> None:
        """Saves when it is time to and there is something new."""
        if self._path is None or time.monotonic() - self._last < max(EVERY, PARTS * self._took):
            return
        if count.saved()[0] != self._done:
            self.save(count)

    def save(self, count: Count) -> None:
        """Saves now: a reader finds the old text or the new one."""
        if self._path is None:
            return
        begun = time.monotonic()
        done = count.saved()[0]
        # the lock has the mode that a new file gets
        like = self._path if os.path.exists(self._path) else f"{self._path}.lock"
        mode = os.stat(like).st_mode & 0o777 if os.path.exists(like) else 0o600
        folder = os.path.dirname(self._path)
        file = tempfile.NamedTemporaryFile(dir=folder, prefix=".latin-rectangles-", delete=False)
        try:
            with file:
                file.write(count.checkpoint())
                os.chmod(file.name, mode)
                os.fsync(file.fileno())
            os.replace(file.name, self._path)
        except BaseException:
            os.unlink(file.name)
            raise
        self._last, self._done = time.monotonic(), done
        self._took = self._last - begun


def _lock(path: str, name: object) -> Optional[IO[str]]:
    """Locks the file beside a checkpoint that the command locks too."""
    try:
        import fcntl
    except ImportError:
        return None
    while True:
        lock = open(f"{path}.lock", "a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with lock:
                lock.seek(0)
                holder = lock.read().strip() or "another process"
            raise RuntimeError(f"{name} is being written by {holder}; try again when that has ended") from None
        except OSError as error:
            lock.close()
            warnings.warn(f"{name} cannot be locked ({error}): nothing else may write it while this count does")
            return None
        # the previous holder removes the file before it releases the lock: then this is no longer the file of that name
        if os.path.exists(lock.name) and os.path.samestat(os.fstat(lock.fileno()), os.stat(lock.name)):
            lock.truncate(0)
            lock.write(f"process {os.getpid()} on {socket.gethostname()}\n")
            lock.flush()
            return lock
        lock.close()
