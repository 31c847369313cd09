"""Counts on the workers of a Dask cluster.

>>> from latinrect import dask
>>> dask.count(None, 5, 7).total  # on a cluster of this machine's processors
4057344000
>>> dask.count("tcp://scheduler:8786", 5, 9, checkpoint="5x9.json")  # doctest: +SKIP

Lists of classes are made here, on threads of this process; their values, the sums over them, and the units of the other
engines run on the cluster, in batches of about a second. A worker that dies costs the batch that it was running. A scheduler
that dies costs those of all workers, if it is started again at the same address within the timeout of the client. With a
checkpoint, in the same format as that of `latinrect.count`, of the command and of the page, a count is resumed after
anything else: after Ctrl-C, and with another scheduler. In the dashboard, tasks are named by what they compute, for example
"values of degree 4 for n = 10". A cluster that scales by demand sees all batches of a phase, up to some hundred.

Workers need this package: `pip install './crates/python[dask]'` in their environment.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import uuid
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Optional, Union

from dask import config
from distributed import Client, Future, KilledWorker, LocalCluster, as_completed

from ._answer import Answer, Table, answers
from ._count import Path, least_and_greatest
from ._native import Count, run_units
from ._progress import Bar
from ._saving import Saving

__all__ = ["count", "table"]

BATCHES = 256
"""So many batches wait on the scheduler at most, or `BATCHES_A_THREAD` for each thread of the workers."""
BATCHES_A_THREAD = 8
UNITS = 256
"""First columns are cut into so many units at least where nobody says it, so that many workers get some, and all of them end
at about the same time."""
SUBMISSIONS = 3
"""A batch that is lost so often is given up. Each time the scheduler has tried it on several workers."""
LOOK_EVERY = 1.0
"""Seconds between two looks for batches that are lost, of which the scheduler does not always tell."""
IDLE = 0.01
"""Seconds of sleep when nothing is done."""
LAST_BATCHES = 3
"""When about so many batches are left for each thread they get shorter, so that all workers end at about the same time: the
scheduler gives a worker a batch in advance, which it then has to run while another one is idle."""
SHORTEST = 1 / 20
"""The shortest of them, as a part of a full one."""


def count(
    client: Union[Client, str, None],
    rows: int,
    columns: int,
    engine: str = "auto",
    workers: Optional[int] = None,
    progress: bool = True,
    *,
    checkpoint: Optional[Path] = None,
    units: Optional[int] = None,
    batch_seconds: float = 1.0,
    shared_path: Optional[Path] = None,
) -> Answer:
    """Counts one shape on a cluster: that of a client, of the scheduler with that address, or for None one of this
    machine's processors that ends with the count.

    `workers` is the number of threads here, for lists of classes; all else is as in `latinrect.count`. First columns are cut
    so finely that there are `units` units at least, unless a checkpoint says how they are cut; by None there are 256
    at least. A batch takes about `batch_seconds`. What the units of a phase by classes rest on is sent to the workers, and the
    scheduler keeps it; where that is gigabytes, give as `shared_path` a folder that all of them can read, and they read it there.

    Raises ValueError as `latinrect.count` does; RuntimeError when a batch is lost again and again, and names it;
    ConnectionError when the scheduler is gone. In all these cases what is done stands in the checkpoint.
    """
    units = UNITS if units is None else units
    return _counted(
        client, columns, (rows, rows), engine, workers, progress, checkpoint, units, batch_seconds, shared_path
    )[0]


def table(
    client: Union[Client, str, None],
    columns: int,
    rows: Union[int, tuple[int, int], range, None] = None,
    workers: Optional[int] = None,
    progress: bool = True,
    *,
    checkpoint: Optional[Path] = None,
    batch_seconds: float = 1.0,
    shared_path: Optional[Path] = None,
) -> Table:
    """Counts every number of rows of n columns by classes on a cluster, as `latinrect.table` does on this machine; all else
    is as in `count`."""
    wanted = least_and_greatest(rows, columns)
    return _counted(
        client, columns, wanted, "classes", workers, progress, checkpoint, None, batch_seconds, shared_path
    )


def _counted(
    client: Union[Client, str, None],
    columns: int,
    rows: tuple[int, int],
    engine: str,
    workers: Optional[int],
    progress: bool,
    checkpoint: Optional[Path],
    units: Optional[int],
    batch_seconds: float,
    shared_path: Optional[Path],
) -> Table:
    if not batch_seconds > 0:
        raise ValueError(f"batch_seconds: more than 0 is wanted, not {batch_seconds}")
    with Saving(checkpoint) as saving:
        count = Count(
            columns, rows, engine, workers, checkpoint=saving.read(), saved=True, elsewhere=True, units=units
        )
        try:
            with _connected(client) as cluster, _outputs(cluster, shared_path) as outputs, Bar(progress) as bar:
                count.fold()
                while (phase := count.phase()) is not None:
                    number, of, _, is_shared = phase
                    if not is_shared:
                        count.run_here()
                    else:
                        outputs.add(count)
                        for _ in _Phase(cluster, count, number, of, outputs, batch_seconds).run():
                            bar.show(count.progress())
                            saving.tick(count)
                    count.fold()
                    bar.show(count.progress())
        finally:
            saving.save(count)
        return answers(count.finished())


@contextmanager
def _connected(client: Union[Client, str, None]) -> Iterator[Client]:
    """A client; whatever fails because the scheduler is gone is a ConnectionError that names the scheduler."""
    with _client(client) as cluster:
        address = cluster.scheduler_info()["address"]
        try:
            yield cluster
        except Exception as error:
            if cluster.status in ("running", "connecting"):
                raise
            raise ConnectionError(f"the scheduler at {address} is gone") from error


@contextmanager
def _client(client: Union[Client, str, None]) -> Iterator[Client]:
    if isinstance(client, Client):
        yield client
    elif client is None:
        with LocalCluster(threads_per_worker=1, dashboard_address=":0") as cluster, Client(cluster) as own:
            yield own
    else:
        with Client(client, set_as_default=False) as own:
            yield own


class _Held:
    """Outputs of phases in the memory of workers, as the results of tasks: when all who hold one are gone, the scheduler
    runs its task again. (What is scattered is lost then, and scattering may wait for ever for a worker that is frozen.)"""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._phases = 0
        self._held: list[tuple[list[bytes], Future[Any]]] = []

    def add(self, count: Count) -> None:
        """The outputs of the phases that are done since the last call."""
        new = count.outputs(self._phases)
        self._phases += len(new)
        if new:
            self._held.append((new, self._submit(new)))

    def for_workers(self) -> list[Any]:
        return [future for _, future in self._held]

    def restore(self) -> None:
        """What went with a scheduler that is gone is sent again."""
        for at, (held, future) in enumerate(self._held):
            if future.status not in ("pending", "finished"):
                self._held[at] = (held, self._submit(held))

    def _submit(self, outputs: list[bytes]) -> Future[Any]:
        # they are meant to be large
        with config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"}):
            return self._client.submit(_hold, outputs, key=f"outputs of phases-{_token()}", pure=False)


class _Shared:
    """Outputs of phases in files that all workers can read, one for each phase."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._phases = 0

    def add(self, count: Count) -> None:
        for outputs in count.outputs(self._phases):
            with open(_file(self._folder, self._phases), "wb") as file:
                file.write(outputs)
            self._phases += 1

    def for_workers(self) -> list[Any]:
        return [self._folder]

    def restore(self) -> None:
        """They are still there."""


