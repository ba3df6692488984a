"""A line on a terminal while work goes on for longer than two seconds."""

import sys
from threading import Event, Thread
from types import TracebackType

_AFTER = 2.0  # seconds
_EVERY = 0.5


class Waiting:
    """Says what is under way and for how long, on standard error; the line is gone when the work is done."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.done: Event = Event()
        self.thread: Thread = Thread(target=self._tell, daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.done.set()
        self.thread.join()

    def _tell(self) -> None:
        spent = _AFTER
        wait = _AFTER
        while not self.done.wait(wait):
            sys.stderr.write(f"\rreportdiff: {self.what}, {spent:.0f} s ")
            sys.stderr.flush()
            wait = _EVERY
            spent += _EVERY
        if spent > _AFTER:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
