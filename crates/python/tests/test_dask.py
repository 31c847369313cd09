"""Counts on a Dask cluster of real processes, some of which die or freeze."""

from __future__ import annotations

import json
import os
import signal
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

pytest.importorskip("distributed")

from cluster import Cluster
from distributed import Client, LocalCluster

import latinrect
import latinrect.dask
from conftest import Published
from latinrect._native import Count

pytestmark = pytest.mark.processes

SHORT = 0.02
"""Seconds of a batch, so that there are many."""


@pytest.fixture(scope="module")
def processes() -> Iterator[Cluster]:
    with tempfile.TemporaryDirectory() as folder, Cluster(Path(folder), workers=3) as cluster:
        yield cluster


@pytest.fixture
def cluster(processes: Cluster) -> Cluster:
    """With all its workers, whatever the test before has done."""
    processes.heal()
    return processes


class Batches:
    """Every batch that is done, and what is to happen after so many of them."""

    def __init__(self) -> None:
        self.done: list[tuple[str, list[int]]] = []
        self.after: dict[int, Callable[[], object]] = {}
        self.between: dict[str, Callable[[], object]] = {}

    def units(self) -> list[tuple[str, int]]:
        return [(of, unit) for of, units in self.done for unit in units]


@pytest.fixture
def batches(monkeypatch: pytest.MonkeyPatch) -> Iterator[Batches]:
    """What happens to a count on the cluster; all that is to happen must."""
    seen = Batches()
    take, run = latinrect.dask._Phase._take, latinrect.dask._Phase.run

    def taking(phase: Any, future: Any, result: Any) -> None:
        before = phase._units_done
        take(phase, future, result)
        if phase._units_done > before:
            seen.done.append((phase._of, [unit for unit, _, _ in result]))
            seen.after.pop(len(seen.done), lambda: None)()

    def running(phase: Any) -> Iterator[None]:
        seen.between.pop(phase._of, lambda: None)()
        return run(phase)

    monkeypatch.setattr(latinrect.dask._Phase, "_take", taking)
    monkeypatch.setattr(latinrect.dask._Phase, "run", running)
    yield seen
    assert not seen.after and not seen.between, f"only {len(seen.done)} batches were done"


@pytest.mark.oldest
def test_a_table_in_small_batches(cluster: Cluster, batches: Batches, published: Published) -> None:
    table = latinrect.dask.table(cluster.client, 9, batch_seconds=SHORT)
    assert len(table) == 9
    for answer in table:
        published(answer)
    units = batches.units()
    assert len(units) == len(set(units)), "a unit was run twice"
    phases = list(dict.fromkeys(of for of, _ in units))
    assert phases[0] == "values of degree 3 for n = 9" and "sums of 5 rows for n = 9" in phases
    assert sum(of == "values of degree 4 for n = 9" for of, _ in units) == 124
    assert table == latinrect.table(9)


def test_units_by_formula(cluster: Cluster, batches: Batches) -> None:
    answer = latinrect.dask.count(cluster.client, 5, 12, "formula", batch_seconds=SHORT)
    assert answer == latinrect.count(5, 12, "formula")
    assert answer.total is not None and answer.difference is not None
    units = batches.units()
    assert len(units) == len(set(units)) > 4


@pytest.mark.parametrize(
    ("units", "seconds", "threads", "longest", "shortest"),
    [
        (280, 0.2, 2, 5, 1),
        (280, 0.2, 400, 1, 1),
        (3, 2.0, 2, 1, 1),
        (50_000, 1e-3, 8, 1000, 50),
        (100_000, 1e-4, 2, 10_000, 500),
    ],
)
def test_the_last_batches_are_short(
    monkeypatch: pytest.MonkeyPatch, units: int, seconds: float, threads: int, longest: int, shortest: int
) -> None:
    """None is longer than what is then left for each thread, but those that would be too short."""
    monkeypatch.setattr(latinrect.dask._Phase, "__init__", lambda phase: None)
    phase: Any = latinrect.dask._Phase()  # type: ignore[call-arg]
    phase._left, phase._units_done, phase._microseconds = deque(range(units)), 10, 10 * seconds * 1e6
    phase._threads, phase._batch_seconds = threads, 1.0
    sizes = []
    while left := len(phase._left):
        sizes.append(len(phase._next()))
        assert sizes[-1] <= max(left / (2 * threads), shortest)
    assert sum(sizes) == units and sizes == sorted(sizes, reverse=True)
    assert sizes[0] == longest and min(sizes[:-1]) >= shortest >= sizes[-1]


def test_a_count_has_units_for_many_workers(cluster: Cluster, batches: Batches, published: Published) -> None:
    published(latinrect.dask.count(cluster.client, 4, 7, "enumerate"))
    assert len(batches.units()) >= 256


@pytest.mark.parametrize("shared", [False, True])
def test_workers_die_within_a_phase_and_between_two(
    cluster: Cluster, batches: Batches, published: Published, tmp_path: Path, shared: bool
) -> None:
    """Of n = 10, r ≤ 5: the outputs of lists are in memory, or in files that all workers read."""
    batches.after[12] = cluster.kill
    batches.between["sums of 5 rows for n = 10"] = cluster.kill
    table = latinrect.dask.table(
        cluster.client, 10, (1, 5), batch_seconds=SHORT, shared_path=tmp_path if shared else None
    )
    for answer in table:
        published(answer)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.oldest
def test_all_workers_die_and_with_them_what_they_held(
    cluster: Cluster, batches: Batches, published: Published
) -> None:
    batches.after[12] = cluster.kill_all_workers
    for answer in latinrect.dask.table(cluster.client, 9, batch_seconds=SHORT):
        published(answer)


