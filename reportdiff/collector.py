"""Work without the collector of cycles: what is made of a report holds none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected(wanted: bool = True) -> Iterator[None]:
    """Until the block ends nothing looks for cycles, where that is `wanted`: it would look at each value many times.

    Whoever switched the collector off finds it so.
    """
    running = wanted and gc.isenabled()
    if running:
        gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
