"""Text to a file, the same bytes on every system."""

from os import PathLike

Path = str | PathLike[str]


def written(text: str, path: Path | None) -> str:
    """`text`, after writing it as UTF-8 with plain line ends where a path is given."""
    if path is not None:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return text