@pytest.mark.oldest
def test_a_worker_freezes(cluster: Cluster, batches: Batches, published: Published) -> None:
    frozen = []
    batches.after[12] = lambda: frozen.append(cluster.freeze())
    try:
        for answer in latinrect.dask.table(cluster.client, 10, (4, 5), batch_seconds=SHORT):
            published(answer)
        # it is no worker any more
        assert frozen[0].poll() is None and len(cluster.names()) <= 3
    finally:
        for process in frozen:
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()


def test_a_nearly_whole_checkpoint_is_finished(
    cluster: Cluster, batches: Batches, published: Published, tmp_path: Path, nearly_whole: bytes
) -> None:
    """Of 5 × 8: a worker dies, the scheduler dies, and a new one goes on from the checkpoint."""
    file = tmp_path / "5x8.json"
    file.write_bytes(nearly_whole)
    batches.after[4] = cluster.kill
    batches.after[9] = cluster.kill_scheduler
    with pytest.raises(ConnectionError, match="is gone"):
        latinrect.dask.count(cluster.client, 5, 8, checkpoint=file, batch_seconds=SHORT)
    done = json.loads(file.read_text())["phases"][0]["done"]
    assert 256 + 9 <= len(done) < 280
    cluster.restart()
    published(latinrect.dask.count(cluster.client, 5, 8, checkpoint=file, batch_seconds=SHORT))
    units = [unit for _, unit in batches.units()]
    assert sorted(units) == list(range(256, 280)), "every unit that was missing was run once, and no other"
    published(latinrect.count(5, 8, checkpoint=file))


def test_the_scheduler_comes_back_at_the_same_address(
    cluster: Cluster, batches: Batches, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client waits for it, and sends again what went with it, for which no batch is blamed."""
    comeback = Timer(0.5, cluster.start_at_the_same_address)

    def die() -> None:
        cluster.kill_scheduler()
        comeback.start()

    monkeypatch.setattr(latinrect.dask, "SUBMISSIONS", 1)
    batches.after[12] = die
    with Client(cluster.address, set_as_default=False, timeout=60) as client:
        for answer in latinrect.dask.table(client, 9, batch_seconds=SHORT):
            published(answer)
    comeback.join()
    units = batches.units()
    assert len(units) == len(set(units)), "what was done was run again"
    cluster.restart()


def test_the_scheduler_dies_while_it_is_asked(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    ask: Any = Client.nthreads

    def ask_the_dying(client: Client) -> Any:
        cluster.kill_scheduler()
        return ask(client)

    monkeypatch.setattr(Client, "nthreads", ask_the_dying)
    with pytest.raises(ConnectionError, match=r"^the scheduler at tcp://127\.0\.0\.1:\d+ is gone$"):
        latinrect.dask.count(cluster.client, 4, 6)


def test_a_batch_that_dies_every_time_is_named(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The last unit that is missing ends its worker, whichever that is."""
    file = tmp_path / "4x6.json"
    units = latinrect.plan(4, 6, "enumerate")
    count = Count(6, (4, 4), "enumerate", 1, checkpoint=None, saved=True, elsewhere=True)
    count.assign()
    results = [latinrect.run(unit) for unit in units if unit.number != 3]
    count.complete([(result.number, result.microseconds, result.output) for result in results])
    file.write_bytes(count.checkpoint())

    def die(*_: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(latinrect.dask, "_run", die)
    with pytest.raises(RuntimeError, match=r"^unit 3 of first columns of 4 × 6 was lost 3 times, at last by: "):
        latinrect.dask.count(cluster.client, 4, 6, checkpoint=file)
    assert cluster.reap() == 3


def test_what_a_unit_raises_is_raised(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    def raising(*_: Any) -> None:
        raise ValueError("no such unit")

    monkeypatch.setattr(latinrect.dask, "_run", raising)
    with pytest.raises(ValueError, match="no such unit"):
        latinrect.dask.count(cluster.client, 4, 6)


def test_bad_input_is_refused_before_anything_is_sent(cluster: Cluster) -> None:
    with pytest.raises(ValueError, match="5 is more than columns n = 3"):
        latinrect.dask.count(cluster.client, 5, 3)
    with pytest.raises(ValueError, match="batch_seconds: more than 0 is wanted"):
        latinrect.dask.count(cluster.client, 3, 5, batch_seconds=0)


def test_a_cluster_by_its_address_or_of_this_machine(cluster: Cluster, published: Published) -> None:
    published(latinrect.dask.count(cluster.address, 5, 7, "enumerate"))
    published(latinrect.dask.count(None, 4, 6))


def test_a_cluster_scales_from_nothing(published: Published) -> None:
    with LocalCluster(n_workers=0, threads_per_worker=1, processes=False, dashboard_address=":0") as cluster:
        cluster.adapt(minimum=0, maximum=2, interval="100ms", target_duration="100ms")
        with Client(cluster, set_as_default=False) as client:
            for answer in latinrect.dask.table(client, 9, batch_seconds=SHORT):
                published(answer)
            assert client.nthreads()


@pytest.mark.skipif("LATIN_ALL" not in os.environ, reason="only before a release")
def test_the_whole_of_5_by_8(cluster: Cluster, batches: Batches, published: Published) -> None:
    batches.after[20] = cluster.kill
    published(latinrect.dask.count(cluster.client, 5, 8, "enumerate", units=700))
    assert len(set(batches.units())) == len(batches.units()) >= 700
