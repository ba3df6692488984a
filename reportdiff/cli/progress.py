"""A line on a terminal while work goes on for longer than two seconds."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from contextvars import ContextVar
from datetime import date
from typing import Any

_AFTER = 2.0  # seconds
_EVERY = 0.5
_silent = ContextVar("_silent", default=False)


def may_be_quiet(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The command with `-q`, which every one has."""
    command.add_argument("-q", "--quiet", action="store_true", help="print nothing, only write files and exit")
    return command


def look(about: str, examples: Iterable[str], status: str) -> dict[str, Any]:
    """What a command does, its options, some examples, the exit status."""
    return {
        "description": f"{about[0].upper()}{about[1:]}.",
        "epilog": "\n".join(("examples:", *(f"  {line}" for line in examples), "", status)),
        "formatter_class": argparse.RawDescriptionHelpFormatter,
    }


def may_be_corrected(command: argparse.ArgumentParser) -> None:
    """Add `--corrections`, which may be given several times."""
    about = "an analyst's corrections, as JSON; give it again for another file"
    command.add_argument("--corrections", metavar="FILE", action="append", default=[], help=about)


def day(text: str) -> date:
    """The day that was typed, or a usage message."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2015-05-14") from None


@contextmanager
def printing(quiet: bool) -> Iterator[None]:
    """Nothing is printed, nor said of work under way, where that is not wanted; trouble still is."""
    if not quiet:
        yield
        return
    before = _silent.set(True)
    try:
        with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
            yield
    finally:
        _silent.reset(before)


@contextmanager
def waiting(what: str, quiet: bool = False) -> Iterator[None]:
    """Says on standard error what is under way and for how long; the line is gone when the work is done.

    Nothing is said in a pipe, nor before two seconds are over.
    """
    if quiet or _silent.get() or not sys.stderr.isatty():
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
