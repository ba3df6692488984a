"""One number read on its own: its unit, the words that limit it or say how it was taken, its rate."""

from decimal import Decimal
from typing import Any

from attrs import frozen

from ...facts import Bound, Direction
from ...language.loading import compiled
from ...language.rules import Acts, Columns, Hit, Rules
from ...language.vocabulary import current, derived, table, words_of
from .notation import FOLLOWS, Form, Hedge, Numeral, Part, Tokens
from .units import (
    Noun,
    adjective_rate,
    counted,
    plural,
    rate_after,
    rate_at,
    rate_before,
    rate_each,
    rate_of,
    rate_piece,
    unit_at,
)  # fmt: skip

# Members of enums by names of their own: to read one off its class costs as much as a call.
_EXACT = Bound.EXACT
_TIMES, _SCORE, _FRACTION = Form.TIMES, Form.SCORE, Form.FRACTION

_HUNDRED = Decimal(100)
_MILLION = Decimal(10) ** 6


@frozen(slots=False)
class Reading:
    """A number with what stands directly around it. Tokens: `first`-`last` as a mention's `start`-`end`.

    `inner`-`outer` is the number with its marks. `measured`: the unit is a unit of measure or a currency.
    `aside`: a length of time that only says when; it may be another number's rate and is no figure of its own.
    """

    numeral: Numeral
    first: int
    last: int
    inner: int
    outer: int
    value: Decimal
    unit: str | None
    measured: bool = False
    high: Decimal | None = None
    bound: Bound = Bound.EXACT
    stat: str | None = None
    per: str | None = None
    part: Part = Part.ALONE
    chain: int | None = None
    direction: Direction | None = None
    borrowed: bool = False
    time: bool = False
    aside: bool = False
    sentence: int = 0
    rules: tuple[str, ...] = ()

    def but(self, **changes: Any) -> "Reading":
        """The reading with some fields changed (`attrs.evolve`, which takes eight times as long)."""
        changed = object.__new__(Reading)
        object.__setattr__(changed, "__dict__", self.__dict__ | changes)
        return changed

    def noting(self, rule: str) -> tuple[str, ...]:
        """The rules with one more."""
        return (*self.rules, rule)


def bare(numeral: Numeral, sentence: int, *, aside: bool = False) -> Reading:
    """The number without a word that says anything of it."""
    first, last, rules = numeral.first, numeral.last, ("form:" + numeral.form,)
    return Reading(numeral, first, last, first, last, numeral.value, None, aside=aside, sentence=sentence, rules=rules)


def read(tokens: Tokens, numeral: Numeral, floor: int, limit: int, sentence: int, *, aside: bool) -> Reading:
    """The number read with the words around it: tokens from `floor` on before it, up to `limit` after it."""
    reading = _with_unit(tokens, bare(numeral, sentence, aside=aside), limit)
    return _with_rate(tokens, _with_bounds(tokens, reading, floor), floor, limit)


def _with_unit(tokens: Tokens, base: Reading, limit: int) -> Reading:
    numeral = base.numeral
    at, form = numeral.last, numeral.form
    if numeral.currency and form is not _TIMES:
        return base.but(unit=numeral.currency, measured=True, rules=base.noting("unit:currency"))
    if form is _TIMES:
        return base.but(unit="times", measured=True)
    if form is _SCORE:
        scored = base.but(rules=base.noting("unit:score"))
        return scored if unit_at(tokens, at) or tokens.word(at) in FOLLOWS else _counted(tokens, scored, at, limit)
    if tokens.word(at) == "x" and counted(tokens, at + 1, limit) and numeral.form is Form.DIGITS:
        return _counted(tokens, base, at + 1, limit)  # "3 x foundation governors"
    if tokens.word(at) in ("-", "‑") and tokens.tight(at) and tokens.tight(at + 1):
        at += 1
    if form is _FRACTION and tokens.word(at) == "of" and tokens.word(at + 1) in ("a", "an"):
        of = unit_at(tokens, at + 2)
        if tokens.word(at + 2) == "point":
            return base.but(unit="points", last=at + 3, outer=at + 3, rules=base.noting("unit:part"))
        if of:
            value, last = numeral.value * of.factor, of.last
            return base.but(value=value, unit=of.name, measured=True, time=of.time, last=last, outer=last)
    whole = tokens.word(at + 2).isalpha() and tokens.word(at + 1) in ("a", "an")
    if "." in tokens.raw[numeral.core] and tokens.word(at) == "of" and whole:
        return base.but(unit=plural(tokens.low[at + 2]), last=at + 3, rules=base.noting("unit:part"))
    if numeral.inside >= 0:
        within = unit_at(tokens, numeral.inside)
        return base.but(unit=within.name, measured=True, time=within.time) if within else base
    unit = unit_at(tokens, at)
    if unit and not _is_million(tokens, numeral, unit.last):
        return _measured(tokens, base, unit.name, unit.factor, unit.last, unit.time)
    if unit:
        million = numeral._replace(value=numeral.value * _MILLION, scaled=True, last=unit.last)
        people = base.but(numeral=million, value=million.value, last=unit.last, outer=unit.last)
        return _counted(tokens, people, unit.last, limit)
    if form is _FRACTION and numeral.value < 1:
        return base.but(
            value=numeral.value * _HUNDRED, unit="percent", measured=True, rules=base.noting("unit:fraction")
        )
    return _counted(tokens, base, at, limit)


