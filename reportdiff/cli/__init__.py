"""The command line: argparse over the public API, nothing of its own.

Exit status like diff: 0 the same (or nothing to compare), 1 different, 2 trouble; with `--fail-on` 0 nothing found and
3 something found. Trouble is one line on stderr; what is wrong in a rule is shown below it with a mark.
Nothing else is imported before `main` runs, so that an interrupt while modules load is an interrupt and no traceback.
"""

import errno
import gc
import io
import os
import sys

_YOUNG = 500_000  # values made before the collector looks for cycles: values of a report hold none
_TROUBLE = 2


def program() -> int:
    """Run the command line as a process of its own, which need not clear up after itself; the exit status."""
    gc.set_threshold(_YOUNG)
    try:
        return main()
    finally:
        gc.freeze()


def main(arguments: "list[str] | None" = None) -> int:
    """Run the command line; the exit status."""
    try:
        _open_streams()
        return _run(sys.argv[1:] if arguments is None else arguments)
    except BrokenPipeError:
        return _silence()
    except KeyboardInterrupt:
        return _trouble("interrupted")


def _run(arguments: "list[str]") -> int:
    from ..errors import ReportdiffError
    from .parser import options_of
    from .progress import printing

    try:
        try:
            options = options_of(arguments)
            with printing(options.quiet):
                status: int = options.run(options)
        finally:
            sys.stdout.flush()  # here, not on Python's way out: an error is one line then too
        return status
    except BrokenPipeError:
        raise
    except ReportdiffError as error:
        return _trouble(str(error), getattr(error, "marked", ""))
    except OSError as error:
        reason = error.strerror or str(error)
        return _trouble(f"{error.filename}: {reason}" if error.filename else reason)


def _open_streams() -> None:
    """UTF-8 on every platform, whatever the locale, with escapes for what cannot be written; none of them missing."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 (as long as the process)
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


class _Closed(io.TextIOBase):
    """Standard output that was closed before the program began: nothing may be lost in silence."""

    def write(self, text: str) -> int:
        raise OSError(errno.EBADF, "standard output is closed")


def _silence() -> int:
    """The reader of the pipe has gone: stop quietly, also when Python flushes on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _TROUBLE


def _trouble(problem: str, marked: str = "") -> int:
    from ..render.escape import terminal

    for line in (f"reportdiff: {problem}", *(f"  {line}" for line in marked.splitlines())):
        print(terminal(line), file=sys.stderr)
    return _TROUBLE
