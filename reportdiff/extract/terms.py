"""Content words of a text, in a form in which the same thing said twice looks the same."""

import re
from functools import lru_cache

from .vocabulary import rows

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
STOP = frozenset(row[0] for row in rows("stop_words.txt"))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A crude common form of an English word: plural, -ing, -ed and British spelling taken off."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    word = word.replace("isation", "ization").replace("ise", "ize") if len(word) > 5 else word
    for ending, rest in (
        ("ies", "y"),
        ("sses", "ss"),
        ("ing", ""),
        ("edly", ""),
        ("ed", ""),
        ("ly", ""),
        ("es", ""),
        ("s", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: len(word) - len(ending)] + rest
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


def terms(text: str) -> tuple[str, ...]:
    """Stems of the content words of `text`, in order, stop words and numbers left out."""
    return tuple(stem(word) for word in _WORD.findall(text) if word.lower() not in STOP)
