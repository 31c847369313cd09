"""The example of dask-jobqueue in the README, as far as it goes without SLURM."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("dask_jobqueue")

pytestmark = pytest.mark.processes


def test_the_example_gives_a_script_for_slurm() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    (example,) = (code for code in re.findall(r"```python\n(.*?)```", readme, re.S) if "SLURMCluster" in code)
    before, _ = example.split("latinrect.dask.count")
    names: dict[str, object] = {}
    exec(before, names)
    cluster = names["cluster"]
    try:
        script = cluster.job_script()  # type: ignore[attr-defined]
    finally:
        cluster.close()  # type: ignore[attr-defined]
    for line in ("#SBATCH --cpus-per-task=8", "#SBATCH -t 04:00:00", "--nworkers 8", "--nthreads 1", "--lifetime 3h50m"):
        assert line in script
