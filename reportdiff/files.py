"""Text and bytes to a file, the same on every system."""

import os
from os import PathLike

from .door import expect
from .errors import ReportdiffError

Path = str | PathLike[str]


def written(text: str, path: Path | None, *, table: bool = False) -> str:
    """`text`, after writing it as UTF-8 with plain line ends where a path is given.

    A `table` in a file begins with the mark by which spreadsheets know UTF-8.
    """
    if path is not None:
        kept(text.encode("utf-8-sig" if table else "utf-8"), path)
    return text


_KINDS = ["years", "metrics", "topics", "figures", "commitments", "sections", "paragraphs", "notes", "tracker"]


def no_kind(path: Path | None) -> Path | None:
    """The path of a table, unless it is the word for a kind of table: `to_csv("commitments")` means another thing."""
    if path in _KINDS:
        problem = f"{path!r} is given as the path of a file"
        raise ReportdiffError("", problem, f"Give kind={path!r}, or ./{path} for a file")
    return path


def kept(data: bytes, path: Path) -> None:
    """Write a file. What the system refuses is its `OSError`, which names the file; the folder must be there."""
    expect(path, (str, os.PathLike), "the path", "Give the path of a file")
    try:
        with open(path, "wb") as file:
            file.write(data)
    except ValueError as error:  # a NUL in the name
        raise ReportdiffError(str(path), f"is no path ({error})", "Give the path of a file") from None
    except FileNotFoundError as error:
        raise FileNotFoundError(error.errno, "No such folder (make it first)", os.fspath(path)) from None
    except OSError as error:
        if error.filename is None:  # a full disk
            error.filename = os.fspath(path)
        raise
