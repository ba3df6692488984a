"""Words cut at a line end, whole again: a document's own words decide whether a hyphen belongs to them."""

import re
from collections.abc import Iterable, Sequence

_HYPHENS = ("-", "\u2010", "\xad")
# Where fewer lines than this share end in a hyphen, nobody hyphenated the text: its hyphens were typed.
HYPHENATED = 0.02

_ADDRESS = re.compile(r"://|^www\.")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _words(texts: Iterable[str]) -> set[str]:
    """The words that stand whole on a line: no half at its end, none at the start of the line after."""
    found: set[str] = set()
    cut = False
    for text in texts:
        text = re.sub(r"^[^\W\d_]+", "", text) if cut else text
        half = re.search(r"[^\W\d_]+[-\u2010\xad]$", text) if text.endswith(_HYPHENS) else None
        found.update(_WORD.findall((text[: half.start()] if half else text).casefold()))
        cut = half is not None
    return found


class Joiner:
    """Joins printed lines into one text. `texts` are all lines of the document."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = list(texts)
        self._words = _words(lines)
        cut = sum(line.endswith(_HYPHENS) for line in lines)
        self._hyphenates = cut > HYPHENATED * len(lines)

    def join(self, lines: Sequence[tuple[str, bool]]) -> str:
        """One text of some lines, each with whether a hyphen that the format took out stood at its end."""
        text = ""
        cut = soft = False
        for words, hyphen in lines:
            text = self._whole(text, words, soft) if cut else f"{text} {words}".lstrip()
            soft = words.endswith(_HYPHENS[1:])
            if words.endswith("-") and _ADDRESS.search(words.rsplit(" ", 1)[-1]):
                cut, text = True, text.removesuffix("-") + "-"  # its own hyphen: an address has no other
                soft = False
                continue
            printed = bool(re.search(r"[^\W\d_][-\u2010\xad]$", words))
            cut = hyphen or printed
            if cut:
                text = (text[:-1] if printed else text) + "-"
        return text

    def _whole(self, text: str, after: str, soft: bool) -> str:
        if _ADDRESS.search(text.rsplit(" ", 1)[-1]):
            return text + after
        head = re.search(r"([^\W\d_]+)-$", text)
        tail = re.match(r"[^\W\d_]+", after)
        if head is None or tail is None:
            return text + after
        left, right = head.group(1), tail.group()
        together = (left + right).casefold()
        if together in self._words:
            return text[:-1] + after
        if f"{left}-{right}".casefold() in self._words or (right[0].isupper() and not left.isupper()):
            return text + after
        # a typesetter's own hyphen parts a word; a typed one may belong to a compound of two known words
        known = all(part.casefold() in self._words and len(part) > 2 for part in (left, right))
        typed = not soft and (known or not self._hyphenates)
        return text + after if typed else text[:-1] + after
