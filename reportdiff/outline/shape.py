"""What the mere shape of a line says: whether it ends a sentence, states something, shouts, or is drawn."""

import re
from functools import cache

from .vocabulary import listed

_CLOSING = "\"'”’)]*_"
_ENDS = (".", "!", "?", ":", ";", "…")


def is_closed(text: str) -> bool:
    """Whether `text` ends with a mark that ends a sentence, quotes and brackets aside."""
    return text.endswith(_ENDS) or text.rstrip(_CLOSING).endswith(_ENDS)


def is_rule(line: str) -> bool:
    """Whether a line is drawn, not written: at least three of the same mark."""
    return len(line) >= 3 and line[0] in "=-_~*#—–" and not line.strip(line[0] + " ")


def is_worded(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return text[:1].isalnum() or any(map(str.isalnum, text))


def shouts(text: str) -> bool:
    """Whether a line is in capitals, as headings are."""
    return text.isupper() and sum(map(str.isalpha, text)) > 3 and text[-1] not in ".,;"


def is_open(text: str) -> bool:
    """Whether a line ends in a word that ends no sentence and no heading."""
    return text.endswith(",") or text.rsplit(None, 1)[-1] in listed("open_ends.txt")


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:am|is|are|was|were|has|have|had|will|would|shall|should|can|could|may|might|must|did|does|do|'ve|’ve)\b"
    )


@cache
def _asks() -> re.Pattern[str]:
    return re.compile(r"(?i)(?:what|how|why|where|who|when|which|things|those)\b")


def states(text: str) -> bool:
    """Whether a line without a full stop is a sentence all the same."""
    return bool(_verb().search(text)) and not _asks().match(text)
