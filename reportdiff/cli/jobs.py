"""Reading several reports at once, in processes of their own, where that takes less time than one after another."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
_WORTH = 500_000  # bytes of all files together from which on starting processes pays


def worked(task: Callable[..., T], calls: Sequence[tuple[object, ...]], jobs: int | None) -> Iterator[T]:
    """What `task` gives for each call, whose first argument names a file, in order, and the same with any `jobs`.

    `None`: as many as there are cores if the files are large. Standard input (`-`) is read here.
    """
    files = [str(call[0]) for call in calls if call[0] != "-"]
    count = min(jobs or _automatic(files), len(files))
    if count < 2:
        yield from (task(*call) for call in calls)
        return
    import signal
    from concurrent.futures import ProcessPoolExecutor

    # an interrupt is for the process that was started by hand to answer
    with ProcessPoolExecutor(count, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN)) as pool:
        begun = [None if call[0] == "-" else pool.submit(task, *call) for call in calls]
        try:
            for call, future in zip(calls, begun, strict=True):
                yield task(*call) if future is None else future.result()
        finally:  # what is not wanted any more is not begun
            pool.shutdown(wait=False, cancel_futures=True)


def _automatic(files: Sequence[str]) -> int:
    """As many processes as there are cores to run on, for files that are large together; else one."""
    size = sum(Path(name).stat().st_size for name in files if "\0" not in name and Path(name).is_file())
    if size < _WORTH:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
