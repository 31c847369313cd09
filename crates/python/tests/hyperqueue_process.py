"""A HyperQueue server and a worker of one core in this process, and a job of parts of a count.

Arguments: a folder for the server, one for the files of the parts, and the file with the arguments of each task in JSON.
"""

import json
import sys
from pathlib import Path

from hyperqueue import Job, LocalCluster
from hyperqueue.cluster import WorkerConfig


def main() -> None:
    server, folder, tasks = sys.argv[1:]
    with LocalCluster(server_dir=server, worker_config=WorkerConfig(cores=1)) as cluster:
        client = cluster.client()
        job = Job(default_workdir=folder, max_fails=None)
        for arguments in json.loads(Path(tasks).read_text()):
            job.program(arguments)
        submitted = client.submit(job)
        client.wait_for_jobs([submitted], raise_on_error=False)
        failed = client.get_failed_tasks(submitted)
        print(json.dumps({number: context.error for number, context in failed.items()}))


main()
