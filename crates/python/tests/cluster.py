"""A Dask cluster of real processes on loopback: a scheduler, and workers that can be killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Optional

from distributed import Client

# So that what is frozen or gone is noticed within seconds.
SETTINGS = {
    "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "3s",
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "3s",
    # So that a batch whose worker died comes back to who has submitted it.
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
}


class Cluster:
    """Ends all its processes on leaving, whatever state they are in."""

    def __init__(self, folder: Path, workers: int) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self._wanted = workers
        self._started = 0
        self.workers: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Cluster:
        self.start()
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.client.close(timeout=1)
        for process in [*self.workers.values(), self._scheduler]:
            process.kill()
            process.wait()

    def start(self) -> None:
        """A scheduler, the workers, and a client."""
        self._start_scheduler(port=0)
        self.client = Client(self.address, set_as_default=False, timeout=5)
        self.wait()

    def _start_scheduler(self, port: int) -> None:
        self._file.unlink(missing_ok=True)
        self._scheduler = self._process("distributed.cli.dask_scheduler", "--port", str(port))
        self.fill()
        while not self._file.exists() or not self._file.read_text():
            assert self._scheduler.poll() is None, "the scheduler has ended"
            time.sleep(0.05)
        self.address: str = json.loads(self._file.read_text())["address"]

    def heal(self) -> None:
        """Everything runs again, whatever has died."""
        if self._scheduler.poll() is not None:
            self.restart()
            return
        self.reap()
        self.fill()
        self.wait()

    def fill(self) -> None:
        """Starts workers for those that are gone."""
        while len(self.workers) < self._wanted:
            name = f"worker-{self._started}"
            self._started += 1
            arguments = ["--no-nanny", "--nthreads", "1", "--memory-limit", "0", "--name", name]
            self.workers[name] = self._process("distributed.cli.dask_worker", *arguments)

    def wait(self) -> None:
        """Until the scheduler has all workers, and those only."""
        deadline = time.monotonic() + 60
        while self.names() != set(self.workers):
            assert time.monotonic() < deadline, f"there are {self.names()}, not {set(self.workers)}"
            time.sleep(0.05)

    def names(self) -> set[str]:
        """The workers that the scheduler has."""
        return {worker["name"] for worker in self.client.scheduler_info(n_workers=-1)["workers"].values()}

    def reap(self) -> int:
        """Forgets the workers that have ended; returns how many."""
        ended = [name for name, process in self.workers.items() if process.poll() is not None]
        for name in ended:
            del self.workers[name]
        return len(ended)

    def kill(self) -> None:
        """One worker dies; another one is started in its place."""
        name = next(iter(self.workers))
        self._end(self.workers.pop(name))
        self.fill()

    def kill_all_workers(self) -> None:
        for name in list(self.workers):
            self._end(self.workers.pop(name))
        self.fill()

    def freeze(self) -> subprocess.Popen[bytes]:
        """One worker does nothing any more; another one is started in its place."""
        name = next(iter(self.workers))
        frozen = self.workers.pop(name)
        frozen.send_signal(signal.SIGSTOP)
        self.fill()
        return frozen

    def kill_scheduler(self) -> None:
        self._end(self._scheduler)

    def restart(self) -> None:
        """A new scheduler with new workers and a new client, whatever is left of the old ones."""
        self.client.close(timeout=1)
        self.kill_scheduler()
        self._end_workers()
        self.start()

    def start_at_the_same_address(self) -> None:
        """A new scheduler where the one was that is gone, with new workers; clients are left alone."""
        self._end_workers()
        self._start_scheduler(port=int(self.address.rpartition(":")[2]))

    def _end_workers(self) -> None:
        for process in self.workers.values():
            self._end(process)
        self.workers.clear()

    @staticmethod
    def _end(process: subprocess.Popen[bytes]) -> None:
        process.send_signal(signal.SIGKILL)
        process.wait()

    def _process(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        common = ["--scheduler-file", str(self._file), "--no-dashboard"]
        where = ["--host", "127.0.0.1"]
        with open(self._folder / "processes.log", "ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", module, *common, *where, *arguments],
                env={**os.environ, **SETTINGS},
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