@contextmanager
def _outputs(client: Client, shared_path: Optional[Path]) -> Iterator[Union[_Held, _Shared]]:
    if shared_path is None:
        yield _Held(client)
        return
    folder = tempfile.mkdtemp(prefix="latinrect-", dir=shared_path)
    # workers may be of another user
    os.chmod(folder, 0o755)
    try:
        yield _Shared(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class _Batch:
    units: list[int]
    submissions: int = 0
    # the times that it was seen as lost, without the scheduler having said so
    unseen: int = 0

    def __str__(self) -> str:
        first, last = self.units[0], self.units[-1]
        return f"unit {first}" if first == last else f"units {first} to {last}"


class _Phase:
    """One phase of a count on a cluster."""

    def __init__(
        self,
        client: Client,
        count: Count,
        number: int,
        of: str,
        outputs: Union[_Held, _Shared],
        batch_seconds: float,
    ) -> None:
        self._client, self._count, self._number, self._of = client, count, number, of
        self._outputs, self._batch_seconds = outputs, batch_seconds
        self._request = count.request()
        self._scheduler = self._scheduler_id()
        self._left: deque[int] = deque()
        self._lost: list[_Batch] = []
        self._pending: dict[Future[Any], _Batch] = {}
        self._units_done, self._microseconds = 0, 0
        self._threads = 1
        self._looked = 0.0

    def run(self) -> Iterator[None]:
        """Runs its units; comes back whenever some are done."""
        self._left.extend(self._count.assign())
        completed = as_completed(with_results=True, raise_errors=False, loop=self._client.loop)
        try:
            while self._left or self._lost or self._pending:
                self._look()
                for future in self._submit():
                    completed.add(future)
                done = completed.next_batch(block=False)
                for future, result in done:
                    self._take(future, result)
                if done:
                    yield
                else:
                    time.sleep(IDLE)
        finally:
            completed.clear()
            if self._pending and self._client.status == "running":
                self._client.cancel(list(self._pending))

    def _submit(self) -> Iterator[Future[Any]]:
        """Submits batches until enough are waiting."""
        most = max(BATCHES, BATCHES_A_THREAD * self._threads)
        if self._units_done == 0:
            # one unit each, to see how long they take
            most = 2 * self._threads
        while len(self._pending) < most and (self._lost or self._left):
            batch = self._lost.pop() if self._lost else _Batch(self._next())
            batch.submissions += 1
            self._outputs.restore()
            future = self._client.submit(
                _run,
                self._request,
                self._number,
                batch.units,
                self._outputs.for_workers(),
                key=f"{self._of}-{_token()}",
                pure=False,
            )
            self._pending[future] = batch
            yield future

    def _next(self) -> list[int]:
        """Units for the next batch, so that it takes about as long as wanted; the last ones are shorter."""
        many = 1
        if self._units_done > 0:
            seconds = max(self._microseconds, 1) / 1e6 / self._units_done
            full = self._batch_seconds / seconds
            share = len(self._left) / (LAST_BATCHES * self._threads)
            many = max(1, int(min(full, max(share, SHORTEST * full))))
        return [self._left.popleft() for _ in range(min(many, len(self._left)))]

    def _take(self, future: Future[Any], result: Any) -> None:
        """A batch is done or has failed."""
        batch = self._pending.pop(future, None)
        if batch is None:
            return
        # it may be lost on the cluster since it came
        if isinstance(result, list):
            self._count.complete(result)
            self._units_done += len(result)
            self._microseconds += sum(microseconds for _, microseconds, _ in result)
            return
        error = result[1] if isinstance(result, tuple) else result
        if isinstance(error, (KilledWorker, CancelledError, OSError)):
            self._lose([batch], error)
        else:
            raise error

    def _look(self) -> None:
        """Looks every second how many workers there are, and for batches that are lost without a word."""
        if time.monotonic() - self._looked < LOOK_EVERY:
            return
        self._wait_for_scheduler()
        try:
            self._threads = max(1, sum(self._client.nthreads().values()))
        except OSError:
            # the client may learn later than this that the scheduler is gone, and connects again if it can
            return
        lost = []
        for future, batch in self._pending.items():
            batch.unseen = batch.unseen + 1 if future.status in ("lost", "cancelled", "error") else 0
            if batch.unseen > 1:
                lost.append(future)
        self._lose([self._pending.pop(future) for future in lost], None)
        self._looked = time.monotonic()

    def _lose(self, batches: Sequence[_Batch], error: Optional[BaseException]) -> None:
        """These are to be submitted again."""
        if not batches:
            return
        self._wait_for_scheduler()
        known, self._scheduler = self._scheduler, self._scheduler_id()
        if known != self._scheduler:
            # what went with a scheduler is no fault of a batch
            for batch in (*batches, *self._pending.values()):
                batch.submissions = 0
        for batch in batches:
            if batch.submissions >= SUBMISSIONS:
                raise RuntimeError(
                    f"{batch} of {self._of} {'was' if len(batch.units) == 1 else 'were'} lost {SUBMISSIONS} times, "
                    f"at last by: {error or 'workers that died'}"
                ) from error
            batch.unseen = 0
        self._lost.extend(batches)

    def _wait_for_scheduler(self) -> None:
        """Waits while the client connects again."""
        while self._client.status == "connecting":
            time.sleep(IDLE)
        if self._client.status != "running":
            raise ConnectionError("the scheduler is gone")

    def _scheduler_id(self) -> str:
        """Another one for a scheduler that was started again."""
        scheduler: str = self._client.scheduler_info()["id"]
        return scheduler


def _hold(outputs: list[bytes]) -> list[bytes]:
    """On a worker: holds these for those that need them."""
    return outputs


def _run(
    request: bytes, phase: int, units: list[int], held: list[Union[list[bytes], str]]
) -> list[tuple[int, int, bytes]]:
    """On a worker: runs a batch."""
    if len(held) == 1 and isinstance(held[0], str):
        return run_units(request, phase, units, _Files(held[0]))
    outputs = [outputs for phases in held if not isinstance(phases, str) for outputs in phases]
    return run_units(request, phase, units, outputs)


class _Files:
    """The outputs of phases in a folder."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def __getitem__(self, phase: int) -> bytes:
        with open(_file(self._folder, phase), "rb") as file:
            return file.read()


def _token() -> str:
    return uuid.uuid4().hex


def _file(folder: str, phase: int) -> str:
    return os.path.join(folder, f"phase-{phase}.outputs")
