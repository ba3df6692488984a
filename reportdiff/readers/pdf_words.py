"""Words cut at a line end, whole again: a document's own words decide whether a hyphen belongs to them."""

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Joiner:
    """Joins printed lines into one text. `texts` are all lines of the document."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words = {
            word.casefold() for text in texts for word in _WORD.findall(text[:-1] if text.endswith("-") else text)
        }

    def join(self, lines: Sequence[tuple[str, bool]]) -> str:
        """One text of some lines, each with whether a hyphen that the format took out stood at its end."""
        text = ""
        cut = False
        for words, hyphen in lines:
            text = self._whole(text, words) if cut else f"{text} {words}".lstrip()
            cut = hyphen or bool(re.search(r"[^\W\d_]-$", words))
            if hyphen:
                text += "-"
        return text.removesuffix("-") if cut and text.endswith("--") else text

    def _whole(self, text: str, after: str) -> str:
        head = re.search(r"([^\W\d_]+)-$", text)
        tail = re.match(r"[^\W\d_]+", after)
        if head is None or tail is None:
            return text + after
        left, right = head.group(1), tail.group()
        together = (left + right).casefold()
        if together in self._words:
            return text[:-1] + after
        apart = f"{left}-{right}".casefold()
        both = left.casefold() in self._words and right.casefold() in self._words and min(len(left), len(right)) > 2
        return text + after if apart in self._words or both or right[0].isupper() else text[:-1] + after
