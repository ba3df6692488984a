"""Words of a text for comparing: figures, dates and addresses whole, and a key under which noise looks alike.

A token carries the blank after it, so that the tokens of a text tile it and their places are sums of lengths.
"""

import re
from functools import cache, lru_cache

_WORD = r"[A-Za-z]++ |[^\W\d]\w*+(?:['’]\w++)*+\s?+"  # the first is the second in its commonest form
_FIGURE = r"(?:(?<!\w)[-+−])?[£$€¥]?\d\w*(?:[.,:/–—−-]\d\w*)*%?\s?"
_ADDRESS = r"(?:(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)\]]|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)\s?"
_REST = r"(?:\.{2,}|[-–—]{2,}|[^\w\s])\s?|\s"


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(f"{_WORD}|{_FIGURE}|{_REST}")


@cache
def _full() -> re.Pattern[str]:
    return re.compile(f"{_ADDRESS}|{_WORD}|{_FIGURE}|{_REST}")


def tokens(text: str) -> list[str]:
    """The words, figures and marks of `text`, each with the blank after it; joined they are the text."""
    pattern = _full() if "@" in text or "://" in text or "www." in text else _plain()
    return pattern.findall(text)


def is_figure(token: str) -> bool:
    """Whether a token is a number."""
    return any(char.isdigit() for char in token)


_MARKS = dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
_TABLE = str.maketrans(_MARKS)
_ALONE = {"'": '"', "--": "-", "---": "-", "…": "..."}


@lru_cache(maxsize=1 << 16)
def _key(token: str) -> str:
    key = token.rstrip().casefold()
    if not key.isascii():
        key = key.translate(_TABLE)
    return _ALONE.get(key, key)


class Keys(dict[str, str]):
    """Keys by token, worked out once each: tokens that differ in quotes, dashes, blanks or case have the same one."""

    def __missing__(self, token: str) -> str:
        key = self[token] = _key(token)
        return key

    def of(self, tokens: list[str]) -> list[str]:
        """The key of each token."""
        return list(map(self.__getitem__, tokens))