_LONG = words_of("contexts.tsv", "number_attributes.long")


def _is_million(tokens: Tokens, numeral: Numeral, after: int) -> bool:
    """Whether a bare "m" after digits means million: people follow, or the sentence speaks of a number of something."""
    if tokens.word(numeral.last) != "m" or after != numeral.last + 1 or tokens.word(after) in _LONG:
        return False
    noun = counted(tokens, after, after + 5)
    if noun is not None:
        return tokens.low[noun.last - 1] not in ("barriers", "races", "pools", "squares", "lanes")
    return "number" in tokens.low[max(0, numeral.first - 30) : numeral.first]


def _measured(tokens: Tokens, base: Reading, name: str, factor: Decimal, last: int, time: bool) -> Reading:
    outer = last
    if tokens.word(last) == "(" and tokens.word(last + 2) == ")" and tokens.word(last + 1).isalpha():
        last += 3
    return base.but(
        value=base.value * factor,
        unit=name,
        measured=True,
        time=time,
        last=last,
        outer=outer,
        rules=base.noting("unit:table"),
    )


def _counted(tokens: Tokens, base: Reading, at: int, limit: int) -> Reading:
    single = base.numeral.value == 1 or (base.value < 1 and tokens.word(base.numeral.last - 1) in ("a", "an"))
    hedge = hedge_after(tokens, at)
    at = hedge.last if hedge and hedge.last < limit else at
    noun = counted(tokens, at, limit, single) or _of_ours(tokens, at, limit)
    if noun is None and tokens.low[max(0, base.first - 2) : base.first] in (["there", "were"], ["there", "are"]):
        word = tokens.word(at)  # "There were 12 slips": what can be a verb elsewhere is counted here
        if word.endswith("s") and word.isalpha() and word not in FOLLOWS:
            return base.but(unit=word, last=at + 1, rules=base.noting("unit:counted"))
    if noun is None:
        share = tokens.low.index(")", at) if tokens.word(at) == "(" and ")" in tokens.low[at : at + 5] else at
        behind = counted(tokens, share + 1, share + 9) if tokens.word(share - 1) in ("%", "cent") else None
        return base.but(unit=behind.name) if behind else base  # "31 (62%) beach huts"
    unit = unit_at(tokens, noun.last - 1)
    if unit and unit.last == noun.last and (unit.time or unit.name in ("tonnes", "percent", "miles", "km")):
        return base.but(unit=unit.name, measured=True, time=unit.time, last=noun.last, rules=base.noting("unit:noun"))
    return base.but(unit=noun.name, last=noun.last, rules=base.noting("unit:counted"))


_OWNERS = words_of("contexts.tsv", "number_attributes.owners")


def _of_ours(tokens: Tokens, at: int, limit: int) -> Noun | None:
    """ "all 21 of our libraries"."""
    if tokens.word(at) == "of" and tokens.word(at + 1) in _OWNERS:
        return counted(tokens, at + 2, limit)
    return None


