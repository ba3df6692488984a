"""Two numbers that are one range ("£3-4m", "5 to 8 weeks"), and what one lends another; numbers that say a change.

Words of change and the ways they stand beside a number: "rose by 5%", "an increase of 5%", "5% higher", "+5%".
"""

from decimal import Decimal

from ...facts import Direction
from ...language.vocabulary import derived, rows, words_of
from .notation import Form, Part, Tokens
from .number_attributes import Reading

_WORDS, _THOUSAND = Form.WORDS, 1000
DASHES = frozenset("-–—−‑")
_RANGING = words_of("contexts.tsv", "ranges.ranging")


def lent(reading: Reading, lender: Reading) -> Reading:
    """The reading with the unit, and where it fits the scale, of another."""
    value = _rescaled(reading, lender)
    numeral = lender.numeral
    if lender.measured and numeral.value and reading.numeral.currency is None:
        value = value * (lender.value / numeral.value) if _is_plain(lender) else value
    return reading.but(
        value=value,
        unit=lender.unit,
        measured=lender.measured,
        time=lender.time,
        borrowed=True,
        rules=reading.noting("unit:shared"),
    )


_POINTS = frozenset(("points", "percentage_points", "basis_points"))
_WITHIN = frozenset(("within", "in", "inside", "under"))


def only_says_how(tokens: Tokens, reading: Reading, before: Reading) -> bool:
    """Whether a number only says how another one is meant, so that what follows is measured like that one.

    "94% of cases within 62 days, beating the target of 85", "71%, seven points above the national figure of 64".
    """
    if before.sentence != reading.sentence or before.unit is None:
        return False
    if reading.part is Part.DIFFERENCE:
        return reading.unit in _POINTS and (before.unit == "percent" or before.part is Part.DIFFERENCE)
    return before.unit == "percent" and reading.time and tokens.word(reading.first - 1) in _WITHIN


def with_rates(readings: list[Reading]) -> list[Reading]:
    """The values of a chain per the same: "1,310 a day, compared with 1,150"."""
    rates: dict[int | None, Reading] = {
        reading.chain: reading for reading in readings if reading.per and reading.chain is not None
    }
    if not rates:
        return readings
    made = []
    for reading in readings:
        rated = rates.get(reading.chain) if reading.per is None and reading.part in _ENDS else None
        same = rated is not None and rated.part in _ENDS and rated.unit == reading.unit
        made.append(reading.but(per=rated.per) if same and rated is not None else reading)
    return made


_ENDS = frozenset((Part.FROM, Part.TO))


def alike_in_size(one: Reading, other: Reading) -> bool:
    """Whether neither number is more than ten times the other."""
    smaller, larger = sorted((abs(one.value), abs(other.value)))
    return larger <= 10 * smaller or not smaller


def _has_point(reading: Reading) -> bool:
    exponent = reading.numeral.plain.as_tuple().exponent
    return isinstance(exponent, int) and exponent < 0


def may_share(one: Reading, other: Reading) -> bool:
    """Whether a bare number can have the other's unit: a large count is no percentage."""
    bare, lender = (one, other) if one.unit is None else (other, one)
    unit = lender.unit
    if not lender.measured and _has_point(bare) and not _has_point(lender):
        return False  # "for 2.0" after "2 blockers" counts nothing
    return unit not in ("percent", "percentage_points", "basis_points") or abs(bare.value) < 1000


def _is_plain(lender: Reading) -> bool:
    """Whether the lender's value is its number times its unit's factor (not a sum of parts)."""
    return "unit:table" in lender.rules and "form:compound" not in lender.rules


def _rescaled(reading: Reading, lender: Reading) -> Decimal:
    own, other = reading.numeral, lender.numeral
    if (
        own.form is _WORDS
        and other.form is _WORDS
        and own.value < other.value / _THOUSAND
        and not other.value % _THOUSAND
    ):
        return own.value * _THOUSAND  # "five to ten thousand"
    size, limit = abs(own.plain), 10 * abs(other.plain)
    fits = size < 1000 and (size < limit or size < 10)
    if other.scaled and not own.scaled and other.plain and fits:
        return own.value * (other.value / other.plain)
    return own.value


