"""The shipped reports, compared: something to look at within seconds of installing.

They are constructed: the council, its member and every figure in them are made up to show what a comparison finds.
"""

import os
import tempfile
from pathlib import Path

from attrs import evolve

from .comparing import ReportDiff, compare
from .errors import ReportdiffError
from .model import Note
from .reading import read

PAGE = "reportdiff-demo.html"
NOTICE = "These reports are constructed: no such council exists, and every name and figure in them is made up."


def fixtures() -> Path:
    """The folder of shipped reports: inside the package when installed, beside it in a clone."""
    package = Path(__file__).resolve().parent
    for folder in (package / "fixtures", package.parent / "fixtures"):
        if any(folder.glob("*-constructed-*.txt")):
            return folder
    raise ReportdiffError("", "the shipped reports are missing from this installation", "Install reportdiff again")


def reports() -> list[Path]:
    """The constructed reports, oldest first (their names end in their dates)."""
    return sorted(fixtures().glob("*-constructed-*.txt"), key=lambda path: (path.stem[-10:], path.name))


def run() -> ReportDiff:
    """The last two constructed reports, compared, with a note that says what they are."""
    old, new = reports()[-2:]
    diff = compare(read(old), read(new))
    return evolve(diff, notes=(Note("constructed", NOTICE), *diff.notes))


def write_page(diff: ReportDiff) -> Path:
    """The page, written into the current folder, or into a new temporary one where that cannot be written to."""
    here = Path.cwd() / PAGE
    try:
        if not os.access(here.parent, os.W_OK):
            raise PermissionError
        diff.to_html(here)
        return here
    except OSError:
        away = Path(tempfile.mkdtemp(prefix="reportdiff-")) / PAGE
        diff.to_html(away)
        return away
