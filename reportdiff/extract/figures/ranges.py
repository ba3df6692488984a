"""Two numbers that are one range ("£3-4m", "between 5 and 8 weeks"), and a scale or unit that one lends another."""

from decimal import Decimal

from ...language.vocabulary import words_of
from .change_words import is_change
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
