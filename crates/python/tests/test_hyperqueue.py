"""Parts of a count as tasks of HyperQueue: a server and workers in a process of their own, which is killed."""
