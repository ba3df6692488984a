"""Words of a text for comparing: figures, dates and addresses whole, and a key under which noise looks alike."""

import re
from functools import cache

_FIGURE = r"(?:(?<!\w)[-+−])?[£$€¥]?\d\w*(?:[.,:/–—−-]\d\w*)*%?"
_WORD = r"\w+(?:['’]\w+)*"
_ADDRESS = r"(?:https?://|www\.)[^\s<>\"]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
_REST = r"\.{2,}|[-–—]{2,}|[^\w\s]"


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(f"{_FIGURE}|{_WORD}|{_REST}")


@cache
def _full() -> re.Pattern[str]:
    return re.compile(f"{_ADDRESS}|{_FIGURE}|{_WORD}|{_REST}")


def pattern(text: str) -> re.Pattern[str]:
    """The expression that cuts `text` into words and marks; blanks lie between them."""
    return _full() if "@" in text or "://" in text or "www." in text else _plain()


_MARKS = {mark: "'" for mark in "‘’‚‛′`´"} | {mark: '"' for mark in "“”„‟″«»"} | {mark: "-" for mark in "‐‑‒–—―−"}
_ALONE = {"'": '"', "--": "-", "---": "-", "…": "..."}


class _Keys(dict[str, str]):
    """Keys by token, worked out once each."""

    def __missing__(self, token: str) -> str:
        key = token.casefold()
        if not key.isascii():
            key = "".join(_MARKS.get(char, char) for char in key)
        key = self[token] = _ALONE.get(key, key)
        return key


def keys(tokens: list[str]) -> list[str]:
    """A key for each token; tokens that differ in quotes, dashes or case only have the same one."""
    known = _Keys()
    return [known[token] for token in tokens]