def _with_bounds(tokens: Tokens, reading: Reading, floor: int) -> Reading:
    first, bound, stat, rules = reading.first, reading.bound, reading.stat, reading.rules
    before = tokens.word(first - 1)
    near = first in _hedges(tokens)[0] or before in _FILLERS or before in stats() or before in ("of", "at", "the")
    first = _over_fillers(tokens, first, floor) if near else first
    for _ in range(3 if near else 0):
        said = stat_before(tokens, first, floor)
        if said:
            stat, first = said
            rules = (*rules, "stat:before")
        hedge = hedge_before(tokens, first)
        if (
            hedge
            and hedge.first >= floor
            and bound is _EXACT
            and not _is_duration_over(tokens, reading, hedge.first)
            and not _takes_over(tokens, reading, hedge.first)
        ):
            bound, first = hedge.bound, hedge.first
            rules = (*rules, f"bound:{hedge.rule}")
        elif not said:
            break
        first = _over_fillers(tokens, first, floor)
    last = reading.last
    if bound is _EXACT:
        after = hedge_after(tokens, reading.outer) or (last != reading.outer and hedge_after(tokens, last))
        if after and not _goes_on(tokens, after.last):
            bound, last = after.bound, max(last, after.last)
            rules = (*rules, f"bound:{after.rule}")
    if rules is reading.rules and first == reading.first:
        return reading
    return reading.but(first=first, last=last, bound=bound, stat=stat, rules=rules)


_TURNED = {Bound.MORE_THAN: Bound.AT_MOST, Bound.LESS_THAN: Bound.AT_LEAST}
_FILLERS = words_of("contexts.tsv", "number_attributes.fillers")


