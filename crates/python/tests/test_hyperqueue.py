"""The parts of a count as tasks of HyperQueue: a real server and worker in one process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from conftest import Published

import latinrect

pytest.importorskip("hyperqueue")

pytestmark = pytest.mark.processes

PARTS = 40


@pytest.fixture
def stages(command: str) -> list[dict[str, Any]]:
    """The parts of 5 × 7, as the command plans them, and the merge that follows."""
    plan = [command, "plan", "5", "7", "--engine", "enumerate", "--parts", str(PARTS), "--format", "json"]
    found: list[dict[str, Any]] = json.loads(subprocess.check_output(plan))["stages"]
    assert [stage["kind"] for stage in found] == ["count", "merge"] and len(found[0]["parts"]) == PARTS
    return found


class Queue:
    """A process with a server and a worker of HyperQueue, and the folder in which its tasks run."""

    def __init__(self, folder: Path, command: str) -> None:
        self.folder = folder / "parts"
        self.folder.mkdir()
        self._command, self._place, self._started = command, folder, 0

    def start(self, tasks: list[list[str]]) -> subprocess.Popen[bytes]:
        self._started += 1
        file = self._place / f"tasks-{self._started}.json"
        file.write_text(json.dumps([[self._command, *arguments] for arguments in tasks]))
        server = self._place / f"server-{self._started}"
        server.mkdir()
        process = Path(__file__).with_name("hyperqueue_process.py")
        return subprocess.Popen(
            [sys.executable, str(process), str(server), str(self.folder), str(file)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # the tasks are killed with it
            start_new_session=True,
        )

    def run(self, tasks: list[list[str]]) -> dict[int, str]:
        """The errors of tasks that failed, by their number."""
        return self.failed(self.start(tasks))

    @staticmethod
    def failed(process: subprocess.Popen[bytes]) -> dict[int, str]:
        """The same, of a process that runs."""
        out, _ = process.communicate(timeout=100)
        # the server has printed a table before
        found: dict[str, str] = json.loads(out.splitlines()[-1])
        return {int(number): error for number, error in found.items()}

    def done(self) -> dict[str, Any]:
        """What is saved of every unit, by file: its outputs, and how long they took."""
        found = {file.name: json.loads(file.read_text())["phases"] for file in self.folder.glob("*.json")}
        return {name: phases for name, phases in found.items() if phases}


def wait_until(condition: Any, what: str) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.002)


def test_a_queue_that_is_killed_counts_nothing_twice(
    tmp_path: Path, command: str, stages: list[dict[str, Any]], published: Published
) -> None:
    queue = Queue(tmp_path, command)
    parts = [part["arguments"] for part in stages[0]["parts"]]
    process = queue.start(parts)
    wait_until(lambda: len(list(queue.folder.glob("*.json"))) >= 5, "parts are done")
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    # a task that was begun has a process of its own, and may still end
    wait_until(lambda: not any(_is_held(file) for file in queue.folder.glob("*.lock")), "no task runs any more")
    before = queue.done()
    assert 4 <= len(before) < PARTS
    assert queue.run(parts) == {}
    after = queue.done()
    assert len(after) == PARTS
    assert {name: after[name] for name in before} == before, "the parts that were done have the times of the first run"
    (merge,) = stages[1]["parts"]
    subprocess.run([command, *merge["arguments"]], cwd=queue.folder, check=True, capture_output=True)
    published(latinrect.count(5, 7, checkpoint=queue.folder / merge["file"]))


def test_a_task_that_is_killed_is_reported_and_submitted_again(tmp_path: Path, command: str) -> None:
    """Two parts of 5 × 8, which take about a second each."""
    queue = Queue(tmp_path, command)
    parts = [
        ["count", "5", "8", "--engine", "enumerate", "--workers", "1", "--share", f"{k}/35", "--checkpoint", f"part-{k}.json"]
        for k in range(2)
    ]
    process = queue.start(parts)
    lock = queue.folder / "part-0.json.lock"
    wait_until(lambda: lock.exists() and lock.read_text().startswith("process "), "the first task runs")
    os.kill(int(lock.read_text().split()[1]), signal.SIGKILL)
    failed = queue.failed(process)
    assert list(failed) == [0] and "SIGKILL" in failed[0], failed
    merge = [command, "merge", "part-1.json", "--output", "whole.json", "--shares", "35"]
    missing = subprocess.run(merge, cwd=queue.folder, capture_output=True, text=True)
    assert missing.returncode == 4 and "0,2-34" in missing.stdout + missing.stderr
    assert queue.run([parts[number] for number in failed]) == {}
    assert {"part-0.json", "part-1.json"} <= set(queue.done())


def _is_held(lock: Path) -> bool:
    """Whether a process still writes the checkpoint beside this lock."""
    import fcntl

    try:
        with open(lock) as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
