"""What it costs to share a count out: 5 × 8 in about 700 units, by the command alone and on other roads, in turns.

    python benches/overhead.py COMMAND [--workers 2] [--rounds 2] [--roads command,processes,hyperqueue,dask,units]

Let the machine do nothing else. Starting servers and workers is measured apart: it is paid once, however long the count.
"""

from __future__ import annotations

import argparse
import logging
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import latinrect

# HyperQueue's own bar, and what Dask tells of its workers
os.environ["TQDM_DISABLE"] = "1"
logging.disable(logging.WARNING)

SHAPE = (5, 8)
UNITS = 700
TOTAL = 22_853_592_760_320


def arguments(share: int) -> list[str]:
    rows, columns = map(str, SHAPE)
    count = ["-q", "count", rows, columns, "--engine", "enumerate", "--workers", "1"]
    return [*count, "--share", f"{share}/{UNITS}", "--checkpoint", f"part-{share}.json"]


class Roads:
    """Each way to count it; what starts servers and workers is outside of what is timed."""

    def __init__(self, command: str, workers: int) -> None:
        self.command, self.workers = command, workers

    @contextmanager
    def by_command(self) -> Iterator[Callable[[], None]]:
        """One process with so many threads."""

        def count() -> None:
            rows, columns = map(str, SHAPE)
            workers = ["--workers", str(self.workers)]
            found = subprocess.check_output([self.command, "-q", "count", rows, columns, "--engine", "enumerate", *workers])
            assert f"{TOTAL:,}".encode() in found

        yield count

    @contextmanager
    def by_processes(self) -> Iterator[Callable[[], None]]:
        """A process for each unit, so many at a time, and a merge."""
        with tempfile.TemporaryDirectory() as folder:

            def part(share: int) -> None:
                subprocess.run([self.command, *arguments(share)], cwd=folder, check=True, stdout=subprocess.DEVNULL)

            def count() -> None:
                with ThreadPoolExecutor(self.workers) as pool:
                    list(pool.map(part, range(UNITS)))
                self.merge(folder)

            yield count

    @contextmanager
    def by_hyperqueue(self) -> Iterator[Callable[[], None]]:
        """A task for each unit, and a merge."""
        from hyperqueue import Job, LocalCluster
        from hyperqueue.cluster import WorkerConfig

        with tempfile.TemporaryDirectory() as folder:
            server = Path(folder, "server")
            server.mkdir()
            with LocalCluster(server_dir=str(server), worker_config=WorkerConfig(cores=self.workers)) as cluster:
                client = cluster.client()

                def count() -> None:
                    job = Job(default_workdir=folder, max_fails=None)
                    for share in range(UNITS):
                        job.program([self.command, *arguments(share)], stdout=None, stderr=None)
                    assert client.wait_for_jobs([client.submit(job)])
                    self.merge(folder)

                yield count

    @contextmanager
    def by_dask(self) -> Iterator[Callable[[], None]]:
        """Batches of about a second on so many worker processes."""
        from distributed import Client, LocalCluster

        import latinrect.dask

        with LocalCluster(n_workers=self.workers, threads_per_worker=1, dashboard_address=":0") as cluster:
            with Client(cluster) as client:

                def count() -> None:
                    answer = latinrect.dask.count(client, *SHAPE, "enumerate", units=UNITS, progress=False)
                    assert answer.total == TOTAL

                yield count

    @contextmanager
    def by_units(self) -> Iterator[Callable[[], None]]:
        """`plan`, `run` and `merge` on a pool of so many processes."""
        with ProcessPoolExecutor(self.workers) as pool:

            def count() -> None:
                units = latinrect.plan(*SHAPE, "enumerate", units=UNITS)
                assert latinrect.merge(pool.map(latinrect.run, units)).total == TOTAL

            yield count

    def merge(self, folder: str) -> None:
        parts = [f"part-{share}.json" for share in range(UNITS)]
        merge = [self.command, "-q", "merge", *parts, "--output", "whole.json"]
        found = subprocess.check_output(merge, cwd=folder)
        assert f"{TOTAL:,}".encode() in found
        for part in [*parts, "whole.json"]:
            os.unlink(Path(folder, part))


def processor_seconds() -> float:
    """Of this process and of all that it has waited for."""
    used = [resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("command")
    wanted.add_argument("--workers", type=int, default=2)
    wanted.add_argument("--rounds", type=int, default=2)
    wanted.add_argument("--roads", default="command,processes,hyperqueue,dask,units")
    given = wanted.parse_args()
    command = shutil.which(given.command) or sys.exit(f"there is no {given.command}")
    roads = Roads(os.path.abspath(command), given.workers)
    names = given.roads.split(",")
    times: dict[str, list[float]] = {name: [] for name in names}
    starts: dict[str, list[float]] = {name: [] for name in names}
    used: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(given.rounds):
        for name in names:
            begun, before = time.perf_counter(), processor_seconds()
            with getattr(roads, f"by_{name}")() as count:
                ready = time.perf_counter()
                count()
                times[name].append(time.perf_counter() - ready)
                starts[name].append(ready - begun)
            used[name].append(processor_seconds() - before)
            print(f"{name}: {times[name][-1]:.2f} s, {used[name][-1]:.2f} s of processors", file=sys.stderr, flush=True)
    print("| road | started in | counted in | least | over the command | processors, starting too |")
    print("|---|---|---|---|---|---|")
    alone = statistics.median(times[names[0]])
    for name in names:
        middle = statistics.median(times[name])
        print(
            f"| {name} | {statistics.median(starts[name]):.2f} s | {middle:.2f} s | {min(times[name]):.2f} s "
            f"| {100 * (middle / alone - 1):+.1f} % | {statistics.median(used[name]):.2f} s |"
        )


if __name__ == "__main__":
    main()