def _over_fillers(tokens: Tokens, first: int, floor: int) -> int:
    """Step over words between the hedge and the number: "just", "a further", "the" after "passed"."""
    at = first
    while at > floor and tokens.word(at - 1) in _FILLERS:
        at -= 1
    if at > floor and at != first and tokens.word(at - 1) in ("a", "an", "the"):
        at -= 1
    if (
        at - 1 > floor
        and tokens.word(at - 1) == "the"
        and tokens.word(at - 2) in ("passed", "exceeded", "topped", "surpassed")
    ):
        at -= 1
    return at


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether the words after the number are not a bound but the start of something else ("or more than")."""
    return tokens.word(at) in ("than", "of") or tokens.is_number(at)


_TAKING = frozenset(("take", "takes", "took", "taking", "taken"))
_WAITED = words_of("contexts.tsv", "number_attributes.waited")


def _is_duration_over(tokens: Tokens, reading: Reading, at: int) -> bool:
    """ "over 10 years" says for how long, not more than ten, unless something takes or lasts it."""
    if (
        tokens.word(at) != "over"
        or not reading.time
        or reading.unit not in ("years", "months", "weeks", "days", "quarters", "decades")
    ):
        return False
    return tokens.word(at - 1) not in _WAITED


def _takes_over(tokens: Tokens, reading: Reading, at: int) -> bool:
    """Whether "over" belongs to the verb: "took over 14 clinics", but "took over 14 days"."""
    taken = tokens.word(at) == "over" and tokens.word(at - 1) in _TAKING and reading.inner == at + 1
    return taken and not reading.time and not reading.measured


def _with_rate(tokens: Tokens, reading: Reading, floor: int, limit: int) -> Reading:
    if reading.numeral.form is _TIMES:
        return reading
    rate = (
        (
            rate_each(tokens, reading.last, reading.first)
            if reading.numeral.currency or reading.unit == "cents"
            else None
        )
        or rate_at(tokens, reading.last, limit)
        or (reading.outer != reading.last and rate_at(tokens, reading.outer, limit))
        or rate_after(tokens, reading.last, limit)
        or (rate_piece(tokens, reading.last) if reading.numeral.currency or reading.unit == "cents" else None)
        or rate_before(tokens, floor, reading.first)
        or (rate_of(tokens, reading.last) if reading.time else None)
        or (adjective_rate(tokens, reading.first, floor) if reading.unit not in (None, "percent") else None)
    )
    if not rate:
        return reading
    if rate.last < 0:
        return reading.but(per=rate.per, rules=reading.noting("per:before"))
    last = max(reading.last, rate.last)
    after = hedge_after(tokens, last) if reading.bound is _EXACT else None
    bound, last = (after.bound, after.last) if after else (reading.bound, last)
    return reading.but(per=rate.per, last=last, bound=bound, rules=reading.noting("per:after"))


@derived
def hedge_rules() -> Rules:
    """The table of words that bound a number, compiled."""
    says = [*(bound.value for bound in Bound), "compared", "turned"]
    return compiled("hedges.tsv", current().lines("hedges.tsv"), says=says)


@derived
def _places() -> dict[str, int]:
    """Where each rule stands in the table."""
    return {rule.id: at for at, rule in enumerate(hedge_rules().rules)}


def _hedges(tokens: Tokens) -> tuple[dict[int, Hedge], dict[int, Hedge]]:
    """The longest hedges of a text, by the token at which the number would begin, and by that at which it would end."""
    if tokens.hedges is None:
        count = len(tokens)
        classes = ["CD" if "0" <= raw < ":" else "NNP" if raw[0].isupper() else "" for raw in tokens.raw[:count]]
        hits = hedge_rules().match(Columns(tokens.low[:count], (), classes)).hits
        turned: dict[int, Hit] = {}  # what a "no" reaches; its reach is a few words, so this stays linear
        for hit in hits:
            if hit.rule.says == ("turned",):
                turned.update(dict.fromkeys(range(hit.last, hit.high), hit))
        before: dict[int, Hedge] = {}
        after: dict[int, Hedge] = {}
        places = _places()
        for hit in sorted(hits, key=lambda hit: (hit.first - hit.last, places[hit.rule.id])):
            if hit.rule.says == ("turned",):
                continue
            bound, name = Bound(hit.rule.says[0]), hit.rule.id
            by = turned.get(hit.last - 1)
            if by is not None and "compared" in hit.rule.says:
                bound, name = _TURNED[bound], by.rule.id
            hedge = Hedge(bound, hit.first, hit.last, name)
            if hit.rule.acts is Acts.FORWARD:
                before.setdefault(hit.last, hedge)
            else:
                after.setdefault(hit.first, hedge)
        tokens.hedges = before, after
    return tokens.hedges


def hedge_before(tokens: Tokens, at: int) -> Hedge | None:
    """The longest hedge that ends at token `at`."""
    return _hedges(tokens)[0].get(at)


def hedge_after(tokens: Tokens, at: int) -> Hedge | None:
    """The longest hedge that starts at token `at`."""
    return _hedges(tokens)[1].get(at)


def stats() -> dict[str, str]:
    """The statistic that each word names."""
    return table("stats.tsv")


def stat_before(tokens: Tokens, at: int, floor: int) -> tuple[str, int] | None:
    """The statistic directly before token `at` ("an average of", "a median of", "total"): name and first token."""
    index = at - 1
    if tokens.word(index) in ("of", "at"):
        index -= 1
    stat = stats().get(tokens.word(index))
    if stat is None or index < floor:
        return None
    while index > floor and tokens.word(index - 1) in ("a", "an", "the", "on", "grand", "annual", "combined"):
        index -= 1
    return stat, index


def tells_stat(tokens: Tokens) -> bool:
    """Whether any word of the text is a statistic's, to tell quickly that there is none."""
    return not stats().keys().isdisjoint(tokens.vocabulary())


def stat_in(tokens: Tokens, first: int, last: int) -> str | None:
    """The nearest statistic among tokens `first <= i < last`, the last one first."""
    for index in range(last - 1, max(first, last - 40) - 1, -1):
        stat = stats().get(tokens.low[index])
        if stat and _is_statistic(tokens, index):
            return stat
    return None


def _is_statistic(tokens: Tokens, index: int) -> bool:
    """Not the verb "to total" or "means", not "above average"."""
    word = tokens.low[index]
    before = tokens.word(index - 1)
    if word == "total" and before == "the" and tokens.word(index - 2) == "of":
        return False  # "22% of the total, against 19%"
    if word == "mean":
        return before in ("a", "the", "of")
    return before not in ("above", "below", "than", "national", "regional")
