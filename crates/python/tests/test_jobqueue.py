"""The example of dask-jobqueue in docs/cluster.md, as far as it goes without SLURM."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest

from conftest import ROOT

pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(find_spec("dask_jobqueue") is None, reason="dask-jobqueue is not installed"),
]


@pytest.fixture(autouse=True)
def ctrl_c() -> Iterator[None]:
    """Ctrl-C as before: importing dask-jobqueue takes it for itself."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def test_the_example_gives_a_script_for_slurm() -> None:
    page = (ROOT / "docs/cluster.md").read_text(encoding="utf-8")
    (example,) = (code for code in re.findall(r"```python\n(.*?)```", page, re.S) if "SLURMCluster" in code)
    # every machine has this network, and few have that of the example
    example = example.split("cluster.adapt")[0].replace('"ib0"', '"lo"')
    names: dict[str, Any] = {}
    exec(example, names)
    cluster = names["cluster"]
    try:
        script = cluster.job_script()
    finally:
        cluster.close()
    for line in ("#SBATCH --cpus-per-task=8", "#SBATCH -t 04:00:00", "--nworkers 8", "--nthreads 1"):
        assert line in script
