"""The numbers that a word processor prints before paragraphs but keeps out of their text."""

from typing import NamedTuple, TypeVar

from attrs import field, frozen

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
D = TypeVar("D", int, None)
_LONGEST = 100  # characters of a label before its numbers are put in: a longer one is no number of a paragraph
_ROMAN_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


class Level(NamedTuple):
    """One level of a list: where it starts, how its number is written, and the text that holds it ("%1.%2.")."""

    start: int = 1
    style: str = "decimal"
    text: str = "%1."
    restarts: bool = True


@frozen
class Counter:
    """Counts the levels of one list as its paragraphs come by."""

    _counts: dict[int, int] = field(factory=dict)

    def next(self, levels: dict[int, Level], depth: int) -> str:
        """The printed label of the next paragraph at `depth` (from 0), "" for a bullet or an unnumbered level."""
        level = levels.get(depth, Level())
        self._counts[depth] = self._counts.get(depth, level.start - 1) + 1
        for deeper in [key for key in self._counts if key > depth and levels.get(key, Level()).restarts]:
            del self._counts[deeper]
        if level.style in ("bullet", "none"):
            return ""
        label = level.text[:_LONGEST]
        for place in range(depth + 1):
            mark = f"%{place + 1}"
            if mark in label:
                outer = levels.get(place, Level())
                label = label.replace(mark, written(self._counts.get(place, outer.start), outer.style))
        return label.strip()


def whole(text: str | None, default: D, most: int = 10**9) -> int | D:
    """A whole number from an attribute, none larger than `most`; `default` where it is none."""
    digits = (text or "").removeprefix("-")
    return max(-most, min(int((text or "")[:19]), most)) if digits.isascii() and digits.isdigit() else default


def written(number: int, style: str) -> str:
    """A number as its list prints it.

    >>> [written(4, style) for style in ("decimal", "lowerLetter", "upperRoman", "decimalZero")]
    ['4', 'd', 'IV', '04']
    """
    if style == "decimalZero":
        return f"{number:02}"
    if style in ("lowerLetter", "upperLetter"):
        return _cased(_letters(number), style)
    if style in ("lowerRoman", "upperRoman"):
        return _cased(_roman(number), style)
    return str(number)


def _cased(text: str, style: str) -> str:
    return text.upper() if style.startswith("upper") else text


def _letters(number: int) -> str:
    """a to z, then aa, bb: the way word processors go on."""
    if number < 1:
        return str(number)
    turn, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * min(turn + 1, 9)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    out = []
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        out.append(letters * times)
    return "".join(out) + _ROMAN_ONES[number]
