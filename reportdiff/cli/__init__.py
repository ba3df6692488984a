"""The command line: argparse over the public API, nothing of its own.

Exit status like diff: 0 the same (or nothing to compare), 1 different, 2 trouble. Trouble is one line on stderr.
"""

import gc
import os
import sys
from collections.abc import Sequence

from ..errors import ReportdiffError
from .commands import DIFFERENT, TROUBLE
from .parser import options_of

_YOUNG = 500_000  # values made before the collector looks for cycles: values of a report hold none


def program() -> int:
    """Run the command line as a process of its own, which need not clear up after itself; the exit status."""
    gc.set_threshold(_YOUNG)
    try:
        return main()
    finally:
        gc.freeze()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status."""
    _speak_utf8()
    options = options_of(sys.argv[1:] if arguments is None else arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        return _silence()
    except ReportdiffError as error:
        return _trouble(str(error))
    except OSError as error:
        reason = error.strerror or str(error)
        return _trouble(f"{error.filename}: {reason}" if error.filename else reason)
    except KeyboardInterrupt:
        return _trouble("interrupted")


def _speak_utf8() -> None:
    """UTF-8 on every platform, whatever the locale; what cannot be written is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _silence() -> int:
    """The reader of the pipe has gone: stop quietly, also when Python flushes on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DIFFERENT


def _trouble(problem: str) -> int:
    from ..render.escape import terminal

    print(f"reportdiff: {terminal(problem)}", file=sys.stderr)
    return TROUBLE
