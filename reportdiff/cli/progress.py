"""A line on a terminal while work goes on for longer than two seconds."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_AFTER = 2.0  # seconds
_EVERY = 0.5


@contextmanager
def waiting(what: str, quiet: bool = False) -> Iterator[None]:
    """Says on standard error what is under way and for how long; the line is gone when the work is done.

    Nothing is said in a pipe, nor before two seconds are over.
    """
    if quiet or not sys.stderr.isatty():
        yield
        return
    from threading import Event, Thread

    done = Event()
    teller = Thread(target=_tell, args=(what, done.wait), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(what: str, over: Callable[[float], bool]) -> None:
    spent, wait = 0.0, _AFTER
    while not over(wait):
        spent += wait
        sys.stderr.write(f"\rreportdiff: {what}, {spent:.0f} s ")
        sys.stderr.flush()
        wait = _EVERY
    if spent:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