def scaled_like(reading: Reading, lender: Reading) -> Reading:
    """The reading in money with the scale of the other end: "£3 to £4 million"."""
    return reading.but(value=_rescaled(reading, lender)) if reading.unit == lender.unit else reading


def joined_ranges(tokens: Tokens, readings: list[Reading]) -> list[Reading]:
    """The readings with each range as one, `high` its upper end."""
    made: list[Reading] = []
    for reading in readings:
        near = made and made[-1].sentence == reading.sentence
        joint = _joint(tokens, made[-1], reading) if near else None
        if joint is not None:
            made[-1] = joint
        else:
            made.append(reading)
    return made


def _joint(tokens: Tokens, low: Reading, high: Reading) -> Reading | None:
    if low.high is not None or low.numeral.form == "times" or high.inner != low.outer + 1:
        return None
    if high.first != high.inner:
        return None
    link = tokens.word(low.outer)
    if not _links(tokens, low, high, link):
        return None
    ends = _ends(low, high)
    if ends is None or not ends[0].value < ends[1].value:
        return None
    if link == "or" and ends[1].value - ends[0].value > 1:
        return None
    return _range(tokens, *ends)


def _links(tokens: Tokens, low: Reading, high: Reading, link: str) -> bool:
    before = tokens.word(low.first - 1)
    if link in DASHES:  # not "lamps mended within two days – 640 in May"
        return tokens.tight(low.outer) or high.unit is not None or low.unit is None or not low.time
    if link == "and":
        return before == "between" or tokens.word(low.inner - 1) == "between"
    if link == "to":
        if before == "from":
            return any(tokens.word(index) in _RANGING for index in range(low.first - 4, low.first - 1))
        if before == "by" or is_change(before):
            return not low.measured and high.unit is not None and high.value <= low.value * 3
        return True
    return link == "or" and low.unit is None and low.value == int(low.value)


def _ends(low: Reading, high: Reading) -> tuple[Reading, Reading] | None:
    """Both ends in one unit, or `None` where they do not agree."""
    if high.unit is None or (low.numeral.currency and not high.measured and high.last == high.outer):
        if low.unit is None:
            return low, high
        high = lent(high, low)
        return scaled_like(low, high) if low.numeral.currency else low, high
    bare = low.last == low.numeral.last and low.numeral.currency is None
    if low.unit is None or (bare and low.unit == "percent"):
        return lent(low, high), high
    if low.unit == high.unit:
        return (scaled_like(low, high) if low.numeral.currency else low), high
    return None


def _range(tokens: Tokens, low: Reading, high: Reading) -> Reading:
    first = low.first
    if tokens.word(first - 1) == "between":
        first -= 1
    return low.but(
        first=first,
        last=high.last,
        outer=high.outer,
        high=high.value,
        unit=high.unit,
        measured=high.measured,
        time=high.time,
        per=high.per or low.per,
        stat=low.stat or high.stat,
        bound=low.bound if low.bound != "exact" else high.bound,
        borrowed=False,
        rules=(*low.rules, "range"),
    )


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


_HELD = frozenset(("the", "target", "its", "their", "our", "last", "plan", "budget", "forecast", "average"))


def _in_noun(tokens: Tokens, at: int, reading: Reading) -> bool:
    """Whether "more" or "fewer" merely goes with a noun ("12 more schools") and compares nothing."""
    if tokens.word(at) in ("above", "below"):
        return tokens.word(at + 1) not in _HELD
    if reading.unit == "percent":
        return False
    if at < reading.last:
        return "than" not in _rest(tokens, reading.last)
    return tokens.word(at + 1) not in _THAN and "than" not in _rest(tokens, at + 1)
