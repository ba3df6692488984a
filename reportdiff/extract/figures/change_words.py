"""Words of change and the ways they stand beside a number: "rose by 5%", "an increase of 5%", "5% higher", "+5%"."""

from ...facts import Direction
from ...language.vocabulary import derived, rows, words_of
from .notation import Part, Tokens
from .number_attributes import Reading

_REACH = 8
_MAKES = words_of("contexts.tsv", "change_words.makes")


@derived
def _kinds() -> dict[str, dict[str, Direction]]:
    found: dict[str, dict[str, Direction]] = {"verb": {}, "act": {}, "noun": {}, "more": {}}
    for word, direction, kind in rows("changes.tsv"):
        found[kind][word] = Direction(direction)
    return found


def is_change(word: str) -> bool:
    """Whether a word is a verb of change ("rose", "cut", "down")."""
    kinds = _kinds()
    return word in kinds["verb"] or word in kinds["act"]


def direction_of(word: str) -> Direction | None:
    """Which way a word of change points."""
    for kind in ("verb", "act", "noun", "more"):
        if word in _kinds()[kind]:
            return _kinds()[kind][word]
    return None


def change_before(tokens: Tokens, at: int, reach: int = _REACH) -> Direction | None:
    """The direction of the nearest word of change in the tokens before `at`, not across a stop."""
    for index in range(at - 1, max(-1, at - 1 - reach), -1):
        word = tokens.low[index]
        if word in (".", ";", ":"):
            return None
        kinds = _kinds()
        found = kinds["verb"].get(word) or kinds["act"].get(word) or kinds["noun"].get(word)
        if found:
            return found
    return None


def as_difference(tokens: Tokens, reading: Reading, floor: int) -> Reading:
    """The reading marked as a difference with its direction, where the words around it say so."""
    direction, rule = _difference(tokens, reading, floor)
    if direction is None:
        return reading
    return reading.but(part=Part.DIFFERENCE, direction=direction, rules=reading.noting(rule))


def _difference(tokens: Tokens, reading: Reading, floor: int) -> tuple[Direction | None, str]:
    numeral = reading.numeral
    if numeral.form == "times":
        word = tokens.word(numeral.first)
        return (Direction.DOWN if word.startswith("halv") else Direction.UP), "change:times"
    if numeral.sign == "+" and reading.unit is not None:
        return Direction.UP, "change:sign"
    kinds = _kinds()
    at = reading.first - 1
    if tokens.word(at - 1) in ("a", "an") and tokens.word(at - 2) in ("by", "of"):
        at -= 2  # "by a staggering 75 per cent"
    before = tokens.word(at)
    if before == "by":
        direction = change_before(tokens, at, min(_REACH, at - floor))
        if direction:
            return direction, "change:by"
    if before == "of" and at - 1 >= floor:
        for index in range(at - 1, max(floor, at - 4) - 1, -1):
            if tokens.word(index) in kinds["noun"] and tokens.word(index) not in ("cut", "cuts"):
                return kinds["noun"][tokens.low[index]], "change:of"
            if tokens.word(index) not in ("rate", "further", "annual", "net", "overall"):
                break
        direction = _noun_in(tokens, at, floor)
        if direction:
            return direction, "change:of"
    if (
        before in kinds["verb"]
        and tokens.word(at - 1) not in _MAKES
        and tokens.words(reading.last, reading.last + 3) != "of the time"
        and tokens.word(reading.first) not in ("below", "above", "beyond", "at")
    ):
        return kinds["verb"][before], "change:verb"
    return _after(tokens, reading)


def _noun_in(tokens: Tokens, at: int, floor: int) -> Direction | None:
    """The direction of "an increase in funding of ...", "a reduction in the deficit of ..."."""
    nouns = _kinds()["noun"]
    for index in range(at - 2, max(floor, at - 9) - 1, -1):
        if tokens.word(index + 1) == "in" and tokens.word(index) in nouns:
            return nouns[tokens.low[index]]
        if not tokens.word(index)[:1].isalpha():
            return None
    return None


def _after(tokens: Tokens, reading: Reading) -> tuple[Direction | None, str]:
    kinds = _kinds()
    for at in (reading.last, reading.outer) if reading.last != reading.outer else (reading.last,):
        word = tokens.word(at)
        if word not in _behind():
            continue
        if word in kinds["more"] and not _in_noun(tokens, at, reading):
            return kinds["more"][word], "change:more"
        if reading.unit in ("percent", "percentage_points", "basis_points", "GBP", "USD", "EUR"):
            if word in kinds["noun"] or (
                word in ("annual", "overall", "further", "real", "pay") and tokens.word(at + 1) in kinds["noun"]
            ):
                noun = word if word in kinds["noun"] else tokens.word(at + 1)
                return kinds["noun"][noun], "change:noun"
            if word in ("up", "down") and tokens.word(at + 1) in ("on", "from", "at", "year", "in", ".", ",", ""):
                return (None, "") if tokens.word(at + 1) == "from" else (kinds["verb"][word], "change:verb")
    return None, ""


@derived
def _behind() -> frozenset[str]:
    """Every word behind a number that may make it a difference."""
    kinds = _kinds()
    return frozenset((*kinds["more"], *kinds["noun"], "annual", "overall", "further", "real", "pay", "up", "down"))


_THAN = frozenset(("than", ".", ",", "", "on", "in", "at", "and", "each", "per", "this", "of"))


def _rest(tokens: Tokens, at: int) -> list[str]:
    """The next few words, up to a stop."""
    words = tokens.low[at : at + 8]
    stops = [place for place, word in enumerate(words) if word in (".", ";", ",")]
    return words[: stops[0]] if stops else words


def _in_noun(tokens: Tokens, at: int, reading: Reading) -> bool:
    """Whether "more" or "fewer" merely goes with a noun ("12 more schools") and compares nothing."""
    if tokens.word(at) in ("above", "below"):
        return tokens.word(at + 1) not in (
            "the",
            "target",
            "its",
            "their",
            "our",
            "last",
            "plan",
            "budget",
            "forecast",
            "average",
        )
    if reading.unit == "percent":
        return False
    if at < reading.last:
        return "than" not in _rest(tokens, reading.last)
    return tokens.word(at + 1) not in _THAN and "than" not in _rest(tokens, at + 1)
