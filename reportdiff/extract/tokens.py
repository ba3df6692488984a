"""A flow as words, numbers and marks, each with its place: the one scan that number detection rests on."""

import re
from functools import cache


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_¼-¾⅐-⅞²³]+(?:['’][^\W\d_]+)*|\S")


class Tokens:
    """The tokens of a text. Token `i` is `raw[i]` (as printed) and `low[i]` (lower case, straight apostrophes).

    `starts[i]` and `ends[i]` are its half-open offsets. Reading outside the text gives "".
    """

    __slots__ = ("ends", "low", "raw", "starts", "text")

    def __init__(self, text: str) -> None:
        found = list(_token().finditer(text))
        self.text = text
        self.raw = [match.group() for match in found]
        self.low = [word.lower().replace("’", "'") for word in self.raw]
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]

    def __len__(self) -> int:
        return len(self.raw)

    def word(self, index: int) -> str:
        """Token `index` in lower case; "" outside the text."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def printed(self, index: int) -> str:
        """Token `index` as printed; "" outside the text."""
        return self.raw[index] if 0 <= index < len(self.raw) else ""

    def tight(self, index: int) -> bool:
        """Whether token `index` follows the one before it without a blank."""
        return 0 < index < len(self.raw) and self.starts[index] == self.ends[index - 1]

    def words(self, first: int, last: int) -> str:
        """Tokens `first <= i < last` in lower case, joined by single spaces."""
        return " ".join(self.low[max(0, first) : max(0, last)])

    def is_number(self, index: int) -> bool:
        """Whether token `index` is written in digits."""
        return "0" <= self.printed(index)[:1] <= "9"
