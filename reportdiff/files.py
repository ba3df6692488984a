"""Text to a file, the same bytes on every system."""

from os import PathLike

Path = str | PathLike[str]


def written(text: str, path: Path | None, *, table: bool = False) -> str:
    """`text`, after writing it as UTF-8 with plain line ends where a path is given.

    A `table` in a file begins with the mark by which spreadsheets know UTF-8.
    """
    if path is not None:
        with open(path, "w", encoding="utf-8-sig" if table else "utf-8", newline="\n") as file:
            file.write(text)
    return text
