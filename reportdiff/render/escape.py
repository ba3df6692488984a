"""Text on its way out is escaped here: last, once, for the place it goes to. Nothing is dropped, nothing stays active.

Characters that act on a terminal or turn text round (controls, bidirectional overrides) and lone surrogates, which no
file can hold, are written out: control pictures where Unicode has them, else `[U+202E]`.
"""

import re
from datetime import date
from decimal import Decimal
from functools import cache

Scalar = str | int | float | bool | Decimal | date | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_NEGATIVE = re.compile(r"-(?=[£$€]?\d[\d,.]*(?:\s[\w%]+)*%?$)")


@cache
def _unseen(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_OVERRIDES = r"\u202a-\u202e\u2066-\u2069"
_ACTIVE = rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_OVERRIDES}\ufffe\uffff]"
_TERMINAL = rf"[\x00-\x1f\x7f-\x9f\ud800-\udfff{_OVERRIDES}\u061c\u200e\u200f\u2028\u2029\ufeff\ufffe\uffff]"
_JSON = rf"[\x7f-\x9f\ud800-\udfff{_OVERRIDES}\u061c\u200e\u200f\u2028\u2029\ufeff]"


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"[U+{code:04X}]"


def terminal(text: str) -> str:
    """`text` as one line that cannot move a cursor, colour anything or turn text round."""
    return _unseen(_TERMINAL).sub(_picture, text) if not text.isascii() or not text.isprintable() else text


def html(text: str) -> str:
    """`text` for an HTML element or a quoted attribute."""
    text = text if text.isprintable() else visible(text)
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#39;")
    )


def markdown(text: str) -> str:
    """`text` as one line of Markdown that shows it as it is: no markup, no links, no HTML, fit for a table cell."""
    text = _unseen(_TERMINAL).sub(_picture, " ".join(text.split()))
    text = re.sub(r"([\\`*_\[\]<>|~$])", r"\\\1", text.replace("&", "&amp;"))
    text = re.sub(r"(?<=\w)(:)(?=//)|(?<=www)(\.)", r"\\\1\2", text, flags=re.IGNORECASE)
    return re.sub(r"^([#+=:-]|\d{1,9}(?=[.)](?:\s|$)))", _escape_start, text)


def _escape_start(match: re.Match[str]) -> str:
    start = match.group()
    return f"\\{start}" if not start[0].isdigit() else f"{start}\\"


def visible(text: str) -> str:
    """`text` with nothing in it that a file cannot hold or that turns text round."""
    return _unseen(_ACTIVE).sub(_picture, text)


def cell(value: Scalar) -> Scalar:
    """A table cell: numbers stay numbers, a text that a spreadsheet would run is marked as text by an apostrophe."""
    if not isinstance(value, str):
        return value
    text = visible(value)
    if _NEGATIVE.match(text):  # an amount below zero: with a true minus it is a text that no spreadsheet runs
        return f"\u2212{text[1:]}"
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text


def json_text(text: str) -> str:
    """A JSON document in which what could act on a terminal, or no file can hold, is written as a JSON escape."""
    return _unseen(_JSON).sub(lambda match: f"\\u{ord(match.group()):04x}", text)
